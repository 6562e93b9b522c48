//! An administrator lets an agency's account in, or not.

use crate::{
    audit::{Event, Object},
    http::{RequestContext, Result},
    notifications::{self, Notification},
    officers::scope::Act,
};
use app::{
    api::{
        Empty, Problem,
        finance::{IdPath, Rejection},
    },
    forms::officer::reason,
    locales::t,
};
use domain::{language::text, reason::Reason};
use serde_json::json;
use uuid::Uuid;

/// Handles `POST /api/v1/agencies/{id}/approve`.
///
/// # Errors
/// 401; 403, also without a recent proof; 404, also for agencies of other units; 409 where it is decided already; or a database
/// error.
pub async fn approve(cx: RequestContext, path: IdPath, _: Empty) -> Result<Empty> {
    decide(&cx, path.id, None).await
}

/// Handles `POST /api/v1/agencies/{id}/refuse`.
///
/// # Errors
/// As [`approve`], and 422 without a reason.
pub async fn refuse(cx: RequestContext, path: IdPath, input: Rejection) -> Result<Empty> {
    cx.administrator()?;
    let reason = reason(&input.reason)?;
    decide(&cx, path.id, Some(reason)).await
}

/// Lets it in, unless there is a reason not to.
async fn decide(cx: &RequestContext, id: Uuid, refused: Option<Reason>) -> Result<Empty> {
    let Act {
        mut tx,
        actor,
        scope,
    } = Act::begin(cx).await?;
    let state = sqlx::query_scalar!(
        "select state from accounts where id = $1 and kind = 'agency' and unit_code = any ($2) for update",
        id,
        &scope.units
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    if state != "waiting" {
        return Err(Problem::conflict(text(
            "Tài khoản cơ quan này đã được duyệt hoặc từ chối.",
            "This agency’s account has already been approved or rejected.",
        ))
        .into());
    }
    let (event, state, notice) = match &refused {
        None => (
            Event::AgencyApproved,
            "active",
            Notification::AgencyApproved,
        ),
        Some(_) => (Event::AgencyRefused, "refused", Notification::AgencyRefused),
    };
    let mut words = t(notice.text()).to_owned();
    if let Some(reason) = &refused {
        words = format!("{words} {}: {reason}", t(text("Lý do", "Reason")));
    }
    sqlx::query!("update accounts set state = $2 where id = $1", id, state)
        .execute(&mut *tx)
        .await?;
    let mut entry = event.of(id).on(Object::Agency(id)).by(actor).changing(
        json!({ "agency_state": "waiting" }),
        json!({ "agency_state": state }),
    );
    if let Some(reason) = &refused {
        entry = entry.because(reason.as_str());
    }
    entry.write(&mut *tx, cx).await?;
    notifications::recipient(&mut tx, id)
        .await?
        .send_words(&mut tx, notice.subject(), &words, cx.now)
        .await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(Empty {})
}
