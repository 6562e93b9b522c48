//! A lost telephone: another number counts after 72 hours, unless whoever has the old one objects.

use crate::support::identity::{account, logged, sign_in, typed};
use crate::support::{AN, Client, Portal, one_time_code};
use app::api::{
    Empty, Problem,
    recovery::{
        NameNewPhone, ObjectToNewPhone, ObjectionInput, PhoneInput, PhoneRecoveryInput,
        PhoneReplacement, StartPhoneRecovery, VerifyNewPhone, VerifyPhoneRecovery,
    },
    security::{GetSecurity, KeepPhone},
    verifications::{Verification, VerificationStep},
};
use time::Duration;

const EMAIL: &str = "an@example.vn";
const NEW_PHONE: &str = "0912345678";

async fn portal_with_address() -> Portal {
    let portal = Portal::start().await;
    portal
        .execute(
            "update accounts set email = 'an@example.vn' where identity_number = '072090000017'",
        )
        .await
        .expect("an address");
    portal
}

async fn lost(browser: &Client, name: &str, email: &str) -> Result<Verification, Problem> {
    let (captcha_id, captcha) = browser.captcha().await;
    let input = PhoneRecoveryInput {
        identity_number: name.into(),
        email: email.into(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
    };
    browser.call::<StartPhoneRecovery>((), input).await
}

async fn letters(portal: &Portal, address: &str) -> Vec<String> {
    portal.run_jobs().await;
    let mailbox = portal
        .sandbox_json(&format!("/sandbox/mail/{address}.json"))
        .await;
    let letters = mailbox.as_array().expect("letters").iter();
    letters
        .map(|letter| letter["text"].as_str().expect("text").to_owned())
        .collect()
}

/// From the e-mail's code to the code of the new number.
async fn replaced(portal: &Portal, browser: &Client) -> PhoneReplacement {
    lost(browser, AN.identity_number, "AN@example.vn")
        .await
        .expect("a flow");
    let mailed = one_time_code(&letters(portal, EMAIL).await[0]).expect("a code");
    let verification = browser
        .call::<VerifyPhoneRecovery>((), typed(mailed))
        .await
        .expect("the right code");
    assert_eq!(verification.step, VerificationStep::NewPhone);
    let phone = PhoneInput {
        phone: NEW_PHONE.into(),
    };
    browser
        .call::<NameNewPhone>((), phone)
        .await
        .expect("a code to the new number");
    let code = portal.code_sent_to(NEW_PHONE).await;
    browser
        .call::<VerifyNewPhone>((), typed(code))
        .await
        .expect("noted")
}

async fn phone_of_an(portal: &Portal) -> String {
    portal
        .one(
            "select phone from accounts where login_name = $1",
            AN.identity_number,
        )
        .await
}

#[tokio::test]
async fn another_number_counts_after_three_days_and_the_old_one_is_told() {
    let portal = portal_with_address().await;
    let signed_in = portal.browser();
    sign_in(&portal, &signed_in, AN).await;
    let noted = replaced(&portal, &portal.browser_at("203.0.113.8")).await;
    assert_eq!(noted.takes_effect_at, "19/03/2026 10:00");
    let warning = portal.texts_to(AN.phone).await;
    assert!(
        warning[0].contains("/mat-so-dien-thoai/phan-doi?ma="),
        "{warning:?}"
    );
    let letter = &letters(&portal, EMAIL).await[0];
    for said in ["Không phải bạn? Hủy tại: ", "Tổng đài 0276 3813 363."] {
        assert!(letter.contains(said), "{letter}");
    }

    portal.advance(Duration::hours(72) - Duration::seconds(1));
    portal.run_jobs().await;
    assert_eq!(phone_of_an(&portal).await, AN.phone, "not a second early");
    portal.advance(Duration::seconds(1));
    portal.run_jobs().await;
    assert_eq!(phone_of_an(&portal).await, NEW_PHONE);
    assert_eq!(account(&signed_in).await, None, "everybody is signed out");
    assert!(portal.texts_to(AN.phone).await[0].contains("vua duoc doi"));
    assert_eq!(logged(&portal, "phone_changed").await, 1);
}

#[tokio::test]
async fn a_new_number_that_was_typed_wrong_is_typed_again_without_another_e_mail() {
    let portal = portal_with_address().await;
    let browser = portal.browser_at("203.0.113.8");
    lost(&browser, AN.identity_number, EMAIL)
        .await
        .expect("a flow");
    let mailed = one_time_code(&letters(&portal, EMAIL).await[0]).expect("a code");
    browser
        .call::<VerifyPhoneRecovery>((), typed(mailed))
        .await
        .expect("the right code");
    let name = |phone: &str| {
        let phone = phone.to_owned();
        browser.call::<NameNewPhone>((), PhoneInput { phone })
    };
    let wrong = name("0912345679").await.expect("a code to a wrong number");
    assert_eq!(wrong.change_page, "/mat-so-dien-thoai/so-moi?sua=1");
    let form = browser.get(&wrong.change_page).await;
    assert!(
        form.text().contains(r#"value="0912345679""#),
        "{}",
        form.text()
    );
    name(NEW_PHONE).await.expect("a code to the right one");
    let code = portal.code_sent_to(NEW_PHONE).await;
    browser
        .call::<VerifyNewPhone>((), typed(code))
        .await
        .expect("noted");
    let stranger = portal.browser();
    let phone = PhoneInput {
        phone: NEW_PHONE.into(),
    };
    let refused = stranger.call::<NameNewPhone>((), phone).await;
    assert_eq!(refused.expect_err("no code was given there").status, 410);
}

#[tokio::test]
async fn whoever_has_the_old_number_objects_and_it_stays() {
    let portal = portal_with_address().await;
    replaced(&portal, &portal.browser_at("203.0.113.8")).await;
    let warning = portal.texts_to(AN.phone).await[0].clone();
    let token = warning.split("ma=").nth(1).expect("a link");
    let owner = portal.browser();
    // Programs that look at links open them: that changes nothing.
    let page = owner
        .get(&format!("/mat-so-dien-thoai/phan-doi?ma={token}"))
        .await;
    assert_eq!(page.status, 200);
    let object = |token: &str| {
        let input = ObjectionInput {
            token: token.to_owned(),
        };
        owner.call::<ObjectToNewPhone>((), input)
    };
    assert_eq!(object("0000").await.expect_err("guessed").status, 404);
    object(token).await.expect("an objection");
    assert_eq!(object(token).await.expect_err("done already").status, 404);
    portal.advance(Duration::hours(80));
    portal.run_jobs().await;
    assert_eq!(phone_of_an(&portal).await, AN.phone);
}

#[tokio::test]
async fn whoever_is_signed_in_sees_it_and_keeps_the_number() {
    let portal = portal_with_address().await;
    let owner = portal.browser();
    sign_in(&portal, &owner, AN).await;
    let none = owner.call::<KeepPhone>((), Empty {}).await;
    assert_eq!(none.expect_err("nobody asked").status, 404);
    replaced(&portal, &portal.browser_at("203.0.113.8")).await;
    let seen = owner
        .call::<GetSecurity>((), Empty {})
        .await
        .expect("a view");
    assert_eq!(seen.phone_replaced_at.as_deref(), Some("19/03/2026 10:00"));
    owner
        .call::<KeepPhone>((), Empty {})
        .await
        .expect("it stays");
    portal.advance(Duration::hours(80));
    portal.run_jobs().await;
    assert_eq!(phone_of_an(&portal).await, AN.phone);
}

#[tokio::test]
async fn who_does_not_know_both_number_and_address_learns_nothing_and_gets_nothing() {
    let portal = portal_with_address().await;
    let mut seen = Vec::new();
    for (at, (name, email)) in [
        (AN.identity_number, EMAIL),
        (AN.identity_number, "ax@example.vn"),
        ("072085001234", "ay@example.vn"),
    ]
    .into_iter()
    .enumerate()
    {
        let browser = portal.browser_at(&format!("203.0.113.{at}"));
        let verification = lost(&browser, name, email).await;
        let wrong = browser
            .call::<VerifyPhoneRecovery>((), typed("000000"))
            .await;
        seen.push(format!("{verification:?} {wrong:?}"));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0], seen[2]);
    assert_eq!(letters(&portal, EMAIL).await.len(), 1);
    assert!(letters(&portal, "ax@example.vn").await.is_empty());
    assert!(letters(&portal, "ay@example.vn").await.is_empty());
}

#[tokio::test]
async fn the_new_number_is_named_only_after_the_code_from_the_e_mail() {
    let portal = portal_with_address().await;
    let browser = portal.browser();
    let phone = || PhoneInput {
        phone: NEW_PHONE.into(),
    };
    let nothing = browser.call::<NameNewPhone>((), phone()).await;
    assert_eq!(nothing.expect_err("nothing begun").status, 410);
    lost(&browser, AN.identity_number, EMAIL)
        .await
        .expect("a flow");
    let early = browser.call::<NameNewPhone>((), phone()).await;
    assert_eq!(early.expect_err("no code yet").status, 409);
    assert!(portal.texts_to(NEW_PHONE).await.is_empty());
}

#[tokio::test]
async fn a_later_number_takes_the_place_of_the_one_before_and_waits_by_itself() {
    let portal = portal_with_address().await;
    replaced(&portal, &portal.browser_at("203.0.113.8")).await;
    portal.advance(Duration::hours(24));
    let again = replaced(&portal, &portal.browser_at("203.0.113.9")).await;
    assert_eq!(again.takes_effect_at, "20/03/2026 10:00");
    let superseded =
        portal.count("select count(*) from phone_replacements where outcome = 'superseded'");
    assert_eq!(superseded.await, 1);
    assert_eq!(
        logged(&portal, "phone_replacement_objected").await,
        0,
        "nobody objected"
    );
    portal.advance(Duration::hours(50));
    portal.run_jobs().await;
    assert_eq!(
        phone_of_an(&portal).await,
        AN.phone,
        "not when the first would have counted"
    );
}
