//! The certificates that open the account: listed, unbound. They are bound by signing.

use crate::{
    audit::Event,
    http::{RequestContext, Result},
};
use app::api::{
    Empty, Problem,
    signatures::{Certificate, CertificatePath, Certificates},
};
use domain::calendar::{format_date, format_date_time, vietnam_date};

/// Handles `GET /api/v1/account/certificates`.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), _: Empty) -> Result<Certificates> {
    let rows = sqlx::query!(
        "select fingerprint, subject, issuer, not_after, bound_at from certificates
         where account_id = $1 order by bound_at desc, fingerprint",
        cx.account()?
    )
    .fetch_all(cx.db())
    .await?;
    let items = rows
        .into_iter()
        .map(|row| Certificate {
            fingerprint: hex::encode(row.fingerprint),
            name: row.subject,
            issuer: row.issuer,
            good_until: format_date(vietnam_date(row.not_after)),
            since: format_date_time(row.bound_at),
        })
        .collect();
    Ok(Certificates { items })
}

/// Handles `POST /api/v1/account/certificates/{fingerprint}/unbind`.
///
/// # Errors
/// 401; 403 without a recent proof; 404 where it does not open the caller's account; or a database error.
pub async fn unbind(cx: RequestContext, path: CertificatePath, _: Empty) -> Result<Empty> {
    let account_id = cx.require_recent_authentication()?;
    let fingerprint = hex::decode(&path.fingerprint).map_err(|_| Problem::not_found())?;
    let mut tx = cx.db().begin().await?;
    let unbound = sqlx::query!(
        "delete from certificates where account_id = $1 and fingerprint = $2",
        account_id,
        fingerprint
    )
    .execute(&mut *tx)
    .await?;
    if unbound.rows_affected() == 0 {
        return Err(Problem::not_found().into());
    }
    Event::CertificateUnbound
        .of(account_id)
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    Ok(Empty {})
}
