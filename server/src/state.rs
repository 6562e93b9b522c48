//! State shared by all requests.

use crate::{clock::Clock, config::Config, payments::Providers};
use app::Assets;
use sqlx::PgPool;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The only store.
    pub db: PgPool,
    /// Configuration.
    pub config: Arc<Config>,
    /// Where the time comes from.
    pub clock: Clock,
    /// Names of the built files.
    pub assets: Assets,
    /// Payment providers by code.
    pub providers: Providers,
    /// Limits how many passwords are hashed at once: each takes 19 MiB.
    pub password_hashing: Arc<Semaphore>,
    /// For SMS.
    pub http: reqwest::Client,
}
