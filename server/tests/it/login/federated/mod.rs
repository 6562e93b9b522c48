//! Accounts elsewhere, at the identity providers that the sandbox plays.

mod claims;
mod foreign_provider;
mod form_post;
mod identity_number;
mod refusals;
mod weak_session;

use crate::support::identity::{
    HOA, account, complete_registration, logged, sign_in, start_sign_in,
};
use crate::support::{AN, Answer, BINH, Client, Portal};
use app::api::{
    Empty, ProblemCode,
    accounts::{AccountKind, EndSession, NewPasswordInput, RegistrationInput},
    federated_login::{
        BeginFederatedLogin, FederatedLoginInput, Issuer, IssuerPath, ListLinkedIdentities,
        UnlinkIdentity,
    },
    pending_identity::{GetPendingIdentity, PendingIdentityStep, RegisterPendingIdentity},
    security::{ChangePassword, ProofInput, ProveAgain},
    sessions::{ListSessions, Method},
};
use http::Method as Verb;
use reqwest::Url;
use serde_json::json;
use server::account::demonstration::PASSWORD;
use time::Duration;

const ANOTHER: &str = "một câu dài của riêng Hoa";

/// A portal whose clock is the sandbox's: providers give tokens for five minutes.
async fn town() -> Portal {
    let portal = Portal::start().await;
    portal.keep_time();
    portal
}

async fn begin(browser: &Client, issuer: Issuer, next: &str) -> Url {
    let input = FederatedLoginInput { next: next.into() };
    let elsewhere = browser
        .call::<BeginFederatedLogin>(IssuerPath { issuer }, input)
        .await
        .expect("a page elsewhere");
    Url::parse(&elsewhere.url).expect("an address")
}

/// Lets the next answer of a provider be of some kind.
async fn order(portal: &Portal, provider: &str, fault: &str) {
    let faults = format!("{}/sandbox/identity-provider/faults", portal.sandbox_url);
    let answer = crate::support::plain_http()
        .post(faults)
        .json(&json!({ "provider": provider, "fault": fault, "times": 1 }))
        .send()
        .await
        .expect("the sandbox");
    assert!(answer.status().is_success(), "{provider} {fault}");
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
        let pending = browser
            .call::<GetPendingIdentity>((), Empty {})
            .await
            .expect("Hoa");
        assert_eq!(pending.step, PendingIdentityStep::Register);
        assert_eq!(pending.full_name, "Võ Thị Hoa");
        assert_eq!(pending.masked_identity_number, "072xxxxxx066");
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
        .call::<RegisterPendingIdentity>((), input)
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
async fn a_name_that_nobody_may_type_stands_as_the_issuer_has_it() {
    let portal = town().await;
    let browser = portal.browser();
    for (number, name, stored) in [
        (
            "072192000101",
            "TRẦN VĂN TÁM (8 TÁM)",
            "TRẦN VĂN TÁM (8 TÁM)",
        ),
        ("072192000102", "Smith, John 3rd", "Smith, John 3rd"),
        ("072192000103", "ÐỨC H‘Hen", "ĐỨC H'Hen"),
    ] {
        let added = crate::support::plain_http()
            .post(format!("{}/sandbox/identity-provider/vneid/people", portal.sandbox_url))
            .json(&json!({ "sub": number, "name": name, "identity_number": number, "birth_date": "1992-05-20" }))
            .send()
            .await
            .expect("the sandbox");
        assert_eq!(added.status(), 201);
        by(&portal, &browser, Issuer::Vneid, number).await;
        let phone = format!("0905222{}", &number[9..]);
        let input = RegistrationInput {
            full_name: "Người Khác".into(),
            birth_date: "01/01/2000".into(),
            phone: phone.clone(),
            terms: true,
            ..RegistrationInput::default()
        };
        browser
            .call::<RegisterPendingIdentity>((), input)
            .await
            .expect("a code");
        complete_registration(&portal, &browser, &phone, ANOTHER).await;
        let account = account(&browser).await.expect("signed in");
        assert_eq!(account.full_name, stored);
        let born: String = portal
            .one(
                "select birth_date::text from accounts where login_name = $1",
                number,
            )
            .await;
        assert_eq!(born, "1992-05-20");
    }
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
    assert!(page.text().contains("số CCCD/CMND này"), "{}", page.text());
    // Somebody else who signs in meanwhile is not linked.
    let other = portal.browser();
    other.keep_cookie(&format!(
        "__Host-pending-identity={}; Path=/",
        browser
            .cookie("__Host-pending-identity")
            .expect("vouched for")
    ));
    sign_in(&portal, &other, BINH).await;
    assert_eq!(logged(&portal, "identity_linked").await, 0);

    sign_in(&portal, &browser, AN).await;
    assert_eq!(logged(&portal, "identity_linked").await, 1);
    assert!(portal.texts_to(AN.phone).await[0].contains("them cach dang nhap"));
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
    assert_eq!(led, "/tai-khoan/bao-mat?da-doi=lien-ket");
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
    let pending = browser
        .call::<GetPendingIdentity>((), Empty {})
        .await
        .expect("it");
    assert_eq!(
        (pending.kind, pending.tax_code.as_str()),
        (AccountKind::Enterprise, "3900123458")
    );
    start_sign_in(&browser, "3900123458", PASSWORD)
        .await
        .expect("its account");
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
