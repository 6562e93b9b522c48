//! `cargo xtask db`: a database to develop against, for checked queries that are still being written.

use anyhow::Result;
use embedded_postgres::{Durability, EmbeddedPostgres};

use crate::output;
use crate::postgres;
use crate::signals::Signals;
use crate::workspace::Workspace;

/// Runs a database with the current migrations until interrupted, and prints its address.
pub fn db(workspace: &Workspace) -> Result<()> {
    let signals = Signals::listen()?;
    postgres::ensure_installed(workspace)?;
    let database = EmbeddedPostgres::start_with(
        &workspace.target.join("development-postgres"),
        Durability::Throwaway,
    )?;
    println!(
        "DATABASE_URL={}",
        postgres::migrated(&database, &postgres::migrations(workspace)?)?
    );
    output::note(
        "it runs until ctrl-c; after a change to a migration, start it again for a fresh one",
    );
    signals.wait();
    Ok(())
}
