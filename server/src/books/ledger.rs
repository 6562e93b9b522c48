//! The books: double entry in whole đồng, insert-only, one transaction for each cause.
//!
//! Money that a provider holds for us comes in as `clearing` (debit) owed to the citizen, `citizens` (credit). When it
//! settles an order the debt becomes revenue of the agency, phí and lệ phí apart. What stays in `citizens` is a surplus to
//! be refunded. A refund that is approved is owed as `refunds` (credit), and leaves `clearing` when the money has gone back.
//! What did not arrive of the amount due, and two officers forgave, is `differences` (debit) of the agency.

use crate::http::Result;
use domain::{fees::Totals, money::Vnd, refund::Shares};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Books what an event changed in the money that a provider holds for an order: more where it took some, less where it
/// told a smaller amount than before.
pub async fn received(
    tx: &mut PgConnection,
    event_id: i64,
    provider: &str,
    order_id: Uuid,
    difference: i64,
    now: OffsetDateTime,
) -> Result<()> {
    post(
        tx,
        &format!("received:{event_id}"),
        &[
            (clearing(provider), difference),
            (citizens(order_id), -difference),
        ],
        now,
    )
    .await
}

/// Books what was due as revenue of the agency, once for each time that the order is settled: the `nth` is the second where all
/// the money went back and the order was paid again.
pub async fn settled(
    tx: &mut PgConnection,
    order_id: Uuid,
    nth: i64,
    unit_code: &str,
    totals: &Totals,
    now: OffsetDateTime,
) -> Result<()> {
    let cause = match nth {
        ..=1 => format!("settled:{order_id}"),
        _ => format!("settled:{order_id}:{nth}"),
    };
    post(
        tx,
        &cause,
        &[
            (citizens(order_id), totals.total.as_i64()),
            (fees(unit_code), -totals.fees.as_i64()),
            (charges(unit_code), -totals.charges.as_i64()),
        ],
        now,
    )
    .await
}

/// Books what an event of a payment changed in what is forgiven of the amount due: more where officers accepted less than that,
/// less where the rest arrived after all or everything went back.
pub async fn difference(
    tx: &mut PgConnection,
    event_id: i64,
    order_id: Uuid,
    unit_code: &str,
    missing: i64,
    now: OffsetDateTime,
) -> Result<()> {
    post(
        tx,
        &format!("difference:{event_id}"),
        &[
            (differences(unit_code), missing),
            (citizens(order_id), -missing),
        ],
        now,
    )
    .await
}

/// Books that an order is not settled any more, by what of its phí and lệ phí is left with the agency. The rest was taken of them
/// when it went back; mostly that is all, and nothing is booked.
pub async fn unsettled(
    tx: &mut PgConnection,
    event_id: i64,
    order_id: Uuid,
    unit_code: &str,
    left: Shares,
    now: OffsetDateTime,
) -> Result<()> {
    let (of_fees, of_charges) = (left.fees.as_i64(), left.charges.as_i64());
    post(
        tx,
        &format!("unsettled:{event_id}"),
        &[
            (citizens(order_id), -(of_fees + of_charges)),
            (fees(unit_code), of_fees),
            (charges(unit_code), of_charges),
        ],
        now,
    )
    .await
}

#[derive(Clone, Debug)]
pub struct RefundEntry {
    pub id: Uuid,
    pub order_id: Uuid,
    /// Which agency had the revenue.
    pub unit_code: String,
    /// Who holds the money.
    pub provider: String,
    /// What is taken of what.
    pub shares: Shares,
    /// All of it.
    pub amount: Vnd,
}

/// Books that an approved refund is owed.
pub async fn refund_owed(
    tx: &mut PgConnection,
    refund: &RefundEntry,
    event_id: i64,
    now: OffsetDateTime,
) -> Result<()> {
    post(
        tx,
        &format!("refund-owed:{event_id}"),
        &owed(refund, 1),
        now,
    )
    .await
}

/// Books that an owed refund failed: it is owed to the citizen, or the agency's, as before.
pub async fn refund_failed(
    tx: &mut PgConnection,
    refund: &RefundEntry,
    event_id: i64,
    now: OffsetDateTime,
) -> Result<()> {
    post(
        tx,
        &format!("refund-failed:{event_id}"),
        &owed(refund, -1),
        now,
    )
    .await
}

/// Books that the money has gone back.
pub async fn refunded(
    tx: &mut PgConnection,
    refund: &RefundEntry,
    now: OffsetDateTime,
) -> Result<()> {
    let amount = refund.amount.as_i64();
    post(
        tx,
        &format!("refunded:{}", refund.id),
        &[
            (refunds(&refund.provider), amount),
            (clearing(&refund.provider), -amount),
        ],
        now,
    )
    .await
}

/// Books that a refund was taken of revenue, where it had been booked as a surplus before the order was settled.
pub async fn reshared(
    tx: &mut PgConnection,
    refund: &RefundEntry,
    now: OffsetDateTime,
) -> Result<()> {
    let Shares {
        fees: of_fees,
        charges: of_charges,
        ..
    } = refund.shares;
    post(
        tx,
        &format!("refund-reshared:{}", refund.id),
        &[
            (citizens(refund.order_id), -refund.amount.as_i64()),
            (fees(&refund.unit_code), of_fees.as_i64()),
            (charges(&refund.unit_code), of_charges.as_i64()),
        ],
        now,
    )
    .await
}

fn owed(refund: &RefundEntry, sign: i64) -> [(String, i64); 4] {
    let Shares {
        surplus,
        fees: of_fees,
        charges: of_charges,
    } = refund.shares;
    [
        (citizens(refund.order_id), sign * surplus.as_i64()),
        (fees(&refund.unit_code), sign * of_fees.as_i64()),
        (charges(&refund.unit_code), sign * of_charges.as_i64()),
        (refunds(&refund.provider), -sign * refund.amount.as_i64()),
    ]
}

fn clearing(provider: &str) -> String {
    format!("clearing:{provider}")
}

fn citizens(order_id: Uuid) -> String {
    format!("citizens:{order_id}")
}

fn fees(unit_code: &str) -> String {
    format!("revenue:fee:{unit_code}")
}

fn charges(unit_code: &str) -> String {
    format!("revenue:charge:{unit_code}")
}

fn differences(unit_code: &str) -> String {
    format!("differences:{unit_code}")
}

fn refunds(provider: &str) -> String {
    format!("refunds:{provider}")
}

/// Writes a balanced transaction, unless its cause is booked already. Entries of nothing are left out.
async fn post(
    tx: &mut PgConnection,
    cause: &str,
    entries: &[(String, i64)],
    now: OffsetDateTime,
) -> Result<()> {
    let (accounts, amounts): (Vec<String>, Vec<i64>) = entries
        .iter()
        .filter(|(_, amount)| *amount != 0)
        .cloned()
        .unzip();
    if accounts.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "with booked as (
             insert into ledger_transactions (cause, at) values ($1, $2)
             on conflict on constraint ledger_transactions_cause_key do nothing returning id)
         insert into ledger_entries (transaction_id, account, amount)
         select booked.id, entry.account, entry.amount
         from booked, unnest($3::text[], $4::bigint[]) as entry (account, amount)",
        cause,
        now,
        &accounts,
        &amounts
    )
    .execute(tx)
    .await?;
    Ok(())
}
