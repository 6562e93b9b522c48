//! The list of refunds that the bank transfers, out as CSV or as a workbook, and its results in.

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
use untrusted_input::transfer_results::{self, Fault, TransferResultsError, TransferStatus};
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

/// Handles `GET /api/v1/finance/transfers.csv` and `transfers.xlsx`: every refund that waits for the bank. Giving the list out
/// again changes nothing: the bank knows each transfer by its reference.
pub async fn download(State(app): State<crate::state::AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let reference = crate::http::context::reference(&parts);
    let file_type = FileType::of(parts.uri.path());
    let file = async {
        let cx = RequestContext::from_parts(&app, &parts).await?;
        let officer = cx.finance_officer()?;
        list(&cx, officer, file_type).await
    };
    match file.await {
        Ok(file) => file_type.answer("hoan-phi", file),
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

/// The list, and in the log that it was taken out, by whom: it holds numbers of citizens' accounts.
async fn list(cx: &RequestContext, officer: Uuid, file_type: FileType) -> Result<Vec<u8>> {
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
    let rows = rows.into_iter().map(|row| {
        vec![
            Cell::Text(row.reference),
            Cell::Text(row.bank_bin),
            Cell::Text(row.account_number),
            Cell::Text(row.account_holder),
            Cell::Number(row.amount.as_i64()),
            Cell::Text(format!("Hoan phi ho so {}", row.number)),
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
                    code: typed::shortened(&outcome.message, SHOWN).into_owned(),
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
