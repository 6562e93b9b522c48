//! Strangers spend their own codes: whoever proved something has codes that nobody else can use up.

use crate::{
    registration::details,
    support::{
        AN, Answer, BINH, CHAU, Client, HUNG, Portal,
        identity::{start_sign_in, typed},
    },
};
use app::api::{
    Empty, Problem,
    accounts::{RegistrationInput, StartRegistration, VerifySignIn},
    recovery::{PasswordRecoveryInput, StartPasswordRecovery, VerifyPasswordRecovery},
    verifications::{
        ChooseCodeMethod, CodeMethod, CodeMethodInput, ResendCode, Verification, VerificationKind,
        VerificationPath,
    },
};
use server::account::demonstration::PASSWORD;
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use time::Duration;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

/// A registration of somebody new, from an address of its own.
async fn register(portal: &Portal, at: usize, identity_number: &str, phone: &str) -> Answer {
    let browser = portal.browser_at(&format!("198.51.{}.{}", at / 200, at % 200));
    let input = RegistrationInput {
        identity_number: identity_number.to_owned(),
        phone: phone.to_owned(),
        ..details(&browser).await
    };
    browser.answer::<StartRegistration>((), input).await
}

async fn recover(browser: &Client, identity_number: &str) -> Result<Verification, Problem> {
    let (captcha_id, captcha) = browser.captcha().await;
    let input = PasswordRecoveryInput {
        identity_number: identity_number.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        ..PasswordRecoveryInput::default()
    };
    browser.call::<StartPasswordRecovery>((), input).await
}

async fn sign_in(portal: &Portal, browser: &Client, number: &str, phone: &str) {
    start_sign_in(browser, number, PASSWORD)
        .await
        .expect("the right password");
    let code = portal.code_sent_to(phone).await;
    browser
        .call::<VerifySignIn>((), typed(code))
        .await
        .expect("the right code");
}

/// Somebody's identity number, the `at`th that has no account.
fn nobody(at: usize) -> String {
    format!("0720850{at:05}")
}

#[tokio::test]
async fn strangers_who_name_an_officers_telephone_do_not_stop_the_officers_sign_in() {
    let portal = Portal::start().await;
    for at in 0..6 {
        register(&portal, at, &nobody(at), CHAU.phone).await;
    }
    for at in 6..30 {
        register(
            &portal,
            at,
            CHAU.identity_number,
            &format!("09123456{at:02}"),
        )
        .await;
    }
    assert_eq!(
        portal.texts_to(CHAU.phone).await.len(),
        10,
        "what comes to the telephone counts, whatever was typed"
    );
    let officer = portal.browser_at("203.0.113.9");
    sign_in(&portal, &officer, CHAU.identity_number, CHAU.phone).await;
}

