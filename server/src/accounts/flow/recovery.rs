//! A code for an account that may or may not exist. The request writes down what was asked and no more; a job looks whether there
//! is an account. So the time of an answer tells nothing: what it would depend on has not happened yet.

use super::{
    Beginning, Message, Reach, code_hash,
    limits::{may_send_quietly, throttle_address},
    message::code_message,
};
use crate::{
    accounts::{
        entry,
        notice::{self, Notice},
        password_recovery::needs_administrator,
        throttle,
    },
    audit::Event,
    http::{Cx, Error, Reply, Result},
    jobs::{self, Done, Work},
    state::AppState,
};
use app::{
    api::flows::{CodeMethod, Flow, FlowKind},
    locales::language,
};
use domain::{
    contact::EmailAddress, language::Language, login_name::LoginName, one_time_code::OneTimeCode,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

/// Recoveries of one account, whether it exists or not. Regained evenly, so nobody is kept out for good.
const RECOVERIES_PER_NAME: throttle::Limit = throttle::Limit {
    name: "recovery-name",
    burst: 5,
    per: Duration::hours(1),
};

/// Whose account somebody says it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Its name.
    pub login_name: LoginName,
    /// Its e-mail address, where the telephone is lost. A forgotten password has none.
    pub email: Option<EmailAddress>,
}

/// Begins a recovery: a code is sent if there is such an account.
///
/// # Errors
/// 429, or a database error.
pub async fn begin_recovery(
    cx: &Cx,
    kind: FlowKind,
    claim: Claim,
    method: CodeMethod,
) -> Result<Reply<Flow>> {
    throttle_address(cx).await?;
    entry::limit_tries(cx, RECOVERIES_PER_NAME, &claim.login_name).await?;
    let beginning = Beginning {
        kind,
        details: serde_json::to_value(&claim)?,
        account_id: None,
        reach: Reach::default(),
        method,
        message: Message::IfThereIsOne(claim),
    };
    let (flow, cookie) = super::begin(cx, beginning).await?;
    Ok(Reply::from(flow).with_cookie(cookie))
}

/// A code to be sent if there is such an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RecoveryCode {
    claim: Claim,
    /// The flow's, hexadecimal.
    token_hash: String,
    method: CodeMethod,
    code: OneTimeCode,
    language: Language,
    address: String,
    browser: String,
}

/// The job that looks.
pub(super) fn work(
    cx: &Cx,
    claim: Claim,
    token_hash: &[u8],
    method: CodeMethod,
    code: &OneTimeCode,
) -> Work {
    Work::SendRecoveryCode(Box::new(RecoveryCode {
        claim,
        token_hash: hex::encode(token_hash),
        method,
        code: code.clone(),
        language: language(),
        address: cx.client_ip.to_string(),
        browser: cx.browser.clone(),
    }))
}

/// Sends the code if there is such an account and its limits allow it. Only then the code counts.
///
/// # Errors
/// A database error.
pub async fn send_recovery_code(app: &AppState, asked: &RecoveryCode) -> Result<Done> {
    let now = app.clock.now();
    let account = sqlx::query!(
        "select id, phone, email from accounts
         where login_name = $1 and state = 'active' and ($2::text is null or lower(email) = lower($2))",
        asked.claim.login_name.as_str(),
        asked.claim.email.as_ref().map(EmailAddress::as_str),
    )
    .fetch_optional(&app.db)
    .await?;
    let Some(account) = account else {
        return Ok(Done::Finished);
    };
    let (phone, email) = match asked.method {
        CodeMethod::Sms | CodeMethod::Voice => (Some(account.phone), None),
        CodeMethod::Email => (None, account.email),
    };
    let Some(to) = phone.as_ref().or(email.as_ref()) else {
        return Ok(Done::Finished);
    };
    if !may_send_quietly(app, to, now).await? {
        return Ok(Done::Finished);
    }
    let forgot_password = asked.claim.email.is_none();
    if forgot_password && needs_administrator(&app.db, account.id).await? {
        return tell_officer(app, asked, account.id, to).await;
    }
    let token_hash = hex::decode(&asked.token_hash).map_err(Error::internal)?;
    let mut tx = app.db.begin().await?;
    // Another may have been asked for since; then that one's job decides.
    let waits = sqlx::query!(
        "update flows set account_id = $2, phone = $3, email = $4, sends_code = true
         where token_hash = $1 and code_hash = $5 and verified_at is null",
        token_hash,
        account.id,
        phone,
        email,
        code_hash(&token_hash, &asked.code),
    )
    .execute(&mut *tx)
    .await?;
    if waits.rows_affected() == 0 {
        return Ok(Done::Finished);
    }
    let message = code_message(asked.method, to, &asked.code, asked.language);
    jobs::enqueue(&mut *tx, &message, now, now).await?;
    Event::RecoveryBegan
        .of(account.id)
        .with(json!({ "method": asked.method }))
        .write_from(&mut *tx, now, &asked.address, &asked.browser)
        .await?;
    tx.commit().await?;
    app.wake_jobs();
    Ok(Done::Finished)
}

/// Says on an officer's telephone what is to be done, as the pages say the same to everybody.
async fn tell_officer(
    app: &AppState,
    asked: &RecoveryCode,
    account_id: Uuid,
    phone: &str,
) -> Result<Done> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let words = Notice::AskAdministrator.text().to(asked.language);
    jobs::enqueue(&mut *tx, &notice::sms(phone, words), now, now).await?;
    Event::RecoveryBegan
        .of(account_id)
        .with(json!({ "step": "administrator" }))
        .write_from(&mut *tx, now, &asked.address, &asked.browser)
        .await?;
    tx.commit().await?;
    app.wake_jobs();
    Ok(Done::Finished)
}
