//! What anybody who holds a receipt may compare with it.

use crate::http::{Error, RequestContext, Result};
use app::api::{
    Empty, Problem,
    receipts::{CheckPath, ReceiptCheck},
};
use domain::{calendar::format_date_time, fees::Totals};

/// Handles `GET /api/v1/receipt-checks/{code}`. Names nobody.
///
/// # Errors
/// 404, or a database error.
pub async fn show(cx: RequestContext, path: CheckPath, _: Empty) -> Result<ReceiptCheck> {
    let row = sqlx::query!(
        "select form_symbol, serial, number, content, issued_at, cancelled_at from receipts where check_code = $1",
        path.code
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    let content = row.content.0;
    let totals = Totals::of(&content.lines).map_err(Error::internal)?;
    Ok(ReceiptCheck {
        form_symbol: row.form_symbol,
        serial: row.serial,
        number: format!("{:07}", row.number),
        agency_name: content.agency_name,
        dossier_reference: content.dossier_reference,
        total: totals.total,
        totals,
        issued_at: format_date_time(row.issued_at),
        cancelled_at: row.cancelled_at.map(format_date_time),
    })
}
