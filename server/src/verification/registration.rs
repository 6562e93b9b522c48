//! A code for whoever registers. It goes to the telephone that was typed, whether or not the papers have an account already, so
//! that nobody learns of an account from a telephone of their own: the code shows whose telephone it is, and only who has gone
//! all the way and would have an account now is told that there is one. Its owner is told at once, on the owner's telephone; and
//! where that is the telephone that was typed, this is all that comes: then the right way is to sign in.

use super::{Budget, Destinations, deferred::CodeRequest, limits::may_reach};
use crate::{
    audit::Event,
    http::{RequestContext, Result},
    jobs::{self, Done, Work},
    notifications::{self, Notification},
    state::AppState,
};
use app::{
    api::verifications::{CodeMethod, VerificationKind},
    forms::account::Registration,
};
use domain::one_time_code::OneTimeCode;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// What was typed, as the verification remembers it.
///
/// # Errors
/// Where the verification is no registration.
pub(super) fn registration_of(details: &serde_json::Value) -> Result<Registration> {
    Ok(Registration::deserialize(&details["registration"])?)
}

/// A code of a registration, to be sent where it is not its owner's own account that is asked about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "send_registration_code")]
pub struct RegistrationCode {
    login_name: String,
    /// As typed.
    phone: String,
    /// Not asked for again.
    first: bool,
    #[serde(flatten)]
    request: CodeRequest,
}

impl Work for RegistrationCode {
    const KINDS: &[&str] = &["send_registration_code"];
    const IS_MESSAGE: bool = true;
}

/// The job that looks.
pub(super) fn job(
    cx: &RequestContext,
    registration: &Registration,
    token_hash: &[u8],
    method: CodeMethod,
    code: &OneTimeCode,
    first: bool,
) -> RegistrationCode {
    RegistrationCode {
        login_name: registration.login_name().to_owned(),
        phone: registration.phone.as_str().to_owned(),
        first,
        request: CodeRequest::new(cx, token_hash, method, code),
    }
}

/// Sends what is to come to the telephone that was typed, and tells the owner of an account that somebody typed its number.
pub async fn send_registration_code(app: AppState, work: RegistrationCode) -> Result<Done> {
    let now = app.clock.now();
    let RegistrationCode {
        login_name,
        phone,
        first,
        request,
    } = &work;
    let owner = sqlx::query!(
        "select id, phone from accounts where id = account_named($1)",
        login_name
    )
    .fetch_optional(&app.db)
    .await?;
    let reached = may_reach(&app, Budget::Registration, phone, &request.address, now).await?;
    let owners_phone = owner.as_ref().map(|owner| owner.phone.as_str());
    let tell = match owners_phone {
        Some(owners) if owners == phone => reached.then_some(owners),
        Some(owners) if *first => may_tell(&app, owners, &request.address, now)
            .await?
            .then_some(owners),
        _ => None,
    };
    let mut tx = app.db.begin().await?;
    if *first {
        Event::RegistrationBegan
            .of(owner.as_ref().map(|owner| owner.id))
            .write_from(&mut *tx, now, &request.address, &request.browser)
            .await?;
    }
    if reached && owners_phone != Some(phone) {
        let destinations = Destinations {
            phone: Some(phone),
            email: None,
        };
        let kind = VerificationKind::Registration;
        request
            .send(&app.portal, &mut tx, kind, None, destinations, now)
            .await?;
    }
    if let Some(owners) = tell {
        let words = Notification::AlreadyRegistered.text().to(request.language);
        jobs::enqueue(&mut *tx, &notifications::sms(owners, words), now, now).await?;
    }
    tx.commit().await?;
    app.jobs.wake();
    Ok(Done::Finished)
}

/// Whether the owner may be told once more: whoever types the owner's number again and again floods no telephone.
async fn may_tell(app: &AppState, phone: &str, from: &str, now: OffsetDateTime) -> Result<bool> {
    let budget = Budget::Registration;
    Ok(may_reach(app, budget, phone, from, now).await? && budget.take_quietly(app, now).await?)
}
