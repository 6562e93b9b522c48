//! Where things are: the repository and its build folder.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Debug, Clone)]
pub struct Workspace {
    /// The repository: the folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's build folder; everything the tasks make lies below it.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the repository from where cargo says this crate lies, so that it works from any folder.
    pub fn find() -> Self {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .expect("the crate lies two folders below the root")
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |given| root.join(given));
        Self { root, target }
    }

    /// The built site: static files, and the client under `pkg/`.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// A cargo command that compiles queries by what `.sqlx` says, whatever database the developer has set, and that shares
    /// what it has compiled with a cargo called by hand: `cargo run` sets variables about this crate, which build scripts of
    /// libraries watch.
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(&self.root)
            .arg(command)
            .env("SQLX_OFFLINE", "true")
            .env_remove("DATABASE_URL");
        for (name, _) in env::vars_os() {
            let about = name.to_string_lossy();
            if about.starts_with("CARGO_PKG_") || about.starts_with("CARGO_MANIFEST_") {
                cargo.env_remove(&name);
            }
        }
        cargo
    }

    /// Such a command on everything but the two clients' entries and these tasks. One set of features for lints, tests and
    /// programs: apart they would differ in features of their libraries, and be compiled twice. Of the tasks' libraries
    /// `cargo xtask` has compiled its own set before anything else.
    pub fn cargo_on_the_server_side(&self, command: &str) -> Command {
        let mut cargo = self.cargo(command);
        cargo.arg("--workspace");
        for package in ["frontend", "desk-frontend", "xtask"] {
            cargo.args(["--exclude", package]);
        }
        cargo
    }
}
