//! The audit of the books: honest journeys are found clean, and each defect is found that somebody plants who may do everything to
//! the database.

use super::{paid, paid_by, paid_twice, provider_refunds::approved};
use crate::support::{AN, Confirm, DUNG, GOOD_CARD, Portal, SECRET, one_copy, run};
use book_audit::{FindingKind as Kind, Position, Question};
use server::books::{
    audit::{Report, audit},
    evidence::keep_answer,
};
use sqlx::AssertSqlSafe;
use strum::IntoEnumIterator;
use time::Duration;

impl Portal {
    async fn audited(&self) -> Report {
        audit(&self.app.db, self.now()).await.expect("audited")
    }

    /// Runs statements as a superuser whom neither triggers nor foreign keys hold up.
    async fn plant(&self, statements: &[String]) {
        let mut tx = self.app.db.begin().await.expect("a transaction");
        for statement in [
            "set local role none".to_owned(),
            "set local session_replication_role = replica".to_owned(),
        ]
        .iter()
        .chain(statements)
        {
            sqlx::query(AssertSqlSafe(statement.clone()))
                .execute(&mut *tx)
                .await
                .unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        tx.commit().await.expect("planted");
    }
}

/// What defects are planted into.
const TABLES: [&str; 8] = [
    "callbacks",
    "ledger_entries",
    "ledger_transactions",
    "payment_attempts",
    "payment_events",
    "provider_evidence",
    "refund_events",
    "refunds",
];

fn kinds(report: &Report) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = report.findings.iter().map(|finding| finding.kind).collect();
    kinds.sort();
    kinds
}

#[tokio::test]
async fn payments_and_refunds_through_providers_are_found_clean() {
    let portal = Portal::start().await;
    portal.keep_time();
    let mut given_back = 0;
    for (channel, amount) in [
        ("momo", "200000"),
        ("vnpay", "50000"),
        ("zalopay", "120000"),
    ] {
        let (_, attempt) = paid_by(&portal, channel).await;
        approved(&portal, &attempt, amount).await;
        portal.run_jobs().await;
        for _ in 0..3 {
            portal.pass(Duration::minutes(6)).await;
            portal.run_jobs().await;
        }
        given_back += amount.parse::<i64>().expect("a number");
    }
    let report = portal.audited().await;
    assert_eq!(report.findings, []);
    assert_eq!(report.orders, 3);
    let position = Position {
        taken: 600_000,
        kept: 600_000 - given_back,
        given_back,
        on_its_way: 0,
    };
    assert_eq!(report.position, position);
    let answers = "select count(*) from provider_evidence where callback_id is null and meaning = 'gave_back'";
    assert!(portal.count(answers).await >= 3, "providers' own words");
}

#[tokio::test]
async fn a_duplicate_that_waits_for_the_bank_is_on_its_way() {
    let portal = Portal::start().await;
    paid(&portal).await;
    paid_twice(&portal).await;
    let dung = portal.signed_in(DUNG).await;
    let id = dung.refunds("proposed").await[0].id;
    portal.approve_transfer(id).await;
    let report = portal.audited().await;
    assert_eq!(report.findings, []);
    let position = Position {
        taken: 600_000,
        kept: 400_000,
        given_back: 0,
        on_its_way: 200_000,
    };
    assert_eq!(report.position, position);
}

#[tokio::test]
async fn what_only_an_answer_tells_is_evidence_before_it_is_believed() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("callback", "lose", 1).await;
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    portal.advance(Duration::minutes(2));
    portal.run_jobs().await;
    assert_eq!(portal.count("select count(*) from callbacks").await, 0);
    assert_eq!(
        portal
            .balance("clearing:national-platform".to_owned())
            .await,
        200_000
    );
    let report = portal.audited().await;
    assert_eq!(report.findings, []);
    assert_eq!(report.position.kept, 200_000);
}

#[tokio::test]
async fn an_answer_is_kept_where_it_says_something_else_than_the_last() {
    let portal = Portal::start().await;
    for (result_code, kept) in [
        (1000, 1),
        (1000, 1),
        (7000, 2),
        (7000, 2),
        (1000, 3),
        (1006, 4),
        (99, 4),
    ] {
        let body = format!("{{\"resultCode\": {result_code}, \"amount\": 200000}}");
        keep_answer(
            &portal.app.db,
            "momo",
            Question::Payment,
            "r1",
            body.as_bytes(),
            portal.now(),
        )
        .await
        .expect("kept");
        let rows = portal.count("select count(*) from provider_evidence").await;
        assert_eq!(rows, kept, "{result_code}");
    }
}

