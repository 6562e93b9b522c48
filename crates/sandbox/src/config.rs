//! What the outside world must know about the portal and about itself.

mod credentials;

use std::{path::PathBuf, time::Duration};

pub use credentials::Credentials;

/// Settings of one sandbox; the defaults are those of the program.
#[derive(Clone)]
pub struct Config {
    /// Address under which browsers reach this sandbox, without a trailing slash.
    pub public_url: String,
    /// Address of the portal: outcomes are told there, and browsers return there. Without a trailing slash.
    pub portal_url: String,
    /// Folder of the journal; without it everything is forgotten at the end.
    pub data: Option<PathBuf>,
    /// `MaDoiTac`, the only partner the national platform knows.
    pub partner_code: String,
    /// The secret shared with that partner, last value of every digest.
    pub partner_secret: String,
    /// What the portal shares with each of the other providers.
    pub credentials: Credentials,
    /// Pauses between deliveries of one outcome; there is one delivery more than there are pauses.
    pub callback_pauses: Vec<Duration>,
    /// How long the portal may take to acknowledge one outcome.
    pub callback_timeout: Duration,
    /// How long a payment stays open where its request does not say.
    pub payment_lifetime: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8090".to_owned(),
            portal_url: "http://127.0.0.1:8080".to_owned(),
            data: None,
            partner_code: "DVCQG_TAYNINH".to_owned(),
            partner_secret: "sandbox-national-platform-secret".to_owned(),
            credentials: Credentials::default(),
            callback_pauses: [2, 4, 8, 16].map(Duration::from_secs).to_vec(),
            callback_timeout: Duration::from_secs(10),
            payment_lifetime: Duration::from_secs(15 * 60),
        }
    }
}
