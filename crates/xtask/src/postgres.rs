//! Postgres for the tasks: installed where it is missing, and clusters that vanish after use.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use embedded_postgres::{Binaries, Durability, EmbeddedPostgres};
use rustix::process::{Pid, Signal, kill_process};

use crate::apt;
use crate::output;
use crate::site::digest;
use crate::workspace::Workspace;

/// A cluster with a few hundred small databases.
const ROOM_NEEDED: u64 = 4_000_000_000;

const SCRATCH: &str = "portal-scratch";

pub fn ensure_installed(workspace: &Workspace) -> Result<()> {
    if Binaries::find(None).is_ok() {
        return Ok(());
    }
    // Debian's package would otherwise make a cluster of its own and run it as a service.
    if let Some(elevate) = apt::elevation() {
        let settings = "mkdir -p /etc/postgresql-common && \
             echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf";
        output::run(
            workspace,
            "Telling Postgres to start no service",
            apt::elevated(&elevate, "sh").args(["-c", settings]),
        )?;
    }
    apt::install(workspace, "the database", &["postgresql"])
}

/// A cluster without durability, removed with everything in it when dropped.
pub struct Scratch {
    postgres: Option<EmbeddedPostgres>,
    folders: Vec<PathBuf>,
}

impl Scratch {
    /// Starts one in memory where there is room, else in the build folder.
    pub fn start(workspace: &Workspace) -> Result<Self> {
        let memory = Path::new("/dev/shm");
        let parent = if has_room(memory) {
            memory
        } else {
            &workspace.target
        };
        Self::start_in(workspace, parent, Durability::Throwaway)
    }

    /// Starts one on disk that keeps what it has acknowledged when it is killed.
    pub fn start_durable(workspace: &Workspace) -> Result<Self> {
        Self::start_in(workspace, &workspace.target, Durability::Safe)
    }

    fn start_in(workspace: &Workspace, parent: &Path, durability: Durability) -> Result<Self> {
        ensure_installed(workspace)?;
        sweep(parent)?;
        let folder = parent.join(format!("{SCRATCH}-{}", std::process::id()));
        let postgres = output::step("Starting a throwaway database", || {
            Ok(EmbeddedPostgres::start_with(&folder, durability)?)
        })?;
        let home = postgres.data_dir().parent().map(Path::to_path_buf);
        Ok(Self {
            postgres: Some(postgres),
            folders: [folder].into_iter().chain(home).collect(),
        })
    }

    /// Kills the server's first process; the others end with it. It is started again at once, on the same data and socket.
    pub fn kill(&self) -> Result<()> {
        let note = self.postgres().data_dir().join("postmaster.pid");
        let text =
            fs::read_to_string(&note).with_context(|| format!("cannot read {}", note.display()))?;
        let process = text
            .lines()
            .next()
            .and_then(|number| Pid::from_raw(number.trim().parse().ok()?))
            .with_context(|| format!("no process is noted in {}", note.display()))?;
        Ok(kill_process(process, Signal::KILL)?)
    }

    /// Makes an empty database and returns its address.
    pub fn create_database(&self, name: &str) -> Result<String> {
        execute(self.postgres(), &format!("create database {name}"))?;
        Ok(self.postgres().url_of(name))
    }

    pub fn postgres(&self) -> &EmbeddedPostgres {
        self.postgres
            .as_ref()
            .expect("it runs until this is dropped")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(self.postgres.take());
        for folder in &self.folders {
            // What cannot be removed now is removed by the next run's sweep.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

fn has_room(folder: &Path) -> bool {
    Command::new("df")
        .args(["--output=avail", "-B1"])
        .arg(folder)
        .output()
        .is_ok_and(|output| {
            let text = String::from_utf8_lossy(&output.stdout);
            text.lines()
                .nth(1)
                .and_then(|room| room.trim().parse::<u64>().ok())
                .unwrap_or(0)
                > ROOM_NEEDED
        })
}

/// Removes what runs that were killed have left.
fn sweep(parent: &Path) -> Result<()> {
    fs::create_dir_all(parent)?;
    for entry in fs::read_dir(parent)?.flatten() {
        let name = entry.file_name();
        let owner = name
            .to_str()
            .and_then(|name| name.strip_prefix(SCRATCH)?.strip_prefix('-'));
        if owner.is_some_and(|owner| !Path::new("/proc").join(owner).exists()) {
            // Another user's is theirs to remove.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

/// The server's migrations in the order they are applied.
pub fn migrations(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join("server/migrations");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| {
            let name = file.to_string_lossy();
            name.ends_with(".sql") && !name.ends_with(".down.sql")
        })
        .collect();
    files.sort();
    Ok(files)
}

/// A name for a database with these very migrations.
pub fn database_name(migrations: &[PathBuf]) -> Result<String> {
    let mut all = Vec::new();
    for file in migrations {
        all.extend(fs::read(file)?);
    }
    Ok(format!("portal_{}", &digest(&all)[..16]))
}

/// Makes a database with the migrations applied, unless it exists, and returns its address. The files are applied by
/// `psql`, because the server, which could apply them itself, compiles only against a database that has them.
pub fn migrated(postgres: &EmbeddedPostgres, migrations: &[PathBuf]) -> Result<String> {
    let name = database_name(migrations)?;
    let exists = format!("select 1 from pg_database where datname = '{name}'");
    if !execute(postgres, &exists)?.trim().is_empty() {
        return Ok(postgres.url_of(&name));
    }
    // Under another name until it is complete, so that a migration that fails leaves nothing to be found next time.
    let unfinished = format!("{name}_unfinished");
    execute(postgres, &format!("drop database if exists {unfinished}"))?;
    execute(postgres, &format!("create database {unfinished}"))?;
    for file in migrations {
        let file = file.to_string_lossy();
        psql(
            postgres,
            &unfinished,
            &["--single-transaction", "-f", &file],
        )?;
    }
    let rename = format!("alter database {unfinished} rename to {name}");
    execute(postgres, &rename)?;
    Ok(postgres.url_of(&name))
}

/// Executes a statement that belongs to no database.
fn execute(postgres: &EmbeddedPostgres, statement: &str) -> Result<String> {
    psql(postgres, "postgres", &["-c", statement])
}

fn psql(postgres: &EmbeddedPostgres, database: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(postgres.binaries().program("psql"))
        .args(["-XqAt", "-v", "ON_ERROR_STOP=1"])
        .args(["-d", &postgres.url_of(database)])
        .args(arguments)
        .output()
        .context("cannot start psql")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