#[tokio::test]
async fn what_callbacks_said_outlives_them() {
    let portal = Portal::start().await;
    paid(&portal).await;
    portal
        .execute("update callbacks set received_at = '2025-03-15 03:00+00'")
        .await
        .expect("long ago");
    portal.advance(Duration::days(1));
    portal.night().await;
    assert_eq!(portal.count("select count(*) from callbacks").await, 0);
    let report = portal.audited().await;
    assert_eq!(report.findings, []);
    assert_eq!(report.position.taken, 200_000);
}

/// A ledger transaction of a cause; `{order}` is the order.
fn book(cause: &str, entries: &[(&str, i64)]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(account, amount)| format!("('{account}', {amount}::bigint)"))
        .collect();
    format!(
        "with booked as (insert into ledger_transactions (cause, at) values ('{cause}', '2026-03-16') returning id)
         insert into ledger_entries (transaction_id, account, amount)
         select booked.id, replace(entry.account, '{{order}}', o.id::text), entry.amount
         from booked, payment_orders o, (values {}) as entry (account, amount)",
        entries.join(", ")
    )
}

/// So many refunds of so much each, and what happened to them.
fn refunds(how_many: u8, amount: i64, events: &str) -> Vec<String> {
    vec![
        format!(
            "insert into refunds (id, attempt_id, reference, provider_transaction, charged, amount, surplus, fees, charges, cause,
                 reason, state, proposed_by, proposed_at)
             select gen_random_uuid(), id, 'refund' || number, provider_transaction, 200000, {amount}, 0, {amount}, 0, 'officer',
                 'x', 'approved', (select min(id::text)::uuid from accounts), '2026-03-16'
             from payment_attempts, generate_series(1, {how_many}) as number"
        ),
        format!(
            "insert into refund_events (refund_id, event, recorded_at)
             select r.id, e.value, '2026-03-16'
             from refunds r, jsonb_array_elements('{events}'::jsonb) with ordinality as e (value, place)
             order by r.id, e.place"
        ),
    ]
}

/// Books that each planted refund of so much is owed, or that it has gone back.
fn book_refunds(cause: &str, amount: i64, from: &str, to: &str) -> String {
    format!(
        "with booked as (
             insert into ledger_transactions (cause, at)
             select '{cause}:' || case when '{cause}' = 'refunded' then r.id::text else min(e.id)::text end, '2026-03-16'
             from refunds r join refund_events e on e.refund_id = r.id group by r.id
             returning id)
         insert into ledger_entries (transaction_id, account, amount)
         select booked.id, entry.account, entry.amount
         from booked, (values ('{from}', {amount}::bigint), ('{to}', -{amount}::bigint)) as entry (account, amount)"
    )
}

const REVENUE: &str = "revenue:fee:72-so-tu-phap";
const OWED: &str = "refunds:national-platform";
const HELD: &str = "clearing:national-platform";
const APPROVED: &str =
    r#"[{"type": "proposed", "by": "dung"}, {"type": "approved", "by": "giang"}]"#;
const BY_ONE: &str = r#"[{"type": "proposed", "by": "dung"}, {"type": "approved", "by": "dung"}]"#;
const DONE: &str = r#"[{"type": "proposed", "by": "dung"}, {"type": "approved", "by": "giang"}, {"type": "done", "number": "R1"}]"#;
const TRANSFERRED: &str = r#"[{"type": "proposed", "by": "dung"}, {"type": "approved_for_transfer", "by": "giang"}, {"type": "done", "number": "R1"}]"#;

