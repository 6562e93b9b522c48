//! What may be attached, and what it is called.

use domain::attachment::{DocumentType, PictureError};
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
fn a_pdf_may_have_a_thousand_bytes_before_it() {
    let after = |before: &[u8]| [before, b"%PDF-1.7\n"].concat();
    for before in [
        &b""[..],
        b"\xef\xbb\xbf",
        b"\r\n",
        b"\n\n  ",
        b"\0",
        b"\0\0\0\0\0\0\0\0",
        b"%!PS-Adobe-3.0\r\n",
        b"@PJL SET RESOLUTION=600\r\n",
        b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n",
        b"Content-Type: application/pdf\r\n\r\n",
        b"--boundary\r\n\r\n",
        b"%",
        b"%PDF",
        b"%PD%PDF",
        "Bản quét\n".as_bytes(),
        &[b' '; 1_023],
        &[b'x'; 1_024],
    ] {
        let kind = DocumentType::of(&after(before));
        assert_eq!(kind, Some(DocumentType::Pdf), "{before:?}");
    }
    for before in [
        &[b' '; 1_025][..],
        &[0; 4_096],
        b"MZ\x90\0",
        b"\x7fELF\x02",
        b"PK\x03\x04",
        b"Rar!\x1a\x07",
        b"7z\xbc\xaf\x27\x1c",
        b"\x1f\x8b\x08",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"#!/bin/sh\n",
        b"<html>",
        b"\n <!doctype html>",
        b"\xef\xbb\xbf<svg>",
        b"<?xml version='1.0'?>",
        b"\t<script>",
    ] {
        assert_eq!(DocumentType::of(&after(before)), None, "{before:?}");
    }
    // A picture stays one, whatever is written into it.
    let kind = DocumentType::of(&after(b"\xff\xd8\xff\xe0"));
    assert_eq!(kind, Some(DocumentType::Jpeg));
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

fn png(width: u32, height: u32) -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    [
        head,
        width.to_be_bytes().into(),
        height.to_be_bytes().into(),
    ]
    .concat()
}

/// With a segment before the frame's head, as phones write them.
fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let head = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08".to_vec();
    [
        head,
        height.to_be_bytes().into(),
        width.to_be_bytes().into(),
    ]
    .concat()
}

fn webp(width: u32, height: u32) -> Vec<u8> {
    let side = |pixels: u32| (pixels - 1).to_le_bytes()[..3].to_vec();
    let head = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    [head, side(width), side(height)].concat()
}

/// The boxes in which an iPhone says how large a picture is (ISO/IEC 23008-12).
fn heic(width: u32, height: u32) -> Vec<u8> {
    let boxed = |name: &[u8; 4], content: Vec<u8>| {
        let size = u32::try_from(content.len() + 8).expect("small");
        [size.to_be_bytes().to_vec(), name.to_vec(), content].concat()
    };
    let size = [[0; 4], width.to_be_bytes(), height.to_be_bytes()].concat();
    let ipco = boxed(b"ipco", boxed(b"ispe", size));
    let meta = [vec![0; 4], boxed(b"iprp", ipco)].concat();
    let ftyp = boxed(b"ftyp", b"heic\0\0\0\0mif1heic".to_vec());
    [ftyp, boxed(b"meta", meta)].concat()
}

#[test]
fn a_picture_has_as_many_pixels_as_can_be_opened() {
    let check = |content: Vec<u8>| {
        let kind = DocumentType::of(&content).expect("a kind");
        kind.check_picture(&content)
    };
    let all = |width: u16, height: u16| {
        let (w, h) = (width.into(), height.into());
        [png(w, h), jpeg(width, height), webp(w, h), heic(w, h)]
    };
    // The largest that phones make by themselves, an A4 page at 600 dpi, the longest strip.
    for (width, height) in [(1, 1), (8_160, 6_120), (4_961, 7_016), (12_000, 5_333)] {
        for content in all(width, height) {
            assert_eq!(check(content.clone()), Ok(()), "{content:?}");
        }
    }
    for (width, height) in [(65_535, 65_535), (12_001, 1), (1, 12_001), (8_001, 8_000)] {
        let refused = Err(PictureError::TooManyPixels {
            width: width.into(),
            height: height.into(),
        });
        for content in all(width, height) {
            assert_eq!(check(content.clone()), refused, "{content:?}");
        }
    }
    assert_eq!(check(png(0, 5)), Err(PictureError::Unreadable));
    assert_eq!(check(jpeg(5, 0)), Err(PictureError::Unreadable));
    assert_eq!(check(b"%PDF-1.7".to_vec()), Ok(()), "a PDF has pages");
}

#[test]
fn a_picture_whose_head_is_broken_off_is_unreadable() {
    for whole in [png(5, 5), jpeg(5, 5), webp(5, 5), heic(5, 5)] {
        let kind = DocumentType::of(&whole).expect("a kind");
        for length in 12..whole.len() {
            let broken = kind.check_picture(&whole[..length]);
            assert_eq!(broken, Err(PictureError::Unreadable), "{kind:?} {length}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_stands_in_a_picture_it_is_judged(
        head in prop::sample::select(vec![png(9, 9), jpeg(9, 9), webp(9, 9), heic(9, 9)]),
        kept in 0_usize..80,
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let content = [&head[..kept.min(head.len())], &rest].concat();
        for kind in DocumentType::ALL {
            // Neither panics nor goes on for ever.
            let _ = kind.check_picture(&content);
        }
    }

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
