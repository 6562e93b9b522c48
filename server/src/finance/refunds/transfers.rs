//! The list of refunds that the bank transfers, out as CSV or as a workbook, and its results in.

use super::{
    batches::{self, Batch, Wanted},
    record::record,
};
use crate::{
    audit::{Event, Object},
    error::problem_response,
    http::{
        RequestContext, Result,
        table::{Cell, FileType, Table},
    },
    refunds::events,
};
use app::api::{
    Problem,
    finance::{TransferResults, TransferSummary},
};
use axum::{
    extract::{Request, State},
    response::Response,
};
use domain::{
    language::Language,
    money::Vnd,
    refund::{RefundEvent, RefundState},
    typed,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgTransaction;
use time::OffsetDateTime;
use untrusted_input::transfer_results::{
    self, Fault, TransferResult, TransferResultsError, TransferStatus,
};
use uuid::Uuid;

/// Of a bank's words, in characters. Officers see them in a table; all of them stand in the file, whose hash is in the log.
const SHOWN: usize = 200;

const COLUMNS: [&str; 6] = [
    "refund_reference",
    "bank_bin",
    "account_number",
    "account_name",
    "amount",
    "content",
];

/// Handles `GET /api/v1/finance/transfers.csv` and `transfers.xlsx`: the oldest batch of which the bank has not told everything,
/// or else a new one of what waits for the bank; with `?batch=new` a new one in any case. Given out again a batch is the same, and
/// the name of the file says so.
pub async fn download(State(app): State<crate::state::AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let reference = crate::http::context::reference(&parts);
    let file_type = FileType::of(parts.uri.path());
    let wanted = match parts.uri.query() {
        Some("batch=new") => Wanted::New,
        _ => Wanted::Open,
    };
    let file = async {
        let cx = RequestContext::from_parts(&app, &parts).await?;
        let officer = cx.finance_officer()?;
        list(&cx, officer, wanted, file_type).await
    };
    match file.await {
        Ok((batch, file)) => file_type.answer(&file_name(batch), file),
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

/// Says the number of the batch and, where it was given out before, how often that is with this time.
fn file_name(batch: Option<Batch>) -> String {
    match batch {
        None => "hoan-phi".to_owned(),
        Some(Batch {
            number,
            downloads: 1,
        }) => format!("hoan-phi-lo-{number}"),
        Some(Batch { number, downloads }) => format!("hoan-phi-lo-{number}-tai-lan-{downloads}"),
    }
}

/// The batch, and in the log that it was taken out, by whom: it holds numbers of citizens' accounts.
async fn list(
    cx: &RequestContext,
    officer: Uuid,
    wanted: Wanted,
    file_type: FileType,
) -> Result<(Option<Batch>, Vec<u8>)> {
    let mut tx = cx.db().begin().await?;
    let batch = batches::give_out(&mut tx, wanted, officer, cx.now).await?;
    let number = batch.map(|batch| batch.number);
    let rows = sqlx::query!(
        r#"select r.reference, r.bank_bin as "bank_bin!", r.account_number as "account_number!",
               r.account_holder as "account_holder!", r.amount, d.number
           from refunds r
           join payment_attempts a on a.id = r.attempt_id
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           where r.transfer_batch = $1 order by r.decided_at, r.id"#,
        number
    )
    .fetch_all(&mut *tx)
    .await?;
    let (refunds, total) = (
        rows.len(),
        Vnd::checked_sum(rows.iter().map(|row| row.amount)),
    );
    let lot = number.unwrap_or_default();
    let rows = rows.into_iter().map(|row| {
        // The batch and our reference as well, so that a line of the bank's own statement names its refund.
        let content = format!("Hoan phi lo {lot} {} {}", row.number, row.reference);
        vec![
            Cell::Text(row.reference),
            Cell::Text(row.bank_bin),
            Cell::Text(row.account_number),
            Cell::Text(row.account_holder),
            Cell::Number(row.amount.as_i64()),
            Cell::Text(content),
        ]
    });
    let table = Table {
        columns: COLUMNS.map(str::to_owned).into(),
        rows: rows.collect(),
    };
    let file = table.into_file(file_type).await?;
    Event::TransfersDownloaded
        .on(Object::TransferList)
        .by(officer)
        .with(json!({
            "batch": number,
            "downloads": batch.map(|batch| batch.downloads),
            "refunds": refunds,
            "total": total,
            "file": hex::encode(Sha256::digest(&file)),
        }))
        .write(&mut *tx, cx)
        .await?;
    tx.commit().await?;
    Ok((batch, file))
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
    lock_orders_of(&mut tx, &outcomes).await?;
    let mut file = None;
    for outcome in outcomes {
        let Some((id, state)) = listed(&mut tx, &outcome.refund_reference).await? else {
            summary.unknown.push(outcome.refund_reference);
            continue;
        };
        if !is_news(state, outcome.status) {
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
                    code: typed::shortened(&outcome.message, SHOWN).into_owned(),
                }
            }
        };
        record(&mut tx, id, &event, cx.now).await?;
        let file = match file {
            Some(file) => file,
            None => *file.insert(keep(&mut tx, &input.csv, officer, cx.now).await?),
        };
        sqlx::query!(
            "update refunds set results_file = $2 where id = $1",
            id,
            file
        )
        .execute(&mut *tx)
        .await?;
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

/// Whether a line changes what is known: it was waited for, or an earlier file said wrongly that the transfer had failed. Then the
/// money went back after all, and what was proposed in its place is withdrawn.
fn is_news(state: RefundState, told: TransferStatus) -> bool {
    matches!(
        (state, told),
        (RefundState::Listed, _) | (RefundState::Failed, TransferStatus::Done)
    )
}

/// Two files may have the same refunds in another order.
async fn lock_orders_of(tx: &mut PgTransaction<'_>, outcomes: &[TransferResult]) -> Result<()> {
    let references: Vec<String> = outcomes
        .iter()
        .map(|outcome| typed::reference(&outcome.refund_reference))
        .collect();
    let refunds = sqlx::query_scalar!(
        "select id from refunds where reference = any ($1) and account_number is not null",
        &references
    )
    .fetch_all(&mut **tx)
    .await?;
    events::lock_orders_of(tx, &refunds).await
}

/// Keeps a file that had news, as it was brought, with whoever brought it.
async fn keep(
    tx: &mut PgTransaction<'_>,
    csv: &str,
    officer: Uuid,
    now: OffsetDateTime,
) -> Result<Uuid> {
    let id = Uuid::new_v4();
    sqlx::query!(
        "insert into transfer_result_files (id, csv, taken_by, taken_at) values ($1, $2, $3, $4)",
        id,
        csv,
        officer,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// A refund that was approved for transfer, by its reference.
async fn listed(
    tx: &mut PgTransaction<'_>,
    reference: &str,
) -> Result<Option<(Uuid, RefundState)>> {
    let row = sqlx::query!(
        "select id, state from refunds where reference = $1 and account_number is not null",
        typed::reference(reference)
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.id, row.state)))
}

fn unreadable(error: TransferResultsError) -> Problem {
    let told = |language: Language| match language {
        Language::Vietnamese => in_vietnamese(error),
        Language::English => in_english(error),
    };
    Problem::field("csv", told)
}

fn in_vietnamese(error: TransferResultsError) -> String {
    match error {
        TransferResultsError::TooManyLines => {
            "Tệp kết quả có hơn 2.000 dòng. Chia thành nhiều tệp rồi gửi từng tệp.".to_owned()
        }
        TransferResultsError::Unreadable => {
            "Không đọc được tệp kết quả. Dòng đầu phải là: refund_reference,status,bank_transaction,message; \
             status là done hoặc failed."
                .to_owned()
        }
        TransferResultsError::Row { line } => format!(
            "Dòng {line} không có đúng số cột như dòng đầu. Kiểm tra dấu phân cách và dấu nháy kép của dòng này, rồi dán lại cả tệp."
        ),
        TransferResultsError::Contradiction { line, contradicted } => format!(
            "Dòng {contradicted} và dòng {line} ghi hai kết quả khác nhau của cùng một khoản hoàn. Hỏi lại ngân hàng, giữ một dòng, rồi dán lại cả tệp."
        ),
        TransferResultsError::Cell { line, column, fault } => {
            let told = match fault {
                Fault::Missing => "còn trống. Điền giá trị rồi dán lại cả tệp.",
                Fault::Exponent => {
                    "đã bị bảng tính đổi thành dạng 2,63E+11 nên mất chữ số. Định dạng cột là Văn bản (Text), \
                     nhập lại đủ số của ngân hàng, rồi dán lại cả tệp."
                }
                Fault::TooLong => "dài hơn 100 ký tự. Kiểm tra dấu nháy kép của dòng này, rồi dán lại cả tệp.",
                Fault::UnknownStatus => "phải là done hoặc failed. Sửa rồi dán lại cả tệp.",
            };
            format!("Dòng {line}, cột {column}: {told}")
        }
    }
}

fn in_english(error: TransferResultsError) -> String {
    match error {
        TransferResultsError::TooManyLines => {
            "The results have more than 2,000 lines. Split the file and send its parts one by one.".to_owned()
        }
        TransferResultsError::Unreadable => {
            "The results could not be read. The first line must be: refund_reference,status,bank_transaction,message; \
             status is done or failed."
                .to_owned()
        }
        TransferResultsError::Row { line } => format!(
            "Line {line} has not as many columns as the first. Check its separators and quotes, then paste the whole file again."
        ),
        TransferResultsError::Contradiction { line, contradicted } => format!(
            "Lines {contradicted} and {line} have different results of one refund. Ask the bank, keep one of them, then paste the whole file again."
        ),
        TransferResultsError::Cell { line, column, fault } => {
            let told = match fault {
                Fault::Missing => "is empty. Fill it in, then paste the whole file again.",
                Fault::Exponent => {
                    "was turned into something like 2.63E+11 by a spreadsheet and has lost digits. Set the column to Text, \
                     enter the bank’s number in full, then paste the whole file again."
                }
                Fault::TooLong => "has more than 100 characters. Check the quotes of this line, then paste the whole file again.",
                Fault::UnknownStatus => "must be done or failed. Correct it, then paste the whole file again.",
            };
            format!("Line {line}, column {column} {told}")
        }
    }
}
