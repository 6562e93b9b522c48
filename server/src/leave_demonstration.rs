//! `server leave-demonstration`: what a demonstration leaves behind opens nothing any more.
//!
//! In a demonstration everybody reads one-time codes and can be its administrator. So whoever registered has proved nothing,
//! and whoever became an officer may have been made one by anybody.

use crate::{audit::Event, database::SERVING, features, http, installation::Purpose};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use std::fmt;
use time::OffsetDateTime;

/// Why, as the audit log says it.
const COMMAND: &str = "server leave-demonstration";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closes {
    Everybody,
    /// Those that the server made itself. For a portal that was one in earnest, with texts sent to real telephones, and only
    /// started as a demonstration by mistake.
    DemonstrationAccounts,
}

#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    #[error("the database is no demonstration’s; nothing was changed")]
    NoDemonstration,
    /// It would go on with what it has in memory, and open again what is closed.
    #[error("a server is running on this database; stop it first; nothing was changed")]
    Running,
    /// They would go on in earnest, to whom somebody named who read the officers' published passwords.
    #[error(
        "{refunds} refunds of together {total} đ are not at an end; end each at the desk (reject it, or take in that its \
         transfer failed), then come again; nothing was changed"
    )]
    RefundsUnderWay {
        refunds: i64,
        /// In đồng.
        total: i64,
    },
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Other(#[from] http::Error),
}

#[derive(Debug, PartialEq, Eq)]
pub struct Left {
    /// Accounts that cannot be signed in to any more.
    pub closed: u64,
    /// Accounts that stay open.
    pub kept: i64,
    /// Officers whose work ended.
    pub officers: usize,
    /// Messages that were not sent yet, and are not going to be.
    pub messages: u64,
    /// Dossiers that were filed.
    pub dossiers: i64,
    /// Payments that were begun.
    pub attempts: i64,
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            closed,
            kept,
            officers,
            messages,
            dossiers,
            attempts,
        } = self;
        writeln!(
            f,
            "The database is no demonstration’s any more; the server starts with PRODUCTION=1."
        )?;
        writeln!(
            f,
            "Closed: {closed} accounts, without password, passkey, certificate or link to an account elsewhere. Their numbers can be registered anew."
        )?;
        writeln!(
            f,
            "Ended: every session, every sign-in and registration under way, and the work of {officers} officers."
        )?;
        writeln!(
            f,
            "Deleted: {messages} messages that were waiting to be sent."
        )?;
        if *kept > 0 {
            writeln!(
                f,
                "Open: {kept} accounts that the server did not make, with their passwords and passkeys."
            )?;
        }
        write!(
            f,
            "Kept, because history is never deleted: {dossiers} dossiers and {attempts} payments with their receipts and books. \
             Where they were only tried out, begin with an empty database instead.\n\
             Next: whoever is to be the first administrator registers at the portal; then `server administrator <identity number>`."
        )
    }
}

