//! Why a provider cannot be used as configured.

/// Why a provider cannot be used as configured.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The base address is not an http or https address.
    #[error("base address is not an http or https address")]
    BaseUrl,
    /// Our code at the provider is empty or holds something else than letters, digits, `-` and `_`.
    #[error("partner code is not 1–50 letters, digits, '-' or '_'")]
    PartnerCode,
    /// A secret is empty: anybody could sign.
    #[error("a secret is empty")]
    EmptySecret,
    /// A redirect origin is not an http or https address, or there is none.
    #[error("redirect origins must be http or https addresses, at least one: {0:?}")]
    RedirectOrigin(String),
    /// Another setting of this provider cannot be used.
    #[error("{0}")]
    Setting(&'static str),
    /// The binary has not installed a TLS provider; do so before building clients.
    #[error(
        "no TLS provider is installed; call rustls::crypto::ring::default_provider().install_default() first"
    )]
    NoTlsProvider,
    /// The HTTP client could not be built.
    #[error("HTTP client could not be built")]
    Client(#[source] reqwest::Error),
}
