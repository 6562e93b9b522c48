//! The portal and its sandbox as two child processes.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};

use crate::apt;
use crate::output;
use crate::signals::{Process, Signals};
use crate::workspace::Workspace;

/// The first start makes a cluster and imports the catalogue.
const LONGEST_START: Duration = Duration::from_secs(180);
const POLL_INTERVAL: Duration = Duration::from_millis(50);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    Debug,
    Release,
}

impl Build {
    const fn profile(self) -> &'static str {
        match self {
            Self::Debug => "dev",
            Self::Release => "release",
        }
    }

    pub fn folder(self, workspace: &Workspace) -> PathBuf {
        workspace.target.join(match self {
            Self::Debug => "debug",
            Self::Release => "release",
        })
    }
}

/// Where and on what the two run.
pub struct Settings {
    pub port: u16,
    pub sandbox_port: u16,
    pub sandbox_smtp_port: u16,
    /// The folder of the database, the files and the sandbox's journal.
    pub data: PathBuf,
    pub build: Build,
    /// The server's database, where it is neither the embedded one nor that of the environment.
    pub database_url: Option<String>,
    /// The folder for what they log, instead of the terminal.
    pub logs: Option<PathBuf>,
    /// Whether browsers may say which address they have, so that what is allowed to one address is allowed to each of them.
    pub trust_forwarded_for: bool,
    /// Further variables of both programs.
    pub environment: Vec<(&'static str, String)>,
}

impl Settings {
    /// A portal of a task's own, on free ports, with nothing left of earlier runs: data in `target/<task>-data`, logs in
    /// `target/log/<task>`, and the embedded database unless another is set.
    pub fn of_task(workspace: &Workspace, task: &str, build: Build) -> Result<Self> {
        let data = workspace.target.join(format!("{task}-data"));
        let logs = workspace.target.join("log").join(task);
        for folder in [&data, &logs] {
            if folder.exists() {
                std::fs::remove_dir_all(folder)?;
            }
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self {
            port: free_port()?,
            sandbox_port: free_port()?,
            sandbox_smtp_port: free_port()?,
            data,
            build,
            database_url: None,
            logs: Some(logs),
            trust_forwarded_for: true,
            environment: Vec::new(),
        })
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn sandbox_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.sandbox_port)
    }

    /// Tells a program where the others are.
    pub fn tell(&self, workspace: &Workspace, command: &mut Command) {
        command
            .current_dir(&workspace.root)
            .env("PORT", self.port.to_string())
            .env("DATA_DIR", &self.data)
            .env("SITE_ROOT", workspace.site())
            .env("SANDBOX_URL", self.sandbox_url())
            .env("SANDBOX_PORT", self.sandbox_port.to_string())
            .env("SANDBOX_SMTP_PORT", self.sandbox_smtp_port.to_string())
            .env(
                "SMTP_URL",
                format!("smtp://127.0.0.1:{}", self.sandbox_smtp_port),
            )
            .env("SANDBOX_DATA", self.data.join("sandbox"))
            .env("PORTAL_URL", self.url())
            .envs(self.environment.iter().cloned())
            // Ctrl-c on the terminal would otherwise reach them at the same moment as us, and in no order.
            .process_group(0);
        if self.trust_forwarded_for {
            command.env("TRUST_FORWARDED_FOR", "1");
        }
        if let Some(url) = &self.database_url {
            command.env("DATABASE_URL", url);
        }
    }

    /// Fails where somebody else listens on one of the ports; the error names the variable to set.
    pub fn ensure_ports_free(&self) -> Result<()> {
        ensure_free(self.port, "PORT")?;
        ensure_free(self.sandbox_port, "SANDBOX_PORT")?;
        ensure_free(self.sandbox_smtp_port, "SANDBOX_SMTP_PORT")
    }
}

pub fn compile(workspace: &Workspace, build: Build) -> Result<()> {
    compile_packages(workspace, build, &["server", "sandbox"])
}

/// Compiles the release build of server and sandbox together with the driver that makes payments: apart they would differ in
/// features of their libraries, and be compiled twice.
pub fn compile_with_driver(workspace: &Workspace) -> Result<()> {
    compile_packages(workspace, Build::Release, &["server", "sandbox", "replay"])
}

