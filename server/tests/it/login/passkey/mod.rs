//! Passkeys: added, shown to sign in, as a second factor and as a proof, removed.

mod refusals;
mod synced;

use crate::support::{AN, Authenticator, BINH, Citizen, Client, Portal};
use app::api::{
    Empty, Endpoint, Problem, ProblemCode,
    accounts::{EndSession, GetSession, NewPasswordInput, SignInInput, SignedIn, StartSignIn},
    passkeys::{
        AddPasskey, BeginPasskey, BeginPasskeyProof, BeginPasskeySecondFactor, BeginPasskeySignIn,
        FinishPasskeyProof, FinishPasskeySecondFactor, FinishPasskeySignIn, ListPasskeys,
        NewPasskeyInput, PasskeyInput, PasskeyNameInput, PasskeyOptions, PasskeyPath,
        RemovePasskey,
    },
    security::ChangePassword,
    sessions::{ListSessions, Method},
    verifications::Verification,
};
use serde_json::Value;
use server::account::demonstration::PASSWORD;
use time::Duration;

async fn options<B>(browser: &Client) -> Result<Value, Problem>
where
    B: Endpoint<Path = (), Input: Default, Output = PasskeyOptions>,
{
    let begun = browser.call::<B>((), B::Input::default()).await?;
    Ok(begun.public_key)
}

/// Shows a passkey from the first request to the second.
async fn show<B, F>(browser: &Client, key: &mut Authenticator) -> Result<SignedIn, Problem>
where
    B: Endpoint<Path = (), Input: Default, Output = PasskeyOptions>,
    F: Endpoint<Path = (), Input = PasskeyInput, Output = SignedIn>,
{
    let credential = key.show(&options::<B>(browser).await?);
    browser.call::<F>((), given(credential)).await
}

fn given(credential: Value) -> PasskeyInput {
    PasskeyInput {
        credential,
        next: "/thu-tuc".to_owned(),
    }
}

async fn sign_in(browser: &Client, key: &mut Authenticator) -> Result<SignedIn, Problem> {
    show::<BeginPasskeySignIn, FinishPasskeySignIn>(browser, key).await
}

async fn add(browser: &Client, key: &mut Authenticator, name: &str) -> Result<SignedIn, Problem> {
    let credential = key.make(&options::<BeginPasskey>(browser).await?);
    let name = name.to_owned();
    let input = NewPasskeyInput { name, credential };
    browser.call::<AddPasskey>((), input).await
}

/// A citizen's authenticator that the account knows.
async fn passkey_of(portal: &Portal, citizen: Citizen) -> Authenticator {
    let mut key = Authenticator::new(&portal.url);
    add(&portal.signed_in(citizen).await, &mut key, "Điện thoại")
        .await
        .expect("a passkey");
    key
}

/// The right name and password.
async fn password(browser: &Client, citizen: Citizen) -> Verification {
    let (captcha_id, captcha) = browser.captcha().await;
    let input = SignInInput {
        identity_number: citizen.identity_number.to_owned(),
        password: PASSWORD.to_owned(),
        captcha_id: captcha_id.to_string(),
        captcha,
        captcha_work: String::new(),
        next: "/thu-tuc".to_owned(),
    };
    browser
        .call::<StartSignIn>((), input)
        .await
        .expect("a sign-in")
}

async fn who(browser: &Client) -> Option<String> {
    let session = browser.call::<GetSession>((), Empty {}).await;
    session
        .expect("the session's view")
        .account
        .map(|account| account.full_name)
}

async fn method(browser: &Client) -> Method {
    let sessions = browser.call::<ListSessions>((), Empty {}).await;
    let sessions = sessions.expect("the sessions").items;
    let current = sessions.iter().find(|session| session.current);
    current.expect("this one").method
}

