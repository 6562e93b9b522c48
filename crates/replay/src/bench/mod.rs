//! How much of the database's own speed the server leaves: the two operations that matter most, over HTTP and as bare SQL.
//!
//! Order creation: `POST /api/v1/dossiers/{number}/send` of a complete draft, which checks the form, works out the fee and
//! makes the order. Callback handling: a signed CONFIRM of the national platform that settles an order, with ledger, receipt
//! and projections. Against each stands pgbench with the statements that the operation says to the database
//! (`sql/order_creation.sql`, `sql/callback.sql`), prepared, in the same transactions, under the same role, on the same
//! database and with as many connections. What the server does besides is HTTP, JSON, the checks and the digests. Both load
//! generators share the machine with what they measure.
//!
//! A machine is not equally fast all the time. So each run of the server has one of pgbench right after it, and the ratio
//! that is told is the median of the pairs' ratios.

mod callbacks;
mod connection;
mod load;
mod orders;
mod pgbench;
mod rows;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use serde_json::json;

use crate::report::rounded;
use rows::Rows;

/// Measures how much of the database's own speed the server leaves.
#[derive(Debug, Clone, Parser)]
pub struct Settings {
    #[arg(env = "PORTAL_URL", long)]
    portal_url: String,
    /// The portal's database, which is filled.
    #[arg(env = "DATABASE_URL", hide_env_values = true, long)]
    database_url: String,
    #[arg(env = "PGBENCH", long)]
    pgbench: PathBuf,
    /// Connections, to the server as to the database.
    #[arg(long, default_value_t = 8)]
    clients: u32,
    /// Length of each run.
    #[arg(long, default_value_t = 3)]
    seconds: u32,
    /// How often each pair is measured.
    #[arg(long, default_value_t = 15)]
    rounds: u32,
}

/// Operations per second, of each run.
#[derive(Debug, Default)]
struct Rates {
    server: Vec<f64>,
    pgbench: Vec<f64>,
}

impl Rates {
    fn ratio(&self) -> f64 {
        let pairs = self.server.iter().zip(&self.pgbench);
        let ratios = pairs.map(|(server, pgbench)| server / pgbench);
        median(&ratios.collect::<Vec<_>>())
    }
}

/// Measures and prints; the last line is JSON.
pub async fn bench(settings: &Settings) -> Result<()> {
    let rows = Rows::open(settings).await?;
    let (mut orders, mut callbacks) = (Rates::default(), Rates::default());
    for round in 0..settings.rounds {
        // Callbacks first: their rows fill the tables that both then read.
        let batch = rows.attempts(round * 4).await?;
        let rate = callbacks::measure(settings, &batch).await?;
        callbacks.server.push(told("callback, server", rate));
        let batch = rows.attempts(round * 4 + 1).await?;
        let rate = pgbench::measure(settings, pgbench::CALLBACK, &batch, "{}").await?;
        callbacks.pgbench.push(told("callback, pgbench", rate));
        let batch = rows.drafts(round * 4 + 2).await?;
        let rate = orders::measure(settings, &batch).await?;
        orders.server.push(told("order creation, server", rate));
        let batch = rows.drafts(round * 4 + 3).await?;
        let answer = rows.answer().await?;
        let rate = pgbench::measure(settings, pgbench::ORDER_CREATION, &batch, &answer).await?;
        orders.pgbench.push(told("order creation, pgbench", rate));
    }
    println!(
        "{}",
        json!({
            "order_creation_ratio": rounded(orders.ratio()),
            "callback_ratio": rounded(callbacks.ratio()),
            "order_creation_per_s": rounded(median(&orders.server)),
            "order_creation_pgbench_per_s": rounded(median(&orders.pgbench)),
            "callback_per_s": rounded(median(&callbacks.server)),
            "callback_pgbench_per_s": rounded(median(&callbacks.pgbench)),
            "clients": settings.clients,
            "seconds": settings.seconds,
        })
    );
    Ok(())
}

fn told(what: &str, rate: f64) -> f64 {
    println!("  {what:<24} {rate:8.0} per second");
    rate
}

/// The middle value, or the mean of the middle two; 0 of none.
fn median(values: &[f64]) -> f64 {
    let mut ascending = values.to_vec();
    ascending.sort_by(f64::total_cmp);
    let half = ascending.len() / 2;
    match ascending.len() {
        0 => 0.0,
        count if count % 2 == 1 => ascending[half],
        _ => f64::midpoint(ascending[half - 1], ascending[half]),
    }
}
#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_of_two_runs_lies_between_them() {
        assert_eq!(median(&[3.0, 1.0]), 2.0);
        assert_eq!(median(&[3.0, 1.0, 10.0]), 3.0);
    }
}
