//! Forms posted by the browser itself, before WebAssembly has loaded or without it.

use crate::support::{AN, Portal, one_copy};
use app::{
    api::{
        Empty, Endpoint,
        accounts::{EndSession, GetSession, StartRegistration, StartSignIn, VerifySignIn},
        dossiers::{CreateDossier, DossierPath, GetDossier, SendDossier},
        payments::{OrderPath, StartAttempt},
    },
    form_data::steering,
};
use domain::dossier::DossierState;
use server::account::demonstration::PASSWORD;

const CREDENTIALS: &str = "/dang-nhap/dvc-quoc-gia/tai-khoan";
const DETAILS: &str = "/dang-ky/cong-dan/thue-bao-di-dong";

#[tokio::test]
async fn a_sign_in_with_errors_comes_back_with_what_was_typed_but_the_password() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let (captcha_id, captcha) = browser.captcha().await;
    let answer = browser
        .post::<StartSignIn>(
            CREDENTIALS,
            &(),
            &[
                ("identity_number", "07209000001"),
                ("password", "Bí mật của tôi"),
                ("captcha_id", &captcha_id.to_string()),
                ("captcha", &captcha),
            ],
        )
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.header("content-type").starts_with("text/html"));
    let page = answer.text();
    assert!(page.contains(r#"value="07209000001""#), "{page}");
    assert!(page.contains("số vừa nhập có 11"), "{page}");
    assert!(page.contains(r#"aria-invalid="true""#), "{page}");
    assert!(!page.contains("Bí mật của tôi"));
    assert!(answer.set_cookies().is_empty());
}

#[tokio::test]
async fn without_scripts_another_captcha_comes_with_the_page_and_what_was_typed() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let typed = |with: (&'static str, &'static str)| {
        [
            ("identity_number", "072090000017"),
            ("password", "Bí mật của tôi"),
            ("captcha_id", "x"),
            with,
        ]
    };
    for (with, asks) in [
        ((steering::ANOTHER_CAPTCHA, steering::PICTURE), false),
        ((steering::ANOTHER_CAPTCHA, steering::QUESTION), true),
        // Refused, it asks in words again.
        ((steering::CAPTCHA, steering::QUESTION), true),
    ] {
        let answer = browser
            .post::<StartSignIn>(CREDENTIALS, &(), &typed(with))
            .await;
        let page = answer.text();
        let sent = with.0 == steering::CAPTCHA;
        assert_eq!(answer.status, if sent { 422 } else { 200 }, "{page}");
        assert!(page.contains(r#"value="072090000017""#), "{page}");
        assert!(!page.contains("Bí mật của tôi"));
        assert!(page.contains("Nhập lại mật khẩu. Vì an toàn"), "{page}");
        assert_eq!(page.contains("Nhập bằng chữ số: "), asks, "{page}");
        assert_eq!(page.contains("data:image/png"), !asks, "{page}");
    }
    assert_eq!(portal.count("select count(*) from verifications").await, 0);
}

#[tokio::test]
async fn what_was_typed_comes_back_as_text_and_never_as_markup() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let hostile = r#""><script>alert(1)</script><img src=x onerror=alert(1)>"#;
    let answer = browser
        .post::<StartRegistration>(
            DETAILS,
            &(),
            &[
                ("identity_number", hostile),
                ("full_name", hostile),
                ("email", hostile),
                (hostile, hostile),
            ],
        )
        .await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(
        !page.contains("<script>alert") && !page.contains("<img src=x"),
        "{page}"
    );
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
}

#[tokio::test]
async fn a_citizen_can_sign_in_and_pay_without_webassembly() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let (captcha_id, captcha) = browser.captcha().await;
    let started = browser
        .post::<StartSignIn>(
            CREDENTIALS,
            &(),
            &[
                ("identity_number", AN.identity_number),
                ("password", PASSWORD),
                ("captcha_id", &captcha_id.to_string()),
                ("captcha", &captcha),
                ("next", "/nop-ho-so/2.000488"),
            ],
        )
        .await;
    assert_eq!(
        (started.status, started.header("location")),
        (303, "/dang-nhap/ma-otp"),
        "{}",
        started.text()
    );
    let code = portal.code_sent_to(AN.phone).await;
    let done = browser
        .post::<VerifySignIn>("/dang-nhap/ma-otp", &(), &[("code", &code)])
        .await;
    assert_eq!(
        (done.status, done.header("location")),
        (303, "/nop-ho-so/2.000488")
    );

    let fields = [
        (steering::KEY, "one-form-rendered-once"),
        ("procedure_code", "2.000488"),
        ("unit_code", "72-so-tu-phap"),
        ("form.kind", "criminal_record"),
        ("form.form_number", "1"),
        ("form.purpose", "Xin giấy phép lao động"),
        ("form.permanent_address", "Ấp 1, xã Thạnh Đức"),
        ("form.current_address", "Ấp 1, xã Thạnh Đức"),
        ("form.copies", "3"),
        ("form.reduced_group", ""),
    ];
    let mut locations = Vec::new();
    for _ in 0..2 {
        let saved = browser
            .post::<CreateDossier>("/nop-ho-so/2.000488", &(), &fields)
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        locations.push(saved.header("location").to_owned());
    }
    assert_eq!(locations[0], locations[1], "a double tap makes one draft");
    let number: i64 = portal.count("select number from dossiers").await;
    assert_eq!(locations[0], format!("/ho-so/{number}?da-luu=1"));
    let page = format!("/ho-so/{number}");
    let mut send = vec![(steering::KEY, "the-draft-rendered-once")];
    send.extend(&fields[2..]);
    let sent = browser
        .post::<SendDossier>(&page, &DossierPath { number }, &send)
        .await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (303, format!("{page}/thanh-toan?da-gui=1").as_str())
    );

    let order = browser.order_of(number).await;
    assert_eq!(order.totals.total.as_i64(), 205_000);
    let path = OrderPath { order: order.id };
    let fields = [
        (steering::KEY, "another-form-rendered-once"),
        ("channel", "vietcombank"),
    ];
    let chosen = browser
        .post::<StartAttempt>(&format!("{page}/thanh-toan"), &path, &fields)
        .await;
    // A redirect would be one after a form, which browsers do not follow further than the policy says.
    assert!(chosen.elsewhere().starts_with(&portal.sandbox_url));
    let policy = chosen.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert_eq!(chosen.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_dossier_sent_too_early_comes_back_with_every_field_named_and_is_kept() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an
        .draft(one_copy(), "0123456789")
        .await
        .expect("a draft")
        .summary
        .number;
    let path = DossierPath { number };
    let fields = [
        (steering::KEY, "the-draft-rendered-once"),
        ("form.kind", "criminal_record"),
        ("form.purpose", "Xin việc 🙂"),
        ("form.copies", "99"),
    ];
    let answer = an
        .post::<SendDossier>(&format!("/ho-so/{number}"), &path, &fields)
        .await;
    assert_eq!(answer.status, 422);
    let page = answer.text();
    for expected in [
        "Xin việc 🙂",
        r#"value="99""#,
        "Nhập số bản từ 1 đến 20.",
        "Chọn đơn vị tiếp nhận.",
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
    let kept = an
        .call::<GetDossier>(path, Empty {})
        .await
        .expect("the draft");
    assert_eq!(kept.summary.state, DossierState::Draft);
}

#[tokio::test]
async fn a_registration_begun_without_webassembly_goes_on_to_the_code() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let (captcha_id, captcha) = browser.captcha().await;
    let answer = browser
        .post::<StartRegistration>(
            DETAILS,
            &(),
            &[
                ("identity_number", "072085001234"),
                ("full_name", "Lê Thị Hồng Ánh"),
                ("birth_date", "05/09/1985"),
                ("phone", "0912345678"),
                ("captcha_id", &captcha_id.to_string()),
                ("captcha", &captcha),
                ("terms:bool", "on"),
            ],
        )
        .await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/dang-ky/ma-otp"),
        "{}",
        answer.text()
    );
    assert!(browser.cookie("__Host-verification").is_some());
    let page = browser.get("/dang-ky/ma-otp").await;
    assert!(page.text().contains("0912xxx678"), "{}", page.text());
}

#[tokio::test]
async fn a_form_for_no_known_action_is_malformed() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    for action in [
        "",
        "/",
        "/api/v1/nowhere",
        "https://evil.example/api/v1/session/end",
        "/api/v1/session/end/",
        "/api/v1/session/end?x=1",
        "//api/v1/session/end",
        // Declared, but not for forms.
        "/api/v1/session",
        "/api/v1/captchas",
        "/callbacks/national-platform",
        "/api/v1/dossiers/1/../../session/end",
    ] {
        let answer = an.post_form("/", &[(steering::ACTION, action)]).await;
        assert_eq!(answer.problem().status, 400, "{action:?}");
    }
    assert_eq!(an.post_form("/", &[("x", "y")]).await.problem().status, 400);
    let large = "a".repeat(70_000);
    let too_large = an
        .post_form("/", &[(steering::ACTION, EndSession::PATH), ("x", &large)])
        .await;
    assert_eq!(too_large.problem().status, 413);
    let session = an.call::<GetSession>((), Empty {}).await.expect("a view");
    assert!(session.account.is_some(), "still signed in");
}