#[tokio::test]
async fn a_passkey_is_added_signs_in_without_a_name_and_is_removed() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let mut key = Authenticator::new(&portal.url);
    let added = add(&an, &mut key, "  Điện thoại của An ").await;
    assert_eq!(
        added.expect("a passkey").next,
        "/tai-khoan/bao-mat?da-doi=them-khoa"
    );
    let told = portal.texts_to(AN.phone).await;
    assert!(
        told[0].contains("vua co them cach dang nhap: khoa truy cap"),
        "{told:?}"
    );

    let browser = portal.browser();
    let done = sign_in(&browser, &mut key).await.expect("signed in");
    assert_eq!(done.next, "/thu-tuc");
    assert_eq!(who(&browser).await.as_deref(), Some("Nguyễn Văn An"));
    assert_eq!(method(&browser).await, Method::Passkey);
    sign_in(&browser, &mut key).await.expect("and again");

    let listed = an.call::<ListPasskeys>((), Empty {}).await;
    let [passkey] = &listed.expect("the passkeys").items[..] else {
        panic!("one passkey");
    };
    assert_eq!(passkey.name, "Điện thoại của An");
    assert_eq!(passkey.last_used_at.as_deref(), Some("16/03/2026 10:00"));
    let page = an.get("/tai-khoan/bao-mat").await;
    assert!(page.text().contains("Điện thoại của An"));

    let path = PasskeyPath {
        id: passkey.id.clone(),
    };
    let others = portal.signed_in(BINH).await;
    let problem = others
        .call::<RemovePasskey>(path.clone(), Empty {})
        .await
        .expect_err("another's passkey");
    assert_eq!(problem.status, 404);
    an.call::<RemovePasskey>(path, Empty {})
        .await
        .expect("removed");
    let problem = sign_in(&portal.browser(), &mut key)
        .await
        .expect_err("removed");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    let events: Vec<String> = sqlx::query_scalar(
        "select event from audit_log where event like 'passkey%' or event like 'sign%' order by id",
    )
    .fetch_all(&portal.app.db)
    .await
    .expect("the log");
    assert_eq!(
        events,
        [
            "passkey_added",
            "signed_in",
            "signed_in",
            "passkey_removed",
            "sign_in_failed"
        ]
    );
}

#[tokio::test]
async fn a_name_that_is_too_long_is_refused_before_and_after_the_passkey_is_made() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    for (name, says) in [
        ("ễ".repeat(61), "Nhiều nhất 60 ký tự. Bớt 1 ký tự."),
        (
            "e\u{302}\u{303}".repeat(61),
            "Nhiều nhất 60 ký tự. Bớt 1 ký tự.",
        ),
        (
            "Điện thoại ".repeat(8),
            "Nhiều nhất 60 ký tự. Bớt 27 ký tự.",
        ),
    ] {
        let problem = an
            .call::<BeginPasskey>((), PasskeyNameInput { name: name.clone() })
            .await
            .expect_err("before it is made");
        assert_eq!(problem.message_for("name"), Some(says));

        let mut key = Authenticator::new(&portal.url);
        let credential = key.make(&options::<BeginPasskey>(&an).await.expect("options"));
        let mut input = NewPasskeyInput { name, credential };
        let problem = an
            .call::<AddPasskey>((), input.clone())
            .await
            .expect_err("after it was made");
        assert_eq!(problem.message_for("name"), Some(says));
        // What was made is taken under another name.
        input.name = "ễ".repeat(60);
        an.call::<AddPasskey>((), input).await.expect("a passkey");
    }
    let kept = an.call::<ListPasskeys>((), Empty {}).await;
    for passkey in kept.expect("the passkeys").items {
        assert_eq!(passkey.name, "ễ".repeat(60));
    }
}

