//! What somebody sees whose browser is refused: a page in words, with a way on. Programs get a problem.

use crate::support::{AN, Answer, Client, Portal};
use app::{
    api::{Endpoint, ProblemCode, accounts::EndSession},
    form_data::steering,
};
use http::Method;

const PAGE: &str = "/tra-cuu?ma=363815";
/// What browsers say when they go somewhere.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// A form that the browser itself posts.
async fn post(
    browser: &Client,
    page: &str,
    headers: &[(&str, &str)],
    content_type: &str,
    body: String,
) -> Answer {
    let mut request = browser
        .request(Method::POST, page)
        .header("accept", BROWSER)
        .header("content-type", content_type)
        .body(body);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(request).await
}

const FORM: &str = "application/x-www-form-urlencoded";
const FILES: &str = "multipart/form-data; boundary=x";

/// A whole page with its title, what is wrong, what to do, and a link to go on by.
fn assert_says(answer: &Answer, status: u16, language: &str, words: &[&str]) {
    let page = answer.text();
    assert_eq!(answer.status, status, "{page}");
    assert!(
        answer.header("content-type").starts_with("text/html"),
        "{page}"
    );
    assert_eq!(answer.header("content-language"), language);
    assert_eq!(answer.header("cache-control"), "no-store");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(
        page.contains(&format!("<html lang=\"{language}\"")),
        "{page}"
    );
    for expected in words {
        assert!(page.contains(expected), "{expected} in {page}");
    }
}

#[tokio::test]
async fn a_refused_form_is_answered_with_a_page_in_the_readers_language() {
    let portal = Portal::start().await;
    let (vi, en) = (portal.browser(), portal.browser().in_english());
    let evil: &[_] = &[("origin", "https://evil.example")];
    let end = format!("{}={}", steering::ACTION, EndSession::PATH);
    for (headers, content_type, body, status, vietnamese, english) in [
        (
            evil,
            FORM,
            end.clone(),
            403,
            [
                "Yêu cầu đến từ một trang khác",
                "Mở trang này trên cổng rồi nhập lại.",
            ],
            [
                "came from another site",
                "Open the page here and fill it in again.",
            ],
        ),
        (
            evil,
            FILES,
            "--x--".to_owned(),
            403,
            [
                "Yêu cầu đến từ một trang khác",
                "Mở trang này trên cổng rồi nhập lại.",
            ],
            [
                "came from another site",
                "Open the page here and fill it in again.",
            ],
        ),
        (
            &[],
            FORM,
            "ho_ten=An".to_owned(),
            400,
            [
                "Không đọc được biểu mẫu.",
                "Bấm quay lại, chép lại nội dung cần giữ, rồi mở lại trang và nhập lại.",
            ],
            ["could not be read", "Go back, copy what you want to keep"],
        ),
        (
            &[],
            FORM,
            format!("{end}&x={}", "a".repeat(70 * 1024)),
            413,
            [
                "Nội dung gửi lên quá lớn.",
                "Rút gọn nội dung hoặc chọn tệp nhỏ hơn, rồi gửi lại.",
            ],
            ["too large", "Shorten the text or choose a smaller file"],
        ),
        (
            &[],
            FILES,
            "--x--".to_owned(),
            400,
            ["Tệp chưa được gửi lên hết.", "gửi lại"],
            ["did not arrive completely", "send it again"],
        ),
    ] {
        let back = format!("href=\"{PAGE}\"");
        let (back_vi, back_en) = match status {
            403 => ("Mở trang này trên cổng", "Open this page on the portal"),
            _ => ("Mở lại trang vừa rồi", "Open the page again"),
        };
        let answer = post(&vi, PAGE, headers, content_type, body.clone()).await;
        let common = [
            "<title>Chưa thực hiện được – Dịch vụ công Tây Ninh</title>",
            "<h1>Chưa thực hiện được</h1>",
            &back,
            back_vi,
            "Về trang chủ",
        ];
        assert_says(&answer, status, "vi", &common);
        assert_says(&answer, status, "vi", &vietnamese);

        let answer = post(&en, PAGE, headers, content_type, body).await;
        let common = [
            "<title>Your request was not carried out – Tây Ninh Public Services</title>",
            "<h1>Your request was not carried out</h1>",
            &back,
            back_en,
            "Go to the home page",
        ];
        assert_says(&answer, status, "en", &common);
        assert_says(&answer, status, "en", &english);
    }
}

