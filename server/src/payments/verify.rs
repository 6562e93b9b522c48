//! Proves that what is stored agrees with itself: projections with events, books with payments and refunds. Run by
//! `server verify-projections` and `server verify-ledger`, and every night.

use super::events::{project, project_order};
use crate::{
    books::folded::{Folded, load_many},
    clock::next_night,
    http::Result,
    jobs::{Done, Work},
    metrics,
    refunds::events::{fold_stored, lock_orders_of},
    state::AppState,
};
use domain::{
    fees::{FeeLine, Totals},
    money::Vnd,
    payment::{Attempt, AttemptState, Charge, OrderState, fold_order},
    refund::RefundState,
};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, PgTransaction, types::Json};
use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    fmt,
};
use time::OffsetDateTime;
use uuid::Uuid;

/// When everything is compared, in hours after midnight in Vietnam.
pub const NIGHTLY_AT: i64 = 1;
/// Orders or refunds that are compared at a time: what is compared is never held as a whole.
const BATCH: i64 = 500;

/// Compares books, projections and events, every night.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "verify_books")]
pub struct VerifyBooks {}

impl Work for VerifyBooks {
    const KINDS: &[&str] = &["verify_books"];
}

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about, such as `attempt 0f…`.
    pub subject: String,
    pub stored: String,
    pub expected: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            subject,
            stored,
            expected,
        } = self;
        write!(f, "{subject}: stored {stored}, expected {expected}")
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of things compared.
    pub compared: usize,
    pub differences: Vec<Difference>,
}

impl Report {
    fn compare(
        &mut self,
        subject: impl fmt::Display,
        stored: impl ToString,
        expected: impl ToString,
    ) -> bool {
        let (stored, expected) = (stored.to_string(), expected.to_string());
        self.compared += 1;
        let agrees = stored == expected;
        if !agrees {
            self.differences.push(Difference {
                subject: subject.to_string(),
                stored,
                expected,
            });
        }
        agrees
    }
}

/// Whether projections that differ are written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// They are only told.
    No,
    /// They are rebuilt from their events.
    Yes,
}

/// Folds the events of every order and every refund, and compares the result with what is stored. Each order's row is locked
/// while it is compared, so that it may be done while payments go on.
///
/// # Errors
/// A database error, or an event that this version does not know.
pub async fn projections(db: &PgPool, repair: Repair, now: OffsetDateTime) -> Result<Report> {
    let mut report = Report::default();
    let mut after = Uuid::nil();
    loop {
        let mut tx = db.begin().await?;
        let orders = sqlx::query!(
            "select id, amount, state from payment_orders where id > $1 order by id limit $2 for update",
            after,
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = orders.last() else { break };
        after = last.id;
        let ids: Vec<Uuid> = orders.iter().map(|order| order.id).collect();
        let mut folded = load_many(&mut tx, &ids).await?;
        let stored = stored_attempts(&mut tx, &ids).await?;
        for order in orders {
            let attempts = folded.remove(&order.id).unwrap_or_default();
            for attempt in &attempts {
                let agrees = compare_attempt(&stored, attempt, &mut report);
                if !agrees && repair == Repair::Yes {
                    project(&mut tx, attempt, now).await?;
                }
            }
            let expected = fold_order(order.amount, &attempts_of(attempts)).state;
            let agrees = report.compare(format!("order {}", order.id), order.state, expected);
            if !agrees && repair == Repair::Yes {
                project_order(&mut tx, order.id, expected).await?;
            }
        }
        tx.commit().await?;
    }
    compare_refunds(db, repair, &mut report).await?;
    Ok(report)
}

fn attempts_of(folded: Vec<Folded>) -> Vec<Attempt> {
    folded.into_iter().map(|folded| folded.attempt).collect()
}

/// What is stored of the attempts of orders, by attempt.
async fn stored_attempts(
    tx: &mut PgTransaction<'_>,
    orders: &[Uuid],
) -> Result<HashMap<Uuid, String>> {
    let mut charges = stored_charges(tx, orders).await?;
    let rows = sqlx::query!(
        "select id, state, live, contact, provider_transaction from payment_attempts where order_id = any ($1)",
        orders
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let number = row.provider_transaction.as_deref();
            let charges = charges.remove(&row.id).unwrap_or_default();
            let words = attempt_words(row.state, row.live, row.contact, number, charges);
            (row.id, words)
        })
        .collect())
}

