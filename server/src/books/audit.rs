//! The audit of the books: every order, by what providers said and officers did, against the ledger. What follows from what is
//! decided in `book_audit`, which shares no code with the fold; here the database is read, some orders at a time.

use super::evidence;
use crate::{
    clock::next_night,
    error::Result,
    jobs::{Done, Work},
    metrics,
    state::AppState,
};
use book_audit::{
    Act, Attempt, Entry, Finding, FindingKind, Heard, Meaning, Order, Position, Refund, RefundAct,
};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgPool};
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// When, in hours after midnight in Vietnam: before anything is forgotten.
pub const NIGHTLY_AT: i64 = 1;
/// Orders that are read at once.
const ORDERS: i64 = 200;
/// Transactions of the ledger that are read at once.
const TRANSACTIONS: i64 = 1_000;
/// How long the books may take to take in what was kept of an answer.
const LONGEST_TAKING_IN: Duration = Duration::minutes(1);

/// Audits the books, every night.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "audit_books")]
pub struct AuditBooks {}

impl Work for AuditBooks {
    const KINDS: &[&str] = &["audit_books"];
}

/// Where all money is, in whole đồng, and what does not agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub orders: u64,
    pub position: Position,
    /// What providers took that belongs to no order.
    pub without_owner: i64,
    pub findings: Vec<Finding>,
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Position {
            taken,
            kept,
            given_back,
            on_its_way,
        } = self.position;
        let (orders, without_owner, found) = (self.orders, self.without_owner, self.findings.len());
        write!(
            formatter,
            "{orders} orders: {taken} taken, {kept} kept, {given_back} given back, {on_its_way} on its way, \
             {without_owner} without owner; {found} differences"
        )
    }
}

/// Audits every order, in one view of the database, so that it may be done while payments go on.
///
/// # Errors
/// A database error.
pub async fn audit(db: &PgPool, now: OffsetDateTime) -> Result<Report> {
    evidence::extract(db, now).await?;
    let mut tx = db.begin().await?;
    sqlx::query("set transaction isolation level repeatable read, read only")
        .execute(&mut *tx)
        .await?;
    let mut report = Report::default();
    for (provider, messages, first) in evidence::unread(&mut tx).await? {
        report.findings.push(Finding::new(
            FindingKind::UnreadMessage,
            format!("provider {provider}"),
            format!("{messages} messages, the first is {first}"),
        ));
    }
    if let (messages, Some(first)) = evidence::changed(&mut tx).await? {
        report.findings.push(Finding::new(
            FindingKind::EvidenceChanged,
            "callbacks",
            format!("of {messages} something else was kept, the first is {first}"),
        ));
    }
    let mut unusual = read_ledger(&mut tx, &mut report).await?;
    audit_orders(&mut tx, now, &mut unusual, &mut report).await?;
    for (order, entries) in unusual.of_orders {
        let booked = entries.len();
        report.findings.push(Finding::of_order(
            FindingKind::EntryWithoutEvidence,
            &order,
            format!("{booked} entries of an order that does not exist"),
        ));
    }
    audit_ownerless(&mut tx, unusual.of_nobody, &mut report).await?;
    Ok(report)
}

/// Transactions that no event of an order or refund is the cause of.
#[derive(Default)]
struct Unusual {
    /// Those that name an order's citizen, by order.
    of_orders: HashMap<String, Vec<Entry>>,
    /// What the others book of what providers hold, in đồng by provider.
    of_nobody: BTreeMap<String, i64>,
}

