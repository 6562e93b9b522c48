//! Alone in its process, because a TLS provider is installed for a whole process.

use providers::national_platform::{CollectingAccount, Config, NationalPlatform};
use providers::{ConfigError, Secret, Timeouts};

#[test]
fn a_binary_that_forgot_the_tls_provider_is_told_so() {
    let platform = NationalPlatform::new(Config {
        base_url: "https://platform.example.vn".to_owned(),
        partner_code: "TESTDT".to_owned(),
        secret: Secret::new("testsecret"),
        previous_secret: None,
        bus_token: None,
        allowed_redirect_origins: vec!["https://pay.example.vn".to_owned()],
        collecting_account: CollectingAccount::default(),
        timeouts: Timeouts::default(),
    });
    assert!(matches!(platform, Err(ConfigError::NoTlsProvider)));
}
