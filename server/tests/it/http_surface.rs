//! What every answer carries, and what no answer tells.

use crate::support::{AN, Answer, Confirm, Portal, SECRET, one_copy};
use app::api::{Empty, Problem, ProblemCode, accounts::GetSession, captchas::CreateCaptcha};
use http::Method;
use std::{collections::BTreeSet, path::Path};

/// Set to write the golden file anew.
const UPDATE: &str = "UPDATE_GOLDEN";

/// The nonce that a page's policy allows.
fn nonce_of(page: &Answer) -> String {
    let policy = page.header("content-security-policy");
    let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
    rest.split_once('\'').expect("its end").0.to_owned()
}

#[tokio::test]
async fn every_page_runs_only_the_scripts_that_it_was_made_with() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let mut nonces = BTreeSet::new();
    let pages = [
        "/",
        "/thu-tuc?q=khai+sinh",
        "/dang-nhap",
        "/dang-ky/cong-dan/thue-bao-di-dong",
        "/tai-khoan",
        "/khong-co",
    ];
    for path in pages.into_iter().chain(["/"]) {
        let page = an.get(path).await;
        assert_eq!(
            page.status,
            if path == "/khong-co" { 404 } else { 200 },
            "{path}"
        );
        assert!(page.header("content-type").starts_with("text/html"));
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
        assert!(
            policy.contains(&portal.sandbox_url),
            "payers are sent on: {policy}"
        );
        let nonce = nonce_of(&page);
        assert!(nonce.len() >= 16, "{nonce}");
        let scripts: Vec<&str> = page.text().split("<script").skip(1).collect();
        assert!(!scripts.is_empty());
        for script in scripts {
            let tag = script.split_once('>').expect("a tag").0;
            assert!(
                tag.contains(&format!(r#"nonce="{nonce}""#)),
                "{path}: <script{tag}>"
            );
        }
        assert!(
            !page.text().contains(" onclick=") && !page.text().contains(" style="),
            "{path}"
        );
        assert!(nonces.insert(nonce), "a nonce is used once");
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_browsers_safe() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for path in [
        "/",
        "/khong-co",
        "/api/v1/session",
        "/api/v1/nowhere",
        "/healthz",
        "/favicon.svg",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(
            answer.header("referrer-policy"),
            "strict-origin-when-cross-origin",
            "{path}"
        );
    }
    assert_eq!(
        browser.get("/api/v1/session").await.header("cache-control"),
        "no-store"
    );
    assert_eq!(
        browser.get("/tai-khoan").await.header("cache-control"),
        "no-store"
    );
    assert_eq!(browser.get("/healthz").await.text(), "ok");
    assert_eq!(browser.get("/readyz").await.status, 200);
}

#[tokio::test]
async fn what_the_api_does_not_have_is_a_problem_and_no_page() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for path in [
        "/api/v1/nowhere",
        "/api/",
        "/api/v2/session",
        "/api/v1/receipts/x/y",
        "/callbacks/x/y",
    ] {
        let problem = browser.get(path).await.problem();
        assert_eq!(
            (problem.status, problem.code),
            (404, ProblemCode::NotFound),
            "{path}"
        );
    }
    let put = browser.send(browser.request(Method::PUT, "/thu-tuc")).await;
    assert_eq!(put.status, 405);
}

/// Nothing but what [`Problem`] has, and in it nothing of ours but the reference.
fn assert_tells_nothing(answer: &Answer) {
    let told = answer.text().to_lowercase();
    for inside in [
        "procedures",
        "relation",
        "sqlx",
        "select",
        "postgres",
        "panicked",
        "src/",
    ] {
        assert!(!told.contains(inside), "{inside:?} in {told}");
    }
}

fn is_reference(text: &str) -> bool {
    let letters = |part: &str| {
        part.len() == 4
            && part
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    text.split_once('-')
        .is_some_and(|(head, tail)| letters(head) && letters(tail))
}

#[tokio::test]
async fn an_error_of_ours_tells_a_reference_number_and_nothing_else() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    portal
        .execute("alter table procedures rename to procedures_away")
        .await
        .expect("the catalogue is out of reach");
    let mut references = BTreeSet::new();
    for path in [
        "/api/v1/procedures?q=khai",
        "/api/v1/procedures/1.001193",
        "/api/v1/catalogue",
    ] {
        let answer = browser.get(path).await;
        assert_tells_nothing(&answer);
        let problem = answer.problem();
        assert_eq!((problem.status, problem.code), (500, ProblemCode::Internal));
        let reference = problem.reference.clone().expect("a reference");
        assert!(is_reference(&reference), "{reference}");
        let expected = Problem {
            errors: Vec::new(),
            retry_after_s: None,
            ..problem.clone()
        };
        assert_eq!(problem, expected);
        assert!(references.insert(reference), "each request has its own");
    }
    let page = browser.get("/thu-tuc?q=khai+sinh").await;
    assert_eq!(page.status, 500);
    let shown = page.text();
    assert!(
        !shown.contains("relation") && !shown.contains("sqlx"),
        "{shown}"
    );
    let (_, after) = shown
        .split_once("Mã tra cứu")
        .expect("a reference is shown");
    let reference = after
        .split(|letter: char| {
            !(letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-')
        })
        .find(|word| is_reference(word));
    assert!(reference.is_some(), "{after}");
}

#[tokio::test]
async fn without_its_database_the_portal_says_that_it_is_not_ready() {
    let portal = Portal::start().await;
    portal.app.db.close().await;
    let browser = portal.browser();
    assert_eq!(browser.get("/readyz").await.status, 503);
    assert_eq!(browser.get("/healthz").await.status, 200);
    let answer = browser.get("/api/v1/catalogue").await;
    assert_tells_nothing(&answer);
    assert_eq!(answer.problem().status, 503);
}

#[tokio::test]
async fn in_production_nothing_of_the_demonstration_is_left() {
    let portal = Portal::with(&[
        ("PRODUCTION", "1"),
        ("PUBLIC_URL", "https://dichvucong.example.vn"),
        ("NATIONAL_PLATFORM_URL", "https://pay.example.vn"),
        ("SMS_URL", "https://sms.example.vn"),
        ("VOICE_URL", "https://voice.example.vn"),
        ("SMTP_URL", "smtps://mail.example.vn"),
        ("MAIL_FROM", "dvc@example.vn"),
        ("NATIONAL_PLATFORM_PAY_ORIGINS", "https://pay.example.vn"),
        ("NATIONAL_PLATFORM_PARTNER", "TAYNINH"),
        ("NATIONAL_PLATFORM_SECRET", "a secret of production"),
        ("AUDIT_KEY", "a-key-of-more-than-thirty-two-bytes"),
    ])
    .await;
    let browser = portal.browser();
    let captcha = browser
        .call::<CreateCaptcha>((), Empty {})
        .await
        .expect("a captcha");
    assert_eq!(captcha.demo_answer, None);
    let view = browser
        .call::<GetSession>((), Empty {})
        .await
        .expect("a view");
    assert_eq!((view.demo, view.sandbox_url), (false, None));
    for path in ["/", "/dang-nhap/dvc-quoc-gia/tai-khoan"] {
        let page = browser.get(path).await;
        assert!(!page.text().contains("ThuNghiem"), "{path}");
        assert!(!page.text().contains("dùng thử"), "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("https://pay.example.vn"), "{policy}");
        assert!(!policy.contains(&portal.sandbox_url), "{policy}");
        let transport = page.header("strict-transport-security");
        assert!(transport.starts_with("max-age=31536000"), "{transport}");
    }
    // What anybody can read in the sandbox's source opens nothing here.
    let known = portal.call_back(Confirm::paid("x", 1).signed(SECRET)).await;
    assert!(known.text().contains("Mã xác thực không đúng"), "{known:?}");
}

#[tokio::test]
async fn the_description_of_the_api_is_the_one_that_is_kept() {
    let portal = Portal::start().await;
    let answer = portal.browser().get("/api/v1/openapi.json").await;
    let served: serde_json::Value = answer.json();
    let served = serde_json::to_string_pretty(&served).expect("JSON") + "\n";
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi.json");
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&golden, &served).expect("the golden file can be written");
    }
    let kept = std::fs::read_to_string(&golden).unwrap_or_default();
    assert!(
        kept == served,
        "the API is not the one of tests/openapi.json. If it is meant to change: {UPDATE}=1 cargo test -p server \
         --test it description"
    );
}

#[tokio::test]
async fn an_unfinished_order_is_no_secret_of_the_page() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let mine = an.get(&format!("/ho-so/{}/thanh-toan", filed.number)).await;
    assert_eq!(mine.status, 200);
    assert!(mine.text().contains("200.000"), "{}", mine.text());
    let strangers = portal
        .browser()
        .get(&format!("/ho-so/{}/thanh-toan", filed.number))
        .await;
    assert!(!strangers.text().contains("200.000"));
}
