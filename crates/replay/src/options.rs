//! What a run is told: arguments, and where things are by environment variables.

use std::env;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail};

use crate::plan::Profile;

const USAGE: &str = "\
usage: replay --payments <number> [--profile none|every-fault|pilot-2020] [--seed <number>]
              [--server-kills <number>] [--database-kills <number>] [--patience <seconds>]

PORTAL_URL, SANDBOX_URL and DATABASE_URL say where the portal, the sandbox and the portal's database are; SERVER_PROGRAM
is the server's binary, whose `verify-…` commands are part of the comparison.";

/// One run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Payments to be made.
    pub payments: u32,
    /// Which faults strike, and which channels and amounts are drawn.
    pub profile: Profile,
    /// Everything that is drawn is drawn from it.
    pub seed: u64,
    /// How often the server is killed.
    pub server_kills: u32,
    /// How often the database is killed.
    pub database_kills: u32,
    /// How long the last payment may take to end in an answer, in seconds.
    pub patience_s: u64,
    /// Address of the portal.
    pub portal_url: String,
    /// Address of the sandbox.
    pub sandbox_url: String,
    /// Address of the portal's database, which is only read.
    pub database_url: String,
    /// The server's binary.
    pub server_program: PathBuf,
}

impl Options {
    /// Reads arguments and environment.
    ///
    /// # Errors
    /// An unknown argument, a value that is none, or a variable that is not set.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            payments: 0,
            profile: Profile::None,
            seed: 1,
            server_kills: 0,
            database_kills: 0,
            patience_s: 180,
            portal_url: variable("PORTAL_URL")?,
            sandbox_url: variable("SANDBOX_URL")?,
            database_url: variable("DATABASE_URL")?,
            server_program: variable("SERVER_PROGRAM")?.into(),
        };
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { bail!(USAGE) };
            match name.as_str() {
                "--payments" => options.payments = number(name, value)?,
                "--profile" => options.profile = Profile::parse(value).context(USAGE)?,
                "--seed" => options.seed = number(name, value)?,
                "--server-kills" => options.server_kills = number(name, value)?,
                "--database-kills" => options.database_kills = number(name, value)?,
                "--patience" => options.patience_s = number(name, value)?,
                _ => bail!(USAGE),
            }
        }
        if options.payments == 0 {
            bail!(USAGE);
        }
        Ok(options)
    }
}

fn variable(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("{name} is not set\n{USAGE}"))
}

fn number<T: FromStr>(name: &str, value: &str) -> Result<T> {
    value
        .parse()
        .ok()
        .with_context(|| format!("{name} {value} is no number"))
}
