//! The list of refunds that the bank transfers, out as CSV, and its results in.

use crate::{
    audit::{Event, Object},
    error::problem_response,
    http::{RequestContext, Result, csv_cell::harmless},
    refunds::events,
};
use app::api::{
    Problem,
    finance::{TransferResults, TransferSummary},
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{
    language::text,
    money::Vnd,
    refund::{RefundEvent, RefundState},
};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use untrusted_input::transfer_results::{self, TransferResultsError, TransferStatus};
use uuid::Uuid;

#[derive(Serialize)]
struct Transfer {
    refund_reference: String,
    bank_bin: String,
    account_number: String,
    account_name: String,
    /// In đồng.
    amount: Vnd,
    content: String,
}

/// Handles `GET /api/v1/finance/transfers.csv`: every refund that waits for the bank. Giving the list out again changes
/// nothing: the bank knows each transfer by its reference.
pub async fn download(State(app): State<crate::state::AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let reference = crate::http::context::reference(&parts);
    let file = async {
        let cx = RequestContext::from_parts(&app, &parts).await?;
        let officer = cx.finance_officer()?;
        list(&cx, officer).await
    };
    match file.await {
        Ok(csv) => (
            [
                (
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("text/csv; charset=utf-8"),
                ),
                (
                    header::CONTENT_DISPOSITION,
                    HeaderValue::from_static("attachment; filename=\"hoan-phi.csv\""),
                ),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ],
            csv,
        )
            .into_response(),
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

/// The list, and in the log that it was taken out, by whom: it holds numbers of citizens' accounts.
async fn list(cx: &RequestContext, officer: Uuid) -> Result<Vec<u8>> {
    let mut tx = cx.db().begin().await?;
    let rows = sqlx::query!(
        r#"select r.reference, r.bank_bin as "bank_bin!", r.account_number as "account_number!",
               r.account_holder as "account_holder!", r.amount, d.number
           from refunds r
           join payment_attempts a on a.id = r.attempt_id
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           where r.state = 'listed' order by r.decided_at, r.id"#
    )
    .fetch_all(&mut *tx)
    .await?;
    let (refunds, total) = (
        rows.len(),
        Vnd::checked_sum(rows.iter().map(|row| row.amount)),
    );
    let mut file = csv::Writer::from_writer(Vec::new());
    for row in rows {
        file.serialize(Transfer {
            content: format!("Hoan phi ho so {}", row.number),
            refund_reference: row.reference,
            bank_bin: row.bank_bin,
            account_number: row.account_number,
            // A citizen typed it.
            account_name: harmless(&row.account_holder),
            amount: row.amount,
        })
        .map_err(crate::http::Error::internal)?;
    }
    let file = file
        .into_inner()
        .map_err(|error| crate::http::Error::internal(error.to_string()))?;
    Event::TransfersDownloaded
        .on(Object::TransferList)
        .by(officer)
        .with(json!({ "refunds": refunds, "total": total, "file": hex::encode(Sha256::digest(&file)) }))
        .write(&mut *tx, cx)
        .await?;
    tx.commit().await?;
    Ok(file)
}

/// Handles `POST /api/v1/finance/transfers/results`. Rows that were taken in before are counted and change nothing.
///
/// # Errors
/// 401; 403; 422 where it is not such a file, and then no row was taken in; or a database error.
pub async fn record_results(
    cx: RequestContext,
    (): (),
    input: TransferResults,
) -> Result<TransferSummary> {
    let officer = cx.finance_maker()?;
    let outcomes = transfer_results::read(&input.csv).map_err(unreadable)?;
    let mut summary = TransferSummary::default();
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    let mut tx = cx.db().begin().await?;
    for outcome in outcomes {
        let Some((id, state)) = listed(&mut tx, &outcome.refund_reference).await? else {
            summary.unknown.push(outcome.refund_reference);
            continue;
        };
        if state != RefundState::Listed {
            summary.known += 1;
            continue;
        }
        let event = match outcome.status {
            TransferStatus::Done => {
                summary.done += 1;
                done.push(outcome.refund_reference);
                RefundEvent::Done {
                    number: Some(outcome.bank_transaction).filter(|number| !number.is_empty()),
                }
            }
            TransferStatus::Failed => {
                summary.failed += 1;
                failed.push(outcome.refund_reference);
                RefundEvent::Failed {
                    code: outcome.message.chars().take(200).collect(),
                }
            }
        };
        events::record(&mut tx, id, &event, cx.now).await?;
    }
    Event::TransferResultsTaken
        .on(Object::TransferList)
        .by(officer)
        .making(json!({
            "done": done,
            "failed": failed,
            "known": summary.known,
            "unknown": summary.unknown.len(),
            "file": hex::encode(Sha256::digest(&input.csv)),
        }))
        .write(&mut *tx, &cx)
        .await?;
    tx.commit().await?;
    Ok(summary)
}

/// A refund that was approved for transfer, by its reference.
async fn listed(
    tx: &mut sqlx::PgTransaction<'_>,
    reference: &str,
) -> Result<Option<(Uuid, RefundState)>> {
    let row = sqlx::query!(
        "select id, state from refunds where reference = $1 and account_number is not null",
        reference
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.id, row.state)))
}

fn unreadable(error: TransferResultsError) -> Problem {
    let told = match error {
        TransferResultsError::TooManyLines => text(
            "Tệp kết quả có hơn 2.000 dòng. Chia thành nhiều tệp rồi gửi từng tệp.",
            "The results have more than 2,000 lines. Split the file and send its parts one by one.",
        ),
        TransferResultsError::Unreadable => text(
            "Không đọc được tệp kết quả. Dòng đầu phải là: refund_reference,status,bank_transaction,message; status là done hoặc failed.",
            "The results could not be read. The first line must be: refund_reference,status,bank_transaction,message; status is done or failed.",
        ),
    };
    Problem::field("csv", told)
}