#[tokio::test]
async fn who_types_ever_other_telephones_is_answered_alike_and_floods_nobody() {
    let portal = Portal::start().await;
    let mut answers = Vec::new();
    for at in 0..12 {
        let phone = format!("0912{at:02}5678");
        let answer = register(&portal, at, AN.identity_number, &phone).await;
        assert_eq!(portal.texts_to(&phone).await.len(), 1, "{phone}");
        answers.push(
            answer
                .text()
                .replace(&format!("0912xxx{}", &phone[7..]), ""),
        );
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(portal.texts_to(AN.phone).await.len(), 10);
    // Nor does a limit tell that messages went to the owner: the telephone, typed, is a telephone as any.
    let typed = register(&portal, 20, &nobody(20), AN.phone).await;
    assert_eq!(typed.status, 200, "{}", typed.text());
    assert_eq!(portal.texts_to(AN.phone).await.len(), 10, "in silence");
}

#[tokio::test]
async fn a_telephone_is_spared_whichever_way_strangers_go_and_its_owner_signs_in() {
    let portal = Portal::start().await;
    let messages = async || {
        portal.run_jobs().await;
        let inbox = portal
            .sandbox_json(&format!("/sandbox/phone/{}.json", AN.phone))
            .await;
        inbox.as_array().expect("a list").len()
    };
    for at in 0..2 {
        register(&portal, at, &nobody(at), AN.phone).await;
    }
    assert_eq!(messages().await, 2);
    let stranger = portal.browser_at("198.51.100.9");
    recover(&stranger, AN.identity_number)
        .await
        .expect("a flow");
    assert_eq!(messages().await, 3);
    let path = VerificationPath {
        kind: VerificationKind::PasswordRecovery,
    };
    let (voice, sms) = (CodeMethod::Voice, CodeMethod::Sms);
    for method in [voice, sms, voice, sms, voice] {
        portal.advance(Duration::minutes(1));
        stranger
            .call::<ChooseCodeMethod>(path, CodeMethodInput { method })
            .await
            .expect("the same answer whether or not anything goes out");
        messages().await;
    }
    assert_eq!(messages().await, 2 + 5);
    let owner = portal.browser_at("203.0.113.9");
    sign_in(&portal, &owner, AN.identity_number, AN.phone).await;
    start_sign_in(&owner, AN.identity_number, PASSWORD)
        .await
        .expect("again");
    portal.advance(Duration::minutes(1));
    let sign_in = VerificationPath {
        kind: VerificationKind::SignIn,
    };
    owner
        .call::<ResendCode>(sign_in, Empty {})
        .await
        .expect("the owner's own codes");
}

#[tokio::test]
async fn whoever_types_a_number_to_register_stops_its_owner_neither_from_registering_nor_from_recovering()
 {
    let portal = Portal::start().await;
    let free = "0912345678";
    for phone in [free, AN.phone] {
        let mut refused = 0;
        for _ in 0..8 {
            refused += usize::from(register(&portal, 1, &nobody(1), phone).await.status == 429);
        }
        assert!(refused > 0, "one address has an end");
    }
    let sent = async |phone| portal.texts_to(phone).await.len();
    let before = sent(free).await;
    let owner = register(&portal, 2, &nobody(2), free).await;
    assert_eq!(owner.status, 200, "{}", owner.text());
    assert_eq!(sent(free).await, before + 1);
    for at in 3..20 {
        register(&portal, at, &nobody(at), AN.phone).await;
    }
    let before = sent(AN.phone).await;
    recover(&portal.browser_at("203.0.113.9"), AN.identity_number)
        .await
        .expect("a flow");
    assert_eq!(sent(AN.phone).await, before + 1);
}

#[tokio::test]
async fn an_address_is_given_back_only_what_was_taken_of_it() {
    let portal = Portal::start().await;
    let owner = portal.browser_at("203.0.113.9");
    sign_in(&portal, &owner, AN.identity_number, AN.phone).await;
    let neighbour = portal.browser_at("203.0.113.9");
    for at in 0..3 {
        recover(&neighbour, &nobody(at)).await.expect("a flow");
    }
    let left = "select tokens::bigint from rate_limits where key like 'code-address:%'";
    assert_eq!(portal.count(left).await, 17);
    recover(&owner, AN.identity_number).await.expect("a flow");
    let code = portal.code_sent_to(AN.phone).await;
    owner
        .call::<VerifyPasswordRecovery>((), typed(code))
        .await
        .expect("the right code");
    assert_eq!(portal.count(left).await, 17, "of a known browser");
    recover(&neighbour, BINH.identity_number)
        .await
        .expect("a flow");
    assert_eq!(portal.count(left).await, 16);
    let code = portal.code_sent_to(BINH.phone).await;
    neighbour
        .call::<VerifyPasswordRecovery>((), typed(code))
        .await
        .expect("the right code");
    assert_eq!(portal.count(left).await, 17, "of no stranger");
}

#[tokio::test]
async fn an_account_knows_its_newest_browsers_only() {
    let portal = Portal::start().await;
    portal
        .execute(
            "insert into known_browsers (token_hash, account_id, last_seen_at)
             select sha256(n::text::bytea), a.id, '2026-03-01'::timestamptz + n * interval '1 hour'
             from accounts a, generate_series(1, 30) n where a.login_name in ('072090000017', '072191000025')",
        )
        .await
        .expect("browsers");
    let owner = portal.browser_at("203.0.113.9");
    sign_in(&portal, &owner, AN.identity_number, AN.phone).await;
    let known = "select count(*) from known_browsers k join accounts a on a.id = k.account_id
         where a.login_name = $1";
    assert_eq!(portal.one::<i64, _>(known, AN.identity_number).await, 20);
    assert_eq!(portal.one::<i64, _>(known, BINH.identity_number).await, 30);
    let newest = "select count(*) from known_browsers where last_seen_at = $1";
    assert_eq!(portal.one::<i64, _>(newest, portal.now()).await, 1);
}

#[tokio::test]
async fn a_known_browser_recovers_whatever_strangers_have_used_up() {
    let portal = Portal::with(&[("RECOVERY_CODES_PER_HOUR", "1")]).await;
    let owner = portal.browser_at("203.0.113.9");
    sign_in(&portal, &owner, AN.identity_number, AN.phone).await;
    portal.advance(Duration::hours(1));
    for at in 0..6 {
        let stranger = portal.browser_at(&format!("198.51.100.{at}"));
        let _ = recover(&stranger, AN.identity_number).await;
        register(&portal, at, &nobody(at), AN.phone).await;
    }
    // Behind one address with the owner, too.
    for at in 0..21 {
        let neighbour = portal.browser_at("203.0.113.9");
        let _ = recover(&neighbour, &nobody(at)).await;
    }
    let before = portal.texts_to(AN.phone).await.len();
    recover(&owner, AN.identity_number).await.expect("a flow");
    assert_eq!(portal.texts_to(AN.phone).await.len(), before + 1);
    portal.advance(Duration::minutes(1));
    let path = VerificationPath {
        kind: VerificationKind::PasswordRecovery,
    };
    owner
        .call::<ResendCode>(path, Empty {})
        .await
        .expect("once more");
    let code = portal.code_sent_to(AN.phone).await;
    owner
        .call::<VerifyPasswordRecovery>((), typed(code))
        .await
        .expect("the right code");
}

#[tokio::test]
async fn a_hundred_addresses_end_one_budget_and_no_other() {
    let portal = Portal::with(&[
        ("REGISTRATION_CODES_PER_HOUR", "8"),
        ("RECOVERY_CODES_PER_HOUR", "1"),
    ])
    .await;
    let mut refused = 0;
    for at in 0..20 {
        let phone = format!("09123456{at:02}");
        let answer = register(&portal, at, &nobody(at), &phone).await;
        refused += usize::from(answer.status == 429);
    }
    assert_eq!(refused, 12);
    recover(&portal.browser_at("198.51.100.1"), BINH.identity_number)
        .await
        .expect("a flow");
    assert_eq!(portal.texts_to(BINH.phone).await.len(), 1);
    // Of recoveries none is left, and nobody is told: an answer would say whether there is an account.
    for number in [AN.identity_number, &nobody(1)] {
        recover(&portal.browser_at("198.51.100.2"), number)
            .await
            .expect("a flow");
    }
    assert!(portal.texts_to(AN.phone).await.is_empty());
    for citizen in [AN, BINH, CHAU, HUNG] {
        let browser = portal.browser_at("203.0.113.9");
        sign_in(&portal, &browser, citizen.identity_number, citizen.phone).await;
    }
}

#[tokio::test]
async fn a_password_that_is_right_does_not_flood_its_owners_telephone_either() {
    let portal = Portal::start().await;
    let owner = portal.browser_at("203.0.113.9");
    sign_in(&portal, &owner, AN.identity_number, AN.phone).await;
    let mut refused = 0;
    for at in 0..16 {
        let thief = portal.browser_at(&format!("198.51.100.{at}"));
        refused += usize::from(
            start_sign_in(&thief, AN.identity_number, PASSWORD)
                .await
                .is_err(),
        );
        portal.advance(Duration::minutes(1));
    }
    assert!(refused > 0);
    start_sign_in(&owner, AN.identity_number, PASSWORD)
        .await
        .expect("the browser that the account knows");
}

/// What was warned of on this thread, on which the whole portal of a test runs.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

impl Warnings {
    fn so_far(&self) -> Vec<String> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }
}