#[tokio::test]
async fn a_form_posted_after_the_session_had_ended_is_sent_again_from_the_page_that_says_so() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let session = an.cookie("__Host-session").expect("a session");
    an.keep_cookie("__Host-session=; Path=/; Max-Age=0");
    let fields = [
        (steering::KEY, "one-form-rendered-once"),
        ("procedure_code", "2.000488"),
        ("unit_code", "72-so-tu-phap"),
        ("form.kind", "criminal_record"),
        ("form.form_number", "1"),
        ("form.purpose", "Xin \"việc\" & làm"),
        ("form.permanent_address", "Ấp 1, xã Thạnh Đức"),
        ("form.current_address", "Ấp 1, xã Thạnh Đức"),
        ("form.copies", "3"),
        ("form.reduced_group", ""),
    ];
    let refused = an
        .post::<CreateDossier>("/nop-ho-so/2.000488", &(), &fields)
        .await;
    assert_eq!(refused.status, 401);
    assert_eq!(portal.count("select count(*) from dossiers").await, 0);
    let waiting: Vec<(String, String)> = hidden_fields(refused.text());
    assert!(
        refused
            .text()
            .contains(r#"href="/dang-nhap" target="_blank""#)
    );
    // Signed in beside it.
    an.keep_cookie(&format!("__Host-session={session}; Path=/"));
    let again: Vec<(&str, &str)> = waiting
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let sent = an.post_form("/nop-ho-so/2.000488", &again).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let twice = an.post_form("/nop-ho-so/2.000488", &again).await;
    assert_eq!(twice.header("location"), sent.header("location"));
    let purpose: String = sqlx::query_scalar("select form ->> 'purpose' from dossiers")
        .fetch_one(&portal.app.db)
        .await
        .expect("a dossier");
    assert_eq!(purpose, "Xin \"việc\" & làm");
}

/// What the form on a page would send.
fn hidden_fields(page: &str) -> Vec<(String, String)> {
    let value_of = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        let (value, _) = rest.split_once('"')?;
        let value = value.replace("&quot;", "\"").replace("&lt;", "<");
        Some(value.replace("&gt;", ">").replace("&amp;", "&"))
    };
    page.split("<input")
        .skip(1)
        .filter_map(|tag| tag.split_once('>'))
        .filter(|(tag, _)| tag.contains(r#"type="hidden""#))
        .filter_map(|(tag, _)| {
            Some((
                value_of(tag, "name")?,
                value_of(tag, "value").unwrap_or_default(),
            ))
        })
        .collect()
}
