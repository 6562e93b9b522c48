//! Identity number, password, one-time code, session.

use crate::support::{AN, Answer, BINH, Citizen, Client, Portal, until};
use app::api::{
    Empty, Problem, ProblemCode,
    accounts::{
        Account, EndSession, GetSession, OneTimeCodeInput, SignInInput, SignedIn, StartSignIn,
        VerifySignIn,
    },
    verifications::{ResendCode, VerificationKind, VerificationPath},
};
use server::account::demonstration::PASSWORD;
use server::auth::password::Pool;
use time::Duration;

async fn credentials(browser: &Client, number: &str, password: &str) -> SignInInput {
    let (captcha_id, captcha) = browser.captcha().await;
    SignInInput {
        identity_number: number.to_owned(),
        password: password.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
        next: String::new(),
    }
}

async fn try_to_start(browser: &Client, number: &str, password: &str) -> Answer {
    let input = credentials(browser, number, password).await;
    browser.answer::<StartSignIn>((), input).await
}

async fn give_code(browser: &Client, code: String) -> Result<SignedIn, Problem> {
    browser
        .call::<VerifySignIn>((), OneTimeCodeInput { code })
        .await
}

async fn sign_in(portal: &Portal, browser: &Client, citizen: Citizen) -> SignedIn {
    let started = try_to_start(browser, citizen.identity_number, PASSWORD).await;
    assert_eq!(started.status, 200, "{}", started.text());
    let code = portal.code_sent_to(citizen.phone).await;
    give_code(browser, code).await.expect("the right code")
}

async fn account(browser: &Client) -> Option<Account> {
    let session = browser.call::<GetSession>((), Empty {}).await;
    session.expect("the session's view").account
}

#[tokio::test]
async fn the_right_number_password_and_code_open_a_session() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let done = sign_in(&portal, &browser, AN).await;
    assert_eq!(done.next, "/tai-khoan");
    assert_eq!(
        account(&browser).await.expect("signed in").full_name,
        "Nguyễn Văn An"
    );
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_number_are_answered_byte_for_byte_the_same() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let wrong = try_to_start(&browser, AN.identity_number, "Sai-mat-khau").await;
    let unknown = try_to_start(&browser, "072085001234", "Sai-mat-khau").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.status, unknown.status);
    assert_eq!(wrong.body, unknown.body);
    assert_eq!(wrong.set_cookies(), unknown.set_cookies());
    assert!(portal.texts_to(AN.phone).await.is_empty());
}

#[tokio::test]
async fn a_password_typed_on_another_keyboard_is_the_same_password() {
    let portal = Portal::start().await;
    let composed = "Mật khẩu của An";
    let hash = server::auth::password::hash(&portal.app, composed.to_owned())
        .await
        .expect("a hash");
    sqlx::query("update accounts set password_hash = $1 where identity_number = $2")
        .bind(hash)
        .bind(AN.identity_number)
        .execute(&portal.app.db)
        .await
        .expect("the password is changed");
    let decomposed = "Ma\u{323}\u{302}t kha\u{302}\u{309}u cu\u{309}a An";
    assert_ne!(composed, decomposed);
    let browser = portal.browser();
    let answer = try_to_start(&browser, AN.identity_number, decomposed).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down_and_nobody_is_locked_out_for_good() {
    let portal = Portal::start().await;
    let browser = portal.browser_at("203.0.113.50");
    for _ in 0..10 {
        let answer = try_to_start(&browser, AN.identity_number, "Sai-mat-khau").await;
        assert_eq!(answer.status, 422);
    }
    let refused = try_to_start(&browser, AN.identity_number, PASSWORD).await;
    let problem = refused.problem();
    assert_eq!(
        (problem.status, problem.code),
        (429, ProblemCode::TooManyRequests)
    );
    let wait = problem.retry_after_s.expect("when to come back");
    assert_eq!(refused.header("retry-after"), wait.to_string());
    let detail = problem.detail.expect("when");
    assert!(detail.contains(&format!("sau {wait} giây")), "{detail}");
    // The number that has no account is throttled alike.
    let browser = portal.browser_at("203.0.113.51");
    for _ in 0..10 {
        try_to_start(&browser, "072085001234", "Sai-mat-khau").await;
    }
    let unknown = try_to_start(&browser, "072085001234", PASSWORD).await;
    assert_eq!(unknown.body, refused.body);

    let other = try_to_start(&portal.browser(), BINH.identity_number, PASSWORD).await;
    assert_eq!(other.status, 200, "others sign in as ever");
    portal.advance(Duration::seconds(i64::from(wait)));
    let again = try_to_start(&portal.browser(), AN.identity_number, PASSWORD).await;
    assert_eq!(again.status, 200, "{}", again.text());
}

#[tokio::test]
async fn one_address_cannot_try_the_passwords_of_many() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for person in 0..30 {
        let number = format!("0720850{person:05}");
        let answer = try_to_start(&browser, &number, "Sai-mat-khau").await;
        assert_eq!(answer.status, 422, "{}", answer.text());
    }
    let answer = try_to_start(&browser, AN.identity_number, PASSWORD).await;
    assert_eq!(answer.status, 429);
}

