//! A Postgres of the portal's own, for machines where nobody set one up: found, initialised, started, watched, stopped.
//!
//! It runs the system's binaries on one folder, reachable only through a unix socket in that folder, and ends with the
//! process that started it, however that process ends. No acknowledged transaction is lost by a kill.
//!
//! ```no_run
//! let postgres = embedded_postgres::EmbeddedPostgres::start(".data/postgres".as_ref())?;
//! println!("DATABASE_URL={}", postgres.url());
//! # Ok::<(), embedded_postgres::Error>(())
//! ```

mod binaries;
mod cluster;
mod error;
mod home;
mod process;
mod supervisor;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

pub use binaries::Binaries;
pub use error::Error;

use cluster::Cluster;
use home::Home;

/// What the cluster promises about data when power or process is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// What was acknowledged stays.
    Safe,
    /// Nothing is promised, and everything is faster: for tests.
    Throwaway,
}

/// A running Postgres. Dropping it stops the server and waits until it has stopped.
#[derive(Debug)]
pub struct EmbeddedPostgres {
    socket: PathBuf,
    data: PathBuf,
    binaries: Binaries,
    stop: Option<Sender<()>>,
    supervisor: Option<JoinHandle<()>>,
}

impl EmbeddedPostgres {
    /// Starts Postgres on `data_dir`, making the folder and the cluster where they do not exist. Blocks until connections
    /// are accepted: a second the first time, a tenth of one later, some seconds after both were killed.
    ///
    /// As root it runs as the system's user `postgres`. Where that user cannot reach `data_dir`, the data lie below
    /// `/var/lib` instead, and a line on standard error says so.
    ///
    /// # Errors
    /// See [`Error`]; each says what to do.
    pub fn start(data_dir: &Path) -> Result<Self, Error> {
        Self::start_with(data_dir, Durability::Safe)
    }

    /// As [`EmbeddedPostgres::start`], with a choice of durability.
    pub fn start_with(data_dir: &Path, durability: Durability) -> Result<Self, Error> {
        let home = Home::open(data_dir)?;
        let binaries = Binaries::find(home.version()?.as_deref())?;
        let cluster = Cluster::prepare(home, binaries.clone(), durability)?;
        let socket = cluster.socket().to_path_buf();
        let data = cluster.data().to_path_buf();

        let (ready, whether_ready) = channel();
        let (stop, stopping) = channel();
        let supervisor = std::thread::Builder::new()
            .name("postgres".into())
            .spawn(move || supervisor::supervise(&cluster, &ready, &stopping))
            .map_err(|source| Error::io("start a thread for", &data, source))?;
        // A supervisor that ends without a word has panicked; the word would have been the error.
        whether_ready
            .recv()
            .map_err(|_| Error::Died { log: String::new() })??;
        Ok(Self {
            socket,
            data,
            binaries,
            stop: Some(stop),
            supervisor: Some(supervisor),
        })
    }

    /// The address of the Postgres that another process runs on `data_dir`, where there is one; waits while it starts. Whoever
    /// uses it does not keep it: it ends with the process that started it.
    ///
    /// # Errors
    /// The folder cannot be read, or a Postgres that is being started does not become ready.
    pub fn url_of_running(data_dir: &Path) -> Result<Option<String>, Error> {
        let socket = home::socket_of_running(data_dir)?;
        Ok(socket.map(|socket| url_at(&socket, "postgres")))
    }

    /// The address of the database `postgres`, as sqlx and libpq read it: `postgres:///postgres?host=<folder>&user=postgres`.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The address of another database of this cluster; it need not exist yet.
    pub fn url_of(&self, database: &str) -> String {
        url_at(&self.socket, database)
    }

    /// Where the data really lie.
    pub fn data_dir(&self) -> &Path {
        &self.data
    }

    /// The programs this cluster runs on, `psql` and the like among them.
    pub fn binaries(&self) -> &Binaries {
        &self.binaries
    }

    /// Stops the server: open transactions are rolled back, everything is written, then it ends. What dropping does, too.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        drop(self.stop.take());
        if let Some(supervisor) = self.supervisor.take()
            && supervisor.join().is_err()
        {
            eprintln!("embedded-postgres: the supervisor panicked; Postgres ends by itself");
        }
        // It may lie outside the data folder. One that is not empty, or gone, is none of ours to tidy.
        let _ = std::fs::remove_dir(&self.socket);
    }
}

impl Drop for EmbeddedPostgres {
    fn drop(&mut self) {
        self.end();
    }
}

fn url_at(socket: &Path, database: &str) -> String {
    let host = percent_encoded(&socket.to_string_lossy());
    let database = percent_encoded(database);
    format!("postgres:///{database}?host={host}&user=postgres")
}

/// Escapes everything that has a meaning in an address, slashes excepted.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
        encoded
    })
}
