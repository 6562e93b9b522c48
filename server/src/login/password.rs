//! Sign-in with identity number, password and one-time code.

use super::complete::{self, Proof, require_active};
use crate::{
    audit::Event,
    auth::{known_browser, password, return_path::own_path},
    captcha,
    http::{Error, Reply, RequestContext, Result, cookies},
    rate_limit::{self, address_limit},
    verification::{self, Delivery, Destinations, NewVerification},
};
use app::{
    api::{
        FieldError, Problem,
        accounts::{OneTimeCodeInput, SignInInput, SignedIn},
        sessions::Method,
        verifications::{CodeMethod, Verification, VerificationKind},
    },
    forms::Checks,
};
use domain::{language::text, login_name::LoginName, password::Password};
use serde_json::json;
use time::Duration;

/// Longest password that is looked at, in bytes: bounds the work of hashing.
const LONGEST_PASSWORD: usize = 1024;

/// Passwords tried from one address.
const TRIES_PER_ADDRESS: rate_limit::Limit = rate_limit::Limit {
    name: "sign-in-address",
    burst: 30,
    per: Duration::minutes(10),
};
/// Passwords tried for one identity number, whether it has an account or not. Regained evenly, so nobody is locked out
/// for good.
const TRIES_PER_NUMBER: rate_limit::Limit = rate_limit::Limit {
    name: "sign-in-number",
    burst: 10,
    per: Duration::minutes(10),
};

/// Handles `POST /api/v1/sign-ins`.
///
/// # Errors
/// Field errors, which do not tell a wrong password from an unknown name; 429; or a database error.
pub async fn start(cx: RequestContext, (): (), input: SignInInput) -> Result<Reply<Verification>> {
    let name = captcha::checked(&cx, &input.captcha_id, check(&input)).await?;
    captcha::redeem(
        &cx,
        captcha::Answer {
            id: &input.captcha_id,
            typed: &input.captcha,
            work: &input.captcha_work,
        },
    )
    .await?;
    noted(&cx, address_limit::take(&cx, TRIES_PER_ADDRESS).await).await?;
    let known = known_browser::known_browser(&cx, &name).await?;
    noted(
        &cx,
        known_browser::limit_tries(&cx, TRIES_PER_NUMBER, &name, known.as_deref()).await,
    )
    .await?;
    let account = sqlx::query!(
        "select id, phone, email, password_hash, state from accounts where id = account_named($1)",
        name.as_str()
    )
    .fetch_optional(cx.db())
    .await?;
    let stored = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    // The same normalisation as when the password was chosen, so that keyboards that compose letters differently agree.
    let typed = Password::parse(&input.password)
        .map_or(input.password, |password| password.expose().to_owned());
    let matches = password::verify(&cx.app, typed, stored).await?;
    let Some(account) = account.filter(|_| matches) else {
        // Whose account it is must not be told apart by what is written down, either: the entry names nobody.
        Event::SignInFailed
            .of(None)
            .with(json!({ "step": "password" }))
            .write_for_stranger(&cx)
            .await?;
        return Err(Problem::field(
            "password",
            text(
                "Tên đăng nhập hoặc mật khẩu chưa đúng.",
                "The user name or password is incorrect.",
            ),
        )
        .into());
    };
    address_limit::give_back(&cx, TRIES_PER_ADDRESS).await?;
    require_active(&cx, &account.state)?;
    verification::limit_sign_in(&cx, account.id, known.as_deref()).await?;
    let (verification, cookie) = verification::begin(
        &cx,
        NewVerification {
            kind: VerificationKind::SignIn,
            details: json!({ "next": own_path(&input.next) }),
            account_id: Some(account.id),
            destinations: Destinations {
                phone: Some(&account.phone),
                email: account.email.as_deref(),
            },
            method: CodeMethod::Sms,
            delivery: Delivery::Direct,
        },
    )
    .await?;
    Ok(Reply::from(verification).with_cookie(cookie))
}

/// Writes down that there were too many tries. Whose account it was about is not told apart by that, either.
async fn noted(cx: &RequestContext, limited: Result<()>) -> Result<()> {
    if matches!(&limited, Err(Error::Problem(problem)) if problem.status == 429) {
        Event::Throttled
            .of(None)
            .with(json!({ "step": "password" }))
            .write_for_stranger(cx)
            .await?;
    }
    limited
}

fn check(input: &SignInInput) -> std::result::Result<LoginName, Vec<FieldError>> {
    let mut checks = Checks::default();
    let name = checks.field("identity_number", LoginName::parse(&input.identity_number));
    checks.require(
        "password",
        !input.password.is_empty(),
        text("Nhập mật khẩu.", "Enter your password."),
    );
    checks.require(
        "password",
        input.password.len() <= LONGEST_PASSWORD,
        text("Mật khẩu quá dài.", "The password is too long."),
    );
    checks.captcha(&input.captcha);
    checks.finish(name)
}

/// Handles `POST /api/v1/sign-ins/current/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(
    cx: RequestContext,
    (): (),
    input: OneTimeCodeInput,
) -> Result<Reply<SignedIn>> {
    let verified = verification::verify(&cx, VerificationKind::SignIn, &input.code).await?;
    let account_id = verified
        .account_id
        .ok_or_else(|| Error::internal("a sign-in without an account"))?;
    let mut tx = cx.db().begin().await?;
    verification::finish(&mut tx, &verified).await?;
    let proof = Proof {
        account_id,
        method: Method::Password,
        assurance: 2,
        id_token: None,
    };
    let entered = complete::enter(&mut tx, &cx, proof).await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    let next = verified.details["next"]
        .as_str()
        .unwrap_or("/tai-khoan")
        .to_owned();
    Ok(entered
        .reply(next)
        .without_cookie(cookies::VERIFICATION, cx.embedding))
}
