//! From details to a signed-in account.

mod codes;
mod fields;
mod kinds;
mod one_account;
mod own_phone;
mod papers;

use crate::support::{Client, Portal};
use app::api::{
    Empty, Problem,
    accounts::{
        CompleteRegistration, GetSession, NewPasswordInput, OneTimeCodeInput, RegistrationInput,
        StartRegistration, VerifyRegistration,
    },
    verifications::{Verification, VerificationStep},
};

pub const PHONE: &str = "0912345678";
const NEWCOMER: &str = "072085001234";
const PASSWORD: &str = "Mật khẩu dài 2026";

/// What a newcomer types, with a fresh captcha answered.
pub async fn details(browser: &Client) -> RegistrationInput {
    let (captcha_id, captcha) = browser.captcha().await;
    RegistrationInput {
        identity_number: NEWCOMER.to_owned(),
        full_name: "Lê Thị Hồng Ánh".to_owned(),
        birth_date: "05/09/1985".to_owned(),
        phone: PHONE.to_owned(),
        email: "anh@example.vn".to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        terms: true,
        ..RegistrationInput::default()
    }
}

pub async fn start(browser: &Client) -> Verification {
    let input = details(browser).await;
    browser
        .call::<StartRegistration>((), input)
        .await
        .expect("a registration")
}

pub async fn verify(browser: &Client, code: &str) -> Result<Verification, Problem> {
    let code = code.to_owned();
    browser
        .call::<VerifyRegistration>((), OneTimeCodeInput { code })
        .await
}

fn password(password: &str) -> NewPasswordInput {
    NewPasswordInput {
        password: password.to_owned(),
        repeated: password.to_owned(),
    }
}

pub fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

#[tokio::test]
async fn a_newcomer_ends_signed_in() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let begun = start(&browser).await;
    assert_eq!(begun.step, VerificationStep::OneTimeCode);
    assert_eq!(begun.masked_phone, "0912xxx678");
    assert_eq!((begun.resend_after_s, begun.tries_left), (60, 5));

    let code = portal.code_sent_to(PHONE).await;
    let verified = verify(&browser, &code).await.expect("the right code");
    assert_eq!(verified.step, VerificationStep::Password);
    let signed_in = browser
        .call::<CompleteRegistration>((), password(PASSWORD))
        .await
        .expect("an account");
    assert_eq!(signed_in.next, "/tai-khoan?da-tao=1");
    let page = browser.get(&signed_in.next).await;
    assert!(page.text().contains("Đã tạo tài khoản. Bạn đã đăng nhập."));

    let session = browser
        .call::<GetSession>((), Empty {})
        .await
        .expect("a session");
    let account = session.account.expect("somebody is signed in");
    assert_eq!(account.full_name, "Lê Thị Hồng Ánh");
    assert_eq!(account.masked_identity_number, "072xxxxxx234");
    assert_eq!(account.masked_phone, "0912xxx678");
    assert_eq!(account.email.as_deref(), Some("anh@example.vn"));
    assert_eq!(account.assurance, 2);
    assert_eq!(browser.cookie("__Host-verification"), None);
}
