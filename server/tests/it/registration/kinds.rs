use crate::support::identity::{account, complete_registration, start_sign_in, typed};
use crate::support::{Client, Portal};
use app::api::{
    Empty, ProblemCode,
    accounts::{AccountKind, RegistrationInput, StartRegistration, VerifySignIn},
    verifications::{GetVerification, VerificationKind, VerificationPath},
};

const PHONE: &str = "0912345678";
const PASSWORD: &str = "Mật khẩu dài 2026";

async fn details(browser: &Client) -> RegistrationInput {
    let (captcha_id, captcha) = browser.captcha().await;
    RegistrationInput {
        identity_number: "072085001234".into(),
        full_name: "Lê Thị Hồng Ánh".into(),
        birth_date: "05/09/1985".into(),
        phone: PHONE.into(),
        captcha_id: captcha_id.to_string(),
        captcha,
        terms: true,
        ..RegistrationInput::default()
    }
}

async fn enterprise(browser: &Client) -> RegistrationInput {
    RegistrationInput {
        account_kind: "enterprise".into(),
        tax_code: "0100109106".into(),
        legal_name: "Công ty Cổ phần Mía  đường Tây Ninh".into(),
        ..details(browser).await
    }
}

async fn agency(browser: &Client) -> RegistrationInput {
    RegistrationInput {
        account_kind: "agency".into(),
        unit_code: "72-so-tai-chinh".into(),
        email: "Van-Thu@TayNinh.gov.vn".into(),
        ..details(browser).await
    }
}

async fn complete(portal: &Portal, browser: &Client) -> String {
    complete_registration(portal, browser, PHONE, PASSWORD)
        .await
        .next
}

#[tokio::test]
async fn an_enterprise_registers_by_tax_code_and_signs_in_with_it() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let input = enterprise(&browser).await;
    browser
        .call::<StartRegistration>((), input)
        .await
        .expect("a registration");
    assert_eq!(complete(&portal, &browser).await, "/tai-khoan?da-tao=1");
    let account = account(&browser).await.expect("signed in");
    assert_eq!(account.kind, AccountKind::Enterprise);
    assert_eq!(account.name(), "Công ty Cổ phần Mía đường Tây Ninh");
    assert_eq!(account.tax_code.as_deref(), Some("0100109106"));

    let elsewhere = portal.browser();
    start_sign_in(&elsewhere, "0100 109 106", PASSWORD)
        .await
        .expect("the tax code is the name");
    let by_representative = start_sign_in(&elsewhere, "072085001234", PASSWORD).await;
    assert!(
        by_representative.is_err(),
        "who represents it has no account"
    );
    let code = portal.code_sent_to(PHONE).await;
    start_sign_in(&elsewhere, "0100109106", PASSWORD)
        .await
        .expect("again");
    assert!(
        elsewhere
            .call::<VerifySignIn>((), typed(code))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn what_is_wrong_with_an_enterprise_is_said_beside_its_field() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let long = "Ê".repeat(5_000);
    for (tax_code, legal_name, field) in [
        ("", "Công ty A", "tax_code"),
        ("0100109107", "Công ty A", "tax_code"),
        // A household business signs in as its owner does.
        ("072085001234", "Hộ kinh doanh A", "tax_code"),
        ("072 085 001 234", "Hộ kinh doanh A", "tax_code"),
        ("0100109106", "", "legal_name"),
        ("0100109106", "A", "legal_name"),
        ("0100109106", &long, "legal_name"),
        ("0100109106", "\u{202e}A", "legal_name"),
        ("0100109106", "Công ty | A", "legal_name"),
        ("0100109106", "🏭🏭🏭", "legal_name"),
    ] {
        let input = RegistrationInput {
            tax_code: tax_code.into(),
            legal_name: legal_name.into(),
            ..enterprise(&browser).await
        };
        let problem = browser
            .call::<StartRegistration>((), input)
            .await
            .expect_err(field);
        assert!(problem.message_for(field).is_some(), "{problem:?}");
    }
    let decomposed = RegistrationInput {
        legal_name: "Co\u{302}ng ty \u{202d}A\u{202c}".into(),
        ..enterprise(&browser).await
    };
    browser
        .call::<StartRegistration>((), decomposed)
        .await
        .expect("the same name, spelled otherwise");
}

#[tokio::test]
async fn an_agency_waits_for_an_administrator() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for (email, unit, field) in [
        ("", "72-so-tai-chinh", "email"),
        ("ai-do@gmail.com", "72-so-tai-chinh", "email"),
        ("ai-do@evilgov.vn", "72-so-tai-chinh", "email"),
        ("van-thu@tayninh.gov.vn", "", "unit_code"),
        ("van-thu@tayninh.gov.vn", "khong-co", "unit_code"),
    ] {
        let input = RegistrationInput {
            email: email.into(),
            unit_code: unit.into(),
            ..agency(&browser).await
        };
        let problem = browser
            .call::<StartRegistration>((), input)
            .await
            .expect_err(field);
        assert!(problem.message_for(field).is_some(), "{email} {problem:?}");
    }
    let input = agency(&browser).await;
    browser
        .call::<StartRegistration>((), input)
        .await
        .expect("a registration");
    assert_eq!(complete(&portal, &browser).await, "/dang-ky/cho-duyet");
    assert_eq!(account(&browser).await, None);
    let early = start_sign_in(&browser, "van-thu@tayninh.gov.vn", PASSWORD)
        .await
        .expect_err("nobody has approved it");
    assert_eq!((early.status, early.code), (403, ProblemCode::Forbidden));
    // Only whoever has the password learns of it.
    let guessed = start_sign_in(&browser, "van-thu@tayninh.gov.vn", "Sai-mat-khau")
        .await
        .expect_err("a wrong password");
    assert_eq!(guessed.status, 422);
    portal
        .execute("update accounts set state = 'active' where state = 'waiting'")
        .await
        .expect("approved");
    start_sign_in(&browser, "VAN-THU@tayninh.gov.vn", PASSWORD)
        .await
        .expect("approved");
}

#[tokio::test]
async fn a_registration_can_be_left_and_gone_on_with() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let input = enterprise(&browser).await;
    browser
        .call::<StartRegistration>((), input)
        .await
        .expect("a registration");
    let left = browser
        .call::<GetVerification>(
            VerificationPath {
                kind: VerificationKind::Registration,
            },
            Empty {},
        )
        .await
        .expect("it is kept");
    assert_eq!(left.page(), "/dang-ky/ma-otp");
    let page = browser.get("/dang-ky").await;
    assert!(page.text().contains("Tiếp tục đăng ký"), "{}", page.text());
    let stranger = portal.browser().get("/dang-ky").await;
    assert!(!stranger.text().contains("Tiếp tục đăng ký"));
}
