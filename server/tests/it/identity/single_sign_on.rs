//! Accounts elsewhere, at the identity providers that the sandbox plays.

use super::{HOA, account, complete_registration, logged, sign_in, start_sign_in};
use crate::support::{AN, Answer, BINH, Client, Portal};
use app::api::{
    Empty, ProblemCode,
    accounts::{AccountKind, EndSession, NewPasswordInput, RegistrationInput},
    security::{ChangePassword, ProofInput, ProveAgain},
    sessions::{ListSessions, Method},
    single_sign_on::{
        BeginSingleSignOn, Issuer, IssuerPath, ListLinkedIdentities, SingleSignOnInput,
        UnlinkIdentity,
    },
    vouched::{GetVouched, RegisterVouched, VouchedStep},
};
use http::Method as Verb;
use reqwest::Url;
use serde_json::json;
use server::accounts::demo::PASSWORD;
use time::Duration;

const ANOTHER: &str = "một câu dài của riêng Hoa";

/// A portal whose clock is the sandbox's: providers give tokens for five minutes.
async fn town() -> Portal {
    let portal = Portal::start().await;
    portal.keep_time();
    portal
}

async fn begin(browser: &Client, issuer: Issuer, next: &str) -> Url {
    let input = SingleSignOnInput { next: next.into() };
    let elsewhere = browser
        .call::<BeginSingleSignOn>(IssuerPath { issuer }, input)
        .await
        .expect("a page elsewhere");
    Url::parse(&elsewhere.url).expect("an address")
}

/// What somebody does on the provider's page; yields where the browser is sent.
async fn at_the_provider(page: &Url, fields: &[(&str, &str)]) -> String {
    let mut form: Vec<(String, String)> = page.query_pairs().into_owned().collect();
    form.extend(
        fields
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into())),
    );
    let mut address = page.clone();
    address.set_query(None);
    let answer = crate::support::plain_http()
        .post(address)
        .form(&form)
        .send()
        .await
        .expect("the provider");
    assert_eq!(answer.status(), 303);
    answer.headers()["location"]
        .to_str()
        .expect("visible")
        .to_owned()
}

async fn come_back(portal: &Portal, browser: &Client, location: &str) -> Answer {
    let path = location
        .strip_prefix(&portal.url)
        .expect("back to the portal");
    browser.send(browser.request(Verb::GET, path)).await
}

