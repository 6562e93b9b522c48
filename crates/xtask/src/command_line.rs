use clap::{Args, Parser, Subcommand};

use crate::bench::Bench;
use crate::fuzz;
use crate::replay::Replay;
use crate::test::Part;

/// The project's tasks. Each installs or builds what it needs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct CommandLine {
    #[command(subcommand)]
    pub task: Task,
}

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Build what is needed and serve: the portal on PORT (8080), the sandbox on SANDBOX_PORT (8090) and, for mail, on
    /// SANDBOX_SMTP_PORT (8025)
    Run {
        /// As fast as in earnest
        #[arg(long)]
        release: bool,
    },
    /// Run every check, or a part of them
    Test(Checks),
    /// Build what a browser is sent, in target/site
    Build,
    /// Write .sqlx, the server's checked queries
    Prepare {
        /// Fail where it is not up to date
        #[arg(long)]
        check: bool,
    },
    /// Make payments, break things meanwhile, and compare our books with the banks'
    Replay(Replay),
    /// Measure how fast orders are made and callbacks taken in, beside the same statements by pgbench
    Bench(Bench),
    /// Measure whether the time of an answer tells that somebody has an account, by 200 tries each way
    Enumeration,
    /// Try what strangers and other people's accounts would: roles, objects, methods, sizes, connections
    Attack,
    /// Feed every reader of strangers' input what nobody would send
    Fuzz {
        /// For how many seconds each
        #[arg(long, default_value_t = fuzz::SECONDS)]
        seconds: u32,
    },
    /// Run a database with the current migrations, to develop against
    Db,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct Checks {
    /// Format, queries, lints and Rust's tests
    #[arg(long)]
    rust: bool,
    /// Browser tests, attack, commands, bench in short, and replay
    #[arg(long)]
    browser: bool,
    /// Everything, and libFuzzer, which compiles for minutes
    #[arg(long)]
    full: bool,
}

impl Checks {
    pub fn part(&self) -> Part {
        match self {
            Self { rust: true, .. } => Part::Rust,
            Self { browser: true, .. } => Part::Browser,
            Self { full: true, .. } => Part::Full,
            _ => Part::All,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_task_that_is_documented_is_understood() {
        CommandLine::command().debug_assert();
        for (line, understood) in [
            ("run", true),
            ("run --release", true),
            ("test", true),
            ("test --rust", true),
            ("test --browser", true),
            ("test --full", true),
            ("test --rust --browser", false),
            ("build", true),
            ("prepare --check", true),
            (
                "replay --payments 39 --profile pilot-2020 --kill-server",
                true,
            ),
            (
                "replay --payments 10000 --profile every-fault --seed 1 --kill-server --kill-database",
                true,
            ),
            ("replay --kill-server", false),
            ("replay --payments 0", false),
            ("replay --payments 5 --faster", false),
            ("replay --payments 5 --profile pilot-2021", false),
            ("bench --clients 8 --seconds 3 --rounds 15", true),
            ("bench --short", true),
            ("bench --short --clients 8", false),
            ("enumeration", true),
            ("attack", true),
            ("fuzz --seconds 60", true),
            ("fuzz --seconds soon", false),
            ("db", true),
            ("", false),
        ] {
            let words = ["cargo xtask"].into_iter().chain(line.split_whitespace());
            let read = CommandLine::try_parse_from(words);
            assert_eq!(read.is_ok(), understood, "{line}: {read:?}");
        }
    }
}
