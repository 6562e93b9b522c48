//! The outside world for demo and tests: every payment provider with its pages, the banks' ledgers, identity providers, a phone
//! that shows text messages and calls, mailboxes, and a certification authority with tokens and SIMs that sign.
//!
//! It shares no code with the portal's adapters. Both sides are written from the same description of the wire, so a mistake
//! in one shows up as a disagreement with the other instead of hiding in a common function.
//!
//! ```no_run
//! # async fn start() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let config = sandbox::Config {
//!     public_url: format!("http://{}", listener.local_addr()?),
//!     portal_url: "http://127.0.0.1:8080".to_owned(),
//!     ..sandbox::Config::default()
//! };
//! let sandbox = sandbox::Sandbox::new(config).await?;
//! let smtp = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! tokio::spawn(sandbox.clone().serve_smtp(smtp));
//! axum::serve(listener, sandbox.router()).await?;
//! # Ok(())
//! # }
//! ```

mod arrival;
mod bank;
mod callback;
mod clock;
mod config;
mod digest;
mod faults;
mod identity_provider;
mod index;
mod journal;
mod json;
mod mail;
mod momo;
mod ngan_luong;
mod pages;
mod payer;
mod payments;
mod phone;
mod platform;
mod protocol;
mod provider;
mod provincial_portal;
mod router;
mod signing;
mod vietqr;
mod vnpay;
mod vnpt_pay;
mod world;
mod zalopay;

use std::{
    io,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicI64, Ordering},
    },
};

pub use config::{Config, Credentials};
pub use journal::JournalError;

use faults::Faults;
use identity_provider::{IdentityProvider, Instance};
use journal::Journal;
use time::{Duration, OffsetDateTime};
use tokio::sync::Notify;

/// One outside world. Clones share it.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    config: Config,
    /// Scheme, host and port of the portal, for the content security policy.
    portal_origin: String,
    journal: Mutex<Journal>,
    faults: Faults,
    identity_providers: [Instance; 3],
    signing: signing::Signing,
    /// How far the sandbox's clock is ahead of the real one, in seconds.
    ahead: AtomicI64,
    /// Told of every callback that was sent.
    called_back: Notify,
    http: reqwest::Client,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address of the sandbox or of the portal is not one.
    #[error("not an http address without a trailing slash: {0:?}")]
    Address(String),
    /// The journal cannot be replayed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// VNeID's key for the portal is no RSA public key in PEM.
    #[error("the portal's public key at VNeID: {0}")]
    ClientKey(String),
    #[error("signing keys: {0}")]
    Keys(#[source] io::Error),
    /// The client that tells outcomes cannot be made.
    #[error("http client: {0}")]
    Client(#[from] reqwest::Error),
}

impl Sandbox {
    /// Replays the journal, if there is one, and goes on with the outcomes that were not acknowledged. Needs to be
    /// called inside a Tokio runtime.
    pub async fn new(config: Config) -> Result<Self, StartError> {
        origin(&config.public_url)?;
        let portal_origin = origin(&config.portal_url)?;
        let identity_providers = Instance::all(&config.credentials.vneid_public_key)?;
        let journal = match &config.data {
            Some(folder) => Journal::open(folder)?,
            None => Journal::default(),
        };
        // The client insists on a TLS provider even for plain http; whoever embeds the sandbox may have chosen one already.
        let _already_chosen = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(config.callback_timeout)
            .build()?;
        let ahead = AtomicI64::new(journal.world.ahead);
        let now = OffsetDateTime::now_utc() + Duration::seconds(journal.world.ahead);
        let signing = signing::Signing::open(config.data.as_deref(), now);
        let unacknowledged = journal.world.unacknowledged();
        let sandbox = Self(Arc::new(Inner {
            config,
            portal_origin,
            journal: Mutex::new(journal),
            faults: Faults::default(),
            identity_providers,
            signing: signing.map_err(StartError::Keys)?,
            ahead,
            called_back: Notify::new(),
            http,
        }));
        for (token, tries) in unacknowledged {
            callback::deliver(&sandbox, token, tries);
        }
        Ok(sandbox)
    }

    pub fn router(&self) -> axum::Router {
        router::router(self.clone())
    }

    /// Takes in mail over SMTP, for `GET /sandbox/mail`. Never ends; dropping the future ends every session.
    pub async fn serve_smtp(self, listener: tokio::net::TcpListener) {
        mail::smtp::serve(self, listener).await;
    }

    fn config(&self) -> &Config {
        &self.0.config
    }

    fn faults(&self) -> &Faults {
        &self.0.faults
    }

    fn instance(&self, provider: IdentityProvider) -> &Instance {
        &self.0.identity_providers[provider as usize]
    }

    /// What the sandbox believes the time is.
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc() + Duration::seconds(self.0.ahead.load(Ordering::Relaxed))
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.0
            .journal
            .lock()
            .expect("no code panics while it holds the journal")
    }
}

fn origin(address: &str) -> Result<String, StartError> {
    reqwest::Url::parse(address)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && !address.ends_with('/'))
        .map(|url| url.origin().ascii_serialization())
        .ok_or_else(|| StartError::Address(address.to_owned()))
}
