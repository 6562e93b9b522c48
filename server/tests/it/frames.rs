//! Pages in frames on other sites: who may frame what, the frame's own session, and paying from there.

use crate::support::{AN, Answer, Portal, one_copy};
use app::{
    api::{
        Empty, ProblemCode,
        accounts::{EndSession, GetSession, StartSignIn, VerifySignIn},
        path_of,
        payments::{OrderPath, StartAttempt},
        tracking::TrackDossier,
    },
    form_data::{Accepted, steering},
};
use http::Method;
use server::account::demonstration::PASSWORD;

fn policy(answer: &Answer) -> &str {
    answer.header("content-security-policy")
}

#[tokio::test]
async fn only_the_named_sites_may_frame_and_only_what_is_meant_for_frames() {
    let province = "https://tayninh.example.vn";
    let portal = Portal::with(&[("FRAME_ORIGINS", province)]).await;
    let browser = portal.browser();
    for page in [
        "/thu-tuc",
        "/thu-tuc/1.001193",
        "/dang-nhap",
        "/thanh-toan/ket-qua",
    ] {
        let framed = browser.get(&format!("/embed{page}")).await;
        assert!(
            policy(&framed).contains(&format!("frame-ancestors {province};")),
            "{page}: {}",
            policy(&framed)
        );
        assert_eq!(framed.header("x-frame-options"), "", "{page}");

        let ours = browser.get(page).await;
        assert!(policy(&ours).contains("frame-ancestors 'none'"), "{page}");
        assert_eq!(ours.header("x-frame-options"), "DENY", "{page}");
    }
    for page in [
        "/",
        "/tai-khoan",
        "/dang-ky",
        "/nop-ho-so/1.001193",
        "/api/v1/session",
        "/embed/thu-tuc",
    ] {
        let framed = browser.get(&format!("/embed{page}")).await;
        assert_eq!(framed.status, 404, "{page}");
    }

    let nobody = Portal::with(&[("FRAME_ORIGINS", "none")]).await;
    let framed = nobody.browser().get("/embed/thu-tuc").await;
    assert!(policy(&framed).contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn who_signs_in_inside_a_frame_has_a_session_that_only_this_framing_site_sees() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    // On the province's own domain the portal's cookie comes as well, here of a session that has ended.
    browser.keep_cookie(&format!("__Host-session={}; Path=/", "a".repeat(64)));
    let (captcha_id, captcha) = browser.captcha().await;
    let started = browser
        .post::<StartSignIn>(
            "/embed/dang-nhap/dvc-quoc-gia/tai-khoan",
            &(),
            &[
                ("identity_number", AN.identity_number),
                ("password", PASSWORD),
                ("captcha_id", &captcha_id.to_string()),
                ("captcha", &captcha),
            ],
        )
        .await;
    assert_eq!(started.status, 303, "{}", started.text());
    assert_eq!(started.header("location"), "/embed/dang-nhap/ma-otp");

    let code = portal.code_sent_to(AN.phone).await;
    let page = "/embed/dang-nhap/ma-otp";
    let signed_in = browser
        .post::<VerifySignIn>(page, &(), &[("code", &code)])
        .await;
    assert_eq!(signed_in.header("location"), "/embed/giao-dich");
    let given: Vec<String> = signed_in
        .set_cookies()
        .into_iter()
        .filter(|cookie| !cookie.contains("Max-Age=0"))
        .collect();
    assert_eq!(given.len(), 1, "{given:?}");
    for needed in [
        "__Host-framed-session=",
        "; Secure",
        "; HttpOnly",
        "; SameSite=None; Partitioned",
    ] {
        assert!(given[0].contains(needed), "{given:?}");
    }
    let session = browser.call::<GetSession>((), Empty {}).await;
    assert!(session.expect("a session").account.is_some());

    browser
        .post::<EndSession>("/embed/giao-dich", &(), &[])
        .await;
    let session = browser.call::<GetSession>((), Empty {}).await;
    assert!(session.expect("a session").account.is_none());
    assert_eq!(browser.cookie("__Host-framed-session"), None);
}

#[tokio::test]
async fn a_post_from_the_framing_site_itself_is_refused() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let request = an
        .request(Method::POST, "/embed/giao-dich")
        .header("sec-fetch-site", "cross-site")
        .form(&[(steering::ACTION, path_of::<EndSession>(&()))]);
    assert_eq!(an.send(request).await.status, 403);
    let session = an.call::<GetSession>((), Empty {}).await;
    assert!(session.expect("a session").account.is_some());
}

