//! What happened to an attempt, and which officers acted: its events, and the acts of officers that are no event.

use crate::{
    audit::Event,
    http::{Error, Result},
};
use app::{api::finance::AttemptStep, locales::localized};
use domain::{calendar::format_date_time, payment::AttemptEvent};
use sqlx::PgConnection;
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

/// Acts that leave no event: what they led to came from elsewhere, or they led to nothing.
const ACTS: [Event; 3] = [
    Event::AttemptAsked,
    Event::CorrectionProposed,
    Event::CorrectionRejected,
];

/// One step, before the officers have their names.
struct Step {
    at: OffsetDateTime,
    name: String,
    detail: String,
    by: Option<Uuid>,
    proposed_by: Option<Uuid>,
}

/// Everything that happened to an attempt, oldest first.
///
/// # Errors
/// A database error, or an event that this version does not know.
pub(super) async fn of(
    db: &mut PgConnection,
    attempt_id: Uuid,
    reference: &str,
) -> Result<Vec<AttemptStep>> {
    // At one and the same time, an act goes before what came of it.
    let mut steps = acts(&mut *db, reference).await?;
    steps.extend(events(&mut *db, attempt_id).await?);
    steps.sort_by_key(|step| step.at);
    let officers: Vec<Uuid> = steps
        .iter()
        .flat_map(|step| [step.by, step.proposed_by])
        .flatten()
        .collect();
    let names = names(db, &officers).await?;
    let name = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    Ok(steps
        .into_iter()
        .map(|step| AttemptStep {
            at: format_date_time(step.at),
            event: step.name,
            detail: step.detail,
            by: name(step.by),
            proposed_by: name(step.proposed_by),
        })
        .collect())
}

async fn events(db: &mut PgConnection, attempt_id: Uuid) -> Result<Vec<Step>> {
    let rows = sqlx::query!(
        "select event, recorded_at from payment_events where attempt_id = $1 order by id",
        attempt_id
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let (by, proposed_by) = officers_of(&row.event)?;
            Ok(Step {
                at: row.recorded_at,
                name: <&str>::from(&row.event.0).to_owned(),
                detail: detail_of(&row.event),
                by,
                proposed_by,
            })
        })
        .collect()
}

async fn acts(db: &mut PgConnection, reference: &str) -> Result<Vec<Step>> {
    let rows = sqlx::query!(
        "select at, event, actor_id, reason from audit_log
         where object_kind = 'attempt' and object_id = $1 and event = any ($2) order by id",
        reference,
        &ACTS[..] as _
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Step {
            at: row.at,
            name: row.event,
            detail: row.reason.unwrap_or_default(),
            by: row.actor_id,
            proposed_by: None,
        })
        .collect())
}

async fn names(db: &mut PgConnection, officers: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    if officers.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        "select id, full_name from accounts where id = any ($1)",
        officers
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.full_name))
        .collect())
}

/// Who acted, and who had proposed it.
fn officers_of(event: &AttemptEvent) -> Result<(Option<Uuid>, Option<Uuid>)> {
    let id = |officer: &str| officer.parse::<Uuid>().map(Some).map_err(Error::internal);
    Ok(match event {
        AttemptEvent::CashReceived { officer, .. } => (id(officer)?, None),
        AttemptEvent::CorrectedPaid {
            proposed_by,
            approved_by,
            ..
        }
        | AttemptEvent::CorrectedFailed {
            proposed_by,
            approved_by,
            ..
        }
        | AttemptEvent::DifferenceAccepted {
            proposed_by,
            approved_by,
            ..
        } => (id(approved_by)?, id(proposed_by)?),
        _ => (None, None),
    })
}

/// What came with an event, for people.
fn detail_of(event: &AttemptEvent) -> String {
    match event {
        AttemptEvent::CreateRefused { code }
        | AttemptEvent::ReportedFailed { code, .. }
        | AttemptEvent::ReportedInFlight { code, .. }
        | AttemptEvent::ReportedUndecided { code, .. }
        | AttemptEvent::ReportedCancelled { code, .. } => code.clone(),
        AttemptEvent::ReportedPaid {
            amount,
            provider_transaction,
            ..
        } => match provider_transaction {
            Some(number) => format!("{}, {number}", localized(amount)),
            None => localized(amount).into_owned(),
        },
        AttemptEvent::CashReceived {
            amount, receipt, ..
        } => format!("{}, {receipt}", localized(amount)),
        AttemptEvent::CorrectedPaid {
            amount,
            provider_transaction,
            reason,
            ..
        } => format!("{}, {provider_transaction}: {reason}", localized(amount)),
        AttemptEvent::CorrectedFailed { reason, .. } => reason.clone(),
        AttemptEvent::DifferenceAccepted {
            received, reason, ..
        } => format!("{}: {reason}", localized(received)),
        AttemptEvent::Returned { amount } => localized(amount).into_owned(),
        AttemptEvent::CreateRequested
        | AttemptEvent::CreateAccepted
        | AttemptEvent::CreateUnanswered
        | AttemptEvent::ReportedPending { .. }
        | AttemptEvent::Superseded
        | AttemptEvent::PayerReturned
        | AttemptEvent::Expired => String::new(),
    }
}
