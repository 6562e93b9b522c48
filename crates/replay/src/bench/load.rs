//! So many connections that each do one operation after the other.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use futures::future::try_join_all;

use super::{Settings, connection::Connection, rows::Batch};

/// Runs `operate` on the rows of every client at once until the time is up; operations per second.
pub async fn run(
    settings: &Settings,
    batch: &Batch,
    operate: impl AsyncFn(&mut Connection, u32) -> Result<()>,
) -> Result<f64> {
    let mut connections = Vec::new();
    for _ in 0..settings.clients {
        connections.push(Connection::open(&settings.portal_url).await?);
    }
    let began = Instant::now();
    let limit = Duration::from_secs(settings.seconds.into());
    let operate = &operate;
    let clients = (0..)
        .zip(connections)
        .map(|(client, mut connection)| async move {
            let mut done = 0_u32;
            for row in batch.of_client(client) {
                if began.elapsed() > limit {
                    return Ok(done);
                }
                operate(&mut connection, row).await?;
                done += 1;
            }
            bail!("client {client} has used up its {done} rows")
        });
    let done: u32 = try_join_all(clients).await?.into_iter().sum();
    Ok(f64::from(done) / began.elapsed().as_secs_f64())
}
