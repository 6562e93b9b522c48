//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod connection;
mod forgery;
mod messages;

use super::{Config, Vnpay};
use crate::{Secret, Timeouts};

fn config(api_url: &str) -> Config {
    Config {
        pay_url: "https://pay.example.vn/vpcpay.html".to_owned(),
        api_url: api_url.to_owned(),
        tmn_code: "TESTTMN1".to_owned(),
        secret: Secret::new("test_secret"),
        previous_secret: None,
        timeouts: Timeouts::default(),
    }
}

fn provider_with(config: Config) -> Vnpay {
    // A second installation fails and leaves the first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Vnpay::new(config).unwrap()
}

fn provider() -> Vnpay {
    provider_with(config("http://127.0.0.1:1/merchant_webapi/api/transaction"))
}
