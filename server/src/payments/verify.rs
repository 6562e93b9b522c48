//! Proves that what is stored agrees with itself: projections with events, books with payments and refunds. Run by
//! `server verify-projections` and `server verify-ledger`, and every night.

use super::events::{project, project_order};
use crate::{
    books::folded::{Folded, load},
    clock::next_night,
    http::Result,
    jobs::{Done, Work},
    metrics,
    refunds::events::fold_stored,
    state::AppState,
};
use domain::{
    fees::Totals,
    money::Vnd,
    payment::{Attempt, AttemptState, Charge, OrderState, fold_order},
    refund::RefundState,
};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, PgTransaction};
use std::fmt;
use time::OffsetDateTime;
use uuid::Uuid;

/// When everything is compared, in hours after midnight in Vietnam.
pub const NIGHTLY_AT: i64 = 1;
/// Orders that are compared in one transaction.
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
        for order in &orders {
            let order = (order.id, order.amount, order.state);
            compare_order(&mut tx, order, repair, now, &mut report).await?;
        }
        tx.commit().await?;
    }
    compare_refunds(db, repair, &mut report).await?;
    Ok(report)
}

async fn compare_order(
    tx: &mut PgTransaction<'_>,
    (id, due, stored): (Uuid, Vnd, OrderState),
    repair: Repair,
    now: OffsetDateTime,
    report: &mut Report,
) -> Result<()> {
    let attempts = load(tx, id).await?;
    for folded in &attempts {
        if !compare_attempt(tx, folded, report).await? && repair == Repair::Yes {
            project(tx, folded, now).await?;
        }
    }
    let attempts: Vec<Attempt> = attempts.into_iter().map(|folded| folded.attempt).collect();
    let expected = fold_order(due, &attempts).state;
    let agrees = report.compare(format!("order {id}"), stored, expected);
    if !agrees && repair == Repair::Yes {
        project_order(tx, id, expected).await?;
    }
    Ok(())
}

async fn compare_attempt(
    tx: &mut PgTransaction<'_>,
    folded: &Folded,
    report: &mut Report,
) -> Result<bool> {
    let stored = sqlx::query!(
        "select state, live, contact, provider_transaction from payment_attempts where id = $1",
        folded.id
    )
    .fetch_one(&mut **tx)
    .await?;
    let attempt = &folded.attempt;
    let words = |state: AttemptState, live: bool, contact: bool, number: Option<&str>, charges| {
        format!(
            "{state}, live {live}, contact {contact}, transaction {}, charges {}",
            number.unwrap_or("none"),
            listed(charges)
        )
    };
    Ok(report.compare(
        format!("attempt {}", folded.id),
        words(
            stored.state,
            stored.live,
            stored.contact,
            stored.provider_transaction.as_deref(),
            stored_charges(tx, folded.id).await?,
        ),
        words(
            attempt.state,
            attempt.state.is_live(),
            attempt.contact,
            attempt.transaction_number(),
            attempt.charges(),
        ),
    ))
}

/// The charges of an attempt as they are stored; those that hold nothing are none.
async fn stored_charges(tx: &mut PgTransaction<'_>, attempt_id: Uuid) -> Result<Vec<Charge>> {
    Ok(sqlx::query_as!(
        Charge,
        "select number, amount from payment_charges where attempt_id = $1 and amount > 0",
        attempt_id
    )
    .fetch_all(&mut **tx)
    .await?)
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
    let refunds = sqlx::query!("select id, state from refunds order by id")
        .fetch_all(db)
        .await?;
    for refund in refunds {
        let mut tx = db.begin().await?;
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
        tx.commit().await?;
    }
    Ok(())
}

/// Compares the books with what happened: every transaction balances, providers hold what was taken without what went back,
/// agencies have what was settled without what was refunded, citizens are owed what is theirs. One consistent view of the
/// whole database, so that it may be done while payments go on.
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
    expected.add_orders(&mut tx).await?;
    expected.add_refunds(&mut tx).await?;
    expected.compare(&mut tx, &mut report).await?;
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
#[derive(Default)]
struct Balances(std::collections::BTreeMap<String, i64>);

impl Balances {
    fn add(&mut self, account: String, amount: Vnd) {
        *self.0.entry(account).or_default() += amount.as_i64();
    }

    fn take(&mut self, account: String, amount: Vnd) {
        *self.0.entry(account).or_default() -= amount.as_i64();
    }

    async fn add_orders(&mut self, tx: &mut PgTransaction<'_>) -> Result<()> {
        let orders = sqlx::query!(
            r#"select o.id, o.amount, o.lines, d.unit_code as "unit_code!"
               from payment_orders o join dossiers d on d.number = o.dossier_number"#
        )
        .fetch_all(&mut **tx)
        .await?;
        for order in orders {
            let folded = load(tx, order.id).await?;
            for Folded {
                provider, attempt, ..
            } in &folded
            {
                self.add(format!("clearing:{provider}"), attempt.received());
                self.take(format!("citizens:{}", order.id), attempt.received());
            }
            let attempts: Vec<Attempt> = folded.into_iter().map(|folded| folded.attempt).collect();
            if fold_order(order.amount, &attempts).state == OrderState::Paid {
                let totals = Totals::of(&order.lines).map_err(crate::http::Error::internal)?;
                self.add(format!("citizens:{}", order.id), totals.total);
                self.take(format!("revenue:fee:{}", order.unit_code), totals.fees);
                self.take(
                    format!("revenue:charge:{}", order.unit_code),
                    totals.charges,
                );
            }
        }
        Ok(())
    }

    async fn add_refunds(&mut self, tx: &mut PgTransaction<'_>) -> Result<()> {
        let refunds = sqlx::query!(
            r#"select r.amount, r.surplus, r.fees, r.charges, r.state, a.provider, a.order_id, d.unit_code as "unit_code!"
               from refunds r
               join payment_attempts a on a.id = r.attempt_id
               join payment_orders o on o.id = a.order_id
               join dossiers d on d.number = o.dossier_number
               where r.state in ('approved', 'listed', 'pending', 'unknown', 'done')"#
        )
        .fetch_all(&mut **tx)
        .await?;
        for refund in refunds {
            self.add(format!("citizens:{}", refund.order_id), refund.surplus);
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

    async fn compare(mut self, tx: &mut PgTransaction<'_>, report: &mut Report) -> Result<()> {
        let booked = sqlx::query!(
            r#"select account, sum(amount)::bigint as "sum!" from ledger_entries group by account"#
        )
        .fetch_all(&mut **tx)
        .await?;
        for row in booked {
            let expected = self.0.remove(&row.account).unwrap_or(0);
            report.compare(format!("account {}", row.account), row.sum, expected);
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
