//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod connection;
mod documents;
mod messages;

use super::{Config, NganLuong};
use crate::{Secret, Timeouts};

fn config(api_url: &str) -> Config {
    Config {
        api_url: api_url.to_owned(),
        merchant_id: "36680".to_owned(),
        merchant_password: Secret::new("matkhauketnoi"),
        receiver_email: "demo@nganluong.vn".to_owned(),
        allowed_redirect_origins: vec!["https://pay.example.vn".to_owned()],
        timeouts: Timeouts::default(),
    }
}

fn provider_with(config: Config) -> NganLuong {
    // A second installation fails and leaves the first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    NganLuong::new(config).unwrap()
}

fn provider() -> NganLuong {
    provider_with(config("http://127.0.0.1:1/checkout.php"))
}
