//! The cookie of a session at an identity provider.

use axum::http::{HeaderMap, header};

use super::IdentityProvider;
use crate::config::Config;

const NAME: &str = "identity_session";

/// The session that a browser says it has.
pub(super) fn read(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|pairs| pairs.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='))
}

/// The value of `Set-Cookie` for a new session.
pub(super) fn set(provider: IdentityProvider, config: &Config, session: &str) -> String {
    format!("{NAME}={session}; {}", attributes(provider, config))
}

/// The value of `Set-Cookie` that takes it away.
pub(super) fn remove(provider: IdentityProvider, config: &Config) -> String {
    format!("{NAME}=; Max-Age=0; {}", attributes(provider, config))
}

fn attributes(provider: IdentityProvider, config: &Config) -> String {
    let secure = if config.public_url.starts_with("https:") {
        "; Secure"
    } else {
        ""
    };
    format!("Path={}; HttpOnly; SameSite=Lax{secure}", provider.path())
}
