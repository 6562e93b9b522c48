//! What is done with the log every night: sealed, proved, and what is old enough removed.

use super::{
    chain::{self, Extent},
    keys::Keys,
    verify::verify,
};
use crate::{
    clock::next_night,
    http::Result,
    jobs::{Done, Work},
    metrics,
    state::AppState,
};
use domain::calendar::vietnam_date;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

/// When, in hours after midnight in Vietnam.
pub const NIGHTLY_AT: i64 = 1;

/// Proves the audit log and removes what is old enough, every night.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "tend_audit_log")]
pub struct TendAuditLog {}

impl Work for TendAuditLog {
    const KINDS: &[&str] = &["tend_audit_log"];
}

/// Seals what is left, proves the whole log, and removes the days that are over their time. Where anything does not agree, nothing
/// is removed.
pub async fn tend(app: AppState) -> Result<Done> {
    let now = app.clock.now();
    let keys = Keys::of(&app.config.audit);
    chain::seal(&app.db_for_waiting, &keys, now, Extent::All).await?;
    let report = verify(&app.db_for_waiting, &keys, now).await?;
    for difference in &report.differences {
        tracing::error!(%difference, "the audit log is not as it was written");
    }
    metrics::audit_log_differs(report.differences.len());
    tracing::info!(
        compared = report.compared,
        found = report.differences.len(),
        "the audit log was verified"
    );
    if report.differences.is_empty() {
        remove_old(&app.db_for_waiting, app.config.audit.retention_days, now).await?;
    }
    Ok(Done::Again(next_night(now, NIGHTLY_AT)))
}

/// Removes the entries of whole days that were over more than `kept_days` ago; their signed heads stay. Says how many entries.
///
/// # Errors
/// A database error, also for days that the database still keeps.
pub async fn remove_old(db: &PgPool, kept_days: u32, now: OffsetDateTime) -> Result<i64> {
    let last_day = vietnam_date(now) - Duration::days(i64::from(kept_days) + 1);
    let removed = sqlx::query_scalar!(r#"select remove_audit_days($1) as "removed!""#, last_day)
        .fetch_one(db)
        .await?;
    if removed > 0 {
        tracing::info!(removed, %last_day, "old entries of the audit log were removed");
    }
    Ok(removed)
}
