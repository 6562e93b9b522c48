//! USB tokens and signing SIMs, which the sandbox holds.

use crate::support::identity::{HOA, account, logged, sign_in};
use crate::support::{AN, BINH, Client, Portal, plain_http};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::SignedIn,
    pending_identity::{GetPendingIdentity, PendingIdentityStep},
    sessions::{ListSessions, Method},
    signatures::{
        BeginSignature, CertificatePath, FinishSignature, GetSignatureRequest, ListCertificates,
        SignatureAnswer, SignatureInput, SignatureRequest, SigningDevice, UnbindCertificate,
    },
};
use domain::language::{Language, Localized};
use serde_json::{Value, json};
use signatures::SignatureError;
use time::Duration;

async fn town() -> Portal {
    let portal = Portal::start().await;
    portal.keep_time();
    portal
}

async fn ask(
    browser: &Client,
    device: SigningDevice,
    phone: &str,
) -> Result<SignatureRequest, Problem> {
    let input = SignatureInput {
        device,
        phone: phone.into(),
        next: "/giao-dich".into(),
    };
    browser.call::<BeginSignature>((), input).await
}

async fn finish(browser: &Client, cms: &str) -> Result<SignedIn, Problem> {
    let input = SignatureAnswer { cms: cms.into() };
    browser.call::<FinishSignature>((), input).await
}

