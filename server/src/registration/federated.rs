//! A new account for somebody whom an identity provider or a certificate has identified: what it says cannot be typed over.

use super::Details;
use crate::{
    audit::Event,
    http::{Reply, RequestContext, Result},
    identity_links::PendingIdentity,
    login::pending_identity,
    verification::{self, Delivery, Destinations, NewVerification},
};
use app::{
    api::{
        accounts::{AccountKind, RegistrationInput},
        verifications::{CodeMethod, Verification, VerificationKind},
    },
    forms::account,
};
use domain::{
    calendar::{format_date, vietnam_date},
    contact::EmailAddress,
};
use identity_providers::Identity;
use serde_json::json;

/// Handles `POST /api/v1/pending-identity/registration`.
///
/// # Errors
/// 410 where nobody is; field errors; 409 where an account has come up meanwhile; 429; or a database error.
pub async fn register(
    cx: RequestContext,
    (): (),
    input: RegistrationInput,
) -> Result<Reply<Verification>> {
    let (pending, _) = pending_identity::find(&cx).await?;
    let details = account::registration(&over(&pending, input), vietnam_date(cx.now))?;
    let taken = sqlx::query_scalar!(
        r#"select exists (select from accounts where login_name = $1) as "taken!""#,
        details.login_name()
    )
    .fetch_one(cx.db())
    .await?;
    if taken {
        return Err(super::taken(&cx));
    }
    verification::limit_chosen(&cx, details.login_name(), details.phone.as_str()).await?;
    Event::RegistrationBegan
        .of(None)
        .with(json!({ "method": pending.method }))
        .write(cx.db(), &cx)
        .await?;
    let (verification, cookie) = verification::begin(
        &cx,
        NewVerification {
            kind: VerificationKind::Registration,
            account_id: None,
            destinations: Destinations {
                phone: Some(details.phone.as_str()),
                email: details.email.as_ref().map(EmailAddress::as_str),
            },
            method: CodeMethod::Sms,
            delivery: Delivery::Direct,
            details: serde_json::to_value(Details {
                registration: details.clone(),
                pending_identity: Some(pending),
            })?,
        },
    )
    .await?;
    // Who was identified stays so until there is an account: a number that was typed wrong is changed on the same page.
    Ok(Reply::from(verification).with_cookie(cookie))
}

/// What an identity says, in place of what was typed.
fn over(pending: &PendingIdentity, typed: RegistrationInput) -> RegistrationInput {
    let Identity {
        organisation,
        identity_number,
        full_name,
        birth_date,
        ..
    } = &pending.identity;
    let (tax_code, legal_name) = organisation.as_ref().map_or((None, None), |organisation| {
        (
            Some(organisation.tax_code.as_str().to_owned()),
            organisation
                .name
                .as_ref()
                .map(|name| name.as_str().to_owned()),
        )
    });
    RegistrationInput {
        account_kind: match pending.kind() {
            AccountKind::Enterprise => "enterprise".to_owned(),
            _ => "citizen".to_owned(),
        },
        tax_code: tax_code.unwrap_or_default(),
        legal_name: legal_name.unwrap_or(typed.legal_name),
        identity_number: identity_number
            .as_ref()
            .map_or(typed.identity_number, |number| number.as_str().to_owned()),
        full_name: full_name
            .as_ref()
            .map_or(typed.full_name, |name| name.as_str().to_owned()),
        birth_date: birth_date.map_or(typed.birth_date, format_date),
        // Not asked for: a program that got this far has signed in elsewhere.
        captcha: "-".to_owned(),
        ..typed
    }
}
