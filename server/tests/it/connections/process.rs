//! The program itself, with its own Postgres: asked to stop by a signal, started with few files, called where it listens.

use crate::support::{Confirm, Raw, plain_http};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// As long as a debug build may take to make a database and start on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
const GLANCE: Duration = Duration::from_millis(50);
/// A supervisor kills what does not end by then.
const LONGEST_STOP: Duration = Duration::from_secs(10);

/// An attempt that a page follows, written by the database's owner past every rule.
const WAITING: &str = "
    set session_replication_role = replica;
    insert into payment_orders (id, dossier_number, text, supplier, lines, amount, currency, state, created_at)
    values ('00000000-0000-0000-0000-000000000001', 1, '', '', '[]', 1000, 'VND', 'open', now());
    insert into payment_attempts (id, order_id, idempotency_key, channel_code, reference, amount, state, live, created_at,
        requested_at, provider)
    select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'k', code, 'waiting', 1000, 'pending', true, now(),
        now(), provider
    from payment_channels limit 1;";

struct Program {
    child: Child,
    address: String,
    folder: PathBuf,
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("an address").port()
}

impl Program {
    /// Starts it in a folder of its own, with so many files at most and some settings besides.
    async fn start(name: &str, files: Option<u32>, settings: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("portal-{}-{name}", std::process::id()));
        let site = folder.join("site");
        std::fs::create_dir_all(&site).expect("a folder");
        std::fs::write(site.join("hash.txt"), "js: x\nwasm: x\ncss: x\n").expect("a site");
        let (port, admin_port) = (free_port(), free_port());
        let program = env!("CARGO_BIN_EXE_server");
        let mut command = match files {
            None => Command::new(program),
            Some(files) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", &format!("ulimit -n {files}; exec {program}")]);
                shell
            }
        };
        let child = command
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("PORT", port.to_string())
            .env("ADMIN_PORT", admin_port.to_string())
            .env("DATA_DIR", &folder)
            .env("SITE_ROOT", &site)
            .env("RUST_LOG", "warn")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .spawn()
            .expect("the server starts");
        let mut program = Self {
            child,
            address: format!("127.0.0.1:{port}"),
            folder,
        };
        let began = Instant::now();
        while tokio::net::TcpStream::connect(&program.address)
            .await
            .is_err()
        {
            assert!(began.elapsed() < PATIENCE, "it listens in time");
            assert!(program.ended().is_none(), "it runs");
            tokio::time::sleep(GLANCE).await;
        }
        program
    }

    fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("it can be watched")
    }

    fn cluster(&self) -> PathBuf {
        self.folder.join("postgres/cluster")
    }

    async fn execute(&self, statements: &'static str) {
        let socket = self.folder.join("postgres/socket");
        let options = PgConnectOptions::new()
            .socket(socket)
            .username("postgres")
            .database("postgres");
        let mut owner = PgConnection::connect_with(&options)
            .await
            .expect("its database");
        sqlx::raw_sql(statements)
            .execute(&mut owner)
            .await
            .expect("written");
        owner.close().await.expect("closed");
    }

    /// Sends `SIGTERM` and waits for the end; how long it took, and how it ended.
    async fn stop(&mut self) -> (Duration, ExitStatus) {
        let began = Instant::now();
        let number = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &number]).status();
        assert!(sent.expect("kill").success());
        loop {
            if let Some(status) = self.ended() {
                return (began.elapsed(), status);
            }
            assert!(began.elapsed() < PATIENCE, "it ends at all");
            tokio::time::sleep(GLANCE).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has ended, unless a test has failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !std::thread::panicking() {
            std::fs::remove_dir_all(&self.folder).expect("its folder");
        }
    }
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("postgres/log")).expect("a log")
}

#[tokio::test]
async fn asked_to_stop_it_ends_within_seconds_and_its_database_cleanly_whoever_is_connected() {
    let mut program = Program::start("stop", None, &[]).await;
    program.execute(WAITING).await;
    let mut stream = Raw::to(&program.address).await;
    let (status, _) = stream.get("/api/v1/payment-results/waiting/events").await;
    assert_eq!(status, 200);
    stream.until(b"data: ").await;
    let mut half_head = Raw::to(&program.address).await;
    half_head.say("GET / HT").await;
    let mut half_body = Raw::to(&program.address).await;
    half_body
        .say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n_")
        .await;
    let mut silent = Raw::to(&program.address).await;
    let mut idle = Raw::to(&program.address).await;
    assert_eq!(idle.get("/readyz").await.0, 200);

    let (took, status) = program.stop().await;
    assert!(status.success(), "{status}");
    assert!(took < LONGEST_STOP, "{took:?}");
    for connection in [
        &mut stream,
        &mut half_head,
        &mut half_body,
        &mut silent,
        &mut idle,
    ] {
        connection.closed().await;
    }
    assert!(!program.cluster().join("postmaster.pid").exists());
    let log = log(&program.folder);
    assert!(log.contains("database system is shut down"), "{log}");
}

/// What lay open for good before: half-said requests, more of them than there are files.
#[tokio::test]
async fn more_silent_connections_than_files_keep_nobody_out() {
    let mut program = Program::start("files", Some(256), &[]).await;
    let mut silent = Vec::new();
    let mut refused = 0;
    for number in 0..400 {
        let mut connection = Raw::to(&program.address).await;
        let beginning = if number % 2 == 0 { "" } else { "GET / HT" };
        refused += usize::from(connection.try_say(beginning).await.is_err());
        silent.push(connection);
    }
    // While they all are open somebody may be turned away; a head's deadline later nobody is.
    let began = Instant::now();
    loop {
        let mut connection = Raw::to(&program.address).await;
        let _ = connection
            .try_say("GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await;
        let answer = connection.closed().await;
        if answer.starts_with(b"HTTP/1.1 200") {
            break;
        }
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "after {refused} refusals"
        );
        tokio::time::sleep(GLANCE).await;
    }
    drop(silent);
    let (took, status) = program.stop().await;
    assert!(status.success(), "{status}");
    assert!(took < LONGEST_STOP, "{took:?}");
}

#[tokio::test]
async fn callbacks_are_answered_at_a_port_of_their_own_and_nowhere_else() {
    let callback_port = free_port().to_string();
    let settings = [("CALLBACK_PORT", callback_port.as_str())];
    let mut program = Program::start("callbacks", None, &settings).await;
    let forged = Confirm::paid("x", 1).signed("forged");
    // Whoever is answered at PORT knows that it listens at both.
    for (address, status) in [
        (program.address.clone(), 404),
        (format!("127.0.0.1:{callback_port}"), 200),
    ] {
        let posted = plain_http()
            .post(format!("http://{address}/callbacks/national-platform"))
            .body(forged.clone())
            .send()
            .await
            .expect("an answer");
        assert_eq!(posted.status(), status, "{address}");
    }
    let (_, status) = program.stop().await;
    assert!(status.success(), "{status}");
}
