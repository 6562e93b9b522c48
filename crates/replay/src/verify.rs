//! The portal's own checks of its ledger, run by its own program.

use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::process::Command;

use crate::options::Options;

/// Runs `verify-ledger` and `verify-projections`: what does not agree, a line each.
pub async fn verify(options: &Options) -> Result<Vec<String>> {
    let mut differences = Vec::new();
    for check in ["verify-ledger", "verify-projections"] {
        let output = Command::new(&options.server_program)
            .arg(check)
            .env("DATABASE_URL", &options.database_url)
            .stdin(Stdio::null())
            .output()
            .await
            .with_context(|| format!("cannot start {}", options.server_program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines: Vec<&str> = text.lines().collect();
        let summary = lines.pop().unwrap_or_default();
        if !summary.ends_with(" differences") {
            let why = String::from_utf8_lossy(&output.stderr);
            anyhow::bail!("{check} ended with {}: {why}", output.status);
        }
        println!("  {check}: {summary}");
        differences.extend(lines.into_iter().map(|line| format!("{check}: {line}")));
    }
    Ok(differences)
}
