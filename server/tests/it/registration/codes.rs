//! The one-time code: how often it may be tried, how long it lives, how it is sent.

use super::{PASSWORD, PHONE, details, other_than, password, start, verify};
use crate::support::Portal;
use app::api::{
    Empty, ProblemCode,
    accounts::{CompleteRegistration, RegistrationInput, StartRegistration},
    verifications::{GetVerification, ResendCode, VerificationKind, VerificationPath},
};
use time::Duration;

#[tokio::test]
async fn after_five_wrong_codes_even_the_right_one_is_refused() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    for malformed in ["", "12345", "1234567", "abcdef"] {
        let problem = verify(&browser, malformed).await.expect_err(malformed);
        assert!(problem.message_for("code").is_some());
    }
    for left in [4, 3, 2, 1, 0] {
        verify(&browser, other_than(&code))
            .await
            .expect_err("a wrong code");
        let verification = browser
            .call::<GetVerification>(
                VerificationPath {
                    kind: VerificationKind::Registration,
                },
                Empty {},
            )
            .await
            .expect("the flow");
        assert_eq!(verification.tries_left, left);
    }
    let problem = verify(&browser, &code)
        .await
        .expect_err("no tries are left");
    assert!(problem.message_for("code").is_some());
    let early = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect_err("nothing was verified");
    assert_eq!(early.status, 409);
}

#[tokio::test]
async fn wrong_codes_sent_at_once_do_not_share_a_try() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    let wrong = other_than(&code);
    let sent = (0..12).map(|_| verify(&browser, wrong));
    let answers = futures::future::join_all(sent).await;
    assert!(answers.iter().all(Result::is_err));
    verify(&browser, &code)
        .await
        .expect_err("twelve tries were made");
}

#[tokio::test]
async fn a_code_dies_after_five_minutes() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    portal.advance(Duration::minutes(5));
    let problem = verify(&browser, &code).await.expect_err("an old code");
    assert!(problem.message_for("code").is_some());
}

#[tokio::test]
async fn another_code_can_be_had_after_a_minute_and_kills_the_first() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let first = portal.code_sent_to(PHONE).await;
    portal.advance(Duration::seconds(59));
    let early = browser
        .call::<ResendCode>(
            VerificationPath {
                kind: VerificationKind::Registration,
            },
            Empty {},
        )
        .await
        .expect_err("59 seconds are not 60");
    assert_eq!((early.status, early.retry_after_s), (429, Some(1)));

    portal.advance(Duration::seconds(1));
    let verification = browser
        .call::<ResendCode>(
            VerificationPath {
                kind: VerificationKind::Registration,
            },
            Empty {},
        )
        .await
        .expect("another code");
    assert_eq!(verification.resend_after_s, 60);
    let second = portal.code_sent_to(PHONE).await;
    if first != second {
        verify(&browser, &first)
            .await
            .expect_err("the first code is dead");
    }
    verify(&browser, &second).await.expect("the second code");
}

#[tokio::test]
async fn many_who_ask_for_another_code_at_once_all_get_one() {
    let portal = Portal::start().await;
    let mut browsers = Vec::new();
    for number in 0..12 {
        let browser = portal.browser_at(&format!("203.0.113.{number}"));
        let input = RegistrationInput {
            phone: format!("09123456{number:02}"),
            ..details(&browser).await
        };
        browser
            .call::<StartRegistration>((), input)
            .await
            .expect("a registration");
        browsers.push(browser);
    }
    portal.advance(Duration::minutes(1));
    let asked = browsers.iter().map(|browser| {
        browser.call::<ResendCode>(
            VerificationPath {
                kind: VerificationKind::Registration,
            },
            Empty {},
        )
    });
    for answer in futures::future::join_all(asked).await {
        assert_eq!(answer.expect("another code").resend_after_s, 60);
    }
}

#[tokio::test]
async fn who_asks_for_another_code_twice_at_once_gets_one() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    portal.advance(Duration::minutes(1));
    let ask = || {
        browser.call::<ResendCode>(
            VerificationPath {
                kind: VerificationKind::Registration,
            },
            Empty {},
        )
    };
    let (one, other) = futures::future::join(ask(), ask()).await;
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(portal.texts_to(PHONE).await.len(), 2);
}

#[tokio::test]
async fn a_text_that_the_gateway_refused_is_sent_later_and_one_that_it_took_is_not_sent_twice() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for fault in ["http_500", "refuse"] {
        portal.fault("sms", fault, 1).await;
    }
    start(&browser).await;
    assert!(portal.texts_to(PHONE).await.is_empty());
    for seconds in [1, 2] {
        portal.advance(Duration::seconds(seconds));
        portal.run_jobs().await;
    }
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    portal.advance(Duration::minutes(20));
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    assert_eq!(portal.count("select count(*) from jobs").await, 0);
}

#[tokio::test]
async fn one_phone_is_not_flooded_with_codes() {
    let portal = Portal::start().await;
    for number in 0..12 {
        let browser = portal.browser_at(&format!("203.0.113.{number}"));
        start(&browser).await;
    }
    assert_eq!(portal.texts_to(PHONE).await.len(), 10, "in silence");
    let browser = portal.browser_at("203.0.113.99");
    for _ in 0..5 {
        start(&browser).await;
    }
    let input = details(&browser).await;
    let problem = browser
        .call::<StartRegistration>((), input)
        .await
        .expect_err("the sixth from there within an hour");
    assert_eq!(
        (problem.status, problem.code),
        (429, ProblemCode::TooManyRequests)
    );
    assert!(problem.retry_after_s.is_some_and(|seconds| seconds > 0));
    assert_eq!(portal.texts_to(PHONE).await.len(), 10);
}