/// What the token of a holder signs.
async fn signed(portal: &Portal, holder: &str, challenge: &str) -> String {
    let sandbox = &portal.sandbox_url;
    let http = plain_http();
    let plugged = http
        .post(format!("{sandbox}/sandbox/token/plug"))
        .form(&[("subscriber", holder)])
        .send()
        .await
        .expect("the token");
    assert!(!plugged.status().is_client_error(), "{holder}");
    let answer: Value = http
        .post(format!("{sandbox}/sandbox/token/sign"))
        .json(&json!({ "challenge": challenge, "pin": "12345678" }))
        .send()
        .await
        .expect("the token")
        .json()
        .await
        .expect("JSON");
    answer["cms"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
        .to_owned()
}

async fn by_token(portal: &Portal, browser: &Client, holder: &str) -> Result<SignedIn, Problem> {
    let asked = ask(browser, SigningDevice::UsbToken, "")
        .await
        .expect("a challenge");
    let cms = signed(portal, holder, &asked.challenge).await;
    finish(browser, &cms).await
}

#[tokio::test]
async fn a_token_is_bound_once_and_then_signs_in_at_high_assurance() {
    let portal = town().await;
    let browser = portal.browser();
    let led = by_token(&portal, &browser, "an")
        .await
        .expect("An's certificate");
    assert_eq!(
        led.next, "/dang-nhap/lien-ket",
        "An has an account, to be proved as well"
    );
    sign_in(&portal, &browser, AN).await;
    assert_eq!(logged(&portal, "certificate_bound").await, 1);
    assert!(portal.texts_to(AN.phone).await[0].contains("them cach dang nhap: USB ky so"));

    let again = portal.browser();
    let led = by_token(&portal, &again, "an").await.expect("bound");
    assert_eq!(led.next, "/giao-dich");
    let sessions = again
        .call::<ListSessions>((), Empty {})
        .await
        .expect("a list");
    let this = sessions.items.iter().find(|item| item.current);
    assert_eq!(this.expect("this one").method, Method::UsbToken);
    let assurance: i16 = portal
        .one(
            "select max(assurance) from sessions where method = $1",
            "usb_token",
        )
        .await;
    assert_eq!(assurance, 3);
}

#[tokio::test]
async fn a_certificate_is_unbound_by_its_owner_and_opens_nothing_then() {
    let portal = town().await;
    let owner = portal.browser();
    sign_in(&portal, &owner, AN).await;
    let led = by_token(&portal, &owner, "an")
        .await
        .expect("proved lately");
    assert_eq!(led.next, "/tai-khoan/bao-mat?da-doi=gan-chung-thu");
    let bound = owner
        .call::<ListCertificates>((), Empty {})
        .await
        .expect("a list");
    let [certificate] = bound.items.as_slice() else {
        panic!("{bound:?}");
    };
    assert_eq!(certificate.name, "Nguyễn Văn An");
    let unbind = async |browser: &Client, fingerprint: &str| {
        let path = CertificatePath {
            fingerprint: fingerprint.to_owned(),
        };
        browser.call::<UnbindCertificate>(path, Empty {}).await
    };
    let another = portal.browser();
    sign_in(&portal, &another, BINH).await;
    for (who, fingerprint) in [
        (&another, certificate.fingerprint.as_str()),
        (&owner, ""),
        (&owner, "ngón tay 🖐"),
        (&owner, &certificate.fingerprint.repeat(2)),
    ] {
        let refused = unbind(who, fingerprint).await.expect_err("not theirs");
        assert_eq!(refused.code, ProblemCode::NotFound, "{fingerprint}");
    }
    portal.advance(Duration::minutes(11));
    let refused = unbind(&owner, &certificate.fingerprint).await;
    assert_eq!(
        refused.expect_err("an old proof").code,
        ProblemCode::ProofRequired
    );
    let led = by_token(&portal, &owner, "an").await.expect("still bound");
    assert_eq!(led.next, "/giao-dich");
    unbind(&owner, &certificate.fingerprint)
        .await
        .expect("signing has proved it");
    let led = by_token(&portal, &portal.browser(), "an")
        .await
        .expect("a certificate as any");
    assert_eq!(led.next, "/dang-nhap/lien-ket");
    assert_eq!(logged(&portal, "certificate_unbound").await, 1);
}

#[tokio::test]
async fn an_enterprise_and_somebody_unknown_are_vouched_for_by_their_certificates() {
    let portal = town().await;
    let browser = portal.browser();
    by_token(&portal, &browser, "hoa")
        .await
        .expect("Hoa's certificate");
    let hoa = browser
        .call::<GetPendingIdentity>((), Empty {})
        .await
        .expect("Hoa");
    assert_eq!(
        (hoa.step, hoa.full_name.as_str()),
        (PendingIdentityStep::Register, "Võ Thị Hoa")
    );
    by_token(&portal, &browser, "company")
        .await
        .expect("the company's");
    let company = browser
        .call::<GetPendingIdentity>((), Empty {})
        .await
        .expect("it");
    assert_eq!(company.tax_code, "3900123458");
    assert_eq!(company.legal_name, "Công ty TNHH Tây Ninh Xanh");
}

#[tokio::test]
async fn each_certificate_that_proves_nothing_is_refused_with_its_reason() {
    let portal = town().await;
    for (holder, reason) in [
        ("expired", SignatureError::Expired),
        ("revoked", SignatureError::Revoked),
        ("foreign", SignatureError::UnknownIssuer),
        ("nameless", SignatureError::NoIdentity),
    ] {
        let browser = portal.browser();
        let refused = by_token(&portal, &browser, holder).await.expect_err(holder);
        let said = refused.message_for("cms").expect("the reason");
        assert_eq!(said, reason.localized(Language::Vietnamese), "{holder}");
        assert_eq!(account(&browser).await, None);
    }
    assert_eq!(logged(&portal, "sign_in_failed").await, 4);
}

#[tokio::test]
async fn a_signature_over_another_challenge_is_a_replay_and_a_challenge_is_good_once() {
    let portal = town().await;
    let browser = portal.browser();
    let first = ask(&browser, SigningDevice::UsbToken, "")
        .await
        .expect("a challenge");
    let cms = signed(&portal, "hoa", &first.challenge).await;
    let second = ask(&browser, SigningDevice::UsbToken, "")
        .await
        .expect("another");
    assert_ne!(first.challenge, second.challenge);
    let replayed = finish(&browser, &cms).await.expect_err("replayed");
    assert_eq!(
        replayed.message_for("cms").expect("the reason"),
        SignatureError::ChallengeMismatch.localized(Language::Vietnamese)
    );
    let used = finish(&browser, &signed(&portal, "hoa", &second.challenge).await).await;
    assert_eq!(used.expect_err("used up").status, 410);
    // In another browser it is worth nothing, either.
    let third = ask(&browser, SigningDevice::UsbToken, "")
        .await
        .expect("another");
    let cms = signed(&portal, "hoa", &third.challenge).await;
    assert_eq!(
        finish(&portal.browser(), &cms)
            .await
            .expect_err("not asked")
            .status,
        410
    );
    portal.advance(Duration::minutes(6));
    assert_eq!(
        finish(&browser, &cms).await.expect_err("too late").status,
        410
    );
}

#[tokio::test]
async fn rubbish_is_refused_in_words_and_nothing_breaks() {
    let portal = town().await;
    let browser = portal.browser();
    let long = "A".repeat(60_000);
    for rubbish in [
        "không phải chữ ký",
        "AAAA",
        "-----BEGIN CMS-----\n-----END CMS-----",
        "🖋️",
        &long,
    ] {
        ask(&browser, SigningDevice::UsbToken, "")
            .await
            .expect("a challenge");
        let refused = finish(&browser, rubbish).await.expect_err("rubbish");
        assert_eq!(refused.status, 422);
        assert!(refused.message_for("cms").is_some(), "{refused:?}");
    }
    ask(&browser, SigningDevice::UsbToken, "")
        .await
        .expect("a challenge");
    let empty = finish(&browser, "  ").await.expect_err("nothing");
    assert!(empty.message_for("cms").is_some());
    let kept = browser.call::<GetSignatureRequest>((), Empty {}).await;
    assert!(kept.is_ok(), "nothing was used up by pressing too early");
}

#[tokio::test]
async fn a_certificate_revoked_this_minute_opens_nothing() {
    let portal = town().await;
    let browser = portal.browser();
    by_token(&portal, &browser, "hoa")
        .await
        .expect("good so far");
    let page = plain_http()
        .get(format!("{}/sandbox/ca", portal.sandbox_url))
        .send()
        .await
        .expect("the authority")
        .text()
        .await
        .expect("a page");
    let row = page.split("Võ Thị Hoa").nth(1).expect("Hoa's certificate");
    let serial = row
        .split("name=\"serial\" value=\"")
        .nth(1)
        .expect("a form");
    let serial = serial.split('"').next().expect("a number");
    plain_http()
        .post(format!("{}/sandbox/ca/revoke", portal.sandbox_url))
        .form(&[("serial", serial)])
        .send()
        .await
        .expect("the authority");
    let refused = by_token(&portal, &browser, "hoa")
        .await
        .expect_err("revoked");
    assert_eq!(
        refused.message_for("cms").expect("the reason"),
        SignatureError::Revoked.localized(Language::Vietnamese)
    );
}

#[tokio::test]
async fn a_sim_signs_on_the_telephone_after_the_codes_were_compared() {
    let portal = town().await;
    let browser = portal.browser();
    let none = ask(&browser, SigningDevice::SigningSim, "0912345678").await;
    assert!(
        none.expect_err("no signing SIM")
            .message_for("phone")
            .is_some()
    );
    let wrong = ask(&browser, SigningDevice::SigningSim, "không").await;
    assert!(wrong.expect_err("no number").message_for("phone").is_some());
    let asked = ask(&browser, SigningDevice::SigningSim, HOA.phone)
        .await
        .expect("asked");
    assert_eq!(asked.control_code.len(), 4);
    let early = finish(&browser, "").await.expect_err("nobody has pressed");
    assert_eq!((early.status, early.code), (409, ProblemCode::Conflict));
    press(&portal, json!({ "pin": "1234" })).await;
    let led = finish(&browser, "").await.expect("signed");
    assert_eq!(led.next, "/dang-ky/xac-nhan");

    ask(&browser, SigningDevice::SigningSim, HOA.phone)
        .await
        .expect("asked");
    press(&portal, json!({ "refuse": true })).await;
    let refused = finish(&browser, "").await.expect_err("refused");
    assert_eq!(refused.code, ProblemCode::Conflict);
    assert_eq!(finish(&browser, "").await.expect_err("over").status, 410);
}

/// The newest request on whichever telephone.
async fn press(portal: &Portal, act: Value) {
    let id: String = portal
        .one(
            "select state ->> 'request_id' from ceremonies where kind = $1 order by expires_at desc limit 1",
            "signature",
        )
        .await;
    let answer = plain_http()
        .post(format!(
            "{}/sandbox/mssp/signatures/{id}/press",
            portal.sandbox_url
        ))
        .json(&act)
        .send()
        .await
        .expect("the telephone");
    assert!(answer.status().is_success(), "{}", answer.status());
}

#[tokio::test]
async fn a_telephone_is_not_flooded_with_requests_to_sign() {
    let portal = town().await;
    for at in 0..5 {
        let browser = portal.browser_at(&format!("203.0.113.{at}"));
        ask(&browser, SigningDevice::SigningSim, HOA.phone)
            .await
            .expect("within the limit");
    }
    let browser = portal.browser_at("203.0.113.99");
    let refused = ask(&browser, SigningDevice::SigningSim, HOA.phone).await;
    assert_eq!(refused.expect_err("beyond it").status, 429);
}
