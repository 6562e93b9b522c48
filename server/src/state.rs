//! State shared by all requests.

use crate::{
    clock::{Clock, TimeScale},
    config::{
        Config,
        identity::{IdentityProviderError, IdentityProviders},
    },
    database, jobs,
    left_out::LeftOut,
    load::Load,
    readiness::Readiness,
    slots::Slots,
};
use app::{Assets, portal::Portal};
use axum::http::Extensions;
use object_store::{ObjectStore, local::LocalFileSystem};
use sqlx::PgPool;
use std::{ops::Deref, sync::Arc};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use webauthn_rs::prelude::WebauthnError;

/// Each worker's and messenger's, the listener's, and that of what seals the audit log.
pub const WAITING_CONNECTIONS: u32 = jobs::WORKERS + jobs::MESSENGERS + 2;

/// Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

pub struct Shared {
    /// The only store, for requests.
    pub db: PgPool,
    /// The same, for workers, which hold a connection while a job runs, and for the listener.
    pub db_for_waiting: PgPool,
    pub config: Config,
    pub clock: Clock,
    pub time_scale: TimeScale,
    /// Pages that wait for such news.
    pub streams: Slots<String>,
    /// Posts of documents, of which one is held in memory at a time, by account.
    pub uploads: Slots<Uuid>,
    pub load: Load,
    /// Providers' callbacks being worked on, which are not among `load`.
    pub callback_load: Load,
    /// Pages that say why something was refused, of which so many are rendered at a time: refusals are what is made under load.
    pub problem_pages: Semaphore,
    pub readiness: Readiness,
    /// Cancelled when the server is asked to stop.
    pub stopping: CancellationToken,
    pub assets: Assets,
    pub portal: Arc<Portal>,
    pub left_out: LeftOut,
    /// Files of citizens: below `DATA_DIR`, never where browsers are served from.
    pub files: Arc<dyn ObjectStore>,
    /// For text messages and calls.
    pub http: reqwest::Client,
    pub identity_providers: IdentityProviders,
    pub jobs: jobs::Queue,
    features: Features,
}

/// What features keep in memory, one of each type.
#[derive(Default)]
pub struct Features(Extensions);

impl Features {
    #[must_use]
    pub fn with<T: Send + Sync + 'static>(mut self, kept: T) -> Self {
        self.0.insert(Arc::new(kept));
        self
    }
}

#[derive(Debug, thiserror::Error)]
pub enum StateError {
    #[error("DATABASE_DIRECT_URL: {0}")]
    DirectAddress(#[from] sqlx::Error),
    #[error("folder for files: {0}")]
    Folder(#[from] std::io::Error),
    #[error("files: {0}")]
    Files(#[from] object_store::Error),
    #[error("SMTP_URL: {0}")]
    Mail(#[from] lettre::transport::smtp::Error),
    #[error("{0}")]
    Authority(String),
    #[error("PUBLIC_URL: {0}")]
    Passkeys(#[from] WebauthnError),
    #[error("HTTP client: {0}")]
    Http(#[from] reqwest::Error),
    #[error("identity provider: {0}")]
    Identity(#[from] IdentityProviderError),
    #[error("{variables}…: {source}")]
    Provider {
        /// Beginning of the names of its variables.
        variables: &'static str,
        source: providers::ConfigError,
    },
}

impl AppState {
    pub fn new(
        db: PgPool,
        config: Config,
        clock: Clock,
        assets: Assets,
        features: Features,
    ) -> Result<Self, StateError> {
        // Fails only where another part of the process has installed one, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let files = config.data_dir.join("files");
        std::fs::create_dir_all(&files)?;
        let db_for_waiting = database::for_waiting(
            &db,
            config.database_direct_url.as_deref(),
            WAITING_CONNECTIONS,
        )?;
        let stopping = CancellationToken::new();
        Ok(Self(Arc::new(Shared {
            jobs: jobs::Queue::new(db_for_waiting.clone(), clock.clone(), stopping.clone()),
            db_for_waiting,
            features,
            files: Arc::new(LocalFileSystem::new_with_prefix(files)?),
            db,
            portal: Arc::new(Portal {
                public_url: config.public_url.clone(),
                hotline: config.hotline.clone(),
                address: config.help_desk_address.clone(),
                zalo_url: config.zalo_url.clone(),
                demo: !config.production,
                frame_origins: config.frame_origins.clone(),
                service_worker: config.service_worker,
            }),
            time_scale: TimeScale(config.time_scale),
            left_out: LeftOut::default(),
            streams: Slots::new(config.limits.streams, config.limits.streams_per_attempt),
            uploads: Slots::new(config.limits.uploads, config.limits.uploads_per_account),
            load: Load::new(config.limits.requests),
            callback_load: Load::new(config.limits.callbacks),
            problem_pages: Semaphore::new(config.limits.problem_pages),
            readiness: Readiness::default(),
            stopping,
            identity_providers: IdentityProviders::from_config(&config.issuers)?,
            config,
            clock,
            assets,
            http: reqwest::Client::builder()
                .connect_timeout(std::time::Duration::from_secs(3))
                .timeout(std::time::Duration::from_secs(10))
                .build()?,
        })))
    }

    /// What a feature keeps.
    ///
    /// # Panics
    /// Where no feature brought one (`features::state`).
    #[must_use]
    pub fn get<T: Send + Sync + 'static>(&self) -> &T {
        let kept = self.features.0.get::<Arc<T>>();
        kept.expect("every feature's part is added when the server starts")
    }
}
