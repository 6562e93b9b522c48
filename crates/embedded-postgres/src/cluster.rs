//! One Postgres cluster on disk: made, cleaned up after a crash, and run.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::home::{Home, SOCKET};
use crate::process::{self, Signal};
use crate::{Binaries, Durability, Error};

const GLANCE: Duration = Duration::from_millis(10);

/// Recovery after a crash replays the log, which may take minutes; after this long something else is wrong.
const LONGEST_START: Duration = Duration::from_secs(600);

/// What is left of an earlier server has been told by the kernel to end; these are the moments to insist.
const INSIST: Duration = Duration::from_secs(3);
const INSIST_HARDER: Duration = Duration::from_secs(15);
const GIVE_UP: Duration = Duration::from_secs(30);

/// A log beyond this many bytes is set aside at the next start.
const LONGEST_LOG: u64 = 10_000_000;

/// A cluster ready to be started.
#[derive(Debug)]
pub(crate) struct Cluster {
    home: Home,
    binaries: Binaries,
    durability: Durability,
    data: PathBuf,
    socket: PathBuf,
}

impl Cluster {
    /// Makes the cluster where there is none.
    pub(crate) fn prepare(
        home: Home,
        binaries: Binaries,
        durability: Durability,
    ) -> Result<Self, Error> {
        if let Some(version) = home.version()?
            && version != binaries.version()
        {
            return Err(Error::OtherVersion {
                folder: home.cluster(),
                data: version,
                binaries: binaries.version().to_owned(),
            });
        }
        let socket = home.socket()?;
        if home.version()?.is_none() {
            initialise(&home, &binaries, durability)?;
        }
        // Processes are recognised by their working folder, which the kernel shows without symbolic links.
        let data = home
            .cluster()
            .canonicalize()
            .map_err(|source| Error::io("find", &home.cluster(), source))?;
        Ok(Self {
            home,
            binaries,
            durability,
            data,
            socket,
        })
    }

    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn socket(&self) -> &Path {
        &self.socket
    }

    pub(crate) fn end_of_log(&self) -> String {
        let text = fs::read(self.log_file()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(10)..].join("\n")
    }

    /// Starts the server and waits until it accepts connections. It lives no longer than the calling thread.
    pub(crate) fn start(&self) -> Result<Child, Error> {
        self.clear_remains()?;
        let mut child = self.spawn()?;
        let began = Instant::now();
        while !self.is_ready(child.id()) {
            let ended = child
                .try_wait()
                .map_err(|source| Error::io("watch the server on", &self.data, source))?;
            if ended.is_some() || began.elapsed() > LONGEST_START {
                stop(&mut child);
                return Err(Error::Died {
                    log: self.end_of_log(),
                });
            }
            std::thread::sleep(GLANCE);
        }
        Ok(child)
    }

