//! One number, one account.

use super::{NEWCOMER, PASSWORD, PHONE, password, start, verify};
use crate::support::{Client, Portal};
use app::api::{
    ProblemCode,
    accounts::{CompleteRegistration, NewPasswordInput},
};

#[tokio::test]
async fn the_password_comes_after_the_code_and_follows_the_rules() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let nothing_begun = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect_err("nothing was begun");
    assert_eq!(
        (nothing_begun.status, nothing_begun.code),
        (410, ProblemCode::VerificationExpired)
    );

    start(&browser).await;
    let early = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect_err("the code comes first");
    assert_eq!((early.status, early.code), (409, ProblemCode::Conflict));

    let code = portal.code_sent_to(PHONE).await;
    verify(&browser, &code).await.expect("the right code");
    for weak in ["", "bảy chữ", NEWCOMER, "x0912345678", &"a".repeat(129)] {
        let problem = browser
            .call::<CompleteRegistration>((), password(weak))
            .await
            .expect_err(weak);
        assert!(problem.message_for("password").is_some(), "{weak:?}");
    }
    let differing = NewPasswordInput {
        password: PASSWORD.to_owned(),
        repeated: format!("{PASSWORD}."),
    };
    let problem = browser
        .call::<CompleteRegistration>((), differing)
        .await
        .expect_err("two passwords");
    assert!(problem.message_for("repeated").is_some());
    assert_eq!(accounts_of_newcomer(&portal).await, 0);
}

#[tokio::test]
async fn completing_twice_at_once_makes_one_account() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start(&browser).await;
    let code = portal.code_sent_to(PHONE).await;
    verify(&browser, &code).await.expect("the right code");
    let complete = || browser.call::<CompleteRegistration>((), password(PASSWORD));
    let (first, second) = tokio::join!(complete(), complete());
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    assert_eq!(accounts_of_newcomer(&portal).await, 1);
}

#[tokio::test]
async fn two_who_register_one_number_at_once_get_one_account() {
    let portal = Portal::start().await;
    let browsers = [portal.browser(), portal.browser_at("203.0.113.8")];
    for browser in &browsers {
        start(browser).await;
        let code = portal.code_sent_to(PHONE).await;
        verify(browser, &code).await.expect("the right code");
    }
    let complete = |browser| Client::call::<CompleteRegistration>(browser, (), password(PASSWORD));
    complete(&browsers[0]).await.expect("the first");
    let problem = complete(&browsers[1]).await.expect_err("the second");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    assert_eq!(accounts_of_newcomer(&portal).await, 1);
}

async fn accounts_of_newcomer(portal: &Portal) -> i64 {
    portal
        .one(
            "select count(*) from accounts where identity_number = $1",
            NEWCOMER,
        )
        .await
}