/// Reads the whole ledger: what does not balance, and what belongs to no order by its cause.
async fn read_ledger(connection: &mut PgConnection, report: &mut Report) -> Result<Unusual> {
    let mut unusual = Unusual::default();
    let mut after = 0_i64;
    loop {
        let rows = sqlx::query!(
            r#"with batch as (select id, cause from ledger_transactions where id > $1 order by id limit $2)
               select b.id as "id!", b.cause as "cause!", entry.account as "account?", entry.amount as "amount?",
                   o.id as "order_id?"
               from batch b
               left join ledger_entries entry on entry.transaction_id = b.id
               left join payment_events e on e.id =
                   case when b.cause ~ '^(received|difference|unsettled):[0-9]{1,18}$' then split_part(b.cause, ':', 2)::bigint end
               left join refund_events f on f.id =
                   case when b.cause ~ '^(refund-owed|refund-failed|refunded):[0-9]{1,18}$'
                   then split_part(b.cause, ':', 2)::bigint end
               left join refunds r on r.id = coalesce(
                   f.refund_id,
                   case when b.cause ~ '^(refunded|refund-reshared):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                   then split_part(b.cause, ':', 2)::uuid end)
               left join payment_attempts a on a.id = coalesce(e.attempt_id, r.attempt_id)
               left join payment_orders o on o.id = coalesce(
                   a.order_id,
                   case when b.cause ~ '^settled:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:[0-9]{1,9})?$'
                   then split_part(b.cause, ':', 2)::uuid end)
               order by b.id"#,
            after,
            TRANSACTIONS
        )
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = rows.last() else {
            return Ok(unusual);
        };
        after = last.id;
        for transaction in rows.chunk_by(|one, next| one.id == next.id) {
            let entries: Vec<Entry> = transaction
                .iter()
                .filter_map(|row| {
                    Some(Entry {
                        cause: row.cause.clone(),
                        account: row.account.clone()?,
                        amount: row.amount?,
                    })
                })
                .collect();
            let sum: i64 = entries.iter().map(|entry| entry.amount).sum();
            if sum != 0 {
                report.findings.push(Finding::new(
                    FindingKind::Unbalanced,
                    format!("transaction {}", transaction[0].id),
                    format!("its entries add up to {sum}"),
                ));
            }
            if transaction[0].order_id.is_none() {
                unusual.add(entries);
            }
        }
    }
}

impl Unusual {
    fn add(&mut self, entries: Vec<Entry>) {
        let order = entries
            .iter()
            .find_map(|entry| entry.account.strip_prefix("citizens:"));
        match order.map(str::to_owned) {
            Some(order) => self.of_orders.entry(order).or_default().extend(entries),
            None => {
                for entry in &entries {
                    if let Some(provider) = entry.account.strip_prefix("clearing:") {
                        *self.of_nobody.entry(provider.to_owned()).or_default() += entry.amount;
                    }
                }
            }
        }
    }
}

async fn audit_orders(
    connection: &mut PgConnection,
    now: OffsetDateTime,
    unusual: &mut Unusual,
    report: &mut Report,
) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let orders = sqlx::query!(
            r#"select id, amount as "amount!: i64" from payment_orders where id > $1 order by id limit $2"#,
            after,
            ORDERS
        )
        .fetch_all(&mut *connection)
        .await?;
        let Some(last) = orders.last() else {
            return Ok(());
        };
        after = last.id;
        let ids: Vec<Uuid> = orders.iter().map(|order| order.id).collect();
        let mut attempts = read_attempts(connection, &ids, now).await?;
        let mut refunds = read_refunds(connection, &ids, now).await?;
        let mut entries = read_entries(connection, &ids).await?;
        for order in orders {
            let id = order.id.to_string();
            let mut booked = entries.remove(&order.id).unwrap_or_default();
            booked.extend(unusual.of_orders.remove(&id).unwrap_or_default());
            let order = Order {
                id,
                due: order.amount,
                attempts: attempts.remove(&order.id).unwrap_or_default(),
                refunds: refunds.remove(&order.id).unwrap_or_default(),
                entries: booked,
            };
            let (position, findings) = book_audit::audit(&order);
            report.orders += 1;
            report.position.taken += position.taken;
            report.position.kept += position.kept;
            report.position.given_back += position.given_back;
            report.position.on_its_way += position.on_its_way;
            report.findings.extend(findings);
        }
    }
}

