use super::{Folder, Program, example, first_event_comes_at_once, found, free_port};
use crate::support::{Portal, database};
use server::database::{PoolerError, open};
use sqlx::postgres::PgConnectOptions;
use std::process::Command;

/// From this version on it can keep prepared statements, and newer ones do so unless they are told not to.
const CAN_KEEP_STATEMENTS: (u32, u32) = (1, 21);

struct Pooled {
    _pgbouncer: Program,
    url: String,
    direct_url: String,
}

/// A new database behind PgBouncer as the example sets it, in some mode.
async fn behind_pgbouncer(mode: &str) -> Pooled {
    let database = database::fresh_options().await;
    let port = free_port();
    let name = database.get_database().expect("a name").to_owned();
    let direct_url = database_url(&database);
    let (host, user) = (host(&database), database.get_username());
    let statements = if version() >= CAN_KEEP_STATEMENTS {
        "max_prepared_statements = 0"
    } else {
        ""
    };
    let settings = example(
        "pgbouncer.ini",
        &[
            (
                "portal = host=127.0.0.1 port=5432 dbname=portal",
                &format!(
                    "{name} = host={host} port={} dbname={name} user={user}",
                    database.get_port()
                ),
            ),
            ("listen_port = 6432", &format!("listen_port = {port}")),
            ("auth_type = scram-sha-256", "auth_type = any"),
            (
                "auth_file = /etc/pgbouncer/userlist.txt",
                "unix_socket_dir =",
            ),
            ("pool_mode = session", &format!("pool_mode = {mode}")),
            ("; max_prepared_statements = 200", statements),
        ],
    );
    let arguments: &[&str] = if is_root() { &["-u", "postgres"] } else { &[] };
    let pgbouncer = Program::start("pgbouncer", arguments, Folder::new(), &settings, port).await;
    Pooled {
        _pgbouncer: pgbouncer,
        url: format!("postgres://{user}@127.0.0.1:{port}/{name}"),
        direct_url,
    }
}

fn host(database: &PgConnectOptions) -> String {
    database.get_socket().map_or_else(
        || database.get_host().to_owned(),
        |folder| folder.display().to_string(),
    )
}

fn database_url(database: &PgConnectOptions) -> String {
    use sqlx::ConnectOptions;
    database.to_url_lossy().to_string()
}

/// The first two numbers of `PgBouncer 1.18.0`.
fn version() -> (u32, u32) {
    let told = Command::new(found("pgbouncer")).arg("--version").output();
    let told = String::from_utf8(told.expect("pgbouncer").stdout).expect("UTF-8");
    let version = told.split_whitespace().nth(1).expect("a version");
    let mut numbers = version.split('.').map(str::parse::<u32>);
    let mut next = || numbers.next().and_then(Result::ok).expect("a number");
    (next(), next())
}

/// PgBouncer refuses to work as root.
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[tokio::test]
async fn the_portal_works_behind_pgbouncer_in_session_mode() {
    let pooled = behind_pgbouncer("session").await;
    let db = open(&pooled.url, None, 6).await.expect("a pool");
    let portal = Portal::on(db, &[], |_| {}).await;
    tokio::spawn(server::payments::updates::listen(portal.app.clone()));
    first_event_comes_at_once(&portal, &portal.url).await;
}

#[tokio::test]
async fn pgbouncer_in_transaction_mode_is_refused_in_one_sentence() {
    let pooled = behind_pgbouncer("transaction").await;
    let alone = open(&pooled.url, None, 6).await;
    assert!(matches!(alone, Err(PoolerError::Shared)), "{alone:?}");
    // This PgBouncer keeps no prepared statements either: it cannot, or is told not to.
    let beside = open(&pooled.url, Some(&pooled.direct_url), 6).await;
    assert!(matches!(beside, Err(PoolerError::Forgets)), "{beside:?}");
}