#[tokio::test]
async fn a_storm_of_sign_ins_waits_its_turn_and_holds_nobody_else_up() {
    let portal = Portal::start().await;
    let pool = portal.app.get::<Pool>();
    let free = pool.places.available_permits();
    let all = u32::try_from(pool.at_once.available_permits()).expect("a few");
    let busy = pool.at_once.acquire_many(all).await.expect("the pool");
    // More than there are connections to the database.
    let storm: Vec<_> = (0..40)
        .map(|person| {
            let browser = portal.browser_at(&format!("198.51.100.{person}"));
            tokio::spawn(async move {
                let number = match person {
                    0 => AN.identity_number.to_owned(),
                    _ => format!("0720850{person:05}"),
                };
                try_to_start(&browser, &number, PASSWORD).await
            })
        })
        .collect();
    let waiting = async || (pool.places.available_permits() + 40 <= free).then_some(());
    until("all wait", waiting).await;
    let visitor = portal.browser_at("192.0.2.1");
    assert_eq!(visitor.get("/thu-tuc").await.status, 200);
    assert_eq!(visitor.get("/api/v1/session").await.status, 200);
    assert!(storm.iter().all(|try_| !try_.is_finished()));

    let full = pool
        .places
        .acquire_many(u32::try_from(pool.places.available_permits()).expect("a few"))
        .await
        .expect("places");
    let refused = try_to_start(&visitor, BINH.identity_number, PASSWORD).await;
    assert_eq!((refused.status, refused.header("retry-after")), (503, "10"));
    drop((busy, full));
    for (person, answer) in storm.into_iter().enumerate() {
        let answer = answer.await.expect("an answer");
        assert_eq!(answer.status, if person == 0 { 200 } else { 422 });
    }
    let again = try_to_start(&visitor, BINH.identity_number, PASSWORD).await;
    assert_eq!(again.status, 200, "{}", again.text());
}

#[tokio::test]
async fn an_address_that_a_browser_claims_for_itself_does_not_count() {
    let portal = Portal::start().await;
    for person in 0..30 {
        // The proxy adds the true address at the end.
        let browser = portal.browser_at(&format!("198.51.100.{person}, 203.0.113.7"));
        let number = format!("0720850{person:05}");
        let answer = try_to_start(&browser, &number, "Sai-mat-khau").await;
        assert_eq!(answer.status, 422, "{}", answer.text());
    }
    let browser = portal.browser_at("198.51.100.99, 203.0.113.7");
    let answer = try_to_start(&browser, AN.identity_number, PASSWORD).await;
    assert_eq!(answer.status, 429);
}

#[tokio::test]
async fn a_token_known_before_signing_in_opens_nothing_afterwards() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let planted = "a".repeat(64);
    browser.keep_cookie(&format!("__Host-session={planted}; Path=/"));
    assert_eq!(account(&browser).await, None);
    sign_in(&portal, &browser, AN).await;
    let first = browser.cookie("__Host-session").expect("a session");
    assert_ne!(first, planted);
    sign_in(&portal, &browser, AN).await;
    assert_ne!(browser.cookie("__Host-session").expect("a session"), first);
    let thief = portal.browser();
    thief.keep_cookie(&format!("__Host-session={planted}; Path=/"));
    assert_eq!(account(&thief).await, None);
}

#[tokio::test]
async fn the_code_is_bound_to_the_browser_that_asked_for_it() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    try_to_start(&browser, AN.identity_number, PASSWORD).await;
    let code = portal.code_sent_to(AN.phone).await;
    let other = portal.browser_at("203.0.113.8");
    let problem = give_code(&other, code.clone())
        .await
        .expect_err("another browser");
    assert_eq!(
        (problem.status, problem.code),
        (410, ProblemCode::VerificationExpired)
    );
    try_to_start(&other, BINH.identity_number, PASSWORD).await;
    give_code(&other, code.clone())
        .await
        .expect_err("a code for somebody else");
    give_code(&browser, code.clone())
        .await
        .expect("its own browser");
    give_code(&browser, code)
        .await
        .expect_err("a code is used once");
}

#[tokio::test]
async fn a_sign_in_may_have_its_code_sent_again() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    try_to_start(&browser, AN.identity_number, PASSWORD).await;
    portal.run_jobs().await;
    portal.advance(Duration::minutes(1));
    browser
        .call::<ResendCode>(
            VerificationPath {
                kind: VerificationKind::SignIn,
            },
            Empty {},
        )
        .await
        .expect("another code");
    let code = portal.code_sent_to(AN.phone).await;
    assert_eq!(portal.texts_to(AN.phone).await.len(), 2);
    give_code(&browser, code).await.expect("the newer code");
}