/// What is planted into books with one payment, and what is found.
fn defects() -> Vec<(&'static str, Vec<String>, Vec<Kind>)> {
    let owed = |amount| book_refunds("refund-owed", amount, REVENUE, OWED);
    let gone = |amount| book_refunds("refunded", amount, OWED, HELD);
    let with = |statements: Vec<String>, more: &[String]| [statements, more.to_vec()].concat();
    vec![
        (
            "a correction by the bank's number is booked beside the provider's charge",
            vec![
                "insert into payment_events (attempt_id, event, recorded_at)
                 select id, '{\"type\": \"corrected_paid\", \"amount\": 200000, \"provider_transaction\": \"FT1\",
                     \"reason\": \"x\", \"proposed_by\": \"dung\", \"approved_by\": \"giang\"}', '2026-03-16'
                 from payment_attempts"
                    .to_owned(),
                book("correction:1", &[(HELD, 200_000), ("citizens:{order}", -200_000)]),
            ],
            vec![Kind::ChargeCountedTwice],
        ),
        (
            "one charge goes back twice",
            with(refunds(2, 200_000, APPROVED), &[owed(200_000)]),
            vec![Kind::OverRefund],
        ),
        (
            "a citizen's account is in debit",
            vec![book("mine:1", &[("citizens:{order}", 1), ("mine", -1)])],
            vec![Kind::CitizenInDebit],
        ),
        (
            "the ledger lost a payment",
            vec!["delete from ledger_entries".to_owned()],
            vec![Kind::MoneyNotBooked],
        ),
        (
            "a provider tells of a second charge that nobody booked",
            vec![
                "insert into callbacks (provider, headers, body, received_at, verdict, verified)
                 select provider, '{}', convert_to(jsonb_build_object('MaLoi', '00', 'MaThamChieu', reference,
                     'SoTien', '200000', 'MaGiaoDich', 'GD2')::text, 'UTF8'), '2026-03-16', 'AlreadyProcessed', true
                 from payment_attempts"
                    .to_owned(),
            ],
            vec![Kind::MoneyNotBooked],
        ),
        (
            "money is booked that no message and no act tells of",
            vec![book(
                "received:999999",
                &[(HELD, 5), ("citizens:{order}", -5)],
            )],
            vec![Kind::EntryWithoutEvidence],
        ),
        (
            "money of nobody is booked that no message tells of",
            vec![book("mine:1", &[("clearing:mine", 5), ("mine", -5)])],
            vec![Kind::EntryWithoutEvidence],
        ),
        (
            "a payer was told that it expired",
            vec!["update payment_attempts set state = 'expired'".to_owned()],
            vec![Kind::ToldNoMoney],
        ),
        (
            "a payer was told that it failed",
            vec!["update payment_attempts set state = 'failed'".to_owned()],
            vec![Kind::ToldNoMoney],
        ),
        (
            "two refunds count as done by one transaction",
            with(
                refunds(2, 100_000, TRANSFERRED),
                &[owed(100_000), gone(100_000)],
            ),
            vec![Kind::RefundCountedByAnother],
        ),
        (
            "a refund counts as done without its provider's word",
            with(
                refunds(1, 100_000, DONE),
                &[owed(100_000), gone(100_000)],
            ),
            vec![Kind::RefundWithoutEvidence],
        ),
        (
            "a refund went back and does not count as done",
            with(
                refunds(1, 100_000, APPROVED),
                &[
                    owed(100_000),
                    "insert into provider_evidence (provider, about, reference, order_id, attempt_id, refund_id, meaning, number,
                         amount, code, received_at, digest, facts)
                     select a.provider, 'refund', r.reference, a.order_id, a.id, r.id, 'gave_back', 'R1', r.amount, '0',
                         '2026-03-01', sha256('x'), sha256('x')
                     from refunds r join payment_attempts a on a.id = r.attempt_id"
                        .to_owned(),
                ],
            ),
            vec![Kind::RefundNotCounted],
        ),
        (
            "an approved refund is not owed",
            refunds(1, 100_000, APPROVED),
            vec![Kind::RefundsNotBooked],
        ),
        (
            "one officer decided alone",
            with(refunds(1, 100_000, BY_ONE), &[owed(100_000)]),
            vec![Kind::OnePersonDecided],
        ),
        (
            "one officer accepted a difference",
            vec![
                "insert into payment_events (attempt_id, event, recorded_at)
                 select id, '{\"type\": \"difference_accepted\", \"received\": 200000, \"reason\": \"x\",
                     \"proposed_by\": \"dung\", \"approved_by\": \"dung\"}', '2026-03-16'
                 from payment_attempts"
                    .to_owned(),
            ],
            vec![Kind::OnePersonDecided],
        ),
        (
            "a difference is booked that nobody accepted",
            vec![book(
                "mine:1",
                &[("differences:72-so-tu-phap", 5), ("citizens:{order}", -5)],
            )],
            vec![Kind::DifferenceWithoutAct],
        ),
        (
            "a payer was told that everything went back",
            vec!["update payment_attempts set state = 'returned'".to_owned()],
            vec![Kind::ToldNoMoney],
        ),
        (
            "more than the fee is revenue",
            vec![book("mine:1", &[("citizens:{order}", 1), (REVENUE, -1)])],
            vec![Kind::CitizenInDebit, Kind::RevenueBeyondDue],
        ),
        (
            "entries do not balance",
            vec![book("mine:1", &[("mine", 5)])],
            vec![Kind::Unbalanced],
        ),
        (
            "a transfer without our memo has no account",
            vec![
                "insert into callbacks (provider, headers, body, received_at, verdict, verified)
                 values ('vietqr', '{}', convert_to('{\"transactionId\": \"FT9\", \"amount\": \"123000\",
                     \"content\": \"tien ho so\"}', 'UTF8'), '2026-03-16', 'UnknownReference', true)"
                    .to_owned(),
            ],
            vec![Kind::MoneyWithoutOwner],
        ),
        (
            "a message was believed that cannot be read",
            vec![
                "insert into callbacks (provider, headers, body, received_at, verdict, verified)
                 values ('momo', '{}', '\\x00', '2026-03-16', 'Accepted', true)"
                    .to_owned(),
            ],
            vec![Kind::UnreadMessage],
        ),
        (
            "what was kept of a message was changed",
            vec!["update provider_evidence set amount = 1".to_owned()],
            vec![Kind::EntryWithoutEvidence, Kind::EvidenceChanged],
        ),
        (
            "a message was changed after it was read",
            vec![
                "update callbacks set body = convert_to(replace(convert_from(body, 'UTF8'), '200000', '300000'), 'UTF8')"
                    .to_owned(),
            ],
            vec![Kind::EvidenceChanged],
        ),
    ]
}

#[tokio::test]
async fn each_planted_defect_is_found() {
    let portal = Portal::start().await;
    paid(&portal).await;
    assert_eq!(portal.audited().await.findings, []);
    let kept = TABLES.map(|table| format!("create table kept_{table} as table {table}"));
    portal.plant(&kept).await;
    for (what, statements, expected) in defects() {
        portal.plant(&statements).await;
        let report = portal.audited().await;
        assert_eq!(kinds(&report), expected, "{what}: {:?}", report.findings);
        for finding in &report.findings {
            let line = finding.to_string();
            assert!(
                !line.contains('\n') && !line.contains(AN.identity_number),
                "{line}"
            );
        }
        let restored = TABLES.iter().flat_map(|table| {
            [
                format!("delete from {table}"),
                format!("insert into {table} overriding system value select * from kept_{table}"),
            ]
        });
        portal.plant(&restored.collect::<Vec<_>>()).await;
    }
    assert_eq!(portal.audited().await.findings, [], "as before");
}

#[test]
fn every_kind_of_finding_is_planted() {
    let planted: Vec<Kind> = defects()
        .into_iter()
        .flat_map(|(_, _, found)| found)
        .collect();
    for kind in Kind::iter() {
        assert!(planted.contains(&kind), "{kind}");
    }
}

#[tokio::test]
async fn the_command_fails_where_it_finds_something() {
    let portal = Portal::start().await;
    paid(&portal).await;
    let url = portal.database_url();
    let variables = [("DATABASE_URL", url.as_str())];
    let clean = run(&["audit-books"], &variables);
    assert!(clean.status.success(), "{clean:?}");
    let said = String::from_utf8_lossy(&clean.stdout);
    assert!(
        said.contains("1 orders: 200000 taken, 200000 kept, 0 given back, 0 on its way, 0 without owner; 0 differences"),
        "{said}"
    );
    let other = Confirm::paid("0123456789abcdefghjkmn", 200_000).with("MaGiaoDich", "GD9");
    portal.call_back(other.signed(SECRET)).await;
    let found = run(&["audit-books"], &variables);
    assert!(!found.status.success(), "{found:?}");
    let said = String::from_utf8_lossy(&found.stdout);
    assert!(said.contains("money_without_owner"), "{said}");
}
