//! Tests of the adapter, without the sandbox: that is written apart and meets the adapter in the server's tests.

mod answers;
mod callbacks;
mod connection;
mod forgery;
mod memos;
mod payloads;

use super::{Config, VietQr};
use crate::{Secret, Timeouts};

const MEMO: &str = "DVCA2B3C4D5E6F7G2H3I4J5K6";

fn config(base_url: &str) -> Config {
    Config {
        base_url: base_url.to_owned(),
        account_bin: "970436".to_owned(),
        account_number: "1020304050".to_owned(),
        account_holder: "Kho bạc Nhà nước Tây Ninh".to_owned(),
        secret: Secret::new("testsecret"),
        previous_secret: None,
        timeouts: Timeouts::default(),
    }
}

fn provider_with(config: Config) -> VietQr {
    // A second installation fails and leaves the first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    VietQr::new(config).unwrap()
}

fn provider() -> VietQr {
    provider_with(config("http://127.0.0.1:1/bank"))
}