fn attempt_words(
    state: AttemptState,
    live: bool,
    contact: bool,
    number: Option<&str>,
    charges: Vec<Charge>,
) -> String {
    format!(
        "{state}, live {live}, contact {contact}, transaction {}, charges {}",
        number.unwrap_or("none"),
        listed(charges)
    )
}

fn compare_attempt(stored: &HashMap<Uuid, String>, folded: &Folded, report: &mut Report) -> bool {
    let attempt = &folded.attempt;
    report.compare(
        format!("attempt {}", folded.id),
        stored.get(&folded.id).map_or("nothing", String::as_str),
        attempt_words(
            attempt.state,
            attempt.state.is_live(),
            attempt.contact,
            attempt.transaction_number(),
            attempt.charges(),
        ),
    )
}

/// The charges of the orders' attempts as they are stored; those that hold nothing are none.
async fn stored_charges(
    tx: &mut PgTransaction<'_>,
    orders: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Charge>>> {
    let rows = sqlx::query!(
        "select c.attempt_id, c.number, c.amount
         from payment_charges c join payment_attempts a on a.id = c.attempt_id
         where a.order_id = any ($1) and c.amount > 0",
        orders
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut charges: HashMap<Uuid, Vec<Charge>> = HashMap::new();
    for row in rows {
        charges.entry(row.attempt_id).or_default().push(Charge {
            number: row.number,
            amount: row.amount,
        });
    }
    Ok(charges)
}

/// Charges in words, whatever order they came in.
fn listed(charges: Vec<Charge>) -> String {
    let mut words: Vec<String> = charges
        .into_iter()
        .map(|Charge { number, amount }| format!("{number}: {}", amount.as_i64()))
        .collect();
    words.sort_unstable();
    words.join(", ")
}

async fn compare_refunds(db: &PgPool, repair: Repair, report: &mut Report) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let mut tx = db.begin().await?;
        let ids = sqlx::query_scalar!(
            "select id from refunds where id > $1 order by id limit $2",
            after,
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = ids.last() else { break };
        after = *last;
        lock_orders_of(&mut tx, &ids).await?;
        let refunds = sqlx::query!(
            "select id, state from refunds where id = any ($1) order by id",
            &ids
        )
        .fetch_all(&mut *tx)
        .await?;
        for refund in refunds {
            let expected = fold_stored(&mut tx, refund.id).await?;
            let agrees = report.compare(format!("refund {}", refund.id), refund.state, expected);
            if !agrees && repair == Repair::Yes {
                sqlx::query!(
                    "update refunds set state = $2 where id = $1",
                    refund.id,
                    expected as _
                )
                .execute(&mut *tx)
                .await?;
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Compares the books with what happened: every transaction balances, providers hold what was taken without what went back,
/// agencies have what was settled without what was refunded, citizens are owed what is theirs. One consistent view of the
/// whole database, so that it may be done while payments go on. What citizens are owed is compared order by order as it is
/// read, because there are as many such accounts as orders.
///
/// # Errors
/// A database error, or an event that this version does not know.
pub async fn ledger(db: &PgPool) -> Result<Report> {
    let mut tx = db.begin().await?;
    sqlx::query("set transaction isolation level repeatable read, read only")
        .execute(&mut *tx)
        .await?;
    let mut report = Report::default();
    let unbalanced = sqlx::query!(
        r#"select transaction_id, sum(amount)::bigint as "sum!" from ledger_entries
           group by transaction_id having sum(amount) <> 0"#
    )
    .fetch_all(&mut *tx)
    .await?;
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(amount), 0)::bigint as "sum!" from ledger_entries"#
    )
    .fetch_one(&mut *tx)
    .await?;
    report.compare("sum of all entries", sum, 0);
    for row in unbalanced {
        report.compare(format!("transaction {}", row.transaction_id), row.sum, 0);
    }
    compare_debits(&mut tx, &mut report).await?;
    compare_given_back(&mut tx, &mut report).await?;
    let mut expected = Balances::default();
    let mut booked = CitizensAccounts::open(&mut tx).await?;
    let mut after = Uuid::nil();
    loop {
        let orders = sqlx::query_as!(
            SettledOrder,
            r#"select o.id, o.amount, o.lines, d.unit_code as "unit_code!"
               from payment_orders o join dossiers d on d.number = o.dossier_number
               where o.id > $1 order by o.id limit $2"#,
            after,
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        let Some(last) = orders.last() else { break };
        after = last.id;
        let ids: Vec<Uuid> = orders.iter().map(|order| order.id).collect();
        let folded = load_many(&mut tx, &ids).await?;
        expected.add_orders(orders, folded)?;
        expected.add_refunds(&mut tx, &ids).await?;
        let until = format!("{CITIZENS}{after}");
        while let Some((account, sum)) = booked.next(&mut tx, Some(until.as_str())).await? {
            expected.compare_account(&account, sum, &mut report);
        }
        expected.compare_rest_of_citizens(&mut report);
    }
    while let Some((account, sum)) = booked.next(&mut tx, None).await? {
        expected.compare_account(&account, sum, &mut report);
    }
    expected.compare_rest(&mut tx, &mut report).await?;
    Ok(report)
}

/// Nobody owes us money for having paid: no citizen's account is in debit.
async fn compare_debits(tx: &mut PgTransaction<'_>, report: &mut Report) -> Result<()> {
    let debits = sqlx::query!(
        r#"select account, sum(amount)::bigint as "sum!" from ledger_entries where account like 'citizens:%'
           group by account having sum(amount) > 0"#
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in debits {
        let subject = format!("account {} in debit", row.account);
        report.compare(subject, row.sum, "at most 0");
    }
    Ok(())
}

/// Refunds that are proposed, under way or done give back no more than was taken, by each charge and by all of an order.
async fn compare_given_back(tx: &mut PgTransaction<'_>, report: &mut Report) -> Result<()> {
    let charges = sqlx::query!(
        r#"select r.attempt_id, r.provider_transaction, sum(r.amount)::bigint as "given_back!",
               coalesce(c.amount, 0) as "taken!"
           from refunds r
           left join payment_charges c on c.attempt_id = r.attempt_id and c.number = r.provider_transaction
           where r.state not in ('failed', 'rejected')
           group by r.attempt_id, r.provider_transaction, c.amount
           having sum(r.amount) > coalesce(c.amount, 0)"#
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in charges {
        let subject = format!(
            "given back of charge '{}' of attempt {}",
            row.provider_transaction, row.attempt_id
        );
        report.compare(subject, row.given_back, format!("at most {}", row.taken));
    }
    let orders = sqlx::query!(
        r#"select a.order_id, sum(r.amount)::bigint as "given_back!",
               (select coalesce(sum(c.amount), 0)::bigint
                from payment_charges c join payment_attempts t on t.id = c.attempt_id
                where t.order_id = a.order_id) as "taken!"
           from refunds r join payment_attempts a on a.id = r.attempt_id
           where r.state not in ('failed', 'rejected')
           group by a.order_id"#
    )
    .fetch_all(&mut **tx)
    .await?;
    for row in orders {
        if row.given_back > row.taken {
            let subject = format!("given back of order {}", row.order_id);
            report.compare(subject, row.given_back, format!("at most {}", row.taken));
        }
    }
    Ok(())
}

/// What every account should hold.
/// Before the id of the order whose payer is owed what the account holds.
const CITIZENS: &str = "citizens:";

/// What the books say of each citizen's account, in the order of the orders' ids.
struct CitizensAccounts {
    read: VecDeque<(String, i64)>,
}

impl CitizensAccounts {
    async fn open(tx: &mut PgTransaction<'_>) -> Result<Self> {
        // The database sorts, on its disk where it must, and gives out as much as is asked for.
        sqlx::query(
            r#"declare citizens_accounts no scroll cursor for
               select account, sum(amount)::bigint from ledger_entries where account like 'citizens:%'
               group by account order by account collate "C""#,
        )
        .execute(&mut **tx)
        .await?;
        Ok(Self {
            read: VecDeque::new(),
        })
    }

    /// The next account and what it holds, if it is not beyond `until`.
    async fn next(
        &mut self,
        tx: &mut PgTransaction<'_>,
        until: Option<&str>,
    ) -> Result<Option<(String, i64)>> {
        if self.read.is_empty() {
            let rows: Vec<(String, i64)> = sqlx::query_as("fetch 1000 from citizens_accounts")
                .persistent(false)
                .fetch_all(&mut **tx)
                .await?;
            self.read = rows.into();
        }
        let is_due = self
            .read
            .front()
            .is_some_and(|(account, _)| until.is_none_or(|until| account.as_str() <= until));
        Ok(if is_due { self.read.pop_front() } else { None })
    }
}

struct SettledOrder {
    id: Uuid,
    amount: Vnd,
    lines: Json<Vec<FeeLine>>,
    unit_code: String,
}

/// What accounts should hold.
#[derive(Default)]
struct Balances(BTreeMap<String, i64>);

impl Balances {
    fn add(&mut self, account: String, amount: Vnd) {
        *self.0.entry(account).or_default() += amount.as_i64();
    }

    fn take(&mut self, account: String, amount: Vnd) {
        *self.0.entry(account).or_default() -= amount.as_i64();
    }

    fn add_orders(
        &mut self,
        orders: Vec<SettledOrder>,
        mut folded: HashMap<Uuid, Vec<Folded>>,
    ) -> Result<()> {
        for order in orders {
            let folded = folded.remove(&order.id).unwrap_or_default();
            for Folded {
                provider, attempt, ..
            } in &folded
            {
                self.add(format!("clearing:{provider}"), attempt.received());
                self.take(format!("{CITIZENS}{}", order.id), attempt.received());
            }
            let told = fold_order(order.amount, &attempts_of(folded));
            if told.state == OrderState::Paid {
                self.add(format!("differences:{}", order.unit_code), told.missing);
                self.take(format!("{CITIZENS}{}", order.id), told.missing);
                let totals = Totals::of(&order.lines).map_err(crate::http::Error::internal)?;
                self.add(format!("{CITIZENS}{}", order.id), totals.total);
                self.take(format!("revenue:fee:{}", order.unit_code), totals.fees);
                self.take(
                    format!("revenue:charge:{}", order.unit_code),
                    totals.charges,
                );
            }
        }
        Ok(())
    }

    async fn add_refunds(&mut self, tx: &mut PgTransaction<'_>, orders: &[Uuid]) -> Result<()> {
        let refunds = sqlx::query!(
            r#"select r.amount, r.surplus, r.fees, r.charges, r.state, a.provider, a.order_id, d.unit_code as "unit_code!"
               from refunds r
               join payment_attempts a on a.id = r.attempt_id
               join payment_orders o on o.id = a.order_id
               join dossiers d on d.number = o.dossier_number
               where a.order_id = any ($1) and r.state in ('approved', 'listed', 'pending', 'unknown', 'done')"#,
            orders
        )
        .fetch_all(&mut **tx)
        .await?;
        for refund in refunds {
            self.add(format!("{CITIZENS}{}", refund.order_id), refund.surplus);
            self.add(format!("revenue:fee:{}", refund.unit_code), refund.fees);
            self.add(
                format!("revenue:charge:{}", refund.unit_code),
                refund.charges,
            );
            let holds = if refund.state == RefundState::Done {
                "clearing"
            } else {
                "refunds"
            };
            self.take(format!("{holds}:{}", refund.provider), refund.amount);
        }
        Ok(())
    }

    fn compare_account(&mut self, account: &str, booked: i64, report: &mut Report) {
        let expected = self.0.remove(account).unwrap_or(0);
        report.compare(format!("account {account}"), booked, expected);
    }

    /// Accounts of citizens that are not in the books.
    fn compare_rest_of_citizens(&mut self, report: &mut Report) {
        self.0.retain(|account, expected| {
            let is_citizens = account.starts_with(CITIZENS);
            if is_citizens {
                report.compare(format!("account {account}"), 0, *expected);
            }
            !is_citizens
        });
    }

    /// All accounts that are not citizens'.
    async fn compare_rest(mut self, tx: &mut PgTransaction<'_>, report: &mut Report) -> Result<()> {
        let booked = sqlx::query!(
            r#"select account, sum(amount)::bigint as "sum!" from ledger_entries where account not like 'citizens:%'
               group by account order by account"#
        )
        .fetch_all(&mut **tx)
        .await?;
        for row in booked {
            self.compare_account(&row.account, row.sum, report);
        }
        for (account, expected) in self.0 {
            report.compare(format!("account {account}"), 0, expected);
        }
        Ok(())
    }
}

/// Compares everything, tells what does not agree, and comes back the next night.
pub async fn nightly(app: AppState) -> Result<Done> {
    let now = app.clock.now();
    let mut found = 0;
    for report in [
        projections(&app.db, Repair::No, now).await?,
        ledger(&app.db).await?,
    ] {
        for difference in &report.differences {
            tracing::error!(%difference, "the books do not agree");
        }
        found += report.differences.len();
    }
    metrics::books_disagree(found);
    tracing::info!(found, "books and projections were compared");
    Ok(Done::Again(next_night(now, NIGHTLY_AT)))
}