/// No cookie of ours comes with another site's form, so nobody knows what its reader has chosen here.
#[tokio::test]
async fn another_sites_form_is_refused_in_the_language_of_the_browser() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for (accepted, language, words) in [
        (
            "en-GB,en;q=0.9",
            "en",
            "Open the page here and fill it in again.",
        ),
        (
            "vi-VN,vi;q=0.9,en;q=0.8",
            "vi",
            "Mở trang này trên cổng rồi nhập lại.",
        ),
    ] {
        let headers = [
            ("sec-fetch-site", "cross-site"),
            ("accept-language", accepted),
        ];
        let answer = post(&browser, PAGE, &headers, FORM, "a=b".to_owned()).await;
        assert_says(&answer, 403, language, &[words]);
        let text = answer.text();
        assert!(
            !text.contains("Nút quay lại") && !text.contains("back button"),
            "back is the other site: {text}"
        );
    }
    // Our own pages are Vietnamese where nothing is chosen, and so is what they are told.
    let headers = [
        ("sec-fetch-site", "same-origin"),
        ("accept-language", "en-GB"),
    ];
    let answer = post(&browser, PAGE, &headers, FORM, "a=b".to_owned()).await;
    assert_says(&answer, 400, "vi", &["Không đọc được biểu mẫu."]);
}

#[tokio::test]
async fn a_form_posted_to_the_api_is_told_where_to_go() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let answer = post(&browser, EndSession::PATH, &[], FORM, "a=b".to_owned()).await;
    let words = ["Mở trang cần dùng trên cổng rồi làm lại từ đó."];
    assert_says(&answer, 415, "vi", &words);
}

#[tokio::test]
async fn scripts_and_programs_are_answered_with_a_problem() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for accept in ["application/json", "*/*", "application/problem+json"] {
        for (name, value, status, code) in [
            ("origin", "null", 403, ProblemCode::CrossSite),
            ("x-nothing", "wrong", 400, ProblemCode::Malformed),
        ] {
            let request = browser
                .request(Method::POST, PAGE)
                .header("accept", accept)
                .header(name, value)
                .form(&[("ho_ten", "An")]);
            let problem = browser.send(request).await.problem();
            assert_eq!((problem.status, problem.code), (status, code), "{accept}");
        }
    }
}

#[tokio::test]
async fn the_way_back_is_ours_whatever_address_a_stranger_chose() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let evil = [("sec-fetch-site", "cross-site")];
    for page in ["//evil.example/x", "/%22onmouseover=x", "/a'b<c>"] {
        let answer = post(&browser, page, &evil, FORM, "a=b".to_owned()).await;
        assert_says(&answer, 403, "vi", &["Về trang chủ"]);
        let text = answer.text();
        assert!(
            !text.contains("href=\"//") && !text.contains("<c>") && !text.contains("\"onmouse"),
            "{text}"
        );
    }
    let of_no_page = post(&browser, EndSession::PATH, &evil, FORM, "a=b".to_owned()).await;
    assert_says(&of_no_page, 403, "vi", &["Về trang chủ"]);
    assert!(!of_no_page.text().contains(EndSession::PATH));
}

#[tokio::test]
async fn a_form_refused_in_a_frame_is_a_page_of_the_frame() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let answer = post(&browser, "/embed/tra-cuu", &[], FORM, "a=b".to_owned()).await;
    assert_says(
        &answer,
        400,
        "vi",
        &["data-place=\"frame\"", "href=\"/embed/tra-cuu\""],
    );
    assert!(!answer.text().contains("site-header"));
    let policy = answer.header("content-security-policy");
    assert!(policy.contains(&format!("frame-ancestors {}", portal.sandbox_url)));
}

#[tokio::test]
async fn an_error_of_ours_is_told_in_words_with_a_number_to_read_out() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    portal
        .execute("alter table sessions rename to sessions_gone")
        .await
        .expect("renamed");
    let answer = post(&an, PAGE, &[], FORM, format!("{}=/x", steering::ACTION)).await;
    let words = [
        "Hệ thống gặp lỗi.",
        "Thử lại sau ít phút.",
        "Mã tra cứu lỗi:",
        "0276 3813 363",
    ];
    assert_says(&answer, 400, "vi", &["Chưa thực hiện được"]);
    let end = format!("{}={}", steering::ACTION, EndSession::PATH);
    let answer = post(&an, PAGE, &[], FORM, end).await;
    assert_says(&answer, 500, "vi", &words);
    assert!(!answer.text().contains("vẫn còn"), "nothing typed is here");

    let page = an.send(an.request(Method::GET, PAGE).header("accept", BROWSER));
    let page = page.await;
    assert_says(&page, 500, "vi", &words);
    assert_says(
        &page,
        500,
        "vi",
        &[
            "Không mở được trang này",
            "Thử lại",
            "href=\"/tra-cuu?ma=363815\"",
        ],
    );
}

#[tokio::test]
async fn whoever_opens_a_receipt_signed_out_is_led_to_the_sign_in() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let address = "/api/v1/receipts/00000000-0000-4000-8000-000000000000/pdf";
    let request = browser.request(Method::GET, address);
    let answer = browser.send(request.header("accept", BROWSER)).await;
    let next = "/dang-nhap?tiep=%2Fapi%2Fv1%2Freceipts%2F";
    assert_says(&answer, 401, "vi", &[next, "Đăng nhập"]);
    assert_eq!(
        browser.get(address).await.problem().code,
        ProblemCode::SignInRequired
    );
}
