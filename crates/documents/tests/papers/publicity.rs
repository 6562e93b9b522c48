//! The leaflet as its reader meets it, and the pictures beside shared links.

use std::path::Path;

use crate::support::{info_of, pages_of, qr_of, words_of};
use documents::DocumentError;
use documents::leaflet::{self, Contact, Leaflet, Step};
use documents::open_graph::{self, Picture};
use domain::language::Language;
use time::macros::datetime;

fn leaflet() -> Leaflet {
    let step = |title: &str, text: &str| Step {
        title: title.to_owned(),
        text: text.to_owned(),
    };
    let contact = |name: &str, value: &str| Contact {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    Leaflet {
        language: Language::Vietnamese,
        portal: "Dịch vụ công Tây Ninh".to_owned(),
        title: "Nộp hồ sơ và lệ phí bằng điện thoại".to_owned(),
        lead: "Bạn cần một số điện thoại chính chủ và một thẻ ngân hàng.".to_owned(),
        steps: [
            step("Đăng ký, đăng nhập", "Dùng số căn cước và mã OTP."),
            step("Nộp hồ sơ", "Tìm thủ tục, điền tờ khai, bấm “Gửi hồ sơ”."),
            step("Thanh toán", "Chọn ngân hàng, nhận biên lai."),
        ],
        scan: "Quét mã để xem hướng dẫn có hình".to_owned(),
        guide_url: "https://dichvucong.tayninh.gov.vn/huong-dan".to_owned(),
        qr_alt: "Mã QR mở trang hướng dẫn".to_owned(),
        contacts: vec![
            contact("Điện thoại", "0276 3813 363"),
            contact("Zalo", "zalo.me/cong-hanh-chinh-cong"),
        ],
        publisher: "Trung tâm Hành chính công tỉnh Tây Ninh".to_owned(),
    }
}

fn pdf_of(leaflet: &Leaflet) -> Vec<u8> {
    leaflet::render(leaflet, datetime!(2026-03-16 03:00 UTC)).unwrap()
}

#[test]
fn the_leaflet_is_one_page_of_a5_that_says_everything() {
    let pdf = pdf_of(&leaflet());
    assert_eq!(pages_of(&pdf), 1);
    let words = words_of(&pdf);
    for expected in [
        "Dịch vụ công Tây Ninh",
        "Nộp hồ sơ và lệ phí bằng điện thoại",
        "một số điện thoại chính chủ",
        "Đăng ký, đăng nhập",
        "Tìm thủ tục, điền tờ khai, bấm “Gửi hồ sơ”.",
        "Chọn ngân hàng, nhận biên lai.",
        "dichvucong.tayninh.gov.vn",
        "0276 3813 363",
        "zalo.me/cong-hanh-chinh-cong",
        "Trung tâm Hành chính công tỉnh Tây Ninh",
    ] {
        assert!(words.contains(expected), "“{expected}” in:\n{words}");
    }
    let info = info_of(&pdf);
    let info = info.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(info.contains("Tagged: yes"), "{info}");
    assert!(info.contains("Page size: 419.528 x 595.276 pts"), "{info}");
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("<pdfuaid:part>1</pdfuaid:part>"));
}

#[test]
fn a_phone_reads_the_address_of_the_guide_from_the_leaflet() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("leaflet");
    std::fs::create_dir_all(&scratch).unwrap();
    assert_eq!(qr_of(&pdf_of(&leaflet()), &scratch), leaflet().guide_url);
}

#[test]
fn a_leaflet_that_leads_nowhere_is_refused() {
    let mut nowhere = leaflet();
    nowhere.guide_url = "javascript:alert(1)".to_owned();
    assert_eq!(
        leaflet::render(&nowhere, datetime!(2026-03-16 03:00 UTC)),
        Err(DocumentError::UnusableCheckUrl)
    );
}

/// Width and height from the head of a PNG.
fn size_of(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_shared_link_has_a_picture_of_the_size_that_is_shown_whole_however_long_the_title() {
    let long = "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con; cấp thẻ bảo hiểm y tế ";
    for title in [
        "Nộp hồ sơ",
        long,
        &long.repeat(4),
        "#panic(\"in\") $x^2$ 🙂",
    ] {
        let picture = Picture {
            portal: "Dịch vụ công Tây Ninh".to_owned(),
            title: title.to_owned(),
            subtitle: "Nộp hồ sơ và lệ phí trực tuyến".to_owned(),
        };
        let png = open_graph::render(&picture).unwrap();
        assert_eq!(size_of(&png), (open_graph::WIDTH, open_graph::HEIGHT));
        // Some messengers fetch no more than this.
        assert!(png.len() < 300_000, "{} bytes", png.len());
        assert_eq!(open_graph::render(&picture).unwrap(), png);
    }
}

#[test]
fn pictures_of_two_pages_differ() {
    let picture = |title: &str| {
        open_graph::render(&Picture {
            portal: "Dịch vụ công Tây Ninh".to_owned(),
            title: title.to_owned(),
            subtitle: String::new(),
        })
        .unwrap()
    };
    assert_ne!(picture("Đăng ký"), picture("Đăng kỷ"));
}
