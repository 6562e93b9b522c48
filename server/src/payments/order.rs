//! Payment orders: what must be paid for a dossier.

use super::{attempt_view, channels};
use crate::payments::Providers;
use crate::{
    catalogue,
    http::{Error, RequestContext, Result},
    refunds::for_payer,
};
use app::api::{Empty, Problem, dossiers::DossierPath, payments::PaymentOrder};
use domain::{
    calendar::{format_date, vietnam_date},
    fees::{FeeError, FeeInput, FeeLine, Totals, compute},
    money::Vnd,
    payment::OrderState,
};
use sqlx::PgTransaction;
use time::OffsetDateTime;
use uuid::Uuid;

/// Who is paid, as the guide prints it. It is stored, as what the order is for, in Vietnamese: so providers show both. English
/// pages have words of their own (`app::locales::payment`).
const SUPPLIER: &str = "Cổng DVC Tây Ninh";

/// What is due by the rules of this day for a dossier that is about to be sent, of a procedure whose fee is due on filing; or why
/// that cannot be told. A day without a rule is not free: what costs nothing has a rule that says so.
///
/// # Errors
/// A database error.
pub async fn fees_due(
    tx: &mut PgTransaction<'_>,
    procedure_code: &str,
    input: &FeeInput,
    now: OffsetDateTime,
) -> Result<std::result::Result<Vec<FeeLine>, FeeError>> {
    let rules = catalogue::find_fee_rules(&mut **tx, procedure_code).await?;
    Ok(compute(&rules, vietnam_date(now), input))
}

/// Makes the order for a dossier that was just sent, with the fees of this day copied onto it. Where nothing is due there is none.
///
/// # Errors
/// Fees too large to count, or a database error.
pub async fn create(
    tx: &mut PgTransaction<'_>,
    dossier_number: i64,
    lines: &[FeeLine],
    now: OffsetDateTime,
) -> Result<()> {
    let total = Totals::of(lines).map_err(Error::internal)?.total;
    if total <= Vnd::ZERO {
        return Ok(());
    }
    sqlx::query!(
        "insert into payment_orders (id, dossier_number, text, supplier, lines, amount, currency, state, created_at)
         values ($1, $2, $3, $4, $5, $6, 'VND', $7, $8)
         on conflict on constraint payment_orders_dossier_key do nothing",
        Uuid::new_v4(),
        dossier_number,
        format!("Thanh toán {} cho hồ sơ {dossier_number}", kinds(lines)),
        SUPPLIER,
        serde_json::to_value(lines)?,
        total as _,
        OrderState::Due as _,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// “phí”, “lệ phí” or both, for the text of the order.
fn kinds(lines: &[FeeLine]) -> &'static str {
    use domain::fees::FeeKind::{Charge, Fee};
    let has = |kind| lines.iter().any(|line| line.kind == kind);
    match (has(Fee), has(Charge)) {
        (true, true) => "phí, lệ phí",
        (true, false) => "phí",
        (false, _) => "lệ phí",
    }
}

/// Handles `GET /api/v1/dossiers/{number}/payment-order`.
///
/// # Errors
/// 401; 404 where there is no such dossier of the account or nothing is due for it; or a database error.
pub async fn show(cx: RequestContext, path: DossierPath, _: Empty) -> Result<PaymentOrder> {
    let account_id = cx.account()?;
    let row = sqlx::query!(
        r#"select o.*, r.id as "receipt?", r.cancelled_at as "receipt_cancelled_at?"
           from payment_orders o
           join dossiers d on d.number = o.dossier_number
           -- The last one; others are void.
           left join lateral (
               select id, cancelled_at from receipts where order_id = o.id order by year desc, number desc limit 1
           ) r on true
           where d.number = $1 and d.account_id = $2"#,
        path.number,
        account_id
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    let lines = row.lines.0;
    Ok(PaymentOrder {
        id: row.id,
        dossier_number: row.dossier_number,
        text: row.text,
        supplier: row.supplier,
        totals: Totals::of(&lines).map_err(Error::internal)?,
        lines,
        transaction_fee: Vnd::ZERO,
        state: row.state,
        channels: channels::list(
            cx.db(),
            cx.app.get::<Providers>(),
            account_id,
            row.amount,
            cx.preferences.language,
            cx.now,
        )
        .await?,
        suggested: suggested(&cx, row.id).await?,
        refunds: for_payer::of_order(cx.db(), row.id).await?,
        latest_attempt: attempt_view::latest(cx.db(), row.id).await?,
        receipt: row.receipt,
        receipt_cancelled_on: row.receipt_cancelled_at.map(vietnam_date).map(format_date),
    })
}

/// The next best channel, where the latest attempt could not be opened and another is free to begin.
async fn suggested(cx: &RequestContext, order_id: Uuid) -> Result<Option<String>> {
    let failed = sqlx::query!(
        "select channel_code, amount, opened from payment_attempts where order_id = $1
         order by created_at desc limit 1",
        order_id
    )
    .fetch_optional(cx.db())
    .await?;
    match failed {
        Some(latest) if latest.opened == Some(false) => {
            let (amount, failed) = (latest.amount, &latest.channel_code);
            let mut connection = cx.db().acquire().await?;
            let providers = cx.app.get::<Providers>();
            let next =
                channels::next_best(&mut connection, providers, amount, failed, cx.now).await?;
            Ok(next.map(|next| next.code))
        }
        _ => Ok(None),
    }
}
