//! What may be attached, and what it is called.

use domain::attachment::DocumentType;
use proptest::prelude::*;

#[test]
fn a_file_is_what_its_content_says() {
    for (content, expected) in [
        (&b"%PDF-1.7\n"[..], Some(DocumentType::Pdf)),
        (b"\xff\xd8\xff\xe0", Some(DocumentType::Jpeg)),
        (b"\x89PNG\r\n\x1a\n\0\0", Some(DocumentType::Png)),
        (b"\0\0\0\x18ftypheic\0\0", Some(DocumentType::Heic)),
        (b"\0\0\0\x18ftypmif1\0\0", Some(DocumentType::Heic)),
        (b"RIFF\x24\0\0\0WEBPVP8 ", Some(DocumentType::Webp)),
        (b"", None),
        (b"%PDF", None),
        (b"MZ\x90\0", None),
        (b"<html>%PDF-1.7", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"PK\x03\x04", None),
        (b"RIFF\x24\0\0\0WAVEfmt ", None),
        (b"\0\0\0\x18ftypisom", None),
        (b"\0\0\0\x18ftyp", None),
    ] {
        assert_eq!(DocumentType::of(content), expected, "{content:?}");
    }
}

#[test]
fn a_name_is_what_people_read_and_nothing_else() {
    let long = "á".repeat(300);
    let cut = format!("{}.pdf", "á".repeat(100));
    for (given, expected) in [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        ("Gia\u{302}\u{301}y.PDF", "Giấy.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\An\\quét.pdf", "quét.pdf"),
        ("hóa đơn\u{202e}fdp.exe", "hóa đơnfdp.exe.pdf"),
        ("a\0b\r\nc.pdf", "a b c.pdf"),
        ("🙂 ảnh.pdf", "🙂 ảnh.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "tai-lieu.pdf"),
        ("", "tai-lieu.pdf"),
        (".pdf", "tai-lieu.pdf"),
        ("/", "tai-lieu.pdf"),
        ("\u{301}\u{302}", "tai-lieu.pdf"),
        ("ảnh.jpg", "ảnh.jpg.pdf"),
        (&format!("{long}.pdf"), &cut),
        (&long, &cut),
    ] {
        assert_eq!(DocumentType::Pdf.name(given), expected, "{given:?}");
    }
    assert_eq!(DocumentType::Jpeg.name("IMG_0001.JPEG"), "IMG_0001.jpeg");
}

proptest! {
    #[test]
    fn every_name_is_short_ends_truly_and_hides_nothing(given in any::<String>()) {
        for kind in DocumentType::ALL {
            let name = kind.name(&given);
            prop_assert!((5..=105).contains(&name.chars().count()));
            prop_assert!(!name.starts_with('.'));
            let misleading = name.contains(['/', '\\', '\u{202e}']);
            prop_assert!(!misleading);
            prop_assert!(!name.chars().any(char::is_control));
            prop_assert_eq!(kind.name(&name), name.clone());
        }
    }
}
