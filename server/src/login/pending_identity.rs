//! Somebody whom an identity provider or a certificate has identified: signed in where it leads into an account; else led to the
//! account of the same papers, which must be authenticated once as well; else to making one.

use super::complete::{self, Proof};
use crate::{
    auth::ceremony::Ceremony,
    http::{Error, Reply, RequestContext, Result},
    identity_links::PendingIdentity,
    masking::masked_identity_number,
    verification,
};
use app::api::{
    Empty,
    accounts::SignedIn,
    pending_identity::{self as api, PendingIdentityStep},
    security,
    sessions::Method,
};
use uuid::Uuid;

/// Signs in, or says where to go on.
///
/// # Errors
/// 403 where the account may not be signed in to, or a database error.
pub async fn arrive(cx: &RequestContext, pending: PendingIdentity) -> Result<Reply<SignedIn>> {
    // Whoever is about to prove a number of their own goes on with that, signed in as they are.
    if pending.next == security::IDENTITY_NUMBER_PAGE && cx.require_recent_authentication().is_ok()
    {
        let cookie = Ceremony::PendingIdentity
            .begin(cx.db(), cx, None, &pending)
            .await?;
        return Ok(Reply::from(SignedIn { next: pending.next }).with_cookie(cookie));
    }
    let login_name = pending
        .identity
        .login_name()
        .ok_or_else(|| Error::internal("an identity without papers"))?
        .to_owned();
    let mut tx = cx.db().begin().await?;
    if let Some((account_id, state)) = pending.account(&mut tx).await? {
        complete::require_active(cx, &state)?;
        let next = pending.next.clone();
        let entered = complete::enter(&mut tx, cx, proof(pending, account_id)).await?;
        tx.commit().await?;
        return Ok(entered.reply(next));
    }
    let account_id = sqlx::query_scalar!(r#"select account_named($1)"#, login_name)
        .fetch_one(&mut *tx)
        .await?;
    if let Some(account_id) = account_id
        && cx
            .require_recent_authentication()
            .is_ok_and(|proved| proved == account_id)
    {
        complete::link(&pending, &mut tx, cx, account_id).await?;
        tx.commit().await?;
        cx.app.jobs.wake();
        return Ok(Reply::from(SignedIn {
            next: linked(pending.method).to_owned(),
        }));
    }
    let next = match account_id {
        Some(_) => "/dang-nhap/lien-ket",
        None => "/dang-ky/xac-nhan",
    };
    let cookie = Ceremony::PendingIdentity
        .begin(&mut *tx, cx, account_id, &pending)
        .await?;
    tx.commit().await?;
    Ok(Reply::from(SignedIn {
        next: next.to_owned(),
    })
    .with_cookie(cookie))
}

/// The page that says what the account can be signed in to with from now on.
const fn linked(method: Method) -> &'static str {
    match method {
        Method::UsbToken | Method::SigningSim => security::CERTIFICATE_ADDED,
        Method::Password
        | Method::Passkey
        | Method::National
        | Method::Vneid
        | Method::VietnamPost => security::IDENTITY_LINKED,
    }
}

fn proof(pending: PendingIdentity, account_id: Uuid) -> Proof {
    Proof {
        account_id,
        method: pending.method,
        assurance: pending.identity.assurance,
        id_token: pending.identity.id_token,
    }
}

/// Who is identified in this browser, with the account of the same papers, if there is one.
///
/// # Errors
/// 410 where nobody is, or a database error.
pub async fn find(cx: &RequestContext) -> Result<(PendingIdentity, Option<Uuid>)> {
    let found = Ceremony::PendingIdentity.find(cx.db(), cx).await?;
    let (account_id, pending) = found.ok_or_else(verification::expired)?;
    Ok((pending, account_id))
}

/// Handles `GET /api/v1/pending-identity`.
///
/// # Errors
/// 410 where nobody is, or a database error.
pub async fn show(cx: RequestContext, (): (), _: Empty) -> Result<api::PendingIdentity> {
    let (pending, account_id) = find(&cx).await?;
    let kind = pending.kind();
    let PendingIdentity {
        method,
        identity,
        next,
        ..
    } = pending;
    let organisation = identity.organisation;
    Ok(api::PendingIdentity {
        step: match account_id {
            Some(_) => PendingIdentityStep::Link,
            None => PendingIdentityStep::Register,
        },
        method,
        kind,
        full_name: identity.full_name.map(String::from).unwrap_or_default(),
        masked_identity_number: identity
            .identity_number
            .as_ref()
            .map(|number| masked_identity_number(number.as_str()))
            .unwrap_or_default(),
        tax_code: organisation
            .as_ref()
            .map(|organisation| organisation.tax_code.to_string())
            .unwrap_or_default(),
        legal_name: organisation
            .and_then(|organisation| organisation.name)
            .map(String::from)
            .unwrap_or_default(),
        birth_date: identity
            .birth_date
            .map(|born| born.to_string())
            .unwrap_or_default(),
        phone: identity.phone.map(String::from).unwrap_or_default(),
        email: identity.email.map(String::from).unwrap_or_default(),
        next,
    })
}
