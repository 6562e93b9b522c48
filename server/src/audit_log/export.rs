//! `GET /api/v1/audit-log.csv` and `.xlsx`: what the filter finds, as a table. Taking it out is an act that is written down.

use super::{filter::Filter, list::PAGE_SIZE};
use crate::{
    audit::{Event, Object},
    error::problem_response,
    http::{
        Error, RequestContext, Result,
        table::{Cell, FileType, Table},
    },
    state::AppState,
};
use app::{
    api::{
        Problem,
        audit::{AuditEntry, AuditQuery},
        paging::LAST_PAGE,
    },
    locales::t,
};
use axum::{
    extract::{Request, State},
    response::Response,
};
use domain::{
    calendar::compact_time,
    language::{Text, text},
};
use serde_json::{Value, json};
use untrusted_input::query;

/// Most entries in a table, which is as far as pages can be turned.
pub(super) const LONGEST: i64 = LAST_PAGE as i64 * PAGE_SIZE as i64;

const COLUMNS: [Text; 15] = [
    text("Số thứ tự", "Sequence"),
    text("Lúc (giờ Việt Nam)", "When (Vietnam time)"),
    text("Sự kiện", "Event"),
    text("Mã sự kiện", "Event name"),
    text("Đối tượng", "Object"),
    text("Tài khoản", "Account"),
    text("Số CCCD/CMND", "Identity number"),
    text("Người thực hiện", "Done by"),
    text(
        "Số CCCD/CMND người thực hiện",
        "Identity number of the person who did it",
    ),
    text("Thay đổi", "Changes"),
    text("Lý do", "Reason"),
    text("Chi tiết", "Detail"),
    text("Địa chỉ mạng", "Network address"),
    text("Trình duyệt", "Browser"),
    text("Mã niêm phong", "Seal"),
];

pub async fn download(State(app): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let reference = crate::http::context::reference(&parts);
    let file_type = FileType::of(parts.uri.path());
    let file = async {
        let cx = RequestContext::from_parts(&app, &parts).await?;
        let query = query::read_typed(parts.uri.query().unwrap_or_default())
            .map_err(|_| Problem::not_found())?;
        Ok((table(&cx, &query, file_type).await?, cx.now))
    };
    match file.await {
        Ok((file, now)) => file_type.answer(&format!("nhat-ky-{}", compact_time(now)), file),
        Err(error) => {
            let error: Error = error;
            problem_response(&error.into_problem(&reference))
        }
    }
}

async fn table(cx: &RequestContext, query: &AuditQuery, file_type: FileType) -> Result<Vec<u8>> {
    let filter = Filter::of(cx, query).await?;
    let mut tx = cx.db().begin().await?;
    let found = filter.find(&mut *tx, LONGEST + 1, 0).await?;
    if i64::try_from(found.len()).unwrap_or(i64::MAX) > LONGEST {
        return Err(too_many().into());
    }
    let rows = found.len();
    let mut table = Table {
        columns: COLUMNS.map(|name| t(name).to_owned()).into(),
        rows: Vec::with_capacity(rows),
    };
    for found in found {
        let sequence = found.sequence;
        let seal = found.hash.as_ref().map(hex::encode);
        table.rows.push(cells(filter.view(found)?, sequence, seal));
    }
    let file = table.into_file(file_type).await?;
    Event::AuditLogExported
        .on(Object::AuditLog)
        .by(cx.account()?)
        .with(taken_out(query, rows))
        .write(&mut *tx, cx)
        .await?;
    tx.commit().await?;
    Ok(file)
}

/// How much was taken out, and what was asked for.
fn taken_out(query: &AuditQuery, entries: usize) -> Value {
    let asked = [
        ("event", query.event.clone()),
        ("account", masked(&query.account)),
        ("actor", masked(&query.actor)),
        ("from", query.from.clone()),
        ("until", query.until.clone()),
    ];
    let mut taken = json!({ "entries": entries });
    for (name, value) in asked.into_iter().filter(|(_, value)| !value.is_empty()) {
        // Somebody may have typed anything into the address.
        taken[name] = value.chars().take(100).collect::<String>().into();
    }
    taken
}

fn cells(entry: AuditEntry, sequence: Option<i64>, seal: Option<String>) -> Vec<Cell> {
    let changes: Vec<String> = entry
        .changes
        .iter()
        .map(|change| format!("{}: {} → {}", change.name, change.before, change.after))
        .collect();
    let sequence = sequence.map_or(Cell::Text(String::new()), Cell::Number);
    let words = [
        entry.at,
        entry.what,
        entry.event,
        entry.object.map(|object| object.what).unwrap_or_default(),
        entry.account_name.unwrap_or_default(),
        entry.masked_identity_number.unwrap_or_default(),
        entry.done_by,
        entry.actor_masked_number.unwrap_or_default(),
        changes.join("; "),
        entry.reason,
        entry.detail,
        entry.address,
        entry.browser,
        seal.unwrap_or_default(),
    ];
    std::iter::once(sequence)
        .chain(words.map(Cell::Text))
        .collect()
}

/// What was looked for, without telling a whole identity number.
fn masked(typed: &str) -> String {
    let typed = typed.trim();
    let count = typed.chars().count();
    if count <= 6 {
        return "x".repeat(count);
    }
    typed
        .chars()
        .enumerate()
        .map(|(at, letter)| {
            if at < 3 || at + 3 >= count {
                letter
            } else {
                'x'
            }
        })
        .collect()
}

fn too_many() -> Problem {
    Problem::conflict(text(
        "Nhật ký tìm được quá dài, không tải về một lần được.",
        "This part of the log is too long to download at once.",
    ))
    .with_detail(text(
        "Chọn khoảng ngày ngắn hơn rồi tải lại, tối đa 25.000 dòng mỗi lần.",
        "Choose a shorter period and download again; at most 25,000 entries at once.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_somebody_looked_for_is_told_in_part() {
        for (typed, told) in [(" 072090000017 ", "072xxxxxx017"), ("abc", "xxx"), ("", "")] {
            assert_eq!(masked(typed), told);
        }
    }
}
