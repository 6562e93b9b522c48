//! The server as the program that it is, with an environment of the test's own and nothing else.

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

/// Runs a command to its end.
pub fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    command(arguments, variables)
        .output()
        .expect("the server's program")
}

/// A server that serves, until it is dropped.
pub struct Running(Child);

impl Running {
    /// Starts it and waits until it serves; what it has said where it does not.
    pub fn serve(variables: &[(&str, &str)]) -> Result<Self, String> {
        let mut command = command(&["serve"], variables);
        let child = command.stderr(Stdio::piped()).spawn();
        let mut running = Self(child.expect("the server's program"));
        let mut said = String::new();
        let log = BufReader::new(running.0.stderr.take().expect("what it logs"));
        let mut lines = log.lines().map_while(Result::ok);
        for line in lines.by_ref() {
            said += &line;
            if line.contains("serving") {
                // It would end where nobody reads what it says.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(running);
            }
            said += "\n";
        }
        Err(said)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Where it has ended by itself, both fail, and that is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn command(arguments: &[&str], variables: &[(&str, &str)]) -> Command {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("program");
    let site = folder.join("site");
    std::fs::create_dir_all(&site).expect("a folder");
    std::fs::write(site.join("hash.txt"), "").expect("a client without hashes");
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .args(arguments)
        .env_clear()
        .env("SITE_ROOT", site)
        .env("DATA_DIR", folder.join("data"))
        .env("PORT", "0")
        .env("ADMIN_PORT", "0")
        .envs(variables.iter().copied());
    command
}
