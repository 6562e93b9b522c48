//! A draft becomes a dossier, with what is due for it.

use super::{
    locked_draft::{lock, store},
    view::find,
};
use crate::{
    fee_gaps,
    http::{Error, RequestContext, Result},
    idempotency::{IdempotentRequest, KeyState},
    payments,
};
use app::{
    api::dossiers::{Dossier, DossierContent, DossierPath, SendDossier},
    locales::t,
};
use domain::{
    calendar::vietnam_date,
    dossier::DossierState,
    language::{Text, text},
};
use sqlx::{Connection, Postgres, pool::PoolConnection};

const UNIT_MISSING: Text = text("Chọn đơn vị tiếp nhận.", "Choose the receiving office.");

/// Handles `POST /api/v1/dossiers/{number}/send`. Sending what was sent already changes nothing and is no error, so that
/// a double tap is none either. What was typed is saved even where it cannot be sent yet.
///
/// # Errors
/// 400 without a key; 401; 404; 409 where it cannot be told what is due; 422 where the key came with something else; field errors;
/// or a database error.
pub async fn send(
    cx: RequestContext,
    mut connection: PoolConnection<Postgres>,
    path: DossierPath,
    input: DossierContent,
) -> Result<Dossier> {
    let account_id = cx.account()?;
    let request = IdempotentRequest::of::<SendDossier>(&cx, &path, &input)?;
    let mut tx = connection.begin().await?;
    let draft = lock(&mut tx, path.number, account_id).await?;
    match request.claim(&mut tx).await? {
        KeyState::New => {}
        KeyState::Answered(answer) => return answer,
        // The claim commits with the order, so there is none to be found.
        KeyState::Abandoned => return Err(Error::internal("an order without its answer")),
    }
    if draft.state != DossierState::Draft {
        return find(&mut *tx, path.number, account_id).await;
    }
    let checked = check(&input, vietnam_date(cx.now));
    let fees = match &checked {
        Ok(fee_input) if draft.fee_due_on_filing => {
            payments::order::fees_due(&mut tx, &draft.procedure_code, fee_input, cx.now).await?
        }
        _ => Ok(Vec::new()),
    };
    let state = match (&checked, &fees) {
        (Ok(_), Ok(_)) => DossierState::Sent,
        _ => DossierState::Draft,
    };
    store(&mut tx, &draft, path.number, &input, state, cx.now).await?;
    let lines = match (checked, fees) {
        (Ok(_), Ok(lines)) => lines,
        (Err(errors), _) => {
            request.release(&mut tx).await?;
            tx.commit().await?;
            return Err(errors.into());
        }
        (Ok(_), Err(error)) => {
            request.release(&mut tx).await?;
            fee_gaps::report(&mut tx, &draft.procedure_code, &error, cx.now).await?;
            tx.commit().await?;
            cx.app.jobs.wake();
            return Err(fee_gaps::not_sent(&cx).into());
        }
    };
    payments::order::create(&mut tx, path.number, &lines, cx.now).await?;
    let answer = find(&mut *tx, path.number, account_id).await;
    request.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

fn check(
    input: &DossierContent,
    today: time::Date,
) -> std::result::Result<domain::fees::FeeInput, Vec<app::api::FieldError>> {
    let mut errors = Vec::new();
    if input.unit_code.is_empty() {
        errors.push(app::api::FieldError {
            field: "unit_code".to_owned(),
            message: t(UNIT_MISSING).to_owned(),
        });
    }
    match input.form.check(today) {
        Ok(fee_input) if errors.is_empty() => Ok(fee_input),
        Ok(_) => Err(errors),
        Err(more) => {
            errors.extend(more);
            Err(errors)
        }
    }
}
