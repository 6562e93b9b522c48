//! Signing in and registering, as tests of identity do it.

use super::{Citizen, Client, Portal};
use app::api::{
    Empty,
    accounts::{
        Account, CompleteRegistration, GetSession, NewPasswordInput, OneTimeCodeInput, SignInInput,
        SignedIn, StartSignIn, VerifyRegistration, VerifySignIn,
    },
};
use server::account::demonstration::PASSWORD;

/// A person whom identity providers and authorities know, and who has no account here.
pub const HOA: Citizen = Citizen {
    identity_number: "072192000066",
    phone: "0905111222",
};

pub async fn account(browser: &Client) -> Option<Account> {
    let session = browser.call::<GetSession>((), Empty {}).await;
    session.expect("the session's view").account
}

pub async fn start_sign_in(
    browser: &Client,
    name: &str,
    password: &str,
) -> Result<app::api::verifications::Verification, app::api::Problem> {
    let (captcha_id, captcha) = browser.captcha().await;
    let input = SignInInput {
        identity_number: name.to_owned(),
        password: password.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
        next: String::new(),
    };
    browser.call::<StartSignIn>((), input).await
}

/// With password and code.
pub async fn sign_in(portal: &Portal, browser: &Client, citizen: Citizen) -> SignedIn {
    start_sign_in(browser, citizen.identity_number, PASSWORD)
        .await
        .expect("the right password");
    let code = portal.code_sent_to(citizen.phone).await;
    browser
        .call::<VerifySignIn>((), OneTimeCodeInput { code })
        .await
        .expect("the right code")
}

/// The entries of the log with these events, the oldest first.
pub async fn logged(portal: &Portal, event: &'static str) -> i64 {
    portal
        .one("select count(*) from audit_log where event = $1", event)
        .await
}

/// Gives the code of a registration under way, and chooses a password.
pub async fn complete_registration(
    portal: &Portal,
    browser: &Client,
    phone: &str,
    password: &str,
) -> SignedIn {
    let code = portal.code_sent_to(phone).await;
    browser
        .call::<VerifyRegistration>((), typed(code))
        .await
        .expect("the right code");
    let password = NewPasswordInput {
        password: password.into(),
        repeated: password.into(),
    };
    let done = browser.call::<CompleteRegistration>((), password).await;
    done.expect("an account")
}

pub fn typed(code: impl Into<String>) -> OneTimeCodeInput {
    OneTimeCodeInput { code: code.into() }
}
