//! The folder a cluster lives in: who owns it, who holds it, and where its socket may be.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::Error;

/// How long a second start waits for the first to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// The longest path the kernel takes for a unix socket, without its final zero.
const LONGEST_SOCKET: usize = 107;

/// Postgres names its socket so for the port it is told.
pub(crate) const SOCKET: &str = ".s.PGSQL.5432";

/// Where the data of root's clusters lie when the user `postgres` cannot reach the folder asked for.
const FALLBACK: &str = "/var/lib/embedded-postgres";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunAs {
    /// Whoever runs this process.
    Us,
    /// Another, because we are root, which Postgres refuses.
    Other { uid: u32, gid: u32 },
}

impl RunAs {
    pub(crate) fn apply(self, command: &mut Command) {
        if let Self::Other { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
    }

    fn find() -> Result<Self, Error> {
        if !crate::process::we_are_root() {
            return Ok(Self::Us);
        }
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        users
            .lines()
            .find_map(ids_of_postgres)
            .ok_or(Error::NoPostgresUser)
    }
}

/// User and group of a line of `/etc/passwd`, where it is the user `postgres`.
fn ids_of_postgres(line: &str) -> Option<RunAs> {
    let mut fields = line.strip_prefix("postgres:")?.split(':').skip(1);
    let uid = fields.next()?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    Some(RunAs::Other { uid, gid })
}

/// A folder held by this process, until it is dropped or the process ends.
#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) folder: PathBuf,
    pub(crate) run_as: RunAs,
    _lock: File,
}

impl Home {
    /// Makes the folder where needed and takes its lock.
    pub(crate) fn open(asked: &Path) -> Result<Self, Error> {
        let asked =
            std::path::absolute(asked).map_err(|source| Error::io("find", asked, source))?;
        let run_as = RunAs::find()?;
        fs::create_dir_all(&asked).map_err(|source| Error::io("create", &asked, source))?;
        let folder = reachable(&asked, run_as)?;
        let lock = lock(&folder, PATIENCE, Aloud::Yes)?;
        Ok(Self {
            folder,
            run_as,
            _lock: lock,
        })
    }

    /// The data folder proper, which exists once `initdb` has been here.
    pub(crate) fn cluster(&self) -> PathBuf {
        self.folder.join("cluster")
    }