/// The budget and how low it is.
#[derive(Default)]
struct Fields(String);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        if matches!(field.name(), "budget" | "level") {
            self.0.push_str(value);
            self.0.push(' ');
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl<S: Subscriber> Layer<S> for Warnings {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        if *event.metadata().level() == tracing::Level::WARN && !fields.0.is_empty() {
            let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push(fields.0.trim().to_owned());
        }
    }
}

#[tokio::test]
async fn operators_are_warned_before_a_budget_is_empty_and_not_at_every_request() {
    let warnings = Warnings::default();
    let _listening = tracing_subscriber::registry()
        .with(warnings.clone())
        .set_default();
    let portal = Portal::with(&[("REGISTRATION_CODES_PER_HOUR", "20")]).await;
    let register = async |from: usize, to: usize| {
        for at in from..to {
            register(&portal, at, &nobody(at), &format!("09123456{at:02}")).await;
        }
    };
    register(0, 15).await;
    assert!(warnings.so_far().is_empty(), "{:?}", warnings.so_far());
    register(15, 20).await;
    assert_eq!(warnings.so_far(), ["registration low"]);
    register(20, 30).await;
    assert_eq!(
        warnings.so_far(),
        ["registration low", "registration empty"]
    );
    portal.advance(Duration::minutes(10));
    register(30, 40).await;
    assert_eq!(
        warnings.so_far()[2..],
        ["registration low", "registration empty"],
        "as long as it lasts, now and then"
    );
}

#[tokio::test]
async fn an_account_that_makes_itself_known_in_many_browsers_has_no_more_codes_for_it() {
    let portal = Portal::start().await;
    let mut browsers = Vec::new();
    for at in 0..4 {
        let browser = portal.browser_at(&format!("203.0.113.{}", 40 + at));
        sign_in(&portal, &browser, AN.identity_number, AN.phone).await;
        browsers.push(browser);
    }
    let (mut sent, mut refused) = (browsers.len(), 0);
    for browser in &browsers {
        for _ in 0..9 {
            match start_sign_in(browser, AN.identity_number, PASSWORD).await {
                Ok(_) => sent += 1,
                Err(problem) => {
                    assert_eq!(problem.status, 429, "{problem:?}");
                    refused += 1;
                }
            }
        }
    }
    assert_eq!((sent, refused), (30, 10));
}
