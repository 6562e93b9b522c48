//! A captcha that needs no eyes: a number that has to be worked for.

use crate::support::{AN, Client, Portal};
use app::{
    api::{
        Empty, Problem,
        accounts::{SignInInput, StartSignIn},
        captchas::{CreateWorkCaptcha, WorkCaptcha},
        verifications::Verification,
    },
    proof_of_work::leading_zeros,
};
use server::account::demonstration::PASSWORD;
use time::Duration;

async fn asked(browser: &Client) -> WorkCaptcha {
    let captcha = browser.call::<CreateWorkCaptcha>((), Empty {}).await;
    captcha.expect("work")
}

/// The first number of the wanted kind.
fn number(captcha: &WorkCaptcha, enough: bool) -> String {
    let zeros = |number: &u64| leading_zeros(&format!("{}:{number}", captcha.id));
    (0..)
        .find(|number| (zeros(number) >= u32::from(captcha.bits)) == enough)
        .expect("numbers do not end")
        .to_string()
}

async fn sign_in(
    browser: &Client,
    captcha: &WorkCaptcha,
    number: &str,
) -> Result<Verification, Problem> {
    let input = SignInInput {
        identity_number: AN.identity_number.into(),
        password: PASSWORD.into(),
        captcha_id: captcha.id.to_string(),
        captcha: number.into(),
        captcha_work: String::new(),
        next: String::new(),
    };
    browser.call::<StartSignIn>((), input).await
}

#[tokio::test]
async fn work_stands_in_for_the_picture_once_and_in_time() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let captcha = asked(&browser).await;
    let right = number(&captcha, true);
    sign_in(&browser, &captcha, &format!(" {right} "))
        .await
        .expect("worked for");
    let again = sign_in(&browser, &captcha, &right)
        .await
        .expect_err("used up");
    assert!(again.message_for("captcha").is_some());

    let late = asked(&browser).await;
    let right = number(&late, true);
    portal.advance(Duration::minutes(6));
    let refused = sign_in(&browser, &late, &right)
        .await
        .expect_err("too late");
    let said = refused.message_for("captcha").expect("a message");
    assert!(said.contains("hoặc xác minh lại"), "{said}");
}

#[tokio::test]
async fn characters_may_be_typed_in_groups() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let (id, read) = browser.captcha().await;
    let (head, tail) = read.split_at(3);
    let grouped = format!(" {head} {}\u{a0}", tail.to_lowercase());
    let picture = WorkCaptcha { id, bits: 0 };
    sign_in(&browser, &picture, &grouped).await.expect("read");
}

#[tokio::test]
async fn what_was_not_worked_for_is_refused() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for guess in ["-1", "1e9", "٣", "x", "99999999999999999999999"] {
        let captcha = asked(&browser).await;
        let refused = sign_in(&browser, &captcha, guess).await.expect_err(guess);
        let said = refused.message_for("captcha").expect(guess);
        assert!(said.contains("trên thiết bị này"), "{guess}: {said}");
    }
    let (one, other) = (asked(&browser).await, asked(&browser).await);
    let lazy = number(&one, false);
    assert!(sign_in(&browser, &one, &lazy).await.is_err());
    let of_another = number(&one, true);
    assert!(
        sign_in(&browser, &other, &of_another).await.is_err(),
        "work for another captcha"
    );
}
