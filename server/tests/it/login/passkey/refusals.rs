//! What is refused, and that the refusal tells nothing.

use super::*;
use crate::support::Answer;

/// The answer where the passkey is shown after something was made wrong.
async fn refused(
    portal: &Portal,
    key: &mut Authenticator,
    spoil: impl FnOnce(&mut Authenticator),
    forge: impl FnOnce(&mut Value),
) -> Answer {
    let browser = portal.browser();
    let asked = options::<BeginPasskeySignIn>(&browser)
        .await
        .expect("options");
    let (user, origin, verifies) = (key.user.clone(), key.origin.clone(), key.verifies);
    spoil(key);
    let mut credential = key.show(&asked);
    (key.user, key.origin, key.verifies) = (user, origin, verifies);
    forge(&mut credential);
    let answer = browser
        .answer::<FinishPasskeySignIn>((), given(credential))
        .await;
    assert_eq!(who(&browser).await, None);
    answer
}

fn nothing<T>(_: &mut T) {}

#[tokio::test]
async fn whatever_is_wrong_with_a_passkey_is_answered_byte_for_byte_the_same() {
    let portal = Portal::start().await;
    let mut key = passkey_of(&portal, AN).await;
    let mut unknown = Authenticator::new(&portal.url);
    unknown.user.clone_from(&key.user);
    let mut others = passkey_of(&portal, BINH).await;
    let ans = key.user.clone();
    let earlier = {
        let browser = portal.browser();
        let asked = options::<BeginPasskeySignIn>(&browser)
            .await
            .expect("options");
        let credential = key.show(&asked);
        browser
            .call::<FinishPasskeySignIn>((), given(credential.clone()))
            .await
            .expect("signed in");
        credential
    };
    let answers = [
        refused(&portal, &mut unknown, nothing, nothing).await,
        refused(&portal, &mut others, |key| key.user = ans, nothing).await,
        refused(&portal, &mut key, |key| key.user = None, nothing).await,
        refused(
            &portal,
            &mut key,
            |key| key.origin = "https://evil.example".to_owned(),
            nothing,
        )
        .await,
        refused(
            &portal,
            &mut key,
            |key| key.origin = key.origin.replace("localhost", "127.0.0.1"),
            nothing,
        )
        .await,
        refused(&portal, &mut key, |key| key.verifies = false, nothing).await,
        refused(&portal, &mut key, nothing, |shown| *shown = earlier).await,
        refused(&portal, &mut key, nothing, |shown| {
            let signature = &mut shown["response"]["signature"];
            let mut other = signature.as_str().expect("text").to_owned();
            let sign = if &other[40..=40] == "A" { "B" } else { "A" };
            other.replace_range(40..=40, sign);
            *signature = other.into();
        })
        .await,
        refused(&portal, &mut key, nothing, |shown| {
            shown["response"]["authenticatorData"] = "".into();
        })
        .await,
        refused(&portal, &mut key, nothing, |shown| *shown = Value::Null).await,
    ];
    for answer in &answers {
        assert_eq!(answer.status, 422, "{}", answer.text());
        assert_eq!(answer.body, answers[0].body);
        assert!(answer.set_cookies().is_empty());
    }
    let written: Vec<String> = sqlx::query_scalar(
        "select detail ->> 'why' from audit_log
         where event = 'sign_in_failed' and detail ->> 'step' = 'passkey' order by id",
    )
    .fetch_all(&portal.app.db)
    .await
    .expect("the log");
    let whys = [
        "unknown",
        "another account’s",
        "another account’s",
        "The clients relying party origin does not match our servers information",
        "The clients relying party origin does not match our servers information",
        "The user verified bit is not set, and required by policy",
        "The client response challenge differs from the latest challenge issued to the userId",
        "Authentication has failed",
        "A NOM parser failure has occurred",
        "unreadable",
    ];
    assert_eq!(written, whys);
    sign_in(&portal.browser(), &mut key)
        .await
        .expect("the right passkey as ever");
}

#[tokio::test]
async fn a_counter_that_does_not_grow_is_a_copy_and_opens_nothing() {
    let portal = Portal::start().await;
    let mut key = passkey_of(&portal, AN).await;
    for _ in 0..3 {
        sign_in(&portal.browser(), &mut key)
            .await
            .expect("signed in");
    }
    for counter in [0, 1, 2] {
        let answer = refused(&portal, &mut key, |key| key.counter = counter, nothing).await;
        assert_eq!(answer.problem().code, ProblemCode::PasskeyRefused);
    }
    key.counter = 3;
    sign_in(&portal.browser(), &mut key)
        .await
        .expect("the true one");
}

#[tokio::test]
async fn of_two_answers_at_once_one_counts() {
    let portal = Portal::start().await;
    let mut key = passkey_of(&portal, AN).await;
    let browser = portal.browser();
    let asked = options::<BeginPasskeySignIn>(&browser)
        .await
        .expect("options");
    let credential = key.show(&asked);
    let again = || browser.call::<FinishPasskeySignIn>((), given(credential.clone()));
    let (one, two) = tokio::join!(again(), again());
    assert!(one.is_ok() ^ two.is_ok(), "{one:?} {two:?}");
    let problem = one.err().or(two.err()).expect("one is refused");
    assert_eq!(problem.code, ProblemCode::VerificationExpired);

    // A copy, used at the same moment as the true one.
    let (here, there) = (portal.browser(), portal.browser());
    let shown_here = key.show(&options::<BeginPasskeySignIn>(&here).await.expect("options"));
    key.counter -= 1;
    let shown_there = key.show(
        &options::<BeginPasskeySignIn>(&there)
            .await
            .expect("options"),
    );
    let (one, two) = tokio::join!(
        here.call::<FinishPasskeySignIn>((), given(shown_here)),
        there.call::<FinishPasskeySignIn>((), given(shown_there)),
    );
    assert!(one.is_ok() ^ two.is_ok(), "{one:?} {two:?}");
}

