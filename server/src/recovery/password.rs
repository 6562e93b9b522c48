//! A forgotten password: a code to the telephone, then another password. Nothing tells whether there is an account.

use crate::{
    account::change_password::PasswordChange,
    audit::Event,
    auth::officer::reset_needs_administrator,
    captcha,
    http::{Error, Reply, RequestContext, Result, cookies},
    login::complete::{self, Proof, require_active},
    notifications::Notification,
    verification::{self, ClaimedAccount},
};
use app::{
    api::{
        Problem,
        accounts::{NewPasswordInput, OneTimeCodeInput, SignedIn},
        recovery::PasswordRecoveryInput,
        sessions::Method,
        verifications::{CodeMethod, Verification, VerificationKind, VerificationStep},
    },
    forms::Checks,
};
use domain::login_name::LoginName;
use serde_json::json;

/// Handles `POST /api/v1/password-recoveries`.
///
/// # Errors
/// Field errors, 429, or a database error.
pub async fn start(
    cx: RequestContext,
    (): (),
    input: PasswordRecoveryInput,
) -> Result<Reply<Verification>> {
    let mut checks = Checks::default();
    let name = checks.field("identity_number", LoginName::parse(&input.identity_number));
    checks.captcha(&input.captcha);
    let name = captcha::checked(&cx, &input.captcha_id, checks.finish(name)).await?;
    captcha::redeem(
        &cx,
        captcha::Answer {
            id: &input.captcha_id,
            typed: &input.captcha,
            work: &input.captcha_work,
        },
    )
    .await?;
    let claim = ClaimedAccount {
        login_name: name,
        email: None,
    };
    verification::begin_recovery(
        &cx,
        VerificationKind::PasswordRecovery,
        claim,
        CodeMethod::Sms,
    )
    .await
}

/// Handles `POST /api/v1/password-recoveries/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(cx: RequestContext, (): (), input: OneTimeCodeInput) -> Result<Verification> {
    let verification =
        verification::verify(&cx, VerificationKind::PasswordRecovery, &input.code).await?;
    Ok(verification.view(cx.now))
}

/// Handles `POST /api/v1/password-recoveries/password`. Whoever was signed in is signed out.
///
/// # Errors
/// Field errors; 409 where the code was not given, or the account has become an officer's since; 410; or a database error.
pub async fn complete(
    cx: RequestContext,
    (): (),
    input: NewPasswordInput,
) -> Result<Reply<SignedIn>> {
    let verification = verification::find(&cx, VerificationKind::PasswordRecovery).await?;
    if verification.view(cx.now).step != VerificationStep::Password {
        return Err(verification::code_comes_first());
    }
    let account_id = verification
        .account_id
        .ok_or_else(|| Error::internal("a recovery that is verified without an account"))?;
    let state = sqlx::query_scalar!("select state from accounts where id = $1", account_id)
        .fetch_one(cx.db())
        .await?;
    require_active(&cx, &state)?;
    if reset_needs_administrator(cx.db(), account_id).await? {
        return Err(Problem::conflict(Notification::AskAdministrator.text()).into());
    }
    let password = PasswordChange::chosen(&cx, account_id, &input).await?;
    let mut tx = cx.db().begin().await?;
    let verification = verification::lock(&mut tx, &cx, VerificationKind::PasswordRecovery).await?;
    verification::finish(&mut tx, &verification).await?;
    let entry = Event::PasswordChanged
        .of(account_id)
        .with(json!({ "by": "recovery" }));
    password.store(&mut tx, &cx, None, entry).await?;
    let proof = Proof {
        account_id,
        method: Method::Password,
        assurance: 2,
        id_token: None,
    };
    let entered = complete::enter(&mut tx, &cx, proof).await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(entered
        .reply("/tai-khoan".to_owned())
        .without_cookie(cookies::VERIFICATION, cx.embedding))
}