#[tokio::test]
async fn paying_in_a_frame_opens_the_provider_beside_it_and_waits_for_the_outcome() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let order = OrderPath {
        order: filed.order.id,
    };
    let page = format!("/embed/ho-so/{}/thanh-toan", filed.number);
    let action = path_of::<StartAttempt>(&order);
    let form = [
        (steering::ACTION, action.as_str()),
        (steering::KEY, "mot-lan-thanh-toan"),
        ("channel", "vietcombank"),
    ];

    // Posted in place: the script opens the provider's page.
    let request = an.request(Method::POST, &page).form(&form);
    let answer = an.send(request.header("accept", "application/json")).await;
    let accepted: Accepted = answer.json();
    let provider = accepted.opens.expect("the provider's page");
    assert!(provider.starts_with(&portal.sandbox_url), "{provider}");
    assert!(accepted.next.starts_with("/embed/thanh-toan/ket-qua?data="));

    // Posted without a script, a second time: the same attempt, and its page leads to the provider.
    let again = an.post_form(&page, &form).await;
    assert_eq!(again.status, 303);
    assert_eq!(again.header("location"), accepted.next);
    let waiting = an.get(&accepted.next).await;
    let link = format!(r#"href="{}""#, provider.replace('&', "&amp;"));
    assert!(waiting.text().contains(&link), "{}", waiting.text());
    assert!(waiting.text().contains(r#"target="_blank""#));
}

const CREDENTIALS: &str = "/embed/dang-nhap/dvc-quoc-gia/tai-khoan";

#[tokio::test]
async fn a_browser_that_refuses_cookies_in_a_frame_is_told_and_led_out_of_it() {
    let portal = Portal::start().await;
    let asking = portal.browser();
    let (captcha_id, captcha) = asking.captcha().await;
    let captcha_id = captcha_id.to_string();
    let form = [
        ("identity_number", AN.identity_number),
        ("password", PASSWORD),
        ("captcha_id", captcha_id.as_str()),
        ("captcha", captcha.as_str()),
    ];
    let mut posted = vec![(steering::ACTION, "/api/v1/sign-ins")];
    posted.extend(form);

    // Nothing is done, so that nobody waits for a code that cannot be typed.
    let natively = portal.browser();
    let answer = natively.post::<StartSignIn>(CREDENTIALS, &(), &form).await;
    assert_eq!(answer.status, 403, "{}", answer.text());
    let page = answer.text();
    for words in [
        "Trình duyệt không cho cổng lưu cookie trong khung này.",
        r#"href="/dang-nhap/dvc-quoc-gia/tai-khoan" target="_blank" rel="noopener""#,
        AN.identity_number,
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    let in_place = portal.browser();
    let request = in_place
        .request(Method::POST, CREDENTIALS)
        .header("accept", "application/json")
        .form(&posted);
    let answer = in_place.send(request).await;
    assert_eq!(
        (answer.status, answer.problem().code),
        (403, ProblemCode::CookiesRefused)
    );
    assert_eq!(portal.texts_to(AN.phone).await, Vec::<String>::new());

    // Whoever keeps the cookie that came with the answer goes on: the page may have been opened before there was any.
    assert!(in_place.cookie("__Host-framed").is_some());
    let request = in_place
        .request(Method::POST, CREDENTIALS)
        .header("accept", "application/json")
        .form(&posted);
    let accepted: Accepted = in_place.send(request).await.json();
    assert_eq!(accepted.next, "/embed/dang-nhap/ma-otp");
}

#[tokio::test]
async fn a_page_in_a_frame_finds_out_whether_cookies_are_kept() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let first = browser.get("/embed/thu-tuc").await;
    let given = first.set_cookies();
    assert_eq!(given.len(), 1, "{given:?}");
    assert!(
        given[0].starts_with("__Host-framed=1; ")
            && given[0].contains("; Secure; SameSite=None; Partitioned; HttpOnly"),
        "{given:?}"
    );
    // Once, and never in the portal itself.
    assert!(
        browser
            .get("/embed/dang-nhap")
            .await
            .set_cookies()
            .is_empty()
    );
    assert!(
        portal
            .browser()
            .get("/thu-tuc")
            .await
            .set_cookies()
            .is_empty()
    );

    // The step that every other page would send back to the one before.
    let page = browser.get("/embed/dang-nhap/ma-otp").await;
    assert_eq!(page.status, 410);
    assert!(page.text().contains("Bắt đầu lại"));
    let page = portal.browser().get("/embed/dang-nhap/ma-otp").await;
    assert_eq!(page.status, 403);
    for words in [
        "Trình duyệt không cho cổng lưu cookie trong khung này.",
        r#"href="/dang-nhap" target="_blank""#,
    ] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert!(!page.text().contains("Bắt đầu lại"));
    let page = portal.browser().in_english();
    let page = page.get("/embed/dang-nhap/ma-otp").await;
    assert_eq!(page.status, 410, "a cookie is a cookie");
}

#[tokio::test]
async fn what_needs_no_cookie_works_in_a_frame_without_them() {
    let portal = Portal::start().await;
    let answer = portal
        .browser()
        .post::<TrackDossier>(
            "/embed/tra-cuu",
            &(),
            &[("reference", "363815"), ("phone_digits", "0017")],
        )
        .await;
    assert_ne!(answer.status, 403, "{}", answer.text());
    // Outside frames a browser without cookies is no question of frames.
    let answer = portal
        .browser()
        .post::<EndSession>("/thu-tuc", &(), &[])
        .await;
    assert_ne!(answer.status, 403, "{}", answer.text());
}
