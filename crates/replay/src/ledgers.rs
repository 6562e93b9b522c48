//! The portal's ledger, read from its database, and the banks', read from the sandbox.

use anyhow::Result;
use serde::Deserialize;
use sqlx::postgres::PgPoolOptions;
use sqlx::{Executor, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

pub const CHARGES: &str = "/sandbox/bank/charges.json";
pub const REFUNDS: &str = "/sandbox/bank/refunds.json";

#[derive(Debug, Clone, Deserialize)]
pub struct Charge {
    pub reference: String,
    /// In đồng.
    pub amount: i64,
    #[serde(default)]
    pub transaction: String,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
}

#[derive(Debug, Clone, Deserialize)]
pub struct BankRefund {
    pub provider: String,
    /// The payment it gives back; empty for a transfer, which does not know.
    pub reference: String,
    pub refund_reference: String,
    /// In đồng.
    pub amount: i64,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Order {
    pub id: Uuid,
    /// What was due, in đồng.
    pub amount: i64,
    pub state: String,
    pub settled_at: Option<OffsetDateTime>,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Attempt {
    /// What the provider knows it by.
    pub reference: String,
    pub order_id: Uuid,
    pub state: String,
    /// What was booked as received for it, in đồng.
    pub received: i64,
    /// Its channel, and what happened to it: for whoever looks into a difference.
    pub history: String,
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Refund {
    /// What the bank knows it by, unless it is VNPAY.
    pub reference: String,
    /// The provider of the payment that it gives back.
    pub provider: String,
    pub attempt_reference: String,
    pub order_id: Uuid,
    /// In đồng.
    pub amount: i64,
    pub state: String,
}

/// All that is compared of the portal.
#[derive(Debug, Clone, Default)]
pub struct PortalLedger {
    pub orders: Vec<Order>,
    pub attempts: Vec<Attempt>,
    pub refunds: Vec<Refund>,
    /// The sum of all entries, in đồng: nothing, where the ledger is right.
    pub ledger_sum: i64,
}

/// It is only read.
pub struct Database(PgPool);

impl Database {
    pub async fn open(url: &str) -> Result<Self> {
        let pool = PgPoolOptions::new()
            .max_connections(2)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection
                        .execute("set default_transaction_read_only = on")
                        .await?;
                    Ok(())
                })
            })
            .connect(url)
            .await?;
        Ok(Self(pool))
    }

    /// How much is not answered yet: attempts that are asked about or wait for an officer, refunds that have not gone back,
    /// orders that are neither paid nor free to be paid.
    pub async fn open_ends(&self) -> Result<u32> {
        let open: i64 = sqlx::query_scalar(
            "select (select count(*) from payment_attempts a
                     where a.state in ('created', 'pending', 'unknown', 'in_flight', 'superseded') or a.needs_person
                         or exists (select from jobs j where j.work ->> 'attempt_id' = a.id::text))
                  + (select count(*) from refunds
                     where state in ('proposed', 'approved', 'listed', 'pending', 'unknown'))
                  + (select count(*) from payment_orders where state in ('in_progress', 'needs_review'))",
        )
        .fetch_one(&self.0)
        .await?;
        Ok(u32::try_from(open)?)
    }

    pub async fn read(&self) -> Result<PortalLedger> {
        let orders = sqlx::query_as(
            "select o.id, o.amount, o.state, t.at as settled_at
             from payment_orders o
             cross join lateral (select count(*) as issued from receipts where order_id = o.id) r
             left join ledger_transactions t
                 on t.cause = 'settled:' || o.id || case when r.issued > 1 then ':' || r.issued else '' end",
        )
        .fetch_all(&self.0)
        .await?;
        let attempts = sqlx::query_as(
            "select a.reference, a.order_id, a.state, coalesce(sum(e.amount), 0)::bigint as received,
                 a.channel_code || coalesce(': ' || string_agg(distinct concat_ws(' ', to_char(p.id, 'FM0000000000'),
                     p.event ->> 'type', p.event ->> 'code', p.event ->> 'source'), ', '), '') as history
             from payment_attempts a
             left join payment_events p on p.attempt_id = a.id
             left join ledger_transactions t on t.cause = 'received:' || p.id
             left join ledger_entries e on e.transaction_id = t.id and e.account like 'clearing:%'
             group by a.id",
        )
        .fetch_all(&self.0)
        .await?;
        let refunds = sqlx::query_as(
            "select r.reference, a.provider, a.reference as attempt_reference, a.order_id, r.amount, r.state
             from refunds r join payment_attempts a on a.id = r.attempt_id",
        )
        .fetch_all(&self.0)
        .await?;
        let ledger_sum =
            sqlx::query_scalar("select coalesce(sum(amount), 0)::bigint from ledger_entries")
                .fetch_one(&self.0)
                .await?;
        Ok(PortalLedger {
            orders,
            attempts,
            refunds,
            ledger_sum,
        })
    }
}