    /// The major version that wrote the data, where there are any.
    pub(crate) fn version(&self) -> Result<Option<String>, Error> {
        let file = self.cluster().join("PG_VERSION");
        match fs::read_to_string(&file) {
            Ok(version) => Ok(Some(version.trim().to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("read", &file, error)),
        }
    }

    /// The folder of the socket, made where needed. Only its owner may enter, which is what lets the server trust whoever knocks.
    pub(crate) fn socket(&self) -> Result<PathBuf, Error> {
        let folder = socket_of(&self.folder, self.run_as);
        fs::create_dir_all(&folder).map_err(|source| Error::io("create", &folder, source))?;
        make_private(&folder, self.run_as)?;
        Ok(folder)
    }
}

/// Where the socket of a folder is: below the data where the path is short enough, else in the system's folder for such.
fn socket_of(folder: &Path, run_as: RunAs) -> PathBuf {
    let near = folder.join("socket");
    if near.join(SOCKET).as_os_str().len() <= LONGEST_SOCKET {
        return near;
    }
    // Others may write to the temporary folder, and root had better not trust what it finds there.
    let shared = match run_as {
        RunAs::Us => std::env::temp_dir(),
        RunAs::Other { .. } => PathBuf::from("/run"),
    };
    shared.join(format!("postgres-{}", fingerprint(folder)))
}

/// The folder of the socket of a server that another process runs on `asked`, once it accepts connections.
pub(crate) fn socket_of_running(asked: &Path) -> Result<Option<PathBuf>, Error> {
    if !asked.exists() {
        return Ok(None);
    }
    let asked = std::path::absolute(asked).map_err(|source| Error::io("find", asked, source))?;
    let run_as = RunAs::find()?;
    let folder = reachable(&asked, run_as)?;
    let began = Instant::now();
    loop {
        let holder = match lock(&folder, Duration::ZERO, Aloud::No) {
            Ok(_) => return Ok(None),
            Err(Error::InUse { holder, .. }) => holder,
            Err(error) => return Err(error),
        };
        if is_ready(&folder.join("cluster")) {
            return Ok(Some(socket_of(&folder, run_as)));
        }
        if began.elapsed() > PATIENCE {
            return Err(Error::InUse { folder, holder });
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The server writes `ready` into the eighth line of its note when it accepts connections.
pub(crate) fn is_ready(cluster: &Path) -> bool {
    let note = fs::read_to_string(cluster.join("postmaster.pid")).unwrap_or_default();
    note.lines()
        .nth(7)
        .is_some_and(|state| state.trim() == "ready")
}

/// A short name for a path, the same at every start: FNV-1a, because the standard library's hash may change.
fn fingerprint(path: &Path) -> String {
    let hash = path
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}

/// The folder asked for, or one below `/var/lib` where the user Postgres runs as cannot get to it.
fn reachable(asked: &Path, run_as: RunAs) -> Result<PathBuf, Error> {
    make_private(asked, run_as)?;
    if can_write(asked, run_as) {
        return Ok(asked.to_path_buf());
    }
    let RunAs::Other { .. } = run_as else {
        return Err(Error::io(
            "write to",
            asked,
            ErrorKind::PermissionDenied.into(),
        ));
    };
    let name = asked
        .to_string_lossy()
        .trim_start_matches('/')
        .replace('/', "-");
    let folder = Path::new(FALLBACK).join(name);
    eprintln!(
        "embedded-postgres: the user postgres cannot reach {}; the data are in {}",
        asked.display(),
        folder.display()
    );
    fs::create_dir_all(&folder).map_err(|source| Error::io("create", &folder, source))?;
    make_private(&folder, run_as)?;
    Ok(folder)
}

fn make_private(folder: &Path, run_as: RunAs) -> Result<(), Error> {
    if let RunAs::Other { uid, gid } = run_as {
        chown(folder, Some(uid), Some(gid))
            .map_err(|source| Error::io("give away", folder, source))?;
    }
    fs::set_permissions(folder, Permissions::from_mode(0o700))
        .map_err(|source| Error::io("make private", folder, source))
}

/// Tried by that very user, because modes, access lists and mounts together are hard to foretell.
fn can_write(folder: &Path, run_as: RunAs) -> bool {
    let mut test = Command::new("test");
    test.arg("-w").arg(folder).current_dir("/");
    run_as.apply(&mut test);
    test.status().is_ok_and(|status| status.success())
}

/// Whether whoever waits is told for whom.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aloud {
    Yes,
    No,
}

/// Takes the folder's lock, which the kernel frees when its holder ends, however it ends.
fn lock(folder: &Path, patience: Duration, aloud: Aloud) -> Result<File, Error> {
    let path = folder.join("lock");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(|source| Error::io("open", &path, source))?;
    let began = Instant::now();
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::Error(source)) => return Err(Error::io("lock", &path, source)),
            Err(TryLockError::WouldBlock) => {}
        }
        let holder = fs::read_to_string(&path)
            .unwrap_or_default()
            .trim()
            .to_owned();
        if began.elapsed() > patience {
            return Err(Error::InUse {
                folder: folder.to_path_buf(),
                holder,
            });
        }
        if !told && aloud == Aloud::Yes {
            told = true;
            eprintln!(
                "embedded-postgres: {} is in use by process {holder}; waiting up to {} s for it to end",
                folder.display(),
                patience.as_secs()
            );
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    file.set_len(0)
        .and_then(|()| writeln!(file, "{}", std::process::id()))
        .map_err(|source| Error::io("write", &path, source))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_line_of_the_user_postgres_is_taken() {
        let line = "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash";
        assert_eq!(
            ids_of_postgres(line),
            Some(RunAs::Other { uid: 101, gid: 104 })
        );
        assert_eq!(ids_of_postgres("postgresql:x:7:7::/:/bin/sh"), None);
    }

    #[test]
    fn a_folder_in_use_names_the_process_that_uses_it() {
        let folder = std::env::temp_dir().join(format!("lock-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let held = lock(&folder, Duration::ZERO, Aloud::No).unwrap();
        match lock(&folder, Duration::ZERO, Aloud::No) {
            Err(Error::InUse { holder, .. }) => assert_eq!(holder, std::process::id().to_string()),
            other => panic!("taken twice: {other:?}"),
        }
        drop(held);
        assert!(lock(&folder, Duration::ZERO, Aloud::No).is_ok());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn two_folders_get_two_sockets() {
        assert_ne!(fingerprint(Path::new("/a")), fingerprint(Path::new("/b")));
    }
}