    /// Waits for the processes of an earlier server, then removes the files that would keep a new one from starting.
    fn clear_remains(&self) -> Result<(), Error> {
        let began = Instant::now();
        loop {
            let processes = process::working_in(&self.data);
            if processes.is_empty() {
                break;
            }
            let waited = began.elapsed();
            if waited > GIVE_UP {
                return Err(Error::DoesNotEnd {
                    folder: self.data.clone(),
                    processes,
                });
            }
            // To its first process only: it passes the word on, and the others take the same signal otherwise.
            if waited > INSIST
                && let Some(first) = self
                    .noted_process()
                    .filter(|noted| processes.contains(noted))
            {
                let harder = waited > INSIST_HARDER;
                process::send(
                    first,
                    if harder {
                        Signal::ImmediateShutdown
                    } else {
                        Signal::FastShutdown
                    },
                );
            }
            std::thread::sleep(GLANCE);
        }
        let socket = self.socket.join(SOCKET);
        for file in [
            self.data.join("postmaster.pid"),
            socket.with_extension("5432.lock"),
            socket,
        ] {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::io("remove", &file, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The number in `postmaster.pid`.
    fn noted_process(&self) -> Option<i32> {
        fs::read_to_string(self.data.join("postmaster.pid"))
            .ok()?
            .lines()
            .next()?
            .trim()
            .parse()
            .ok()
    }

    /// The server writes `ready` into the eighth line when it accepts connections.
    fn is_ready(&self, process: u32) -> bool {
        let Ok(note) = fs::read_to_string(self.data.join("postmaster.pid")) else {
            return false;
        };
        let mut lines = note.lines();
        lines
            .next()
            .is_some_and(|number| number.trim() == process.to_string())
            && lines.nth(6).is_some_and(|state| state.trim() == "ready")
    }

    fn spawn(&self) -> Result<Child, Error> {
        let log = self.open_log()?;
        let mut command = clean(&self.home, &self.binaries.program("postgres"));
        command
            .arg("-D")
            .arg(&self.data)
            .arg("-k")
            .arg(&self.socket)
            .args([
                "-c",
                "port=5432",
                "-c",
                "listen_addresses=",
                "-c",
                "logging_collector=off",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC",
            ]);
        if self.durability == Durability::Throwaway {
            command.args([
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "wal_level=minimal",
                "-c",
                "max_wal_senders=0",
                "-c",
                "max_connections=300",
            ]);
        }
        process::tie_to_this_thread(&mut command);
        let second = log
            .try_clone()
            .map_err(|source| Error::io("open", &self.log_file(), source))?;
        command
            .stdout(log)
            .stderr(second)
            .spawn()
            .map_err(|source| Error::io("start", &self.binaries.program("postgres"), source))
    }

    fn log_file(&self) -> PathBuf {
        self.home.folder.join("log")
    }

    fn open_log(&self) -> Result<File, Error> {
        let path = self.log_file();
        if fs::metadata(&path).is_ok_and(|log| log.len() > LONGEST_LOG) {
            fs::rename(&path, self.home.folder.join("log.old"))
                .map_err(|source| Error::io("set aside", &path, source))?;
        }
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(|source| Error::io("open", &path, source))
    }
}

/// Stops a server and waits for its end.
pub(crate) fn stop(child: &mut Child) {
    let number = i32::try_from(child.id()).expect("process numbers are positive and fit");
    let began = Instant::now();
    let mut insisted = false;
    process::send(number, Signal::FastShutdown);
    // An error here means that there is no such child any more.
    while let Ok(None) = child.try_wait() {
        if !insisted && began.elapsed() > GIVE_UP {
            insisted = true;
            process::send(number, Signal::ImmediateShutdown);
        }
        std::thread::sleep(GLANCE);
    }
}

/// Runs `initdb` under a temporary name, so that a kill in the middle leaves nothing that looks like a cluster.
fn initialise(home: &Home, binaries: &Binaries, durability: Durability) -> Result<(), Error> {
    let unfinished = home.folder.join("cluster.unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)
            .map_err(|source| Error::io("remove", &unfinished, source))?;
    }
    let program = binaries.program("initdb");
    let mut command = clean(home, &program);
    command.arg("-D").arg(&unfinished).args([
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]);
    if durability == Durability::Throwaway {
        command.arg("--no-sync");
    }
    let output = command
        .output()
        .map_err(|source| Error::io("start", &program, source))?;
    if !output.status.success() {
        return Err(Error::Initdb {
            output: String::from_utf8_lossy(&output.stderr).into_owned(),
        });
    }
    fs::rename(&unfinished, home.cluster())
        .and_then(|()| File::open(&home.folder)?.sync_all())
        .map_err(|source| Error::io("finish", &home.cluster(), source))
}

/// A command in a clean environment (no `PGPORT`, no `LANG`), as the right user, out of reach of the terminal's signals.
fn clean(home: &Home, program: &Path) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .current_dir("/")
        .stdin(Stdio::null())
        .process_group(0);
    home.run_as.apply(&mut command);
    command
}
