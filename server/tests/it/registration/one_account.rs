//! One number, one account, and nobody learns of it.

use super::{NEWCOMER, PASSWORD, PHONE, details, password, start, verify};
use crate::support::{AN, Answer, Client, MORNING, Portal, one_time_code};
use app::api::{
    Empty, ProblemCode,
    accounts::{
        CompleteRegistration, GetRegistration, NewPasswordInput, ResendRegistrationCode,
        StartRegistration,
    },
};
use time::Duration;

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
        (410, ProblemCode::FlowExpired)
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

#[tokio::test]
async fn nobody_learns_that_a_number_is_registered_but_its_owner_is_told() {
    let portal = Portal::start().await;
    let stranger = portal.browser();
    let free = details(&stranger).await;
    let mut taken = details(&stranger).await;
    taken.identity_number = AN.identity_number.to_owned();

    let about_free = stranger.answer::<StartRegistration>((), free).await;
    portal.code_sent_to(PHONE).await;
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    let before = portal.count("select count(*) from jobs").await;
    let about_taken = stranger.answer::<StartRegistration>((), taken).await;
    assert_eq!(portal.count("select count(*) from jobs").await, before + 1);
    assert_eq!(shape(&about_free), shape(&about_taken));

    assert_eq!(
        portal.texts_to(PHONE).await.len(),
        1,
        "no code for the stranger"
    );
    let to_owner = portal.texts_to(AN.phone).await;
    assert_eq!(to_owner.len(), 1, "{to_owner:?}");
    assert_eq!(one_time_code(&to_owner[0]), None, "{to_owner:?}");

    // The rest of the way looks the same, too, and leads nowhere.
    let flow = stranger
        .call::<GetRegistration>((), Empty {})
        .await
        .expect("the flow");
    assert_eq!(
        (flow.masked_phone.as_str(), flow.tries_left),
        ("0912xxx678", 5)
    );
    let wrong = verify(&stranger, "000000")
        .await
        .expect_err("no code exists");
    assert!(
        wrong
            .message_for("code")
            .expect("named")
            .contains("Còn 4 lần")
    );
    portal.advance(Duration::minutes(1));
    stranger
        .call::<ResendRegistrationCode>((), Empty {})
        .await
        .expect("what looks like another code");
    assert_eq!(portal.texts_to(PHONE).await.len(), 1);
    assert_eq!(portal.texts_to(AN.phone).await.len(), 1);
    assert!(portal.now() > MORNING);
}