fn compile_packages(workspace: &Workspace, build: Build, packages: &[&str]) -> Result<()> {
    let mut cargo = match build {
        // With the libraries that the tests have.
        Build::Debug => workspace.cargo_on_the_server_side("build"),
        Build::Release => workspace.cargo("build"),
    };
    cargo.args(["--profile", build.profile()]);
    for package in packages {
        cargo.args(["--bin", package]);
        if build == Build::Release {
            cargo.args(["-p", package]);
        }
    }
    output::run(
        workspace,
        "Compiling the server and the sandbox",
        &mut cargo,
    )
}

/// The two, running. Dropping ends them, the server first: it may still have something to tell the sandbox.
pub struct Portal {
    server: Process,
    sandbox: Process,
}

impl Portal {
    /// Starts both and waits until both answer.
    pub fn start(workspace: &Workspace, settings: &Settings, signals: &Signals) -> Result<Self> {
        settings.ensure_ports_free()?;
        let sandbox = spawn(workspace, settings, "sandbox", &[])?;
        let server = spawn(workspace, settings, "server", &["serve"])?;
        let mut portal = Self { server, sandbox };
        output::step("Starting the portal", || {
            portal.wait_until_healthy(settings, signals)
        })?;
        Ok(portal)
    }

    /// Waits for a signal, or for one of the two to end by itself; then its status.
    pub fn wait(&mut self, signals: &Signals) -> Result<Option<ExitStatus>> {
        loop {
            if signals.came_within(POLL_INTERVAL) {
                return Ok(None);
            }
            if let Some((name, status)) = self.ended()? {
                output::note(&format!("the {name} ended with {status}"));
                return Ok(Some(status));
            }
        }
    }

    /// Kills the server as a failing machine would, without a word, and waits for its end.
    pub fn kill_server(&mut self) -> Result<()> {
        self.server.child.kill()?;
        self.server.child.wait()?;
        Ok(())
    }

    /// Starts the server again after it was killed, and waits until it answers.
    pub fn start_server_again(
        &mut self,
        workspace: &Workspace,
        settings: &Settings,
        signals: &Signals,
    ) -> Result<()> {
        self.server = spawn(workspace, settings, "server", &["serve"])?;
        self.wait_until_healthy(settings, signals)
    }

    fn wait_until_healthy(&mut self, settings: &Settings, signals: &Signals) -> Result<()> {
        let began = Instant::now();
        for port in [settings.sandbox_port, settings.port] {
            while !is_healthy(port) {
                if let Some((name, status)) = self.ended()? {
                    let log = settings
                        .logs
                        .as_ref()
                        .map(|folder| output::tail(&folder.join(format!("{name}.log")), 20))
                        .unwrap_or_default();
                    bail!("the {name} ended with {status} while starting\n{log}");
                }
                if began.elapsed() > LONGEST_START {
                    bail!("port {port} does not answer /healthz");
                }
                if signals.came_within(POLL_INTERVAL) {
                    bail!("interrupted");
                }
            }
        }
        Ok(())
    }

    fn ended(&mut self) -> Result<Option<(&str, ExitStatus)>> {
        match self.server.ended()? {
            None => self.sandbox.ended(),
            ended => Ok(ended),
        }
    }
}

pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

fn ensure_free(port: u16, variable: &str) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .map_err(|error| {
            anyhow!("port {port} cannot be used ({error}): set {variable} to another one")
        })
}

fn spawn(
    workspace: &Workspace,
    settings: &Settings,
    program: &str,
    arguments: &[&str],
) -> Result<Process> {
    let path = settings.build.folder(workspace).join(program);
    let mut command = tied_to_us(&path);
    command.args(arguments);
    settings.tell(workspace, &mut command);
    if let Some(folder) = &settings.logs {
        std::fs::create_dir_all(folder)?;
        // Appended to, because a server that was killed logs on after its start.
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join(format!("{program}.log")))?;
        command.stdout(log.try_clone()?).stderr(log);
    }
    Process::spawn(program, &mut command)
}

/// A command that is told to end when this process is gone, even by `kill -9`, where the system has the tool for it.
fn tied_to_us(path: &Path) -> Command {
    match apt::program("setpriv") {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "TERM", "--"]).arg(path);
            command
        }
        None => Command::new(path),
    }
}

fn is_healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        )?;
        let mut start = [0; 12];
        stream.read_exact(&mut start)?;
        Ok(start.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}
