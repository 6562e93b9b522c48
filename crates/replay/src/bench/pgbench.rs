//! The same statements by pgbench, which does nothing else.

use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::{
    Settings, callbacks,
    rows::{Batch, FORM, TOKEN},
};

/// What sending a dossier says to the database.
pub const ORDER_CREATION: &str = include_str!("sql/order_creation.sql");
/// What a CONFIRM that settles an order says to the database.
pub const CALLBACK: &str = include_str!("sql/callback.sql");

/// Runs a script on the rows of a batch, with the answer that an order's key keeps; transactions per second.
pub async fn measure(
    settings: &Settings,
    script: &str,
    batch: &Batch,
    answer: &str,
) -> Result<f64> {
    let confirm = callbacks::confirm(batch.first);
    let mut child = Command::new(&settings.pgbench)
        // The server's role, whose rights are checked at every statement; a superuser's are not.
        .env("PGOPTIONS", "-c role=portal_server")
        .args(["--no-vacuum", "--protocol=prepared", "--file=-"])
        .arg(format!("--client={}", settings.clients))
        .arg(format!("--jobs={}", settings.clients.min(2)))
        .arg(format!("--time={}", settings.seconds))
        .args(["--define=i=-1"])
        .arg(format!("--define=first={}", batch.first))
        .arg(format!("--define=each={}", batch.each))
        .arg("--define=account=00000000-0000-4000-8000-000000000000")
        .args(["--define=procedure=2.000488", "--define=unit=72-so-tu-phap"])
        .args([
            "--define=endpoint=SendDossier",
            "--define=provider=national-platform",
        ])
        .arg(format!("--define=token={TOKEN}"))
        .arg(format!("--define=form={FORM}"))
        .arg(format!("--define=confirm={confirm}"))
        .arg(format!("--define=answer={answer}"))
        .arg(&settings.database_url)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", settings.pgbench.display()))?;
    let mut input = child.stdin.take().context("pgbench's input")?;
    input.write_all(script.as_bytes()).await?;
    drop(input);
    let output = child.wait_with_output().await?;
    let told = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("pgbench: {}", String::from_utf8_lossy(&output.stderr));
    }
    let (done, rate) = read(&told).with_context(|| format!("pgbench told {told}"))?;
    ensure!(
        done < batch.rows() / 10 * 9,
        "pgbench has used up its rows: {done}"
    );
    Ok(rate)
}

/// The number of transactions and their rate, from what pgbench tells at its end.
fn read(told: &str) -> Option<(u32, f64)> {
    let value = |name: &str| told.lines().find_map(|line| line.strip_prefix(name));
    let done = value("number of transactions actually processed: ")?
        .split('/')
        .next()?;
    let rate = value("tps = ")?.split(' ').next()?;
    Some((done.trim().parse().ok()?, rate.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn pgbench_is_understood() {
        let told = "number of transactions actually processed: 12345\nnumber of failed transactions: 0 (0.000%)\ntps = 1234.560000 (without initial connection time)\n";
        assert_eq!(read(told), Some((12_345, 1234.56)));
        assert_eq!(read("nothing"), None);
    }
}
