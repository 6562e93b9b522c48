//! What is made for passing the portal on, and the pages that explain it.

use crate::support::{Answer, Portal};
use server::auth::session;
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// The content of a `<meta property>`.
fn meta<'a>(page: &'a Answer, property: &str) -> &'a str {
    let (_, rest) = page
        .text()
        .split_once(&format!(r#"property="{property}""#))
        .unwrap_or_else(|| panic!("{property} in {}", page.text()));
    let (_, rest) = rest.split_once(r#"content=""#).expect("content");
    rest.split_once('"').expect("quoted").0
}

/// Width and height from the head of a PNG.
fn size_of(picture: &Answer) -> (u32, u32) {
    assert_eq!(&picture.body[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(picture.body[at..at + 4].try_into().expect("four"));
    (number(16), number(20))
}

#[tokio::test]
async fn a_shared_page_tells_its_title_its_language_and_a_picture_of_the_right_size() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let mut pictures = Vec::new();
    for (path, title) in [
        ("/", "Dịch vụ công Tây Ninh"),
        ("/huong-dan", "Hướng dẫn nộp hồ sơ và thanh toán trực tuyến"),
        ("/huong-dan/dang-ky", "Đăng ký tài khoản"),
        ("/hoi-dap", "Câu hỏi thường gặp"),
        ("/thu-tuc/1.001193", "Đăng ký khai sinh"),
    ] {
        let page = browser.get(path).await;
        assert_eq!(meta(&page, "og:title"), title, "{path}");
        assert_eq!(meta(&page, "og:locale"), "vi_VN");
        assert_eq!(
            meta(&page, "og:url"),
            format!("{}{path}?lang=vi", portal.url)
        );
        let address = meta(&page, "og:image")
            .strip_prefix(&portal.url)
            .expect("ours");
        let picture = browser.get(address).await;
        assert_eq!(picture.header("content-type"), "image/png", "{address}");
        assert_eq!(picture.header("cache-control"), "public, max-age=86400");
        assert_eq!(size_of(&picture), (1200, 630));
        pictures.push(picture.body);
    }
    pictures.sort();
    pictures.dedup();
    assert_eq!(pictures.len(), 5, "each page has a picture of its own");
}

#[tokio::test]
async fn a_picture_depends_on_its_address_and_on_nothing_else() {
    let portal = Portal::start().await;
    let reader = portal.browser();
    reader.get("/?lang=en").await;
    let address = "/og/huong-dan/dang-ky.png";
    let with_cookie = reader.get(address).await.body;
    assert_eq!(with_cookie, portal.browser().get(address).await.body);
    let english = reader.get(&format!("{address}?lang=en")).await.body;
    assert_ne!(english, with_cookie);
}

#[tokio::test]
async fn nobody_has_words_of_their_own_put_under_the_portals_name() {
    let portal = Portal::start().await;
    for path in [
        "/og/thu-tuc/Chuyen-tien-ngay.png",
        "/og/thu-tuc/1.001193",
        "/og/huong-dan/khac.png",
        "/og/khac/trang-chu.png",
        "/og/cong/%00.png",
    ] {
        assert_eq!(portal.browser().get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_leaflet_is_printed_in_both_languages_with_the_provinces_numbers() {
    let portal = Portal::with(&[
        ("HOTLINE", "0276 1022"),
        ("ZALO_URL", "https://zalo.me/hcc-tayninh"),
    ])
    .await;
    for (address, words) in [
        ("/huong-dan/to-roi.pdf", ["Nộp hồ sơ, nộp phí", "Gửi hồ sơ"]),
        (
            "/huong-dan/to-roi.pdf?lang=en",
            ["Apply and pay on your phone", "Register and sign in"],
        ),
    ] {
        let leaflet = portal.browser().get(address).await;
        assert_eq!(leaflet.header("content-type"), "application/pdf");
        let text = text_of(&leaflet.body);
        for expected in words
            .into_iter()
            .chain(["0276 1022", "zalo.me/hcc-tayninh"])
        {
            assert!(text.contains(expected), "“{expected}” in {text}");
        }
    }
}

#[tokio::test]
async fn the_pages_that_explain_are_there_in_both_languages_and_unknown_chapters_are_not() {
    let portal = Portal::with(&[("HOTLINE", "0276 1022")]).await;
    for path in ["/huong-dan", "/huong-dan/chuan-bi", "/hoi-dap", "/tro-nang"] {
        for language in ["vi", "en"] {
            let page = portal
                .browser()
                .get(&format!("{path}?lang={language}"))
                .await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.text().contains("0276 1022"), "{path}");
            assert!(page.text().contains("tel:02761022"), "{path}");
        }
    }
    assert_eq!(portal.browser().get("/huong-dan/khac").await.status, 404);
}

#[tokio::test]
async fn a_question_is_answered_as_the_portal_behaves() {
    let portal = Portal::start().await;
    let page = portal.browser().get("/hoi-dap?q=dang+nhap+lai").await;
    let idle = format!("{} phút", session::IDLE.whole_minutes());
    let absolute = format!("{} giờ", session::ABSOLUTE.whole_hours());
    assert!(page.text().contains(&idle) && page.text().contains(&absolute));
    let hostile = portal
        .browser()
        .get("/hoi-dap?q=%3Cscript%3Ealert(1)%3C/script%3E")
        .await;
    assert_eq!(hostile.status, 200);
    assert!(!hostile.text().contains("<script>alert"));
}

/// What a reader copies out of a PDF, with every run of white space as one space.
fn text_of(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils");
    let mut input = reader.stdin.take().expect("a pipe");
    input.write_all(pdf).expect("pdftotext reads");
    drop(input);
    let output = reader.wait_with_output().expect("pdftotext ends");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
