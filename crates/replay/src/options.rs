//! What a run is told: arguments, and where things are by environment variables.

use std::path::PathBuf;

use clap::Parser;

use crate::plan::Profile;

/// Makes payments and compares the portal's ledger with the banks'.
#[derive(Debug, Clone, Parser)]
pub struct Options {
    /// Payments to be made.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub payments: u32,
    /// Which faults happen, and which channels and amounts are drawn.
    #[arg(long, value_enum, default_value_t = Profile::None)]
    pub profile: Profile,
    /// Everything that is drawn is drawn from it.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How often the server is killed.
    #[arg(long, default_value_t = 0)]
    pub server_kills: u32,
    /// How often the database is killed.
    #[arg(long, default_value_t = 0)]
    pub database_kills: u32,
    /// How long the last payment may take to end in an answer, in seconds.
    #[arg(long = "patience", default_value_t = 180)]
    pub patience_s: u64,
    #[arg(env = "PORTAL_URL", long)]
    pub portal_url: String,
    #[arg(env = "SANDBOX_URL", long)]
    pub sandbox_url: String,
    /// The portal's database, which is only read.
    #[arg(env = "DATABASE_URL", hide_env_values = true, long)]
    pub database_url: String,
    /// The server's binary, whose `verify-…` commands are part of the comparison.
    #[arg(env = "SERVER_PROGRAM", long)]
    pub server_program: PathBuf,
}
