//! Sessions in a list, and changes that want a recent proof.

use crate::support::identity::{account, logged, sign_in, start_sign_in, typed};
use crate::support::{AN, BINH, Client, Portal, one_time_code};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::{EndSession, NewPasswordInput, SignedIn},
    recovery::PhoneInput,
    security::{
        ChangePassword, EmailInput, GetSecurity, ProofInput, ProveAgain, StartEmailChange,
        StartPhoneChange, VerifyEmailChange, VerifyPhoneChange,
    },
    sessions::{EndAccountSession, EndOtherSessions, ListSessions, Method, SessionPath},
};
use server::account::demonstration::PASSWORD;
use time::Duration;

const ANOTHER: &str = "một câu khác hẳn của An";

async fn change(browser: &Client, password: &str) -> Result<Empty, Problem> {
    let input = NewPasswordInput {
        password: password.into(),
        repeated: password.into(),
    };
    browser.call::<ChangePassword>((), input).await
}

async fn prove(browser: &Client, password: &str) -> Result<SignedIn, Problem> {
    let input = ProofInput {
        password: password.into(),
        next: "/tai-khoan/mat-khau".into(),
    };
    browser.call::<ProveAgain>((), input).await
}

#[tokio::test]
async fn the_owner_sees_where_the_account_is_signed_in_and_ends_it_there() {
    let portal = Portal::start().await;
    let (here, there, other) = (
        portal.browser(),
        portal.browser_at("198.51.100.7"),
        portal.browser(),
    );
    for browser in [&here, &there] {
        sign_in(&portal, browser, AN).await;
        portal.advance(Duration::minutes(2));
    }
    sign_in(&portal, &other, BINH).await;
    let list = here
        .call::<ListSessions>((), Empty {})
        .await
        .expect("a list");
    let [newest, oldest] = list.items.as_slice() else {
        panic!("{list:?}")
    };
    assert!(oldest.current && !newest.current);
    assert_eq!(newest.address, "198.51.100.7");
    assert_eq!(newest.method, Method::Password);
    assert_eq!(newest.began_at, "16/03/2026 10:02");

    // Somebody else's session is not found, whatever its number.
    let path = SessionPath { id: newest.id };
    let refused = other.call::<EndAccountSession>(path, Empty {}).await;
    assert_eq!(refused.expect_err("not theirs").status, 404);
    here.call::<EndAccountSession>(path, Empty {})
        .await
        .expect("ended");
    assert_eq!(account(&there).await, None);
    assert!(account(&here).await.is_some());

    sign_in(&portal, &there, AN).await;
    here.call::<EndOtherSessions>((), Empty {})
        .await
        .expect("ended");
    assert_eq!(account(&there).await, None);
    assert!(account(&here).await.is_some() && account(&other).await.is_some());
    assert_eq!(logged(&portal, "signed_out_elsewhere").await, 2);
}

#[tokio::test]
async fn a_change_wants_a_recent_proof_and_the_token_is_another_afterwards() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let stranger = change(&browser, ANOTHER).await.expect_err("nobody");
    assert_eq!(stranger.code, ProblemCode::SignInRequired);
    sign_in(&portal, &browser, AN).await;
    portal.advance(Duration::minutes(11));
    for refused in [
        change(&browser, ANOTHER).await.expect_err("too old").code,
        browser
            .call::<StartPhoneChange>(
                (),
                PhoneInput {
                    phone: "0912345678".into(),
                },
            )
            .await
            .expect_err("too old")
            .code,
        browser
            .call::<StartEmailChange>(
                (),
                EmailInput {
                    email: "an@example.vn".into(),
                },
            )
            .await
            .expect_err("too old")
            .code,
    ] {
        assert_eq!(refused, ProblemCode::ProofRequired);
    }
    let before = browser.cookie("__Host-session").expect("a session");
    let wrong = prove(&browser, "Sai-mat-khau").await.expect_err("wrong");
    assert!(wrong.message_for("password").is_some());
    let proved = prove(&browser, PASSWORD).await.expect("the password");
    assert_eq!(proved.next, "/tai-khoan/mat-khau");
    let after = browser.cookie("__Host-session").expect("a session");
    assert_ne!(before, after);
    let old = portal.browser();
    old.keep_cookie(&format!("__Host-session={before}; Path=/"));
    assert_eq!(account(&old).await, None, "the old token opens nothing");
    let view = browser
        .call::<GetSecurity>((), Empty {})
        .await
        .expect("a view");
    assert!(view.proved_recently && view.has_password);
    change(&browser, ANOTHER).await.expect("changed");
    assert!(account(&browser).await.is_some());
    start_sign_in(&portal.browser(), AN.identity_number, ANOTHER)
        .await
        .expect("the new password");
}

