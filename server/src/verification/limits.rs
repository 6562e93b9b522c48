//! How many codes go out: to whom, to which number or e-mail address, from which network address. Who has proved something is
//! counted apart from strangers, so that nobody who knows a number locks its owner out.

use super::{Budget, PendingVerification, registration::registration_of};
use crate::{
    auth::known_browser,
    client_address::counted_as,
    http::{RequestContext, Result},
    metrics,
    rate_limit::{self, Limit, address_limit},
    state::AppState,
};
use app::api::verifications::VerificationKind;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

const fn an_hour(name: &'static str, burst: u32) -> Limit {
    Limit {
        name,
        burst,
        per: Duration::hours(1),
    }
}

/// Codes of sign-ins to one account, whose password was right; from each browser that it knows as many again.
const PER_ACCOUNT: Limit = an_hour("code-account", 10);
/// Codes of sign-ins to one account in all its browsers: whoever makes itself known in hundreds of them spends no more of the
/// province's budget. An unknown browser, which may be a stranger's with the password, has a third of it.
const PER_ACCOUNT_IN_ALL: Limit = an_hour("code-account-all", 30);
/// Codes that one account, or one person with papers, has sent to numbers and addresses of their choice.
const PER_SUBJECT: Limit = an_hour("code-subject", 5);
/// Codes to one number or address that such people chose.
const PER_CHOSEN: Limit = an_hour("code-chosen", 5);
/// Codes to one number that was typed at one network address: whoever types others' numbers keeps nobody else from registering.
const PER_TYPED: Limit = an_hour("code-typed", 5);
/// Whatever comes to one number or address because of strangers at one network address, whichever they typed.
const PER_REACHED_FROM: Limit = an_hour("code-reached-from", 5);
/// The same from everywhere. Registrations and recoveries are counted apart, so that whoever types a number in the one does not
/// stop its owner in the other.
const PER_REACHED: Limit = an_hour("code-reached", 10);
/// Codes that strangers ask for from one address.
const PER_ADDRESS: Limit = an_hour("code-address", 20);
/// Codes asked for again in one recovery.
const PER_RECOVERY: Limit = an_hour("code-flow", 5);

/// Limits codes of sign-ins. The password was right, so nothing here is shared with who does not know it.
///
/// # Errors
/// 429, or a database error.
pub async fn limit_sign_in(
    cx: &RequestContext,
    account_id: Uuid,
    known_browser: Option<&str>,
) -> Result<()> {
    let whom = format!("{account_id}{}", known_browser.unwrap_or_default());
    rate_limit::take(cx.db(), PER_ACCOUNT, &whom, cx.now).await?;
    let account = account_id.to_string();
    rate_limit::take(cx.db(), PER_ACCOUNT_IN_ALL, &account, cx.now).await?;
    Budget::SignIn.take(&cx.app, cx.now).await
}

/// Limits codes to a number or an address that somebody names who has proved who they are: `subject` is the account, or the
/// name of the account that they are about to make.
///
/// # Errors
/// 429, or a database error.
pub async fn limit_chosen(cx: &RequestContext, subject: &str, destination: &str) -> Result<()> {
    rate_limit::take(cx.db(), PER_SUBJECT, subject, cx.now).await?;
    rate_limit::take(cx.db(), PER_CHOSEN, destination, cx.now).await?;
    Budget::SignIn.take(&cx.app, cx.now).await
}

/// Limits codes to a number that a stranger typed. Says nothing that typing it did not say: what comes to the number because of
/// others is limited by [`may_reach`], in silence.
///
/// # Errors
/// 429, or a database error.
pub async fn limit_registration(cx: &RequestContext, typed: &str) -> Result<()> {
    limit_address(cx).await?;
    let whom = format!("{typed} {}", counted_as(cx.client_ip));
    rate_limit::take(cx.db(), PER_TYPED, &whom, cx.now).await?;
    Budget::Registration.take(&cx.app, cx.now).await
}

