//! How many files the process may have open, and so how many connections.

use super::admission::reserve;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Kept for the database, providers, documents and what a library opens for a moment.
const RESERVE: usize = 96;
/// More than this many connections want a word from whoever knows the machine's memory: each may hold 64 KiB.
const MOST: usize = 4096;
const FEWEST: usize = 16;

/// `CONNECTIONS` is more than the process may open.
#[derive(Debug, thiserror::Error)]
#[error(
    "CONNECTIONS: {wanted} connections need {needed} open files, and this process may open {files}; raise the limit \
     (systemd: LimitNOFILE, a shell: ulimit -Hn) or lower CONNECTIONS to {possible}"
)]
pub struct TooFewFiles {
    wanted: usize,
    needed: usize,
    files: usize,
    possible: usize,
}

/// Connections that may be open at once on each of so many listeners, given those to the database. Raises the process's soft limit of files to its hard
/// limit, as whoever does not use `select` may.
///
/// # Errors
/// More are wanted than there can be files.
pub fn connections_allowed(
    wanted: Option<usize>,
    database: usize,
    listeners: usize,
) -> Result<usize, TooFewFiles> {
    allowed(wanted, database, listeners, raise_limit())
}

fn allowed(
    wanted: Option<usize>,
    database: usize,
    listeners: usize,
    files: usize,
) -> Result<usize, TooFewFiles> {
    let kept = RESERVE + database;
    // Of nine places one is reserve enough.
    let possible = (files.saturating_sub(kept) / listeners / 9 * 8).max(FEWEST);
    match wanted {
        None => Ok(possible.min(MOST)),
        Some(wanted) if wanted <= possible => Ok(wanted),
        Some(wanted) => Err(TooFewFiles {
            wanted,
            needed: kept + (wanted + reserve(wanted)) * listeners,
            files,
            possible,
        }),
    }
}

fn raise_limit() -> usize {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        ..limit
    };
    let current = match setrlimit(Resource::Nofile, raised) {
        Ok(()) => limit.maximum,
        Err(error) => {
            tracing::warn!(%error, "the limit of open files stays as it is");
            limit.current
        }
    };
    // None is no limit.
    current.map_or(usize::MAX, |files| {
        usize::try_from(files).unwrap_or(usize::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_everything_else() {
        for (files, expected) in [
            (64, 16),
            (256, 120),
            (1024, 800),
            (524_288, 4096),
            (usize::MAX, 4096),
        ] {
            let allowed = allowed(None, 22, 1, files).unwrap();
            assert_eq!(allowed, expected, "{files}");
        }
        assert_eq!(allowed(Some(10_000), 22, 2, 65_536).unwrap(), 10_000);
        let refused = allowed(Some(10_000), 22, 1, 1024).unwrap_err().to_string();
        assert!(
            refused.starts_with("CONNECTIONS: 10000 connections"),
            "{refused}"
        );
    }
}
