//! Payment orders: what must be paid for a dossier.

use super::{attempt_view, events::stored_state};
use crate::{
    catalogue,
    http::{Cx, Error, Result},
};
use app::api::{
    Empty, Problem,
    dossiers::DossierPath,
    payments::{Channel, ChannelKind, PaymentOrder},
};
use domain::{
    calendar::vietnam_date,
    fees::{FeeInput, FeeLine, Totals, compute},
    language::Language,
    money::Vnd,
    payment::OrderState,
};
use sqlx::{PgPool, PgTransaction};
use time::OffsetDateTime;
use uuid::Uuid;

/// Who is paid, as the guide prints it.
const SUPPLIER: &str = "Cổng DVC Tây Ninh";

/// Makes the order for a dossier that was just sent, with the fees of this day copied onto it. Procedures without fees get
/// none.
///
/// # Errors
/// Fee rules that contradict each other, or a database error.
pub async fn create(
    tx: &mut PgTransaction<'_>,
    dossier_number: i64,
    procedure_code: &str,
    input: &FeeInput,
    now: OffsetDateTime,
) -> Result<()> {
    let today = vietnam_date(now);
    let rules = catalogue::find_fee_rules(&mut **tx, procedure_code).await?;
    if !rules.iter().any(|rule| rule.is_in_force(today)) {
        return Ok(());
    }
    let lines = compute(&rules, today, input).map_err(Error::internal)?;
    let total = Totals::of(&lines).map_err(Error::internal)?.total;
    if total <= Vnd::ZERO {
        return Ok(());
    }
    sqlx::query!(
        "insert into payment_orders (id, dossier_number, text, supplier, lines, amount, currency, state, created_at)
         values ($1, $2, $3, $4, $5, $6, 'VND', $7, $8)
         on conflict on constraint payment_orders_dossier_key do nothing",
        Uuid::new_v4(),
        dossier_number,
        format!("Thanh toán {} cho hồ sơ {dossier_number}", kinds(&lines)),
        SUPPLIER,
        serde_json::to_value(&lines)?,
        total.as_i64(),
        OrderState::Due.as_str(),
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
pub async fn show(cx: Cx, path: DossierPath, _: Empty) -> Result<PaymentOrder> {
    let account_id = cx.account()?;
    let row = sqlx::query!(
        r#"select o.*, r.id as "receipt?"
           from payment_orders o
           join dossiers d on d.number = o.dossier_number
           left join receipts r on r.order_id = o.id
           where d.number = $1 and d.account_id = $2"#,
        path.number,
        account_id
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    let lines: Vec<FeeLine> = serde_json::from_value(row.lines)?;
    Ok(PaymentOrder {
        id: row.id,
        dossier_number: row.dossier_number,
        text: row.text,
        supplier: row.supplier,
        totals: Totals::of(&lines).map_err(Error::internal)?,
        lines,
        transaction_fee: Vnd::ZERO,
        state: stored_state(row.state)?,
        channels: channels(cx.db(), cx.preferences.language).await?,
        latest_attempt: attempt_view::latest(cx.db(), row.id).await?,
        receipt: row.receipt,
    })
}

/// Channels that are switched on, in their order, told in a language.
async fn channels(db: &PgPool, language: Language) -> Result<Vec<Channel>> {
    let rows = sqlx::query!("select * from payment_channels where enabled order by position")
        .fetch_all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Channel {
            code: row.code,
            name: row.name,
            kind: if row.kind == "wallet" {
                ChannelKind::Wallet
            } else {
                ChannelKind::Bank
            },
            monogram: row.monogram,
            precondition: match language {
                Language::Vietnamese => row.precondition,
                Language::English => row.precondition_english,
            },
        })
        .collect())
}
