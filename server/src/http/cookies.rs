//! The two cookies: the session, and a registration or sign-in under way.

use axum::http::{HeaderMap, header};
use rand::Rng;
use sha2::{Digest, Sha256};

/// Name of the session's cookie. `__Host-`: this host only, HTTPS (or loopback) only, no sub-path.
pub const SESSION: &str = "__Host-session";
/// Name of the cookie of a registration or sign-in under way.
pub const FLOW: &str = "__Host-flow";

/// A 256-bit secret, known to one browser; the database holds its hash.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A fresh token from the operating system's generator.
    #[must_use]
    pub fn fresh() -> Self {
        let mut bytes = [0_u8; 32];
        rand::rng().fill_bytes(&mut bytes);
        Self(hex::encode(bytes))
    }

    /// The token in a request's cookie.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap, name: &str) -> Option<Self> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(cookie, value)| *cookie == name && value.len() == 64)
            .map(|(_, value)| Self(value.to_owned()))
    }

    /// What the database knows it by.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// `Set-Cookie` that gives the token to the browser.
    #[must_use]
    pub fn set(&self, name: &str, max_age_s: i64) -> String {
        format!(
            "{name}={}; Path=/; Max-Age={max_age_s}; Secure; HttpOnly; SameSite=Lax",
            self.0
        )
    }
}

/// `Set-Cookie` that takes a cookie away.
#[must_use]
pub fn clear(name: &str) -> String {
    format!("{name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
}
