//! A forgotten password: a code to the telephone, then another password. Nothing tells whether there is an account.

use super::{
    another_password::AnotherPassword,
    captcha,
    entry::{self, Proof},
    flow::{self, Claim},
    notice::Notice,
    sign_in,
};
use crate::{
    audit::Event,
    http::{Cx, Error, Reply, Result, cookies},
};
use app::{
    api::{
        Problem,
        accounts::{NewPasswordInput, OneTimeCodeInput, SignedIn},
        flows::{CodeMethod, Flow, FlowKind, FlowStep},
        recovery::PasswordRecoveryInput,
        sessions::Method,
    },
    forms::{Checks, account::CAPTCHA_MISSING},
};
use domain::{language::text, login_name::LoginName};
use serde_json::json;
use sqlx::PgExecutor;
use uuid::Uuid;

/// Handles `POST /api/v1/password-recoveries`.
///
/// # Errors
/// Field errors, 429, or a database error.
pub async fn start(cx: Cx, (): (), input: PasswordRecoveryInput) -> Result<Reply<Flow>> {
    let mut checks = Checks::default();
    let name = checks.field("identity_number", LoginName::parse(&input.identity_number));
    checks.require("captcha", !input.captcha.trim().is_empty(), CAPTCHA_MISSING);
    let name = checks.finish(name)?;
    captcha::redeem(
        &cx,
        captcha::Answer {
            id: &input.captcha_id,
            typed: &input.captcha,
            work: &input.captcha_work,
        },
    )
    .await?;
    let claim = Claim {
        login_name: name,
        email: None,
    };
    flow::begin_recovery(&cx, FlowKind::PasswordRecovery, claim, CodeMethod::Sms).await
}

/// Whether the password is an officer's: a telephone alone does not open the desk and the books, so an administrator takes the
/// forgotten password first ([`crate::officers::reset_password`]).
///
/// # Errors
/// A database error.
pub(super) async fn needs_administrator(db: impl PgExecutor<'_>, account_id: Uuid) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
               select from officers o join accounts a on a.id = o.account_id
               where a.id = $1 and o.ended_at is null and a.password_hash is not null
           ) as "needs!""#,
        account_id
    )
    .fetch_one(db)
    .await?)
}

/// Handles `POST /api/v1/password-recoveries/code`.
///
/// # Errors
/// A field error, 410, or a database error.
pub async fn verify(cx: Cx, (): (), input: OneTimeCodeInput) -> Result<Flow> {
    let flow = flow::verify(&cx, FlowKind::PasswordRecovery, &input.code).await?;
    Ok(flow.view(cx.now))
}

/// Handles `POST /api/v1/password-recoveries/password`. Whoever was signed in is signed out.
///
/// # Errors
/// Field errors; 409 where the code was not given, or the account has become an officer's since; 410; or a database error.
pub async fn complete(cx: Cx, (): (), input: NewPasswordInput) -> Result<Reply<SignedIn>> {
    let flow = flow::find(&cx, FlowKind::PasswordRecovery).await?;
    if flow.view(cx.now).step != FlowStep::Password {
        return Err(Problem::conflict(text(
            "Cần nhập mã OTP trước khi đặt mật khẩu.",
            "Enter the one-time code before you choose a password.",
        ))
        .into());
    }
    let account_id = flow
        .account_id
        .ok_or_else(|| Error::internal("a recovery that is verified without an account"))?;
    let state = sqlx::query_scalar!("select state from accounts where id = $1", account_id)
        .fetch_one(cx.db())
        .await?;
    sign_in::may_enter(&state)?;
    if needs_administrator(cx.db(), account_id).await? {
        return Err(Problem::conflict(Notice::AskAdministrator.text()).into());
    }
    let password = AnotherPassword::chosen(&cx, account_id, &input).await?;
    let mut tx = cx.db().begin().await?;
    let flow = flow::lock(&mut tx, &cx, FlowKind::PasswordRecovery).await?;
    flow::finish(&mut tx, &flow).await?;
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
    let entered = entry::enter(&mut tx, &cx, proof).await?;
    tx.commit().await?;
    cx.app.wake_jobs();
    Ok(entered
        .reply("/tai-khoan".to_owned())
        .without_cookie(cookies::FLOW, cx.place))
}
