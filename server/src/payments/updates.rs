//! Tells every server that something became of an attempt, so that the page of a payer who waits knows at once.

use crate::{http::Result, state::AppState};
use sqlx::{PgConnection, postgres::PgListener};
use std::time::Duration;
use tokio::sync::broadcast;

const CHANNEL: &str = "payment_news";
/// Updates that one server holds for its slowest page; a page that missed some asks the database.
const HELD: usize = 1024;
/// Before listening again where the connection was lost.
const PAUSE: Duration = Duration::from_secs(1);

/// References of attempts of which something became.
#[derive(Clone, Debug)]
pub struct Updates(broadcast::Sender<String>);

impl Default for Updates {
    fn default() -> Self {
        Self(broadcast::channel(HELD).0)
    }
}

impl Updates {
    /// Hears of all updates from now on.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<String> {
        self.0.subscribe()
    }
}

/// Says so when the transaction commits.
pub async fn publish(tx: &mut PgConnection, reference: &str) -> Result<()> {
    sqlx::query!("select pg_notify($1, $2)", CHANNEL, reference)
        .execute(tx)
        .await?;
    Ok(())
}

/// Passes on what any server publishes, until this one stops. While the connection is lost, pages learn by asking.
pub async fn listen(app: AppState) {
    loop {
        if let Err(error) = pass_on(&app).await {
            tracing::warn!(%error, "updates of payments cannot be heard");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn pass_on(app: &AppState) -> std::result::Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(&app.db_for_waiting).await?;
    listener.listen(CHANNEL).await?;
    loop {
        let update = listener.recv().await?;
        // Nobody may be waiting.
        let _ = app.get::<Updates>().0.send(update.payload().to_owned());
    }
}