#[tokio::test]
async fn a_code_that_was_used_says_so_when_it_is_sent_twice_and_in_the_next_sign_in() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    try_to_start(&browser, AN.identity_number, PASSWORD).await;
    let token = browser.cookie("__Host-verification").expect("a cookie");
    let used = portal.code_sent_to(AN.phone).await;
    give_code(&browser, used.clone()).await.expect("signed in");
    // The second of two posts goes out with the cookies of the first.
    browser.keep_cookie(&format!("__Host-verification={token}; Path=/"));
    let twice = give_code(&browser, used.clone()).await.expect_err("used");
    assert_eq!(
        (twice.status, twice.title.as_str()),
        (410, "Mã này đã được dùng.")
    );
    let kept = "select count(*) from verifications where details <> '{}' or phone is not null";
    assert_eq!(portal.count(kept).await, 0, "nothing of whom it was for");

    for browser in [browser, portal.browser_at("203.0.113.9")] {
        portal.advance(Duration::minutes(1));
        try_to_start(&browser, AN.identity_number, PASSWORD).await;
        let code = portal.code_sent_to(AN.phone).await;
        if code != used {
            let said = give_code(&browser, used.clone()).await.expect_err("used");
            let said = said.message_for("code").expect("a message").to_owned();
            assert!(said.contains("đã được dùng"), "{said}");
        }
        give_code(&browser, code)
            .await
            .expect("the code of this one");
    }
}

#[tokio::test]
async fn a_session_dies_after_half_an_hour_of_rest() {
    let portal = Portal::start().await;
    let browser = portal.signed_in(AN).await;
    for _ in 0..4 {
        portal.advance(Duration::minutes(29));
        assert!(account(&browser).await.is_some(), "it was used in time");
    }
    portal.advance(Duration::minutes(30));
    assert_eq!(account(&browser).await, None);
}

#[tokio::test]
async fn a_session_dies_twelve_hours_after_signing_in_however_much_it_is_used() {
    let portal = Portal::start().await;
    let browser = portal.signed_in(AN).await;
    for _ in 0..(12 * 3 - 1) {
        portal.advance(Duration::minutes(20));
        assert!(account(&browser).await.is_some());
    }
    portal.advance(Duration::minutes(20));
    assert_eq!(account(&browser).await, None);
}

#[tokio::test]
async fn signing_out_kills_the_session_for_whoever_holds_the_token() {
    let portal = Portal::start().await;
    let browser = portal.signed_in(AN).await;
    let elsewhere = portal.signed_in(AN).await;
    let copied = portal.browser();
    let token = browser.cookie("__Host-session").expect("a session");
    copied.keep_cookie(&format!("__Host-session={token}; Path=/"));
    assert!(account(&copied).await.is_some());

    browser
        .call::<EndSession>((), Empty {})
        .await
        .expect("signed out");
    assert_eq!(browser.cookie("__Host-session"), None);
    assert_eq!(account(&copied).await, None);
    assert!(
        account(&elsewhere).await.is_some(),
        "other browsers stay signed in"
    );
    browser
        .call::<EndSession>((), Empty {})
        .await
        .expect("signing out twice is no error");
}

#[tokio::test]
async fn a_forged_address_to_go_to_never_leaves_the_portal() {
    let portal = Portal::start().await;
    for (number, (next, expected)) in [
        ("https://evil.example", "/tai-khoan"),
        ("//evil.example", "/tai-khoan"),
        ("/\\evil.example", "/tai-khoan"),
        ("/nop-ho-so/2.000488", "/nop-ho-so/2.000488"),
    ]
    .into_iter()
    .enumerate()
    {
        let browser = portal.browser_at(&format!("203.0.113.{number}"));
        let mut input = credentials(&browser, AN.identity_number, PASSWORD).await;
        input.next = next.to_owned();
        browser
            .call::<StartSignIn>((), input)
            .await
            .expect("a sign-in");
        let code = portal.code_sent_to(AN.phone).await;
        let done = give_code(&browser, code).await.expect("the right code");
        assert_eq!(done.next, expected, "{next}");
    }
}

#[tokio::test]
async fn cookies_are_kept_from_scripts_other_sites_and_plain_connections() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let started = try_to_start(&browser, AN.identity_number, PASSWORD).await;
    let code = portal.code_sent_to(AN.phone).await;
    let done = browser
        .answer::<VerifySignIn>((), OneTimeCodeInput { code })
        .await;
    let ended = browser.answer::<EndSession>((), Empty {}).await;
    let mut seen = Vec::new();
    for cookie in [started, done, ended].iter().flat_map(Answer::set_cookies) {
        let mut parts = cookie.split("; ");
        let pair = parts.next().expect("a pair");
        let attributes: Vec<&str> = parts.collect();
        assert!(pair.starts_with("__Host-"), "{cookie}");
        for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(attributes.contains(&attribute), "{attribute} in {cookie}");
        }
        assert!(
            !attributes
                .iter()
                .any(|attribute| attribute.starts_with("Domain"))
        );
        seen.push(pair.split('=').next().expect("a name").to_owned());
    }
    assert_eq!(
        seen,
        [
            "__Host-verification",
            "__Host-session",
            "__Host-known",
            "__Host-verification",
            "__Host-session"
        ]
    );
    let stored = portal
        .count("select count(*) from sessions where length(token_hash) <> 32")
        .await;
    assert_eq!(stored, 0);
}
