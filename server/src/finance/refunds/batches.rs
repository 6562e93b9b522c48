//! Batches of transfers: what the bank is given at one go, under a number. Given out again, a batch is the same one.

use crate::http::Result;
use sqlx::PgTransaction;
use time::OffsetDateTime;
use uuid::Uuid;

/// Which batch is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The oldest of which the bank has not told everything; a new one where there is none.
    Open,
    /// One of what is in none yet, whatever the bank has not told.
    New,
}

/// A batch as it is given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    pub number: i64,
    /// How often it has been given out, this time included.
    pub downloads: i64,
}

/// The batch to give out, noted as given out; nothing where no refund waits for the bank.
pub(super) async fn give_out(
    tx: &mut PgTransaction<'_>,
    wanted: Wanted,
    officer: Uuid,
    now: OffsetDateTime,
) -> Result<Option<Batch>> {
    // One at a time, or two officers would make two batches where one is wanted.
    sqlx::query!("select pg_advisory_xact_lock(hashtext('transfer_batches'))")
        .execute(&mut **tx)
        .await?;
    let open = match wanted {
        Wanted::Open => oldest_open(tx).await?,
        Wanted::New => None,
    };
    let number = match open {
        Some(number) => number,
        None => match make(tx, officer, now).await? {
            Some(number) => number,
            None => return Ok(None),
        },
    };
    let downloads = note(tx, number, officer, now).await?;
    Ok(Some(Batch { number, downloads }))
}

async fn oldest_open(tx: &mut PgTransaction<'_>) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "select min(transfer_batch) from refunds where state = 'listed' and transfer_batch is not null"
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Makes a batch of what is in none yet.
async fn make(
    tx: &mut PgTransaction<'_>,
    officer: Uuid,
    now: OffsetDateTime,
) -> Result<Option<i64>> {
    let waiting = sqlx::query_scalar!(
        r#"select exists (select from refunds where state = 'listed' and transfer_batch is null) as "waiting!""#
    )
    .fetch_one(&mut **tx)
    .await?;
    if !waiting {
        return Ok(None);
    }
    let number = sqlx::query_scalar!(
        "insert into transfer_batches (made_by, made_at) values ($1, $2) returning number",
        officer,
        now
    )
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query!(
        "update refunds set transfer_batch = $1 where state = 'listed' and transfer_batch is null",
        number
    )
    .execute(&mut **tx)
    .await?;
    Ok(Some(number))
}

/// Notes that a batch is given out, and counts how often it has been.
async fn note(
    tx: &mut PgTransaction<'_>,
    number: i64,
    officer: Uuid,
    now: OffsetDateTime,
) -> Result<i64> {
    sqlx::query!(
        "insert into transfer_batch_downloads (batch, downloaded_by, downloaded_at) values ($1, $2, $3)",
        number,
        officer,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from transfer_batch_downloads where batch = $1"#,
        number
    )
    .fetch_one(&mut **tx)
    .await?)
}
