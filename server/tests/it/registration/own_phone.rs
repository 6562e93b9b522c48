//! Nobody learns from a telephone of their own that a number has an account; its owner is told, and led on.

use super::{NEWCOMER, PASSWORD, PHONE, details, password, verify};
use crate::{
    support::identity::typed,
    support::{AN, Answer, BINH, CHAU, Client, DUNG, Portal, one_time_code},
};
use app::api::{
    Empty, ProblemCode,
    accounts::{
        CompleteRegistration, GetSession, RegistrationInput, StartRegistration, VerifyRegistration,
    },
    verifications::{
        GetVerification, ResendCode, VerificationKind, VerificationPath, VerificationStep,
    },
};
use time::Duration;

/// An answer without what differs between any two: the token in the cookie.
fn shape(answer: &Answer) -> (u16, String, Vec<String>) {
    let cookies = answer
        .set_cookies()
        .iter()
        .map(|cookie| {
            let (pair, attributes) = cookie.split_once(';').expect("attributes");
            let (name, value) = pair.split_once('=').expect("a name");
            format!("{name}, {} characters;{attributes}", value.len())
        })
        .collect();
    (answer.status, answer.text().to_owned(), cookies)
}

async fn register(browser: &Client, identity_number: &str, phone: &str) -> Answer {
    let input = RegistrationInput {
        identity_number: identity_number.to_owned(),
        phone: phone.to_owned(),
        ..details(browser).await
    };
    browser.answer::<StartRegistration>((), input).await
}

#[tokio::test]
async fn a_code_comes_to_the_telephone_that_was_typed_whether_or_not_there_is_an_account() {
    let portal = Portal::start().await;
    let mut seen = Vec::new();
    for (at, number) in [
        AN.identity_number,
        BINH.identity_number,
        CHAU.identity_number,
        DUNG.identity_number,
        NEWCOMER,
        "072085001235",
        "072085001236",
        "072085001237",
    ]
    .into_iter()
    .enumerate()
    {
        // Numbers of one mask, since answers show it.
        let phone = format!("0912{at}45678");
        let browser = portal.browser_at(&format!("203.0.113.{at}"));
        let started = shape(&register(&browser, number, &phone).await);
        let texts = portal.texts_to(&phone).await;
        assert_eq!(texts.len(), 1, "{number}: {texts:?}");
        let wrong = browser
            .answer::<VerifyRegistration>((), typed("12345x"))
            .await;
        portal.advance(Duration::minutes(1));
        let again = browser
            .answer::<ResendCode>(
                VerificationPath {
                    kind: VerificationKind::Registration,
                },
                Empty {},
            )
            .await;
        let code = portal.code_sent_to(&phone).await;
        let words = portal.texts_to(&phone).await[0].replace(&code, "");
        let verified = verify(&browser, &code).await.expect("the right code");
        let verification = browser
            .call::<GetVerification>(
                VerificationPath {
                    kind: VerificationKind::Registration,
                },
                Empty {},
            )
            .await
            .expect("the flow");
        assert_eq!(verification.step, VerificationStep::Password);
        seen.push((
            started,
            shape(&wrong),
            shape(&again),
            words,
            verified,
            verification,
        ));
    }
    for other in &seen {
        assert_eq!(*other, seen[0]);
    }
    let to_owner = portal.texts_to(AN.phone).await;
    assert_eq!(to_owner.len(), 1, "once, however often a code is asked for");
    assert_eq!(one_time_code(&to_owner[0]), None, "{to_owner:?}");
    assert!(to_owner[0].contains("dang nhap"), "{to_owner:?}");
}

#[tokio::test]
async fn who_goes_all_the_way_with_a_number_that_has_an_account_gets_none_and_is_led_on() {
    let portal = Portal::start().await;
    let stranger = portal.browser();
    register(&stranger, AN.identity_number, PHONE).await;
    let code = portal.code_sent_to(PHONE).await;
    verify(&stranger, &code).await.expect("the right code");
    let before: String = portal
        .one(
            "select password_hash || phone from accounts where login_name = $1",
            AN.identity_number,
        )
        .await;
    let weak = stranger
        .call::<CompleteRegistration>((), password("bảy chữ"))
        .await
        .expect_err("weak, as for anybody");
    assert!(weak.message_for("password").is_some());
    let refused = stranger
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect_err("there is one already");
    assert_eq!((refused.status, refused.code), (409, ProblemCode::Conflict));
    assert!(
        refused
            .detail
            .as_deref()
            .is_some_and(|way| way.contains("Quên mật khẩu")),
        "{refused:?}"
    );
    let session = stranger.call::<GetSession>((), Empty {}).await;
    assert!(session.expect("a view").account.is_none());
    let after: String = portal
        .one(
            "select password_hash || phone from accounts where login_name = $1",
            AN.identity_number,
        )
        .await;
    assert_eq!(before, after);
}

#[tokio::test]
async fn an_owner_who_forgot_the_account_is_told_on_the_telephone_to_sign_in() {
    let portal = Portal::start().await;
    let owner = portal.browser();
    let answer = register(&owner, AN.identity_number, AN.phone).await;
    let elsewhere = register(&portal.browser(), NEWCOMER, "0900123017").await;
    assert_eq!(shape(&answer), shape(&elsewhere), "the page says the same");
    for texts in 1..=2 {
        let to_owner = portal.texts_to(AN.phone).await;
        assert_eq!(to_owner.len(), texts, "{to_owner:?}");
        assert_eq!(one_time_code(&to_owner[0]), None, "{to_owner:?}");
        assert!(to_owner[0].contains("da co tai khoan"), "{to_owner:?}");
        portal.advance(Duration::minutes(1));
        owner
            .call::<ResendCode>(
                VerificationPath {
                    kind: VerificationKind::Registration,
                },
                Empty {},
            )
            .await
            .expect("the same once more");
    }
    // No code was sent, so none can be guessed.
    let counts: bool = portal
        .one(
            "select bool_or(c.went_out) from verification_codes c
             join verifications v on v.token_hash = c.verification where v.phone = $1",
            AN.phone,
        )
        .await;
    assert!(!counts);
}

#[tokio::test]
async fn one_telephone_brings_five_registrations_a_day_to_their_end() {
    let portal = Portal::start().await;
    for at in 0..6 {
        let browser = portal.browser_at(&format!("203.0.113.{at}"));
        register(&browser, &format!("07208500123{at}"), PHONE).await;
        let code = portal.code_sent_to(PHONE).await;
        verify(&browser, &code).await.expect("the right code");
        let done = browser
            .call::<CompleteRegistration>((), password(PASSWORD))
            .await;
        if at < 5 {
            done.expect("a family's");
        } else {
            assert_eq!(done.expect_err("a list's").status, 429);
        }
        portal.advance(Duration::minutes(15));
    }
}
