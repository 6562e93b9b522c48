//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod connection;
mod forgery;
mod messages;
mod refunds;

use super::{Config, Momo};
use crate::{Secret, Timeouts};

/// The credentials that MoMo publishes for its sandbox.
fn config(base_url: &str) -> Config {
    Config {
        base_url: base_url.to_owned(),
        partner_code: "MOMO".to_owned(),
        access_key: Secret::new("F8BBA842ECF85"),
        secret: Secret::new("K951B6PE1waDMi640xX08PD3vg6EkVlz"),
        previous_secret: None,
        allowed_redirect_origins: vec!["https://pay.example.vn".to_owned()],
        timeouts: Timeouts::default(),
    }
}

fn provider_with(config: Config) -> Momo {
    // A second installation fails and leaves the first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Momo::new(config).unwrap()
}

fn provider() -> Momo {
    provider_with(config("http://127.0.0.1:1/v2/gateway/api"))
}