/// Limits how many codes strangers ask for from a network address.
///
/// # Errors
/// 429, or a database error.
pub(super) async fn limit_address(cx: &RequestContext) -> Result<()> {
    address_limit::take(cx, PER_ADDRESS).await
}

/// Gives a code that was typed in right back to the network address that asked for it: it was no stranger's.
pub(super) async fn give_back_to_address(
    cx: &RequestContext,
    verification: &PendingVerification,
) -> Result<()> {
    if counts_for_address(cx, verification).await? {
        address_limit::give_back(cx, PER_ADDRESS).await?;
    }
    Ok(())
}

/// Whether codes of a verification are counted for the network address: nobody has proved anything, and the browser is not known.
async fn counts_for_address(
    cx: &RequestContext,
    verification: &PendingVerification,
) -> Result<bool> {
    if verification.is_recovery() {
        let known = known_browser::known_browser(cx, &verification.claim()?.login_name).await?;
        return Ok(known.is_none());
    }
    Ok(verification.is_deferred())
}

/// Whether a stranger may cause one more message to a number or an address. Beyond the limit nothing is sent and nobody is told
/// of that: a limit that was reached would say that messages went there, and so that there is an account.
pub(super) async fn may_reach(
    app: &AppState,
    budget: Budget,
    to: &str,
    from: &str,
    now: OffsetDateTime,
) -> Result<bool> {
    // An address that cannot be read is one as well.
    let from = from
        .parse()
        .map_or(from.to_owned(), |from| counted_as(from).to_string());
    let to = format!("{} {to}", budget.name());
    let may = rate_limit::try_take(&app.db, PER_REACHED_FROM, &format!("{to} {from}"), now)
        .await?
        .is_some()
        && rate_limit::try_take(&app.db, PER_REACHED, &to, now)
            .await?
            .is_some();
    if !may {
        metrics::code_refused("number");
    }
    Ok(may)
}

/// Whether a recovery may send a code, in a browser that the account knows: counted apart from strangers.
pub(super) async fn may_reach_from_known(
    app: &AppState,
    account_id: Uuid,
    known_browser: &str,
    now: OffsetDateTime,
) -> Result<bool> {
    let whom = format!("{account_id}{known_browser}");
    let account = account_id.to_string();
    Ok(rate_limit::try_take(&app.db, PER_ACCOUNT, &whom, now)
        .await?
        .is_some()
        && rate_limit::try_take(&app.db, PER_ACCOUNT_IN_ALL, &account, now)
            .await?
            .is_some()
        && Budget::SignIn.take_quietly(app, now).await?)
}

/// Limits codes asked for again, as the first was. A recovery is counted by itself: the limits of a destination must not tell
/// that there is one.
pub(super) async fn limit_repeat(
    cx: &RequestContext,
    verification: &PendingVerification,
) -> Result<()> {
    let destination = verification.destination().unwrap_or_default();
    match (verification.kind, verification.account_id) {
        (VerificationKind::PasswordRecovery | VerificationKind::PhoneRecovery, _) => {
            if counts_for_address(cx, verification).await? {
                limit_address(cx).await?;
            }
            let itself = hex::encode(&verification.token_hash);
            rate_limit::take(cx.db(), PER_RECOVERY, &itself, cx.now).await
        }
        (VerificationKind::SignIn, Some(account_id)) => {
            let known = known_browser::browser_known_to(cx, account_id).await?;
            limit_sign_in(cx, account_id, known.as_deref()).await
        }
        (VerificationKind::Registration, _) if verification.is_deferred() => {
            limit_registration(cx, destination).await
        }
        (VerificationKind::Registration, _) => {
            let registration = registration_of(&verification.details)?;
            limit_chosen(cx, registration.login_name(), destination).await
        }
        (_, account_id) => {
            let subject = account_id.map(|id| id.to_string()).unwrap_or_default();
            limit_chosen(cx, &subject, destination).await
        }
    }
}
