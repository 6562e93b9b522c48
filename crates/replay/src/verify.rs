//! The portal's own checks of its ledger and the audit of its books, run by its own program.

use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::process::Command;

use crate::options::Options;

/// Runs `audit-books`, `verify-ledger` and `verify-projections`: what does not agree, a line each.
pub async fn verify(options: &Options) -> Result<Vec<String>> {
    let mut differences = Vec::new();
    for check in ["audit-books", "verify-ledger", "verify-projections"] {
        let output = Command::new(&options.server_program)
            .arg(check)
            .env("DATABASE_URL", &options.database_url)
            .stdin(Stdio::null())
            .output()
            .await
            .with_context(|| format!("cannot start {}", options.server_program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines: Vec<&str> = text.lines().collect();
        // Where something differs, the summary is the error.
        let summary = if output.status.success() {
            lines.pop().unwrap_or_default().to_owned()
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            said.trim_end().to_owned()
        };
        if !summary.ends_with(" differences") || output.status.success() != lines.is_empty() {
            anyhow::bail!("{check} ended with {}: {summary}", output.status);
        }
        println!("  {check}: {}", summary.lines().last().unwrap_or_default());
        differences.extend(lines.into_iter().map(|line| format!("{check}: {line}")));
    }
    Ok(differences)
}
