//! A forgotten password, and codes that go other ways.

use crate::support::identity::{account, logged, sign_in, start_sign_in, typed};
use crate::support::{AN, Client, Portal, one_time_code};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::{NewPasswordInput, SignedIn, VerifySignIn},
    recovery::{
        CompletePasswordRecovery, PasswordRecoveryInput, StartPasswordRecovery,
        VerifyPasswordRecovery,
    },
    verifications::{
        ChooseCodeMethod, CodeMethod, CodeMethodInput, ResendCode, Verification, VerificationKind,
        VerificationPath,
    },
};
use server::account::demonstration::PASSWORD;
use time::Duration;

const ANOTHER: &str = "một câu khác hẳn của An";
const UNKNOWN: &str = "072085001234";

async fn forgotten(browser: &Client, name: &str) -> Result<Verification, Problem> {
    let (captcha_id, captcha) = browser.captcha().await;
    let input = PasswordRecoveryInput {
        identity_number: name.into(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
    };
    browser.call::<StartPasswordRecovery>((), input).await
}

async fn choose(browser: &Client, password: &str) -> Result<SignedIn, Problem> {
    let input = NewPasswordInput {
        password: password.into(),
        repeated: password.into(),
    };
    browser.call::<CompletePasswordRecovery>((), input).await
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_and_whoever_was_signed_in_is_not_any_more() {
    let portal = Portal::start().await;
    let thief = portal.browser();
    sign_in(&portal, &thief, AN).await;
    let owner = portal.browser_at("203.0.113.9");
    let verification = forgotten(&owner, AN.identity_number).await.expect("a flow");
    assert_eq!(
        (
            verification.masked_phone.as_str(),
            verification.masked_email.as_str()
        ),
        ("", ""),
        "a stranger learns no digit"
    );
    assert_eq!(
        verification.other_methods,
        [CodeMethod::Voice],
        "whoever has the mailbox does not have the account"
    );
    let early = choose(&owner, ANOTHER)
        .await
        .expect_err("the code comes first");
    assert_eq!(early.code, ProblemCode::Conflict);
    let code = portal.code_sent_to(AN.phone).await;
    owner
        .call::<VerifyPasswordRecovery>((), typed(code))
        .await
        .expect("the right code");
    for weak in ["12345678", "matkhau123", AN.identity_number] {
        let problem = choose(&owner, weak).await.expect_err(weak);
        assert!(problem.message_for("password").is_some(), "{weak}");
    }
    choose(&owner, ANOTHER).await.expect("another password");
    assert!(account(&owner).await.is_some());
    assert_eq!(account(&thief).await, None);
    let told = portal.texts_to(AN.phone).await;
    assert!(told[0].contains("Mat khau"), "{told:?}");
    assert!(
        start_sign_in(&thief, AN.identity_number, PASSWORD)
            .await
            .is_err()
    );
    assert!(
        start_sign_in(&owner, AN.identity_number, ANOTHER)
            .await
            .is_ok()
    );
    assert_eq!(logged(&portal, "password_changed").await, 1);
}

/// What was said, but for what o'clock it was.
fn without_clock(said: &str) -> String {
    let is_time = |word: &&str| word.len() == 5 && word.as_bytes()[2] == b':';
    said.split(' ')
        .filter(|word| !is_time(word))
        .collect::<Vec<_>>()
        .join(" ")
}

#[tokio::test]
async fn what_was_typed_to_recover_is_changed_on_its_page_whether_or_not_there_is_an_account() {
    let portal = Portal::start().await;
    for name in [AN.identity_number, UNKNOWN] {
        let browser = portal.browser();
        let begun = forgotten(&browser, name).await.expect("a flow");
        portal.run_jobs().await;
        assert_eq!(begun.change_page, "/quen-mat-khau?sua=1");
        let page = browser.get(&begun.change_page).await;
        assert!(
            page.text().contains(&format!(r#"value="{name}""#)),
            "{}",
            page.text()
        );
        assert!(!page.text().contains(AN.phone));
    }
}

#[tokio::test]
async fn a_recovery_says_the_same_of_a_number_without_an_account() {
    let portal = Portal::start().await;
    let of = |name: &'static str| {
        let portal = &portal;
        async move {
            let browser = portal.browser_at("203.0.113.20");
            let mut seen = Vec::new();
            let verification = forgotten(&browser, name).await;
            seen.push(format!("{verification:?}"));
            let wrong = browser
                .call::<VerifyPasswordRecovery>((), typed("000000"))
                .await;
            seen.push(format!("{wrong:?}"));
            portal.advance(Duration::minutes(1));
            let path = VerificationPath {
                kind: VerificationKind::PasswordRecovery,
            };
            for method in [CodeMethod::Email, CodeMethod::Voice, CodeMethod::Sms] {
                let input = CodeMethodInput { method };
                seen.push(format!(
                    "{:?}",
                    browser.call::<ChooseCodeMethod>(path, input).await
                ));
                portal.advance(Duration::minutes(1));
            }
            // Beyond every limit of a number the answers stay the same, too.
            for _ in 0..5 {
                seen.push(format!(
                    "{:?}",
                    browser.call::<ResendCode>(path, Empty {}).await
                ));
                portal.advance(Duration::minutes(1));
            }
            seen.push(format!("{:?}", choose(&browser, ANOTHER).await));
            seen
        }
    };
    let timeless = |said: Vec<String>| -> Vec<String> {
        said.iter().map(|said| without_clock(said)).collect()
    };
    let known = timeless(of(AN.identity_number).await);
    portal.advance(Duration::hours(2));
    let unknown = timeless(of(UNKNOWN).await);
    assert_eq!(known, unknown);
    assert!(portal.texts_to(AN.phone).await.len() <= 6);
}

#[tokio::test]
async fn one_account_is_not_flooded_with_recoveries_and_none_is_kept_out_for_good() {
    let portal = Portal::start().await;
    for name in [AN.identity_number, UNKNOWN] {
        let browser = portal.browser_at("203.0.113.1");
        for _ in 0..5 {
            forgotten(&browser, name).await.expect("within the limit");
        }
        let refused = forgotten(&browser, name).await.expect_err("beyond it");
        assert_eq!(refused.status, 429);
        let elsewhere = portal.browser_at("203.0.113.2");
        forgotten(&elsewhere, name)
            .await
            .expect("whoever comes from another address is not kept out");
        let wait = refused.retry_after_s.expect("when to come back");
        portal.advance(Duration::seconds(i64::from(wait)));
        forgotten(&browser, name).await.expect("it is regained");
    }
    assert!(portal.texts_to(AN.phone).await.len() <= 7, "five an hour");
}

#[tokio::test]
async fn a_code_that_never_went_out_cannot_be_guessed() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    forgotten(&browser, AN.identity_number)
        .await
        .expect("a flow");
    portal.run_jobs().await;
    let sent = || portal.count("select count(*) from verification_codes where went_out");
    assert_eq!(sent().await, 1);
    let path = VerificationPath {
        kind: VerificationKind::PasswordRecovery,
    };
    // The telephone gets no more than five, whoever asks.
    for _ in 0..4 {
        portal.advance(Duration::minutes(1));
        browser
            .call::<ResendCode>(path, Empty {})
            .await
            .expect("looks sent");
        portal.run_jobs().await;
    }
    assert_eq!(portal.texts_to(AN.phone).await.len(), 5);
    portal.advance(Duration::minutes(1));
    browser
        .call::<ResendCode>(path, Empty {})
        .await
        .expect("looks sent");
    portal.run_jobs().await;
    assert_eq!(portal.texts_to(AN.phone).await.len(), 5);
    assert_eq!(sent().await, 5, "what was not sent does not count");
    assert_eq!(
        portal
            .count("select count(*) from verification_codes")
            .await,
        6
    );
    assert_eq!(logged(&portal, "recovery_began").await, 5);
    let code = portal.code_sent_to(AN.phone).await;
    browser
        .call::<VerifyPasswordRecovery>((), typed(code))
        .await
        .expect("the last one that came");
}

#[tokio::test]
async fn a_code_can_be_read_out_or_mailed_instead() {
    let portal = Portal::start().await;
    portal
        .execute(
            "update accounts set email = 'an@example.vn' where identity_number = '072090000017'",
        )
        .await
        .expect("an address");
    let browser = portal.browser();
    let verification = start_sign_in(&browser, AN.identity_number, PASSWORD)
        .await
        .expect("a flow");
    assert_eq!(verification.masked_email, "axxx@example.vn");
    assert_eq!(
        verification.other_methods,
        [CodeMethod::Voice, CodeMethod::Email]
    );
    let first = portal.code_sent_to(AN.phone).await;
    let path = VerificationPath {
        kind: VerificationKind::SignIn,
    };
    let by = |method| browser.call::<ChooseCodeMethod>(path, CodeMethodInput { method });
    let early = by(CodeMethod::Voice)
        .await
        .expect_err("a minute has not passed");
    assert_eq!(early.status, 429);

    portal.advance(Duration::minutes(1));
    by(CodeMethod::Voice).await.expect("a call");
    portal.run_jobs().await;
    let inbox = portal
        .sandbox_json(&format!("/sandbox/phone/{}.json", AN.phone))
        .await;
    assert_eq!(inbox[0]["kind"], "call");
    let said = inbox[0]["text"].as_str().expect("what was said");
    let digits: String = said.chars().filter(char::is_ascii_digit).take(6).collect();

    portal.advance(Duration::minutes(1));
    by(CodeMethod::Email).await.expect("an e-mail");
    portal.run_jobs().await;
    let mailbox = portal
        .sandbox_json("/sandbox/mail/an@example.vn.json")
        .await;
    let letter = mailbox[0]["text"].as_str().expect("a letter");
    assert!(letter.contains("là mã OTP để đăng nhập"), "{letter}");
    let mailed = one_time_code(letter).expect("a code");
    assert!(mailed != first || mailed != digits);
    browser
        .call::<VerifySignIn>((), typed(digits))
        .await
        .expect("each of them for five minutes");
}

#[tokio::test]
async fn without_an_address_nothing_can_be_mailed() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let verification = start_sign_in(&browser, AN.identity_number, PASSWORD)
        .await
        .expect("a flow");
    assert_eq!(verification.other_methods, [CodeMethod::Voice]);
    portal.advance(Duration::minutes(1));
    let path = VerificationPath {
        kind: VerificationKind::SignIn,
    };
    let input = CodeMethodInput {
        method: CodeMethod::Email,
    };
    let refused = browser
        .call::<ChooseCodeMethod>(path, input)
        .await
        .expect_err("there is no address");
    assert!(refused.message_for("method").is_some(), "{refused:?}");
}

#[tokio::test]
async fn the_budget_for_codes_ends_and_says_when_it_is_regained() {
    let portal = Portal::with(&[("SIGN_IN_CODES_PER_HOUR", "2")]).await;
    for at in 0..2 {
        let browser = portal.browser_at(&format!("203.0.113.{at}"));
        start_sign_in(&browser, AN.identity_number, PASSWORD)
            .await
            .expect("within the budget");
    }
    let browser = portal.browser_at("203.0.113.9");
    let refused = start_sign_in(&browser, crate::support::BINH.identity_number, PASSWORD)
        .await
        .expect_err("beyond it");
    assert_eq!(refused.status, 429);
    assert!(refused.retry_after_s.is_some());
}

#[tokio::test]
async fn strangers_who_use_up_the_tries_of_a_name_do_not_lock_its_owner_out() {
    let portal = Portal::start().await;
    let owner = portal.browser_at("203.0.113.200");
    sign_in(&portal, &owner, AN).await;
    portal.advance(Duration::hours(1));
    let stranger = portal.browser_at("198.51.100.1");
    for _ in 0..12 {
        let _ = start_sign_in(&stranger, AN.identity_number, "Sai-mat-khau").await;
    }
    assert_eq!(logged(&portal, "throttled").await, 2, "of twelve");
    let elsewhere = portal.browser_at("203.0.113.201");
    start_sign_in(&elsewhere, AN.identity_number, PASSWORD)
        .await
        .expect("one address does not stop whoever comes from another");
    // Ten times as many, from very many addresses.
    portal
        .execute("update rate_limits set tokens = 0 where key like 'sign-in-number:%' and tokens between 80 and 95")
        .await
        .expect("used up");
    let refused = start_sign_in(&elsewhere, AN.identity_number, PASSWORD).await;
    assert_eq!(refused.expect_err("used up").status, 429);
    assert_eq!(logged(&portal, "throttled").await, 3);
    start_sign_in(&owner, AN.identity_number, PASSWORD)
        .await
        .expect("the owner's browser has tries of its own");
    // Not for trying passwords without end, nor for another account.
    for _ in 0..10 {
        let _ = start_sign_in(&owner, AN.identity_number, "Sai-mat-khau").await;
    }
    let refused = start_sign_in(&owner, AN.identity_number, PASSWORD).await;
    assert_eq!(refused.expect_err("used up as well").status, 429);
}
