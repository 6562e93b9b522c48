//! What the supervisor promises, tried with real processes and real kills.

#![expect(
    clippy::unwrap_used,
    reason = "a failure in these helpers is the test's failure"
)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use embedded_postgres::{Binaries, Durability, EmbeddedPostgres, Error};

/// Names the folder that [`hold_a_cluster`] works on.
const HELD: &str = "EMBEDDED_POSTGRES_HELD";

/// Long enough for a crash recovery on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder of its own for each test, removed when the test passes.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("embedded-postgres-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }
}

fn ask(postgres: &EmbeddedPostgres, sql: &str) -> Result<String, String> {
    ask_at(&postgres.url(), postgres.binaries(), sql)
}

fn ask_at(url: &str, binaries: &Binaries, sql: &str) -> Result<String, String> {
    let output = Command::new(binaries.program("psql"))
        .args([
            "-X",
            "-A",
            "-t",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            url,
            "-c",
            sql,
        ])
        .output()
        .unwrap();
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).unwrap().trim().to_owned())
    } else {
        Err(String::from_utf8(output.stderr).unwrap())
    }
}

fn postmaster(data: &Path) -> String {
    let note = fs::read_to_string(data.join("postmaster.pid")).unwrap();
    note.lines().next().unwrap().to_owned()
}

fn kill_hard(process: &str) {
    assert!(
        Command::new("kill")
            .args(["-9", process])
            .status()
            .unwrap()
            .success()
    );
}

/// Not a test by itself: the process that the others start and kill. It starts a cluster, writes a row, and says so.
#[test]
#[ignore = "started by the other tests"]
fn hold_a_cluster() {
    let folder = std::env::var_os(HELD).expect("started by another test");
    let postgres =
        EmbeddedPostgres::start(folder.as_ref()).unwrap_or_else(|error| panic!("{error}"));
    ask(
        &postgres,
        "create table receipt (number int); insert into receipt values (42)",
    )
    .unwrap();
    println!("written to {}", postgres.data_dir().display());
    // Held until killed, or until the test that wanted it is gone.
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink()).unwrap();
}

fn holder(folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "hold_a_cluster", "--ignored", "--nocapture"])
        .env(HELD, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// Starts a process with a cluster, and returns once its row is acknowledged; with the cluster's folder.
fn held_by_another(folder: &Path) -> (Child, PathBuf) {
    let mut child = holder(folder).spawn().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let written = output
        .lines()
        .map_while(Result::ok)
        .find_map(|line| Some(PathBuf::from(line.split_once("written to ")?.1)))
        .expect("the other process wrote its row");
    (child, written)
}

#[test]
fn a_row_written_before_a_stop_is_there_after_the_next_start() {
    let folder = Folder::new("restart");
    let postgres = EmbeddedPostgres::start(&folder.0).unwrap();
    ask(
        &postgres,
        "create table receipt (number int); insert into receipt values (7)",
    )
    .unwrap();
    postgres.stop();

    let postgres = EmbeddedPostgres::start(&folder.0).unwrap();
    assert_eq!(ask(&postgres, "select number from receipt").unwrap(), "7");
}

#[test]
fn a_server_that_another_process_runs_is_joined() {
    let folder = Folder::new("join");
    let joined =
        || EmbeddedPostgres::url_of_running(&folder.0).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(joined(), None, "nobody runs one");
    assert_eq!(
        EmbeddedPostgres::url_of_running(&folder.0.join("missing")).unwrap(),
        None
    );
    let (mut other, _) = held_by_another(&folder.0);
    let url = joined().expect("the other's");
    let binaries = Binaries::find(None).unwrap();
    let number = "select number from receipt";
    assert_eq!(ask_at(&url, &binaries, number).unwrap(), "42");
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(joined(), None, "it has ended");
    let postgres = EmbeddedPostgres::start(&folder.0).unwrap();
    assert_eq!(ask(&postgres, number).unwrap(), "42");
}

#[test]
fn an_acknowledged_row_survives_the_kill_of_the_starting_process() {
    let folder = Folder::new("parent-killed");
    let (mut other, _) = held_by_another(&folder.0);
    other.kill().unwrap();
    other.wait().unwrap();

    let postgres = EmbeddedPostgres::start(&folder.0).unwrap();
    assert_eq!(ask(&postgres, "select number from receipt").unwrap(), "42");
}

#[test]
fn an_acknowledged_row_survives_the_kill_of_both() {
    let folder = Folder::new("both-killed");
    let (mut other, data) = held_by_another(&folder.0);
    kill_hard(&postmaster(&data));
    other.kill().unwrap();
    other.wait().unwrap();

    let postgres = EmbeddedPostgres::start(&folder.0).unwrap();
    assert_eq!(ask(&postgres, "select number from receipt").unwrap(), "42");
}

#[test]
fn a_server_that_dies_is_started_again() {
    let folder = Folder::new("server-killed");
    let postgres = EmbeddedPostgres::start(&folder.0).unwrap();
    ask(
        &postgres,
        "create table receipt (number int); insert into receipt values (7)",
    )
    .unwrap();
    let first = postmaster(postgres.data_dir());
    kill_hard(&first);

    let began = Instant::now();
    loop {
        match ask(&postgres, "select number from receipt") {
            Ok(number) => {
                assert_eq!(number, "7");
                break;
            }
            Err(error) => assert!(began.elapsed() < PATIENCE, "it stays down: {error}"),
        }
    }
    assert_ne!(postmaster(postgres.data_dir()), first);
}

#[test]
fn nothing_runs_once_it_was_stopped() {
    let folder = Folder::new("stopped");
    let postgres = EmbeddedPostgres::start_with(&folder.0, Durability::Throwaway).unwrap();
    let data = postgres.data_dir().to_path_buf();
    let process = postmaster(&data);
    postgres.stop();
    assert!(!data.join("postmaster.pid").exists());
    assert!(!Path::new("/proc").join(process).exists());
}

#[test]
fn a_path_too_long_for_a_socket_is_no_obstacle() {
    let folder = Folder::new(&"long-".repeat(24));
    let postgres = EmbeddedPostgres::start_with(&folder.0, Durability::Throwaway).unwrap();
    assert_eq!(ask(&postgres, "select 1").unwrap(), "1");
}

#[test]
fn data_of_another_version_are_left_alone() {
    let folder = Folder::new("other-version");
    let cluster = folder.0.join("cluster");
    fs::create_dir_all(&cluster).unwrap();
    fs::write(cluster.join("PG_VERSION"), "9\n").unwrap();
    match EmbeddedPostgres::start(&folder.0) {
        Err(Error::OtherVersion { data, .. }) => assert_eq!(data, "9"),
        other => panic!("started on version 9: {other:?}"),
    }
}

#[test]
fn a_machine_without_postgres_is_told_what_to_do() {
    let folder = Folder::new("not-installed");
    let output = holder(&folder.0)
        .env("PG_BIN_DIR", &folder.0)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        text.contains("apt-get install postgresql") && text.contains("DATABASE_URL"),
        "{text}"
    );
}