async fn finish(browser: &Client, credential: &Value) -> Result<SignedIn, Problem> {
    let input = given(credential.clone());
    browser.call::<FinishPasskeySignIn>((), input).await
}

#[tokio::test]
async fn a_ceremony_belongs_to_one_browser_one_purpose_and_five_minutes() {
    let portal = Portal::start().await;
    let mut key = passkey_of(&portal, AN).await;
    let browser = portal.browser();
    let asked = options::<BeginPasskeySignIn>(&browser)
        .await
        .expect("options");
    let credential = key.show(&asked);

    let other = portal.browser();
    let problem = finish(&other, &credential).await.expect_err("no ceremony");
    assert_eq!(problem.code, ProblemCode::VerificationExpired);
    options::<BeginPasskeySignIn>(&other)
        .await
        .expect("options");
    let problem = finish(&other, &credential)
        .await
        .expect_err("another ceremony");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);

    let an = portal.signed_in(AN).await;
    let to_prove = key.show(&options::<BeginPasskeyProof>(&an).await.expect("options"));
    let problem = finish(&an, &to_prove).await.expect_err("begun as a proof");
    assert_eq!(problem.code, ProblemCode::VerificationExpired);

    portal.advance(Duration::minutes(5));
    let problem = finish(&browser, &credential).await.expect_err("too late");
    assert_eq!(problem.code, ProblemCode::VerificationExpired);
}

#[tokio::test]
async fn a_second_factor_and_a_proof_take_the_accounts_own_passkeys_only() {
    let portal = Portal::start().await;
    let mut ans = passkey_of(&portal, AN).await;
    let mut binhs = passkey_of(&portal, BINH).await;
    let browser = portal.browser();
    password(&browser, AN).await;
    let problem = show::<BeginPasskeySecondFactor, FinishPasskeySecondFactor>(&browser, &mut binhs)
        .await
        .expect_err("another's");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    assert_eq!(who(&browser).await, None);

    // The sign-in is exchanged between the two requests.
    let asked = options::<BeginPasskeySecondFactor>(&browser)
        .await
        .expect("options");
    password(&browser, BINH).await;
    let problem = browser
        .call::<FinishPasskeySecondFactor>((), given(ans.show(&asked)))
        .await
        .expect_err("a sign-in to another account");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    assert_eq!(who(&browser).await, None);

    let an = portal.signed_in(AN).await;
    let problem = show::<BeginPasskeyProof, FinishPasskeyProof>(&an, &mut binhs)
        .await
        .expect_err("another's");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    let asked = options::<BeginPasskeyProof>(&an).await.expect("options");
    an.call::<EndSession>((), Empty {})
        .await
        .expect("signed out");
    let problem = an
        .call::<FinishPasskeyProof>((), given(ans.show(&asked)))
        .await
        .expect_err("nobody is signed in");
    assert_eq!(problem.status, 401);
}

#[tokio::test]
async fn a_passkey_that_is_made_wrongly_is_not_added() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    type Spoil = fn(&mut Authenticator);
    let spoils: [Spoil; 2] = [
        |key| key.origin = "https://evil.example".to_owned(),
        |key| key.verifies = false,
    ];
    for spoil in spoils {
        let mut key = Authenticator::new(&portal.url);
        spoil(&mut key);
        let problem = add(&an, &mut key, "").await.expect_err("made wrongly");
        assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    }
    let mut key = Authenticator::new(&portal.url);
    let credential = key.make(&options::<BeginPasskey>(&an).await.expect("options"));
    options::<BeginPasskey>(&an).await.expect("options");
    let name = String::new();
    let input = NewPasskeyInput { name, credential };
    let problem = an
        .call::<AddPasskey>((), input)
        .await
        .expect_err("another challenge");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    assert_eq!(portal.count("select count(*) from passkeys").await, 0);
}

#[tokio::test]
async fn a_closed_account_is_not_entered() {
    let portal = Portal::start().await;
    let mut key = passkey_of(&portal, AN).await;
    portal
        .execute("update accounts set state = 'closed' where login_name = '072090000017'")
        .await
        .expect("closed");
    let browser = portal.browser();
    let problem = sign_in(&browser, &mut key).await.expect_err("closed");
    assert_eq!(problem.status, 403);
    assert_eq!(who(&browser).await, None);
}

#[tokio::test]
async fn failures_from_one_address_are_slowed_down_and_successes_are_not_counted() {
    let portal = Portal::start().await;
    let mut key = passkey_of(&portal, AN).await;
    let mut unknown = Authenticator::new(&portal.url);
    for _ in 0..29 {
        refused(&portal, &mut unknown, nothing, nothing).await;
    }
    for _ in 0..3 {
        sign_in(&portal.browser(), &mut key)
            .await
            .expect("signed in");
    }
    // The thirtieth, and six that the account has earned that was signed in to from there.
    for _ in 0..7 {
        let answer = refused(&portal, &mut unknown, nothing, nothing).await;
        assert_eq!(answer.status, 422);
    }
    assert_eq!(
        refused(&portal, &mut key, nothing, nothing).await.status,
        429
    );
    sign_in(&portal.browser_at("203.0.113.8"), &mut key)
        .await
        .expect("from elsewhere as ever");
}