#[tokio::test]
async fn a_proof_does_not_make_a_session_live_longer_than_twelve_hours() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    sign_in(&portal, &browser, AN).await;
    for _ in 0..24 {
        portal.advance(Duration::minutes(29));
        let _ = prove(&browser, PASSWORD).await;
    }
    portal.advance(Duration::minutes(29));
    assert_eq!(account(&browser).await, None);
}

#[tokio::test]
async fn another_number_proves_itself_and_the_old_one_is_told() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    sign_in(&portal, &browser, AN).await;
    for wrong in ["", "0869", "+1 202 555 0100", "0276 3813 363", "🤙"] {
        let input = PhoneInput {
            phone: wrong.into(),
        };
        let refused = browser.call::<StartPhoneChange>((), input).await;
        assert!(refused.expect_err(wrong).message_for("phone").is_some());
    }
    let input = PhoneInput {
        phone: "0912 345 678".into(),
    };
    browser
        .call::<StartPhoneChange>((), input)
        .await
        .expect("a code");
    let code = portal.code_sent_to("0912345678").await;
    browser
        .call::<VerifyPhoneChange>((), typed(code))
        .await
        .expect("changed");
    let seen = account(&browser).await.expect("signed in");
    assert_eq!(seen.masked_phone, "0912xxx678");
    assert!(
        portal.texts_to(AN.phone).await[0]
            .contains("vua duoc doi. Khong phai ban? Goi 0276 3813 363 ngay.")
    );
    assert_eq!(logged(&portal, "phone_changed").await, 1);
}

#[tokio::test]
async fn another_address_proves_itself_and_the_old_one_is_told() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    sign_in(&portal, &browser, AN).await;
    for address in ["an@example.vn", "an.moi@example.vn"] {
        let input = EmailInput {
            email: address.into(),
        };
        browser
            .call::<StartEmailChange>((), input)
            .await
            .expect("a code");
        portal.run_jobs().await;
        let mailbox = portal
            .sandbox_json(&format!("/sandbox/mail/{address}.json"))
            .await;
        let code = one_time_code(mailbox[0]["text"].as_str().expect("a letter")).expect("a code");
        browser
            .call::<VerifyEmailChange>((), typed(code))
            .await
            .expect("changed");
    }
    let seen = account(&browser).await.expect("signed in");
    assert_eq!(seen.email.as_deref(), Some("an.moi@example.vn"));
    portal.run_jobs().await;
    let told = portal
        .sandbox_json("/sandbox/mail/an@example.vn.json")
        .await;
    let newest = told[0]["text"].as_str().expect("a letter");
    assert!(newest.contains("vừa được đổi"), "{newest}");
}

#[tokio::test]
async fn a_code_for_a_change_counts_for_nobody_else() {
    let portal = Portal::start().await;
    let (an, binh) = (portal.browser(), portal.browser());
    sign_in(&portal, &an, AN).await;
    sign_in(&portal, &binh, BINH).await;
    let input = PhoneInput {
        phone: "0912345678".into(),
    };
    an.call::<StartPhoneChange>((), input)
        .await
        .expect("a code");
    let code = portal.code_sent_to("0912345678").await;
    let verification = an.cookie("__Host-verification").expect("a flow");
    binh.keep_cookie(&format!("__Host-verification={verification}; Path=/"));
    assert!(
        binh.call::<VerifyPhoneChange>((), typed(code))
            .await
            .is_err()
    );
    an.call::<EndSession>((), Empty {})
        .await
        .expect("signed out");
    assert_eq!(logged(&portal, "phone_changed").await, 0);
}

#[tokio::test]
async fn the_log_holds_every_sign_in_and_failure_and_no_secret() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let _ = start_sign_in(&browser, AN.identity_number, "Sai-mat-khau").await;
    start_sign_in(&browser, AN.identity_number, PASSWORD)
        .await
        .expect("a flow");
    let code = portal.code_sent_to(AN.phone).await;
    sign_in(&portal, &browser, AN).await;
    browser
        .call::<EndSession>((), Empty {})
        .await
        .expect("signed out");
    assert_eq!(logged(&portal, "sign_in_failed").await, 1);
    assert_eq!(logged(&portal, "signed_in").await, 1);
    assert_eq!(logged(&portal, "signed_out").await, 1);
    let all: String = portal
        .one(
            "select string_agg(l::text, ' ') from audit_log l where $1",
            true,
        )
        .await;
    for secret in [
        PASSWORD,
        "Sai-mat-khau",
        &code,
        AN.phone,
        AN.identity_number,
    ] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
    for forbidden in [
        "update audit_log set event = 'signed_in'",
        "delete from audit_log",
        "truncate audit_log",
    ] {
        assert!(
            portal.execute_as_server(forbidden).await.is_err(),
            "{forbidden}"
        );
        assert!(
            portal.execute(forbidden).await.is_err(),
            "{forbidden}, by the owner"
        );
    }
}
