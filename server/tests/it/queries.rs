//! How often a page asks the database, and whether an index can answer.

use crate::{
    lists::A_THOUSAND,
    support::{AN, DUNG, Portal, one_copy},
};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor, PgConnection};
use std::{
    fmt::Debug,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

/// Counts the statements that sqlx reports on this thread, on which the whole portal of a test runs.
#[derive(Clone, Default)]
struct Statements(Arc<AtomicUsize>);

impl Statements {
    fn so_far(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[tokio::test]
async fn pages_ask_the_database_a_handful_of_questions_however_much_they_show() {
    let statements = Statements::default();
    let _counting = tracing_subscriber::registry()
        .with(statements.clone())
        .set_default();
    let portal = Portal::start().await;
    let visitor = portal.browser();
    let an = portal.signed_in(AN).await;
    // What is announced is read once in a while, not for each page.
    visitor.get("/dieu-khoan").await;
    let mut latest = 0;
    for _ in 0..5 {
        let filed = an.file(one_copy()).await;
        an.choose(filed.order.id).await.expect("an attempt");
        latest = filed.number;
    }
    for (who, path, shown, most) in [
        (&visitor, "/", "thu-tuc", 2),
        (&visitor, "/thu-tuc?q=khai+sinh", "/thu-tuc/1.001193", 3),
        (&visitor, "/thu-tuc/2.000488", "200.000", 3),
        (&an, "/tai-khoan", &format!("/ho-so/{latest}"), 3),
        (&an, "/giao-dich", &format!("{latest}"), 4),
    ] {
        let before = statements.so_far();
        let page = who.get(path).await;
        let asked = statements.so_far() - before;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text().contains(shown), "{shown} in {}", page.text());
        assert!((1..=most).contains(&asked), "{path}: {asked} statements");
    }
}

/// The statements themselves.
#[derive(Clone, Default)]
struct Texts(Arc<Mutex<Vec<String>>>);

impl Texts {
    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("nobody panicked"))
    }
}

impl Visit for Texts {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "db.statement" {
            let mut texts = self.0.lock().expect("nobody panicked");
            texts.push(value.trim().to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

impl<S: Subscriber> Layer<S> for Texts {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            event.record(&mut self.clone());
        }
    }
}

/// Tables that grow with every payment.
const GROWING: [&str; 5] = [
    "payment_attempts",
    "payment_orders",
    "payment_events",
    "dossiers",
    "receipts",
];

/// Indexes that are read from their beginning: what they hold is few, or all of it is wanted page by page.
const READ_IN_ORDER: [&str; 1] = ["payment_attempts_person_idx"];

/// What a plan reads of growing tables without looking anything up.
fn read_whole(plan: &Value, found: &mut Vec<String>) {
    let word = |name: &str| plan[name].as_str().unwrap_or_default();
    let (node, index) = (word("Node Type"), word("Index Name"));
    let looks_up = match node {
        "Seq Scan" => false,
        "Index Scan" | "Index Only Scan" => {
            !plan["Index Cond"].is_null() || READ_IN_ORDER.contains(&index)
        }
        _ => true,
    };
    if !looks_up && GROWING.contains(&word("Relation Name")) {
        found.push(format!("{node} of {}", word("Relation Name")));
    }
    for part in plan["Plans"].as_array().into_iter().flatten() {
        read_whole(part, found);
    }
}

/// The plan of a statement whose parameters are not known.
async fn plan(db: &mut PgConnection, statement: &str) -> Value {
    (&mut *db)
        .execute(AssertSqlSafe(format!("prepare asked as {statement}")))
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
    let parameters: i32 = sqlx::query_scalar(
        "select cardinality(parameter_types) from pg_prepared_statements where name = 'asked'",
    )
    .fetch_one(&mut *db)
    .await
    .expect("the statement");
    let nulls = vec!["null"; usize::try_from(parameters).unwrap_or(0)].join(", ");
    let given = if nulls.is_empty() {
        nulls
    } else {
        format!("({nulls})")
    };
    let explained: Value = sqlx::query_scalar(AssertSqlSafe(format!(
        "explain (format json) execute asked {given}"
    )))
    .persistent(false)
    .fetch_one(&mut *db)
    .await
    .unwrap_or_else(|error| panic!("{statement}: {error}"));
    (&mut *db)
        .execute("deallocate asked")
        .await
        .expect("forgotten");
    explained[0]["Plan"].clone()
}

#[tokio::test]
async fn an_index_can_answer_whatever_officers_and_the_platform_look_up() {
    let texts = Texts::default();
    let _reading = tracing_subscriber::registry()
        .with(texts.clone())
        .set_default();
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let dung = portal.signed_in(DUNG).await;
    let many = A_THOUSAND.replace("generate_series(1, 1000)", "generate_series(1, 20000)");
    sqlx::query(AssertSqlSafe(many))
        .execute(&portal.app.db)
        .await
        .expect("twenty thousand");
    portal
        .execute("analyze dossiers, payment_orders, payment_attempts")
        .await
        .expect("statistics");
    let (reference, number) = (attempt.reference, filed.number);
    texts.taken();
    let mut asked = Vec::new();
    for path in [
        "/can-bo/tai-chinh".to_owned(),
        format!("/can-bo/tai-chinh?q={reference}"),
        format!("/can-bo/tai-chinh?q={number}"),
        format!("/can-bo/tai-chinh/giao-dich/{reference}"),
        "/can-bo/tai-chinh/hoan-phi".to_owned(),
        "/can-bo/tai-chinh/kenh".to_owned(),
    ] {
        let page = dung.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        asked.extend(texts.taken().into_iter().map(|text| (path.clone(), text)));
    }
    portal.look_up(&number.to_string()).await;
    let looked_up = texts.taken().into_iter();
    asked.extend(looked_up.map(|text| ("the look-up".to_owned(), text)));

    // As the planner plans for a million rows: it reads no table whole that it need not, and plans for any parameter.
    let mut db = portal.app.db.acquire().await.expect("a connection");
    for setting in [
        "set plan_cache_mode = force_generic_plan",
        "set enable_seqscan = off",
        "set enable_hashjoin = off",
        "set enable_mergejoin = off",
        "set enable_material = off",
    ] {
        (&mut *db).execute(setting).await.expect(setting);
    }
    let mut explained = 0;
    for (path, statement) in asked {
        let reads = statement.starts_with("select") || statement.starts_with("with");
        if !reads || !GROWING.iter().any(|table| statement.contains(table)) {
            continue;
        }
        explained += 1;
        let plan = plan(&mut db, &statement).await;
        let mut whole = Vec::new();
        read_whole(&plan, &mut whole);
        assert!(
            whole.is_empty(),
            "{path}: {whole:?} by {statement}\n{plan:#}"
        );
    }
    assert!(explained >= 8, "{explained} statements");
}