/// Attempts by order, oldest first.
async fn read_attempts(
    connection: &mut PgConnection,
    orders: &[Uuid],
    now: OffsetDateTime,
) -> Result<HashMap<Uuid, Vec<Attempt>>> {
    let rows = sqlx::query!(
        r#"select id, order_id, provider, amount as "amount!: i64", state as "state!: String"
           from payment_attempts where order_id = any($1) order by created_at, id"#,
        orders
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut heard = read_evidence(connection, orders, now, "payment").await?;
    let mut acts = read_acts(connection, orders).await?;
    let mut attempts: HashMap<Uuid, Vec<Attempt>> = HashMap::new();
    for row in rows {
        attempts.entry(row.order_id).or_default().push(Attempt {
            id: row.id.to_string(),
            provider: row.provider,
            due: row.amount,
            state: row.state,
            heard: heard.remove(&row.id).unwrap_or_default(),
            acts: acts.remove(&row.id).unwrap_or_default(),
        });
    }
    Ok(attempts)
}

/// What providers said, by attempt or by refund.
async fn read_evidence(
    connection: &mut PgConnection,
    orders: &[Uuid],
    now: OffsetDateTime,
    about: &str,
) -> Result<HashMap<Uuid, Vec<Heard>>> {
    let rows = sqlx::query!(
        r#"select coalesce(refund_id, attempt_id) as "id!", callback_id, meaning, number, amount, received_at
           from provider_evidence
           where order_id = any($1) and about = $2 and meaning not in ('nothing', 'unreadable')
           order by received_at, id"#,
        orders,
        about
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut heard: HashMap<Uuid, Vec<Heard>> = HashMap::new();
    for row in rows {
        // The constraint of the column knows no others.
        let Ok(meaning) = row.meaning.parse::<Meaning>() else {
            continue;
        };
        // A callback was read once it was taken in.
        let is_due = row.callback_id.is_some() || row.received_at + LONGEST_TAKING_IN <= now;
        heard.entry(row.id).or_default().push(Heard {
            meaning,
            number: row.number,
            amount: row.amount,
            received_at: row.received_at,
            is_due,
        });
    }
    Ok(heard)
}

/// What officers did, by attempt.
async fn read_acts(
    connection: &mut PgConnection,
    orders: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Act>>> {
    let rows = sqlx::query!(
        r#"select e.attempt_id, e.event ->> 'type' as "kind!", (e.event ->> 'amount')::bigint as amount,
               (e.event ->> 'received')::bigint as received,
               coalesce(e.event ->> 'provider_transaction', e.event ->> 'receipt', '') as "number!",
               e.event ->> 'proposed_by' as proposed_by, e.event ->> 'approved_by' as approved_by
           from payment_events e join payment_attempts a on a.id = e.attempt_id
           where a.order_id = any($1) and e.event ->> 'type' in ('corrected_paid', 'corrected_failed', 'cash_received', 'difference_accepted')
           order by e.id"#,
        orders
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut acts: HashMap<Uuid, Vec<Act>> = HashMap::new();
    for row in rows {
        let amount = row.amount.unwrap_or_default();
        let act = match row.kind.as_str() {
            "corrected_paid" => Act::FoundPaid {
                number: row.number,
                amount,
                proposed_by: row.proposed_by,
                approved_by: row.approved_by,
            },
            "corrected_failed" => Act::FoundUnpaid,
            "difference_accepted" => Act::Accepted {
                received: row.received.unwrap_or_default(),
                proposed_by: row.proposed_by,
                approved_by: row.approved_by,
            },
            _ => Act::Cash {
                receipt: row.number,
                amount,
            },
        };
        acts.entry(row.attempt_id).or_default().push(act);
    }
    Ok(acts)
}

/// Refunds by order, oldest first.
async fn read_refunds(
    connection: &mut PgConnection,
    orders: &[Uuid],
    now: OffsetDateTime,
) -> Result<HashMap<Uuid, Vec<Refund>>> {
    let rows = sqlx::query!(
        r#"select r.id, r.attempt_id, r.provider_transaction, r.amount as "amount!: i64", a.order_id
           from refunds r join payment_attempts a on a.id = r.attempt_id
           where a.order_id = any($1) order by r.proposed_at, r.id"#,
        orders
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut heard = read_evidence(connection, orders, now, "refund").await?;
    let mut acts = read_refund_acts(connection, orders).await?;
    let mut refunds: HashMap<Uuid, Vec<Refund>> = HashMap::new();
    for row in rows {
        refunds.entry(row.order_id).or_default().push(Refund {
            id: row.id.to_string(),
            attempt: row.attempt_id.to_string(),
            charge: row.provider_transaction,
            amount: row.amount,
            acts: acts.remove(&row.id).unwrap_or_default(),
            heard: heard.remove(&row.id).unwrap_or_default(),
        });
    }
    Ok(refunds)
}

/// What happened to refunds, by refund.
async fn read_refund_acts(
    connection: &mut PgConnection,
    orders: &[Uuid],
) -> Result<HashMap<Uuid, Vec<RefundAct>>> {
    let rows = sqlx::query!(
        r#"select e.refund_id, e.event ->> 'type' as "kind!", e.event ->> 'by' as by, e.event ->> 'number' as number
           from refund_events e
           join refunds r on r.id = e.refund_id
           join payment_attempts a on a.id = r.attempt_id
           where a.order_id = any($1) order by e.id"#,
        orders
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut acts: HashMap<Uuid, Vec<RefundAct>> = HashMap::new();
    for row in rows {
        let act = match row.kind.as_str() {
            "proposed" => RefundAct::Proposed(row.by),
            "approved" => RefundAct::Approved(row.by),
            "approved_for_transfer" => RefundAct::ApprovedForTransfer(row.by),
            "account_named" => RefundAct::AccountNamed(row.by),
            "rejected" | "withdrawn" => RefundAct::Rejected,
            "done" => RefundAct::Done {
                number: row.number,
                by: row.by,
            },
            "failed" => RefundAct::Failed,
            _ => RefundAct::Other,
        };
        acts.entry(row.refund_id).or_default().push(act);
    }
    Ok(acts)
}

/// Entries that an order's events and refunds are the cause of, by order.
async fn read_entries(
    connection: &mut PgConnection,
    orders: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Entry>>> {
    let rows = sqlx::query!(
        r#"with attempts as (select id, order_id from payment_attempts where order_id = any($1)),
           returns as (select r.id, a.order_id from refunds r join attempts a on a.id = r.attempt_id),
           steps as (select f.id, r.order_id from refund_events f join returns r on r.id = f.refund_id),
           causes as (
               select 'settled:' || id as cause, id as order_id from unnest($1::uuid[]) as id
               -- Settled again, after everything had gone back.
               union all select 'settled:' || r.order_id || ':' || r.nth, r.order_id
               from (select order_id, row_number() over (partition by order_id order by year, number) as nth
                     from receipts where order_id = any($1)) r
               where r.nth > 1
               union all select word || ':' || e.id, a.order_id
               from payment_events e join attempts a on a.id = e.attempt_id,
                   unnest(array['received', 'difference', 'unsettled']) as word
               union all select word || ':' || id, order_id
               from returns, unnest(array['refunded', 'refund-reshared']) as word
               union all select word || ':' || id, order_id
               from steps, unnest(array['refund-owed', 'refund-failed', 'refunded']) as word
           )
           select c.order_id as "order_id!", t.cause, entry.account, entry.amount
           from causes c
           join ledger_transactions t on t.cause = c.cause
           join ledger_entries entry on entry.transaction_id = t.id"#,
        orders
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut entries: HashMap<Uuid, Vec<Entry>> = HashMap::new();
    for row in rows {
        entries.entry(row.order_id).or_default().push(Entry {
            cause: row.cause,
            account: row.account,
            amount: row.amount,
        });
    }
    Ok(entries)
}

/// Compares what providers took for no order with what is booked of it.
async fn audit_ownerless(
    connection: &mut PgConnection,
    mut booked: BTreeMap<String, i64>,
    report: &mut Report,
) -> Result<()> {
    // One charge that is told again is told once.
    let rows = sqlx::query!(
        r#"select provider as "provider!", coalesce(sum(amount), 0)::bigint as "taken!" from (
               select provider, coalesce(number, id::text) as number, max(amount) as amount
               from provider_evidence where order_id is null and meaning = 'took' group by 1, 2
           ) as charges group by provider order by provider"#
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        report.without_owner += row.taken;
        let booked = booked.remove(&row.provider).unwrap_or_default();
        let found = book_audit::without_owner(&row.provider, row.taken, booked);
        report.findings.extend(found);
    }
    for (provider, booked) in booked {
        report
            .findings
            .extend(book_audit::without_owner(&provider, 0, booked));
    }
    Ok(())
}

/// Audits the books, tells what does not agree, and comes back the next night.
///
/// # Errors
/// A database error.
pub async fn nightly(app: AppState) -> Result<Done> {
    let now = app.clock.now();
    let report = audit(&app.db, now).await?;
    for finding in &report.findings {
        tracing::error!(%finding, "the audit of the books found a difference");
    }
    metrics::books_audited(report.findings.len());
    tracing::info!(%report, "the books were audited");
    Ok(Done::Again(next_night(now, NIGHTLY_AT)))
}
