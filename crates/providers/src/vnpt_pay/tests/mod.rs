//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod connection;
mod forgery;
mod messages;

use super::{Config, VnptPay};
use crate::{Secret, Timeouts};

fn config(base_url: &str) -> Config {
    Config {
        base_url: base_url.to_owned(),
        merchant_service_id: "MSID".to_owned(),
        api_key: Secret::new("apikey"),
        secret: Secret::new("testsecret"),
        previous_secret: None,
        allowed_redirect_origins: vec!["https://pay.example.vn".to_owned()],
        timeouts: Timeouts::default(),
    }
}

fn provider_with(config: Config) -> VnptPay {
    // A second installation fails and leaves the first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    VnptPay::new(config).unwrap()
}

fn provider() -> VnptPay {
    provider_with(config("http://127.0.0.1:1/rest/payment/v1.0.6"))
}
