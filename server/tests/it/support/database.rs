//! A database for each test, copied from a template that has the schema and the sample catalogue.

use embedded_postgres::{Durability, EmbeddedPostgres};
use server::catalogue::import::import_seed;
use sha2::{Digest, Sha256};
use sqlx::{
    AssertSqlSafe, Connection, Executor, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    path::Path,
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
    },
};
use tokio::sync::OnceCell;

/// Where a cluster already runs for the tests.
const VARIABLE: &str = "TEST_DATABASE_URL";
const PREFIX: &str = "portal_test";
/// One template is made at a time, whoever makes it.
const LOCK: i64 = 16_352_207;
/// Enough for a request, a job and a test at once; tests run side by side on one cluster.
const CONNECTIONS: u32 = 6;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();
static SEED: [&[u8]; 4] = [
    include_bytes!("../../../seed/units.json"),
    include_bytes!("../../../seed/fields.json"),
    include_bytes!("../../../seed/procedures.json"),
    include_bytes!("../../../seed/fee_rules.json"),
];

/// The cluster that the tests run on: the one that is named, or one of their own, which ends with this process.
static CLUSTER: LazyLock<(PgConnectOptions, Option<EmbeddedPostgres>)> = LazyLock::new(|| {
    if let Ok(url) = std::env::var(VARIABLE) {
        return (options(&url), None);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("postgres");
    let own = EmbeddedPostgres::start_with(&folder, Durability::Throwaway)
        .unwrap_or_else(|error| panic!("{error}\nOr set {VARIABLE} to a cluster for tests."));
    (options(&own.url()), Some(own))
});
static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static MADE: AtomicU32 = AtomicU32::new(0);

fn options(url: &str) -> PgConnectOptions {
    url.parse()
        .unwrap_or_else(|error| panic!("{VARIABLE}: {error}"))
}

/// A database that nobody else uses. It stays behind, and is swept by a later run: dropping it would wait for its
/// connections to end.
pub async fn fresh() -> PgPool {
    server::database::options()
        .max_connections(CONNECTIONS)
        .connect_with(fresh_options().await)
        .await
        .expect("the database that was just made")
}

/// As [`fresh`], before anybody has connected to it.
pub async fn fresh_options() -> PgConnectOptions {
    let template = TEMPLATE.get_or_init(prepare).await;
    create(&format!("template {template} strategy file_copy")).await
}

/// A database with the schema as the migration of this number left it, and no rows.
pub async fn at_version(number: i64) -> PgPool {
    let pool = PgPoolOptions::new()
        .connect_with(create("").await)
        .await
        .expect("the database that was just made");
    let outcome = MIGRATIONS.run_to(number, &pool).await;
    outcome.expect("the migrations run");
    pool
}

/// Brings such a database up to date.
pub async fn upgrade(pool: &PgPool) {
    MIGRATIONS.run(pool).await.expect("the migrations run");
}

async fn create(how: &str) -> PgConnectOptions {
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("{PREFIX}_{}_{number}", std::process::id());
    let mut control = connect(CLUSTER.0.clone()).await;
    run(&mut control, format!("create database {name} {how}")).await;
    CLUSTER.0.clone().database(&name)
}

/// Sweeps what earlier runs left, and makes the template where it is missing.
async fn prepare() -> String {
    let name = format!("{PREFIX}_template_{}", fingerprint());
    let mut control = connect(CLUSTER.0.clone()).await;
    run(&mut control, format!("select pg_advisory_lock({LOCK})")).await;
    sweep(&mut control).await;
    let exists: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(&name)
            .fetch_one(&mut control)
            .await
            .expect("the catalogue of databases");
    if !exists {
        // Named only once it is whole, so that a run that was killed leaves nothing that looks like a template.
        let draft = format!("{PREFIX}_draft");
        run(
            &mut control,
            format!("drop database if exists {draft} with (force)"),
        )
        .await;
        run(&mut control, format!("create database {draft}")).await;
        let pool = PgPoolOptions::new()
            .connect_with(CLUSTER.0.clone().database(&draft))
            .await
            .expect("the draft of the template");
        MIGRATIONS.run(&pool).await.expect("the migrations run");
        import_seed(&pool).await.expect("the sample catalogue");
        pool.close().await;
        run(
            &mut control,
            format!("alter database {draft} rename to {name}"),
        )
        .await;
    }
    control.close().await.expect("the connection closes");
    name
}

/// What the template is made from.
fn fingerprint() -> String {
    let mut digest = Sha256::new();
    for migration in MIGRATIONS.iter() {
        digest.update(&*migration.checksum);
    }
    for file in SEED {
        digest.update(Sha256::digest(file));
    }
    hex::encode(&digest.finalize()[..8])
}

/// Drops the databases of processes that have ended.
async fn sweep(control: &mut PgConnection) {
    let names: Vec<String> =
        sqlx::query_scalar("select datname::text from pg_database where datname ~ $1")
            .bind(format!("^{PREFIX}_[0-9]+_[0-9]+$"))
            .fetch_all(&mut *control)
            .await
            .expect("the catalogue of databases");
    for name in names {
        let owner = name.split('_').nth(2).expect("the process's number");
        if !Path::new("/proc").join(owner).exists() {
            run(
                control,
                format!("drop database if exists {name} with (force)"),
            )
            .await;
        }
    }
}

async fn connect(options: PgConnectOptions) -> PgConnection {
    PgConnection::connect_with(&options)
        .await
        .unwrap_or_else(|error| panic!("{VARIABLE}: {error}"))
}

/// Runs a statement put together from names of our own.
async fn run(control: &mut PgConnection, statement: String) {
    control
        .execute(AssertSqlSafe(statement.clone()))
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}