/// Closes what a demonstration has opened, all of it or nothing.
///
/// # Errors
/// The database is no demonstration's, or cannot be changed.
pub async fn leave_demonstration(
    db: &PgPool,
    closes: Closes,
    now: OffsetDateTime,
) -> Result<Left, LeaveError> {
    let mut tx = db.begin().await?;
    let running = sqlx::query_scalar!(
        r#"select exists (select from pg_stat_activity
                          where datname = current_database() and application_name = $1) as "running!""#,
        SERVING
    )
    .fetch_one(&mut *tx)
    .await?;
    if running {
        return Err(LeaveError::Running);
    }
    let under_way = sqlx::query!(
        r#"select count(*) as "refunds!", coalesce(sum(amount), 0)::bigint as "total!" from refunds
           where state not in ('done', 'failed', 'rejected')"#
    )
    .fetch_one(&mut *tx)
    .await?;
    if under_way.refunds > 0 {
        return Err(LeaveError::RefundsUnderWay {
            refunds: under_way.refunds,
            total: under_way.total,
        });
    }
    let left = sqlx::query!(
        "update installation set purpose = $1, since = $2 where purpose = $3",
        Purpose::Production as Purpose,
        now,
        Purpose::Demonstration as Purpose,
    )
    .execute(&mut *tx)
    .await?;
    if left.rows_affected() == 0 {
        return Err(LeaveError::NoDemonstration);
    }
    let officers = end_officers(&mut tx, now).await?;
    end_what_is_under_way(&mut tx, now).await?;
    let messages = delete_messages(&mut tx).await?;
    let closed = close_accounts(&mut tx, closes).await?;
    let counts = sqlx::query!(
        r#"select (select count(*) from accounts where state <> 'closed') as "kept!",
             (select count(*) from dossiers where sent_at is not null) as "dossiers!",
             (select count(*) from payment_attempts) as "attempts!""#
    )
    .fetch_one(&mut *tx)
    .await?;
    Event::DemonstrationLeft
        .of(None)
        .by_operator()
        .because(COMMAND)
        .with(json!({
            "accounts_closed": closed,
            "accounts_kept": counts.kept,
            "officers_ended": officers,
            "messages_deleted": messages,
        }))
        .write_without_request(&mut *tx, now)
        .await?;
    tx.commit().await?;
    Ok(Left {
        closed,
        kept: counts.kept,
        officers,
        messages,
        dossiers: counts.dossiers,
        attempts: counts.attempts,
    })
}

/// Also that of officers who are nobody's invention: an administrator whose password is published may have appointed them.
async fn end_officers(tx: &mut PgConnection, now: OffsetDateTime) -> Result<usize, LeaveError> {
    let officers = sqlx::query_scalar!(
        "update officers set ended_at = $1 where ended_at is null returning account_id",
        now
    )
    .fetch_all(&mut *tx)
    .await?;
    for officer in &officers {
        Event::OfficerEnded
            .of(*officer)
            .by_operator()
            .because(COMMAND)
            .write_without_request(&mut *tx, now)
            .await?;
    }
    Ok(officers.len())
}

/// Whoever has proved something to the sandbox has proved it to nobody.
async fn end_what_is_under_way(
    tx: &mut PgConnection,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sessions")
        .execute(&mut *tx)
        .await?;
    sqlx::query!("delete from known_browsers")
        .execute(&mut *tx)
        .await?;
    sqlx::query!("delete from verifications")
        .execute(&mut *tx)
        .await?;
    sqlx::query!("delete from ceremonies")
        .execute(&mut *tx)
        .await?;
    sqlx::query!("delete from linked_identities")
        .execute(&mut *tx)
        .await?;
    sqlx::query!("delete from certificates")
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "update phone_replacements set ended_at = $1, outcome = 'superseded' where ended_at is null",
        now
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// They would go to whoever has the number in earnest.
async fn delete_messages(tx: &mut PgConnection) -> Result<u64, sqlx::Error> {
    let handlers = features::job_handlers();
    let deleted = sqlx::query!(
        "delete from jobs where work ->> 'kind' = any($1) or work ->> 'kind' = 'replace_phone'",
        handlers.message_kinds(),
    )
    .execute(tx)
    .await?;
    Ok(deleted.rows_affected())
}

/// An account cannot be deleted, because history refers to it. It gives up what it was registered with, so that the person
/// whose number was made use of can register.
async fn close_accounts(tx: &mut PgConnection, closes: Closes) -> Result<u64, sqlx::Error> {
    let everybody = closes == Closes::Everybody;
    sqlx::query!(
        "delete from passkeys p using accounts a where a.id = p.account_id and (a.demonstration or $1)",
        everybody
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "delete from former_login_names f using accounts a where a.id = f.account_id and (a.demonstration or $1)",
        everybody
    )
    .execute(&mut *tx)
    .await?;
    let closed = sqlx::query!(
        "update accounts set state = 'closed', password_hash = null, login_name = 'closed-' || id,
             identity_number = case kind when 'citizen' then 'closed-' || id else identity_number end,
             tax_code = case kind when 'enterprise' then 'closed-' || id else tax_code end,
             email = case kind when 'agency' then 'closed-' || id else email end
         where state <> 'closed' and (demonstration or $1)",
        everybody
    )
    .execute(tx)
    .await?;
    Ok(closed.rows_affected())
}
