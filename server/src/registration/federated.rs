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
use domain::{calendar::vietnam_date, contact::EmailAddress};
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
    let identity = &pending.identity;
    let vouched = account::Vouched {
        legal_name: identity
            .organisation
            .as_ref()
            .and_then(|organisation| organisation.name.clone()),
        full_name: identity.full_name.clone(),
        birth_date: identity.birth_date,
    };
    let input = over(&pending, input);
    let details = account::registration_of(&input, &vouched, vietnam_date(cx.now))?;
    let taken = sqlx::query_scalar!(
        r#"select account_named($1) is not null as "taken!""#,
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

/// The numbers that an identity says, in place of what was typed.
fn over(pending: &PendingIdentity, typed: RegistrationInput) -> RegistrationInput {
    let Identity {
        organisation,
        identity_number,
        ..
    } = &pending.identity;
    RegistrationInput {
        account_kind: match pending.kind() {
            AccountKind::Enterprise => "enterprise".to_owned(),
            _ => "citizen".to_owned(),
        },
        tax_code: organisation
            .as_ref()
            .map(|organisation| organisation.tax_code.as_str().to_owned())
            .unwrap_or_default(),
        identity_number: identity_number
            .as_ref()
            .map_or(typed.identity_number, |number| number.as_str().to_owned()),
        // Not asked for: a program that got this far has signed in elsewhere.
        captcha: "-".to_owned(),
        ..typed
    }
}
