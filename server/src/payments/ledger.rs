//! The books: double entry in whole đồng, insert-only, one transaction for each cause.
//!
//! Money that a provider holds for us comes in as `clearing` (debit) owed to the citizen, `citizens` (credit). When it
//! settles an order the debt becomes revenue of the agency, phí and lệ phí apart. What stays in `citizens` is a surplus to
//! be refunded.

use crate::http::Result;
use domain::{
    fees::{FeeLine, Totals},
    money::Vnd,
};
use sqlx::PgTransaction;
use time::OffsetDateTime;
use uuid::Uuid;

/// Books money that a provider took from a citizen, once for each of the provider's transactions. A transaction that the
/// provider has told with another amount before is put right by a further one over the difference.
///
/// # Errors
/// A database error.
pub async fn received(
    tx: &mut PgTransaction<'_>,
    attempt_id: Uuid,
    transaction: &str,
    amount: Vnd,
    now: OffsetDateTime,
) -> Result<()> {
    let row = sqlx::query!(
        "select c.provider, a.order_id from payment_attempts a join payment_channels c on c.code = a.channel_code
         where a.id = $1",
        attempt_id
    )
    .fetch_one(&mut **tx)
    .await?;
    let clearing = format!("clearing:{}", row.provider);
    let mut difference = amount.as_i64();
    let mut cause = format!("received:{attempt_id}:{transaction}");
    let mut corrections = 0;
    while let Some(booked) = booked(tx, &cause, &clearing).await? {
        difference -= booked;
        corrections += 1;
        cause = format!("corrected:{corrections}:{attempt_id}:{transaction}");
    }
    if difference == 0 {
        return Ok(());
    }
    post(
        tx,
        &cause,
        &[
            (clearing, difference),
            (citizens(row.order_id), -difference),
        ],
        now,
    )
    .await
}

/// What a cause has moved on an account, if it is booked.
async fn booked(tx: &mut PgTransaction<'_>, cause: &str, account: &str) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "select e.amount from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
         where t.cause = $1 and e.account = $2",
        cause,
        account
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Books what was due as revenue of the agency, once for each order.
///
/// # Errors
/// A database error.
pub async fn settled(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let row = sqlx::query!(
        r#"select o.lines, d.unit_code as "unit_code!"
           from payment_orders o join dossiers d on d.number = o.dossier_number where o.id = $1"#,
        order_id
    )
    .fetch_one(&mut **tx)
    .await?;
    let lines: Vec<FeeLine> = serde_json::from_value(row.lines)?;
    let totals = Totals::of(&lines).map_err(crate::http::Error::internal)?;
    post(
        tx,
        &format!("settled:{order_id}"),
        &[
            (citizens(order_id), totals.total.as_i64()),
            (
                format!("revenue:fee:{}", row.unit_code),
                -totals.fees.as_i64(),
            ),
            (
                format!("revenue:charge:{}", row.unit_code),
                -totals.charges.as_i64(),
            ),
        ],
        now,
    )
    .await
}

fn citizens(order_id: Uuid) -> String {
    format!("citizens:{order_id}")
}

/// Writes a balanced transaction, unless its cause is booked already. Entries of nothing are left out.
async fn post(
    tx: &mut PgTransaction<'_>,
    cause: &str,
    entries: &[(String, i64)],
    now: OffsetDateTime,
) -> Result<()> {
    let id = sqlx::query_scalar!(
        "insert into ledger_transactions (cause, at) values ($1, $2)
         on conflict on constraint ledger_transactions_cause_key do nothing returning id",
        cause,
        now
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(id) = id else { return Ok(()) };
    for (account, amount) in entries.iter().filter(|(_, amount)| *amount != 0) {
        sqlx::query!(
            "insert into ledger_entries (transaction_id, account, amount) values ($1, $2, $3)",
            id,
            account,
            amount
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}
