//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod connection;
mod forgery;
mod messages;

use super::{Config, ZaloPay};
use crate::{Secret, Timeouts};

/// The credentials that ZaloPay publishes for its sandbox.
fn config(base_url: &str) -> Config {
    Config {
        base_url: base_url.to_owned(),
        app_id: 2553,
        key1: Secret::new("PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL"),
        key2: Secret::new("kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz"),
        previous_key2: None,
        allowed_redirect_origins: vec!["https://pay.example.vn".to_owned()],
        timeouts: Timeouts::default(),
    }
}

fn provider_with(config: Config) -> ZaloPay {
    // A second installation fails and leaves the first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    ZaloPay::new(config).unwrap()
}

fn provider() -> ZaloPay {
    provider_with(config("http://127.0.0.1:1/v2"))
}
