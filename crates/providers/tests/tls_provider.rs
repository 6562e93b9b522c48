//! Alone in its process, because a TLS provider is installed for a whole process.

use providers::{ALL, ConfigError, Settings};

#[test]
fn a_binary_that_forgot_the_tls_provider_is_told_so() {
    let provider = Settings::in_demonstration(ALL[0], "https://platform.example.vn").build();
    assert!(matches!(provider, Err(ConfigError::NoTlsProvider)));
}
