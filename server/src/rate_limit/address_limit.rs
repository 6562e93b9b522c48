//! Limits by network address, the last resort: whoever can be told apart in another way is limited in that way first.
//!
//! Behind one address there may be a stranger with a program, an office with a hundred citizens, or half a province's telephones.
//! What tells them apart is that citizens end up signed in. So a limit begins small and grows with the number of accounts that
//! were signed in to from there within a day; an account counts once, so that nobody earns more by signing in again and again.

use super::Limit;
use crate::{
    client_address::counted_as,
    http::{RequestContext, Result},
    rate_limit,
    state::AppState,
};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use std::net::IpAddr;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long an account counts for its address.
const COUNTS_FOR: Duration = Duration::days(1);
/// So many accounts earn an address its limit once more.
const ACCOUNTS_FOR_ONCE_MORE: u32 = 5;
/// How often an address can earn its limit besides the one that everybody has: twenty times in all.
const MOST_EARNED: u32 = 19;
/// How many times as much as others an address in one of `OFFICE_NETWORKS` has from the start.
const OFFICE: u32 = 50;

/// Takes one token of the request's address.
///
/// # Errors
/// 429, or a database error.
pub async fn take(cx: &RequestContext, limit: Limit) -> Result<()> {
    take_from(&cx.app, cx.client_ip, limit, cx.now).await
}

/// Takes one token of an address.
///
/// # Errors
/// 429, or a database error.
pub async fn take_from(
    app: &AppState,
    address: IpAddr,
    limit: Limit,
    now: OffsetDateTime,
) -> Result<()> {
    let whom = counted_as(address).to_string();
    let own = at(app, address, limit);
    if rate_limit::try_take(&app.db, own, &whom, now)
        .await?
        .is_some()
    {
        return Ok(());
    }
    // What was earned is looked up only here, so that a request within the limit costs no question more.
    let earned = limit
        .burst
        .saturating_mul(accounts_of(&app.db, address, now).await?)
        / ACCOUNTS_FOR_ONCE_MORE;
    if earned == 0 {
        return rate_limit::refuse(&app.db, own, &whom, now).await;
    }
    let limit = Limit {
        burst: earned,
        ..limit
    };
    rate_limit::take(&app.db, limit, &format!("{whom} earned"), now).await
}

/// Gives a token back: what it was taken for was no stranger's try.
pub async fn give_back(cx: &RequestContext, limit: Limit) -> Result<()> {
    let whom = counted_as(cx.client_ip).to_string();
    rate_limit::give_back(cx.db(), at(&cx.app, cx.client_ip, limit), &whom).await
}

/// Counts an account that was signed in to for the address that it was signed in from.
pub async fn signed_in(tx: &mut PgConnection, cx: &RequestContext, account_id: Uuid) -> Result<()> {
    sqlx::query!(
        "insert into sign_in_addresses (address_hash, account_id, signed_in_at) values ($1, $2, $3)
         on conflict (address_hash, account_id) do update set signed_in_at = $3",
        hash(cx.client_ip),
        account_id,
        cx.now,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets what counts no more.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "delete from sign_in_addresses where signed_in_at <= $1",
        now - COUNTS_FOR
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What an address has without having earned it.
fn at(app: &AppState, address: IpAddr, limit: Limit) -> Limit {
    if !app.config.office_networks.contain(address) {
        return limit;
    }
    Limit {
        burst: limit.burst.saturating_mul(OFFICE),
        ..limit
    }
}

async fn accounts_of(db: &PgPool, address: IpAddr, now: OffsetDateTime) -> Result<u32> {
    let accounts = sqlx::query_scalar!(
        r#"select count(*) as "accounts!" from (
               select from sign_in_addresses where address_hash = $1 and signed_in_at > $2 limit $3
           ) counted"#,
        hash(address),
        now - COUNTS_FOR,
        i64::from(MOST_EARNED * ACCOUNTS_FOR_ONCE_MORE),
    )
    .fetch_one(db)
    .await?;
    Ok(u32::try_from(accounts).unwrap_or(u32::MAX))
}

/// As in `rate_limits`, where whom a bucket is for is stored hashed.
fn hash(address: IpAddr) -> Vec<u8> {
    Sha256::digest(counted_as(address).to_string()).to_vec()
}
