//! State shared by all requests.

use crate::{
    accounts::{
        passkeys, password,
        signature::{self, Authority},
    },
    announcements::Announcements,
    clock::{Clock, TimeScale},
    config::{
        Config,
        identity::{IdentityProviderError, IdentityProviders},
    },
    database,
    http::load::Load,
    jobs::{self, Takes},
    left_out::LeftOut,
    messages::{self, Mailer},
    payments::{
        Providers,
        callback::{Repeats, UnverifiedLimit},
        news::News,
    },
    places::Places,
    publicity::Pictures,
    readiness::Readiness,
};
use app::{Assets, portal::Portal};
use object_store::{ObjectStore, local::LocalFileSystem};
use sqlx::PgPool;
use std::{ops::Deref, sync::Arc};
use tokio::sync::{Notify, Semaphore};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use webauthn_rs::{Webauthn, prelude::WebauthnError};

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

/// What there is one of.
pub struct Shared {
    /// The only store, for requests.
    pub db: PgPool,
    /// The same, for workers, which hold a connection while a job runs, and for the listener.
    pub db_for_waiting: PgPool,
    /// Configuration.
    pub config: Config,
    /// Where the time comes from.
    pub clock: Clock,
    /// How fast the time runs by which providers are polled.
    pub time_scale: TimeScale,
    /// News of payments, for pages that wait.
    pub news: News,
    /// Pages that wait for such news.
    pub streams: Places<String>,
    /// Posts of documents, of which one is held in memory at a time, by account.
    pub uploads: Places<Uuid>,
    /// Requests being worked on.
    pub load: Load,
    /// Providers' callbacks being worked on, which are not among `load`.
    pub callback_load: Load,
    /// Pages that say why something was refused, of which so many are rendered at a time: refusals are what is made under load.
    pub problem_pages: Semaphore,
    /// Whether the database answered lately.
    pub readiness: Readiness,
    /// Cancelled when the server is asked to stop.
    pub stopping: CancellationToken,
    /// Names of the built files.
    pub assets: Assets,
    /// What pages know of the province.
    pub portal: Arc<Portal>,
    /// What every page announces, kept for a while.
    pub announcements: Announcements,
    /// Pictures of pages, kept for a while.
    pub pictures: Pictures,
    /// Payment providers by code.
    pub providers: Providers,
    /// Turns floods of forged callbacks away.
    pub unverified_callbacks: UnverifiedLimit,
    /// Callbacks that came again just now.
    pub callback_repeats: Repeats,
    /// Counts what is not written down, because there is too much of it.
    pub left_out: LeftOut,
    /// What checks passkeys.
    pub passkeys: Webauthn,
    /// Limits how many passwords are hashed at once.
    pub passwords: password::Pool,
    /// Files of citizens: below `DATA_DIR`, never where browsers are served from.
    pub files: Arc<dyn ObjectStore>,
    /// For text messages and calls.
    pub http: reqwest::Client,
    /// For e-mails.
    pub mailer: Mailer,
    /// Who can vouch for somebody.
    pub identity_providers: IdentityProviders,
    /// Whose certificates are believed.
    pub signing_authority: Authority,
    idle_workers: Notify,
    idle_messengers: Notify,
}

/// Why the state could not be made.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The database's direct address cannot be used.
    #[error("DATABASE_DIRECT_URL: {0}")]
    DirectAddress(#[from] sqlx::Error),
    /// The folder for files cannot be made.
    #[error("folder for files: {0}")]
    Folder(#[from] std::io::Error),
    /// The folder for files cannot be used.
    #[error("files: {0}")]
    Files(#[from] object_store::Error),
    /// The mail server's address cannot be used.
    #[error("SMTP_URL: {0}")]
    Mail(#[from] lettre::transport::smtp::Error),
    /// An authority's file cannot be used.
    #[error("{0}")]
    Authority(String),
    /// Passkeys cannot belong to the portal's address.
    #[error("PUBLIC_URL: {0}")]
    Passkeys(#[from] WebauthnError),
    /// HTTP cannot be spoken.
    #[error("HTTP client: {0}")]
    Http(#[from] reqwest::Error),
    /// An identity provider cannot be asked.
    #[error("identity provider: {0}")]
    Identity(#[from] IdentityProviderError),
    /// A provider's configuration cannot be used.
    #[error("{variables}…: {source}")]
    Provider {
        /// Beginning of the names of its variables.
        variables: &'static str,
        /// What is wrong.
        source: providers::ConfigError,
    },
}

impl AppState {
    /// Puts the state together.
    ///
    /// # Errors
    /// Unusable configuration.
    pub fn new(
        db: PgPool,
        config: Config,
        clock: Clock,
        assets: Assets,
    ) -> Result<Self, StateError> {
        // Fails only where another part of the process has installed one, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        signature::check_files(&config.signing.authorities).map_err(StateError::Authority)?;
        let files = config.data_dir.join("files");
        std::fs::create_dir_all(&files)?;
        Ok(Self(Arc::new(Shared {
            db_for_waiting: database::for_waiting(
                &db,
                config.database_direct_url.as_deref(),
                WAITING_CONNECTIONS,
            )?,
            files: Arc::new(LocalFileSystem::new_with_prefix(files)?),
            db,
            providers: Providers::from_config(&config)?,
            portal: Arc::new(Portal {
                public_url: config.public_url.clone(),
                hotline: config.hotline.clone(),
                zalo_url: config.zalo_url.clone(),
                demo: !config.production,
                frame_origins: config.frame_origins.clone(),
                service_worker: config.service_worker,
            }),
            announcements: Announcements::default(),
            pictures: Pictures::default(),
            time_scale: TimeScale(config.time_scale),
            news: News::default(),
            unverified_callbacks: UnverifiedLimit::default(),
            callback_repeats: Repeats::default(),
            left_out: LeftOut::default(),
            streams: Places::new(config.limits.streams, config.limits.streams_per_attempt),
            uploads: Places::new(config.limits.uploads, config.limits.uploads_per_account),
            load: Load::new(config.limits.requests),
            callback_load: Load::new(config.limits.callbacks),
            problem_pages: Semaphore::new(config.limits.problem_pages),
            readiness: Readiness::default(),
            stopping: CancellationToken::new(),
            identity_providers: IdentityProviders::from_config(&config.issuers)?,
            mailer: messages::mailer(&config.smtp_url, &config.public_url)?,
            passkeys: passkeys::relying_party(&config.public_url)?,
            config,
            clock,
            assets,
            passwords: password::Pool::default(),
            http: reqwest::Client::builder()
                .connect_timeout(std::time::Duration::from_secs(3))
                .timeout(std::time::Duration::from_secs(10))
                .build()?,
            signing_authority: Authority::default(),
            idle_workers: Notify::new(),
            idle_messengers: Notify::new(),
        })))
    }

    /// Sends an idle worker and a messenger of this server to look for jobs; those of others look within half a second.
    pub fn wake_jobs(&self) {
        self.idle_workers.notify_one();
        self.idle_messengers.notify_one();
    }

    /// Those who take such jobs and have none.
    #[must_use]
    pub fn idle(&self, takes: Takes) -> &Notify {
        match takes {
            Takes::Anything => &self.idle_workers,
            Takes::Messages => &self.idle_messengers,
        }
    }
}