#[tokio::test]
async fn browsers_are_asked_for_what_needs_no_name_and_verifies_its_owner() {
    let portal = Portal::start().await;
    let browser = portal.signed_in(AN).await;
    let made = options::<BeginPasskey>(&browser).await.expect("options");
    assert_eq!(made["rp"]["id"], "localhost");
    assert_eq!(made["rp"]["name"], "Cổng Dịch vụ công tỉnh Tây Ninh");
    let english = options::<BeginPasskey>(&browser.in_english())
        .await
        .expect("options");
    assert_eq!(english["rp"]["name"], "Tây Ninh Public Services");
    let selection = &made["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["userVerification"], "required");
    assert!(!made.to_string().contains(AN.identity_number), "{made}");
    let shown = options::<BeginPasskeySignIn>(&portal.browser())
        .await
        .expect("options");
    assert_eq!(shown["userVerification"], "required");
    assert_eq!(shown["allowCredentials"], serde_json::json!([]));
    let page = portal.browser().get("/").await;
    let allowed = page.header("permissions-policy");
    assert!(
        allowed.contains("publickey-credentials-get=(self)"),
        "{allowed}"
    );
}

#[tokio::test]
async fn a_passkey_stands_in_for_the_code_after_the_password() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert!(!password(&browser, BINH).await.passkey, "Bình has none");
    let problem = options::<BeginPasskeySecondFactor>(&browser)
        .await
        .expect_err("no passkey");
    assert_eq!(problem.status, 409);

    let mut key = passkey_of(&portal, AN).await;
    let browser = portal.browser();
    let problem = options::<BeginPasskeySecondFactor>(&browser)
        .await
        .expect_err("no password yet");
    assert_eq!(problem.code, ProblemCode::VerificationExpired);
    assert!(password(&browser, AN).await.passkey);
    let asked = options::<BeginPasskeySecondFactor>(&browser)
        .await
        .expect("options");
    assert_eq!(asked["allowCredentials"].as_array().map(Vec::len), Some(1));
    let done = browser
        .call::<FinishPasskeySecondFactor>((), given(key.show(&asked)))
        .await
        .expect("signed in");
    assert_eq!(done.next, "/thu-tuc");
    assert!(who(&browser).await.is_some());
    assert_eq!(browser.cookie("__Host-verification"), None);
}

#[tokio::test]
async fn a_passkey_proves_once_more_who_is_signed_in() {
    let portal = Portal::start().await;
    let mut key = passkey_of(&portal, AN).await;
    let an = portal.signed_in(AN).await;
    portal.advance(Duration::minutes(11));
    let change = || NewPasswordInput {
        password: "Một mật khẩu khác hẳn".to_owned(),
        repeated: "Một mật khẩu khác hẳn".to_owned(),
    };
    for problem in [
        an.call::<ChangePassword>((), change())
            .await
            .expect_err("too old"),
        add(&an, &mut Authenticator::new(&portal.url), "")
            .await
            .expect_err("too old"),
    ] {
        assert_eq!(problem.code, ProblemCode::ProofRequired);
    }
    let before = an.cookie("__Host-session");
    show::<BeginPasskeyProof, FinishPasskeyProof>(&an, &mut key)
        .await
        .expect("proved");
    assert_ne!(an.cookie("__Host-session"), before);
    an.call::<ChangePassword>((), change())
        .await
        .expect("changed");
    sign_in(&portal.browser(), &mut key)
        .await
        .expect("another password leaves the passkeys as they are");
}

#[tokio::test]
async fn an_account_has_at_most_ten_passkeys_and_each_belongs_to_one_account() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let mut first = Authenticator::new(&portal.url);
    add(&an, &mut first, "").await.expect("the first");
    let problem = add(&an, &mut first, "").await.expect_err("the same again");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    let binh = portal.signed_in(BINH).await;
    let problem = add(&binh, &mut first, "").await.expect_err("of another");
    assert_eq!(problem.code, ProblemCode::PasskeyRefused);
    for _ in 1..9 {
        add(&an, &mut Authenticator::new(&portal.url), "")
            .await
            .expect("up to nine");
    }
    // Two at once, where one more is allowed.
    let other = portal.signed_in(AN).await;
    let mut keys = [&portal.url; 2].map(|url| Authenticator::new(url));
    let [ninth, tenth] = &mut keys;
    let (one, two) = tokio::join!(add(&an, ninth, ""), add(&other, tenth, ""));
    assert!(one.is_ok() ^ two.is_ok(), "{one:?} {two:?}");
    let problem = options::<BeginPasskey>(&an).await.expect_err("ten");
    assert_eq!(problem.status, 409);
}