/// From the button to where the portal leads.
async fn by(portal: &Portal, browser: &Client, issuer: Issuer, person: &str) -> String {
    let page = begin(browser, issuer, "/giao-dich").await;
    let location = at_the_provider(&page, &[("person", person), ("second_factor", "on")]).await;
    let answer = come_back(portal, browser, &location).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

#[tokio::test]
async fn somebody_unknown_registers_with_what_the_provider_vouches_for() {
    let portal = town().await;
    for (issuer, person) in [
        (Issuer::National, "vo-thi-hoa"),
        (Issuer::VietnamPost, "bd-100002"),
        (Issuer::Vneid, "072192000066"),
    ] {
        let browser = portal.browser();
        assert_eq!(
            by(&portal, &browser, issuer, person).await,
            "/dang-ky/xac-nhan"
        );
        let vouched = browser.call::<GetVouched>((), Empty {}).await.expect("Hoa");
        assert_eq!(vouched.step, VouchedStep::Register);
        assert_eq!(vouched.full_name, "Võ Thị Hoa");
        assert_eq!(vouched.masked_identity_number, "072xxxxxx066");
        assert_eq!(account(&browser).await, None);
    }
    let browser = portal.browser();
    by(&portal, &browser, Issuer::National, "vo-thi-hoa").await;
    // What is vouched for counts, whatever is typed.
    let input = RegistrationInput {
        account_kind: "enterprise".into(),
        identity_number: AN.identity_number.into(),
        full_name: "Người Khác".into(),
        birth_date: "20/05/1992".into(),
        phone: HOA.phone.into(),
        terms: true,
        ..RegistrationInput::default()
    };
    browser
        .call::<RegisterVouched>((), input)
        .await
        .expect("a code");
    complete_registration(&portal, &browser, HOA.phone, ANOTHER).await;
    let hoa = account(&browser).await.expect("signed in");
    assert_eq!(
        (hoa.full_name.as_str(), hoa.kind),
        ("Võ Thị Hoa", AccountKind::Citizen)
    );
    assert_eq!(hoa.masked_identity_number, "072xxxxxx066");

    // From now on the national account leads straight here.
    let again = portal.browser();
    assert_eq!(
        by(&portal, &again, Issuer::National, "vo-thi-hoa").await,
        "/giao-dich"
    );
    let sessions = again
        .call::<ListSessions>((), Empty {})
        .await
        .expect("a list");
    let this = sessions.items.iter().find(|item| item.current);
    assert_eq!(this.expect("this one").method, Method::National);
}

#[tokio::test]
async fn an_account_with_the_same_papers_is_linked_only_once_it_is_proved_as_well() {
    let portal = town().await;
    let browser = portal.browser();
    let led = by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    assert_eq!(led, "/dang-nhap/lien-ket");
    assert_eq!(
        account(&browser).await,
        None,
        "the number alone opens nothing"
    );
    let page = browser.get("/dang-nhap/lien-ket").await;
    assert!(page.text().contains("cùng số giấy tờ"), "{}", page.text());
    // Somebody else who signs in meanwhile is not linked.
    let other = portal.browser();
    other.keep_cookie(&format!(
        "__Host-vouched={}; Path=/",
        browser.cookie("__Host-vouched").expect("vouched for")
    ));
    sign_in(&portal, &other, BINH).await;
    assert_eq!(logged(&portal, "identity_linked").await, 0);

    sign_in(&portal, &browser, AN).await;
    assert_eq!(logged(&portal, "identity_linked").await, 1);
    assert!(portal.texts_to(AN.phone).await[0].contains("them mot cach dang nhap"));
    let again = portal.browser();
    assert_eq!(
        by(&portal, &again, Issuer::National, "nguyen-van-an").await,
        "/giao-dich"
    );
    assert!(account(&again).await.is_some());

    let linked = again
        .call::<ListLinkedIdentities>((), Empty {})
        .await
        .expect("a list");
    assert_eq!(linked.items[0].issuer, Issuer::National);
    let path = IssuerPath {
        issuer: Issuer::National,
    };
    again
        .call::<UnlinkIdentity>(path, Empty {})
        .await
        .expect("unlinked");
    let led = by(
        &portal,
        &portal.browser(),
        Issuer::National,
        "nguyen-van-an",
    )
    .await;
    assert_eq!(led, "/dang-nhap/lien-ket");
}

#[tokio::test]
async fn whoever_is_signed_in_and_has_proved_it_links_at_once() {
    let portal = town().await;
    let browser = portal.browser();
    sign_in(&portal, &browser, AN).await;
    let led = by(&portal, &browser, Issuer::VietnamPost, "bd-100001").await;
    assert_eq!(led, "/tai-khoan/bao-mat");
    assert_eq!(logged(&portal, "identity_linked").await, 1);
    // Another person's account elsewhere is not linked to this one.
    by(&portal, &browser, Issuer::National, "tran-thi-binh").await;
    let linked = browser
        .call::<ListLinkedIdentities>((), Empty {})
        .await
        .expect("a list");
    assert_eq!(linked.items.len(), 1);
}

#[tokio::test]
async fn an_organisation_is_known_by_its_tax_code() {
    let portal = town().await;
    let browser = portal.browser();
    let led = by(&portal, &browser, Issuer::National, "tay-ninh-xanh").await;
    assert_eq!(
        led, "/dang-nhap/lien-ket",
        "the demonstration has that enterprise"
    );
    let vouched = browser.call::<GetVouched>((), Empty {}).await.expect("it");
    assert_eq!(
        (vouched.kind, vouched.tax_code.as_str()),
        (AccountKind::Enterprise, "3900123458")
    );
    start_sign_in(&browser, "3900123458", PASSWORD)
        .await
        .expect("its account");
}

#[tokio::test]
async fn an_answer_counts_once_in_the_browser_that_asked_and_in_time() {
    let portal = town().await;
    let refused = |answer: &Answer, why: &str| {
        assert_eq!(answer.status, 303);
        assert_eq!(
            answer.header("location"),
            format!("/dang-nhap/khong-thanh?ly-do={why}")
        );
    };
    let person = [("person", "vo-thi-hoa")];

    let browser = portal.browser();
    let page = begin(&browser, Issuer::National, "").await;
    let location = at_the_provider(&page, &person).await;
    refused(
        &come_back(&portal, &portal.browser(), &location).await,
        "khong-khop",
    );
    let other = portal.browser();
    begin(&other, Issuer::National, "").await;
    refused(&come_back(&portal, &other, &location).await, "khong-khop");
    assert_eq!(
        come_back(&portal, &browser, &location)
            .await
            .header("location"),
        "/dang-ky/xac-nhan"
    );
    refused(&come_back(&portal, &browser, &location).await, "khong-khop");

    let page = begin(&browser, Issuer::National, "").await;
    let forged = at_the_provider(&page, &person)
        .await
        .replace("state=", "state=x");
    refused(&come_back(&portal, &browser, &forged).await, "khong-khop");

    let page = begin(&browser, Issuer::National, "").await;
    let declined = at_the_provider(&page, &[("answer", "refuse")]).await;
    refused(&come_back(&portal, &browser, &declined).await, "tu-choi");

    let page = begin(&browser, Issuer::National, "").await;
    let location = at_the_provider(&page, &person).await;
    portal.advance(Duration::minutes(16));
    refused(&come_back(&portal, &browser, &location).await, "khong-khop");
    for why in [
        "tu-choi",
        "khong-khop",
        "khong-tin-cay",
        "khong-tra-loi",
        "thieu-giay-to",
        "<script>",
    ] {
        let page = browser
            .get(&format!("/dang-nhap/khong-thanh?ly-do={why}"))
            .await;
        assert!(page.text().contains("Đăng nhập lại") && !page.text().contains("<script>alert"));
    }
}

#[tokio::test]
async fn an_answer_that_does_not_hold_signs_nobody_in() {
    let portal = town().await;
    let order = async |fault: &str| {
        let answer = crate::support::plain_http()
            .post(format!(
                "{}/sandbox/identity-provider/faults",
                portal.sandbox_url
            ))
            .json(&json!({ "provider": "national-sso", "fault": fault, "times": 1 }))
            .send()
            .await
            .expect("the sandbox");
        assert!(answer.status().is_success(), "{fault}");
    };
    for (fault, why) in [
        ("wrong_nonce", "khong-tin-cay"),
        ("wrong_key", "khong-tin-cay"),
        ("expired", "khong-tin-cay"),
        ("wrong_audience", "khong-tin-cay"),
        ("wrong_issuer", "khong-tin-cay"),
        ("none_algorithm", "khong-tin-cay"),
        ("other_subject", "khong-tin-cay"),
        ("http500", "khong-tra-loi"),
    ] {
        let browser = portal.browser();
        order(fault).await;
        let led = by(&portal, &browser, Issuer::National, "vo-thi-hoa").await;
        assert_eq!(
            led,
            format!("/dang-nhap/khong-thanh?ly-do={why}"),
            "{fault}"
        );
        assert_eq!(
            browser
                .call::<GetVouched>((), Empty {})
                .await
                .expect_err("nobody")
                .status,
            410
        );
    }
    let led = by(
        &portal,
        &portal.browser(),
        Issuer::National,
        "thieu-giay-to",
    )
    .await;
    assert_eq!(led, "/dang-nhap/khong-thanh?ly-do=thieu-giay-to");
    assert_eq!(logged(&portal, "sign_in_failed").await, 9);
}

#[tokio::test]
async fn a_provider_that_is_not_there_leaves_the_other_ways() {
    let portal = Portal::with(&[("NATIONAL_SSO_ISSUER", "http://127.0.0.1:9")]).await;
    let browser = portal.browser();
    let path = IssuerPath {
        issuer: Issuer::National,
    };
    let refused = browser
        .call::<BeginSingleSignOn>(path, SingleSignOnInput::default())
        .await
        .expect_err("nobody there");
    assert_eq!(
        (refused.status, refused.code),
        (502, ProblemCode::ProviderUnavailable)
    );
    begin(&browser, Issuer::VietnamPost, "").await;
}

#[tokio::test]
async fn whoever_signed_in_elsewhere_signs_out_there_as_well() {
    let portal = town().await;
    let browser = portal.browser();
    sign_in(&portal, &browser, AN).await;
    by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    let out = browser
        .call::<EndSession>((), Empty {})
        .await
        .expect("signed out");
    assert!(
        out.next.contains("/sandbox/national-sso/oidc/logout?"),
        "{}",
        out.next
    );
    assert_eq!(account(&browser).await, None);
    let plain = portal.browser();
    sign_in(&portal, &plain, AN).await;
    let out = plain
        .call::<EndSession>((), Empty {})
        .await
        .expect("signed out");
    assert_eq!(out.next, "/");
}

#[tokio::test]
async fn an_address_to_go_to_never_leaves_the_portal() {
    let portal = town().await;
    let browser = portal.browser();
    sign_in(&portal, &browser, AN).await;
    by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    let page = begin(&browser, Issuer::National, "https://evil.vn").await;
    let location = at_the_provider(&page, &[("person", "nguyen-van-an")]).await;
    let answer = come_back(&portal, &browser, &location).await;
    assert_eq!(answer.header("location"), "/tai-khoan");
}

#[tokio::test]
async fn a_session_without_a_second_factor_changes_nothing_that_would_give_it_more() {
    let portal = town().await;
    let owner = portal.browser();
    sign_in(&portal, &owner, AN).await;
    by(&portal, &owner, Issuer::VietnamPost, "bd-100001").await;
    let weak = portal.browser();
    by(&portal, &weak, Issuer::VietnamPost, "bd-100001").await;
    assert!(account(&weak).await.is_some(), "it files dossiers and pays");
    let password = NewPasswordInput {
        password: ANOTHER.into(),
        repeated: ANOTHER.into(),
    };
    let refused = weak
        .call::<ChangePassword>((), password.clone())
        .await
        .expect_err("weak");
    assert_eq!(refused.code, ProblemCode::Forbidden);
    // The password once more is still only one factor.
    let proof = ProofInput {
        password: PASSWORD.into(),
        next: String::new(),
    };
    weak.call::<ProveAgain>((), proof)
        .await
        .expect("the password");
    let refused = weak
        .call::<ChangePassword>((), password)
        .await
        .expect_err("weak");
    assert_eq!(refused.code, ProblemCode::Forbidden);
    let page = weak.get("/tai-khoan/mat-khau").await;
    assert!(
        page.text()
            .contains("đăng nhập lại bằng mật khẩu và mã OTP"),
        "{}",
        page.text()
    );
    // Nor does it prove the account to another account elsewhere.
    let led = by(&portal, &weak, Issuer::National, "nguyen-van-an").await;
    assert_eq!(led, "/dang-nhap/lien-ket");
    by(&portal, &weak, Issuer::VietnamPost, "bd-100001").await;
    assert_eq!(logged(&portal, "identity_linked").await, 1);
}

#[tokio::test]
async fn whoever_may_not_sign_in_is_told_on_a_page() {
    let portal = town().await;
    let owner = portal.browser();
    sign_in(&portal, &owner, AN).await;
    by(&portal, &owner, Issuer::National, "nguyen-van-an").await;
    portal
        .execute("update accounts set state = 'closed' where login_name = '072090000017'")
        .await
        .expect("closed");
    let browser = portal.browser();
    let led = by(&portal, &browser, Issuer::National, "nguyen-van-an").await;
    assert_eq!(led, "/dang-nhap/khong-thanh?ly-do=khong-duoc-vao");
    let page = browser.get(&led).await;
    assert!(
        page.text().contains("Liên hệ người quản trị"),
        "{}",
        page.text()
    );
}
