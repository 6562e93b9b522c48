//! A code for an account that may or may not exist ([`super::deferred`]).

use super::{
    Budget, Delivery, Destinations, NewVerification,
    deferred::CodeRequest,
    limits::{limit_address, may_reach, may_reach_from_known},
};
use crate::{
    audit::Event,
    auth::{known_browser, officer::reset_needs_administrator},
    http::{Reply, RequestContext, Result},
    jobs::{self, Done, Work},
    notifications::{self, Notification},
    rate_limit,
    state::AppState,
};
use app::api::verifications::{CodeMethod, Verification, VerificationKind};
use domain::{contact::EmailAddress, login_name::LoginName, one_time_code::OneTimeCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

/// Recoveries of one account, whether it exists or not, from one network address or known browser.
const RECOVERIES_PER_NAME: rate_limit::Limit = rate_limit::Limit {
    name: "recovery-name",
    burst: 5,
    per: Duration::hours(1),
};

/// Whose account somebody says it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimedAccount {
    pub login_name: LoginName,
    /// Its e-mail address, where the telephone is lost. A forgotten password has none.
    pub email: Option<EmailAddress>,
}

/// Begins a recovery: a code is sent if there is such an account.
///
/// # Errors
/// 429, or a database error.
pub async fn begin_recovery(
    cx: &RequestContext,
    kind: VerificationKind,
    claim: ClaimedAccount,
    method: CodeMethod,
) -> Result<Reply<Verification>> {
    let known = known_browser::known_browser(cx, &claim.login_name).await?;
    if known.is_none() {
        limit_address(cx).await?;
    }
    known_browser::limit_tries(cx, RECOVERIES_PER_NAME, &claim.login_name, known.as_deref())
        .await?;
    let new = NewVerification {
        kind,
        details: serde_json::to_value(&claim)?,
        account_id: None,
        destinations: Destinations::default(),
        method,
        delivery: Delivery::IfAccountExists(claim),
    };
    let (verification, cookie) = super::begin(cx, new).await?;
    Ok(Reply::from(verification).with_cookie(cookie))
}

/// A code to be sent if there is such an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "send_recovery_code")]
pub struct RecoveryCode {
    claim: ClaimedAccount,
    /// Hash of what the browser says accounts know it by, hexadecimal.
    #[serde(default)]
    known_browser: Option<String>,
    #[serde(flatten)]
    request: CodeRequest,
}

impl Work for RecoveryCode {
    const KINDS: &[&str] = &["send_recovery_code"];
    const IS_MESSAGE: bool = true;
}

/// The job that looks.
pub(super) fn job(
    cx: &RequestContext,
    claim: ClaimedAccount,
    token_hash: &[u8],
    method: CodeMethod,
    code: &OneTimeCode,
) -> RecoveryCode {
    RecoveryCode {
        claim,
        known_browser: cx
            .known_browser
            .as_ref()
            .map(|browser| hex::encode(browser.hash())),
        request: CodeRequest::new(cx, token_hash, method, code),
    }
}

/// Sends the code if there is such an account and its limits allow it. Only then the code counts.
pub async fn send_recovery_code(app: AppState, work: RecoveryCode) -> Result<Done> {
    let now = app.clock.now();
    let account = sqlx::query!(
        "select id, phone, email from accounts
         where id = account_named($1) and state = 'active' and ($2::text is null or lower(email) = lower($2))",
        work.claim.login_name.as_str(),
        work.claim.email.as_ref().map(EmailAddress::as_str),
    )
    .fetch_optional(&app.db)
    .await?;
    let Some(account) = account else {
        return Ok(Done::Finished);
    };
    let destinations = match work.request.method {
        CodeMethod::Sms | CodeMethod::Voice => Destinations {
            phone: Some(&account.phone),
            email: None,
        },
        CodeMethod::Email => Destinations {
            phone: None,
            email: account.email.as_deref(),
        },
    };
    let Some(to) = destinations.phone.or(destinations.email) else {
        return Ok(Done::Finished);
    };
    if !may_send(&app, &work, account.id, to).await? {
        return Ok(Done::Finished);
    }
    let forgot_password = work.claim.email.is_none();
    if forgot_password && reset_needs_administrator(&app.db, account.id).await? {
        return tell_officer(&app, &work.request, account.id, to).await;
    }
    let kind = if forgot_password {
        VerificationKind::PasswordRecovery
    } else {
        VerificationKind::PhoneRecovery
    };
    let mut tx = app.db.begin().await?;
    if !work
        .request
        .send(
            &app.portal,
            &mut tx,
            kind,
            Some(account.id),
            destinations,
            now,
        )
        .await?
    {
        return Ok(Done::Finished);
    }
    Event::RecoveryBegan
        .of(account.id)
        .with(json!({ "method": work.request.method }))
        .write_from(&mut *tx, now, &work.request.address, &work.request.browser)
        .await?;
    tx.commit().await?;
    app.jobs.wake();
    Ok(Done::Finished)
}

/// Whether the limits allow it: of a browser that the account knows its own, of strangers theirs.
async fn may_send(app: &AppState, work: &RecoveryCode, account_id: Uuid, to: &str) -> Result<bool> {
    let now = app.clock.now();
    if let Some(browser) = &work.known_browser
        && known_browser::knows(&app.db, account_id, browser).await?
    {
        return may_reach_from_known(app, account_id, browser, now).await;
    }
    let (budget, from) = (Budget::Recovery, &work.request.address);
    Ok(may_reach(app, budget, to, from, now).await? && budget.take_quietly(app, now).await?)
}

/// Says on an officer's telephone what is to be done, as the pages say the same to everybody.
async fn tell_officer(
    app: &AppState,
    request: &CodeRequest,
    account_id: Uuid,
    phone: &str,
) -> Result<Done> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let words = Notification::AskAdministrator.text().to(request.language);
    jobs::enqueue(&mut *tx, &notifications::sms(phone, words), now, now).await?;
    Event::RecoveryBegan
        .of(account_id)
        .with(json!({ "step": "administrator" }))
        .write_from(&mut *tx, now, &request.address, &request.browser)
        .await?;
    tx.commit().await?;
    app.jobs.wake();
    Ok(Done::Finished)
}
