use std::io;
use std::path::{Path, PathBuf};

/// The texts are for whoever runs the server.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No usable Postgres programs on this machine.
    #[error(
        "Postgres is not installed ({looked}). Install it (Debian, Ubuntu: `apt-get install postgresql`), or name its \
         programs' folder in PG_BIN_DIR, or set DATABASE_URL to a running one"
    )]
    NotInstalled { looked: String },
    /// The data were written by another major version than the one installed.
    #[error(
        "{} was written by Postgres {data}, and Postgres {binaries} is installed. Install version {data} beside it, or move \
         the data with pg_upgrade",
        folder.display()
    )]
    OtherVersion {
        folder: PathBuf,
        /// The version that wrote the data.
        data: String,
        /// The version installed.
        binaries: String,
    },
    /// Another live process works on this folder.
    #[error(
        "{} is in use by process {holder}. End that one, or choose another folder (DATA_DIR)",
        folder.display()
    )]
    InUse {
        folder: PathBuf,
        /// The other process's number, as it wrote it down itself.
        holder: String,
    },
    /// Postgres refuses to run as root, and the user it should run as does not exist.
    #[error(
        "Postgres does not run as root and there is no user `postgres`. Run as an ordinary user, or create it: \
         `useradd --system postgres`"
    )]
    NoPostgresUser,
    #[error("initdb could not make a cluster: {output}")]
    Initdb { output: String },
    #[error("Postgres ended while starting: {log}")]
    Died {
        /// The end of its log.
        log: String,
    },
    /// Processes of an earlier Postgres are still working on the folder and do not end.
    #[error("an earlier Postgres on {} does not end (processes {processes:?})", folder.display())]
    DoesNotEnd {
        folder: PathBuf,
        processes: Vec<i32>,
    },
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

impl Error {
    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io {
            action,
            path: path.to_path_buf(),
            source,
        }
    }
}
