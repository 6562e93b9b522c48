//! The cookies: the session, a registration or sign-in under way, and what a browser prefers.
//!
//! A page in a frame on another site has cookies of its own, kept apart for each framing site (`Partitioned`, CHIPS), under
//! names of their own: in the portal itself a browser would otherwise send both by one name.

use app::embedding::Embedding;
use axum::http::{HeaderMap, header};
use rand::Rng;
use sha2::{Digest, Sha256};

/// A cookie that holds a token. `__Host-`: this host only, HTTPS (or loopback) only, no sub-path.
#[derive(Clone, Copy, Debug)]
pub struct TokenCookie {
    name: &'static str,
    framed_name: &'static str,
}

pub const SESSION: TokenCookie = TokenCookie {
    name: "__Host-session",
    framed_name: "__Host-framed-session",
};
/// A registration or sign-in under way.
pub const VERIFICATION: TokenCookie = TokenCookie {
    name: "__Host-verification",
    framed_name: "__Host-framed-verification",
};

/// One exchange with an identity provider, a token or an authenticator.
pub const CEREMONY: TokenCookie = TokenCookie {
    name: "__Host-ceremony",
    framed_name: "__Host-framed-ceremony",
};
/// Somebody whom an identity provider or a certificate has identified, until the account is authenticated or made.
pub const PENDING_IDENTITY: TokenCookie = TokenCookie {
    name: "__Host-pending-identity",
    framed_name: "__Host-framed-pending-identity",
};
/// A browser in which somebody has signed in before.
pub const KNOWN_BROWSER: TokenCookie = TokenCookie {
    name: "__Host-known",
    framed_name: "__Host-framed-known",
};

impl TokenCookie {
    const fn name(self, embedding: Embedding) -> &'static str {
        match embedding {
            Embedding::TopLevel => self.name,
            Embedding::Frame => self.framed_name,
        }
    }
}

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

    /// The tokens in a request's cookies, first the one of how the page is embedded. A frame on a site of the province's own
    /// domain is sent the portal's as well, and a citizen who is signed in there is signed in in the frame.
    pub fn from_headers(
        headers: &HeaderMap,
        cookie: TokenCookie,
        embedding: Embedding,
    ) -> impl Iterator<Item = Self> {
        let elsewhere = match embedding {
            Embedding::TopLevel => Embedding::Frame,
            Embedding::Frame => Embedding::TopLevel,
        };
        [embedding, elsewhere]
            .into_iter()
            .filter_map(move |embedding| value(headers, cookie.name(embedding)))
            .filter(|value| value.len() == 64)
            .map(|value| Self(value.to_owned()))
    }

    /// The token that a caller gave, whatever it is.
    #[must_use]
    pub fn given(text: String) -> Self {
        Self(text)
    }

    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What the database knows it by.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// `Set-Cookie` that gives the token to the browser.
    #[must_use]
    pub fn set(&self, cookie: TokenCookie, max_age_s: i64, embedding: Embedding) -> String {
        secret(set(cookie.name(embedding), &self.0, max_age_s, embedding))
    }
}

/// Whether a request brought any cookie. Pages in frames give each browser one ([`seen_in_frame`]), so that one that brings none
/// with a form keeps none.
#[must_use]
pub fn none(headers: &HeaderMap) -> bool {
    !headers.contains_key(header::COOKIE)
}

/// `Set-Cookie` that tells of a browser in a frame only that it keeps cookies.
#[must_use]
pub fn seen_in_frame() -> String {
    secret(set("__Host-framed", "1", A_DAY_S, Embedding::Frame))
}

/// In seconds.
const A_DAY_S: i64 = 24 * 60 * 60;

/// `Set-Cookie` that takes a cookie away.
#[must_use]
pub fn clear(cookie: TokenCookie, embedding: Embedding) -> String {
    secret(set(cookie.name(embedding), "", 0, embedding))
}

#[must_use]
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(cookie, _)| *cookie == name)
        .map(|(_, value)| value)
}

/// `Set-Cookie` of a name and a value that need no quoting.
#[must_use]
pub fn set(name: &str, value: &str, max_age_s: i64, embedding: Embedding) -> String {
    let reach = match embedding {
        Embedding::TopLevel => "SameSite=Lax",
        Embedding::Frame => "SameSite=None; Partitioned",
    };
    format!("{name}={value}; Path=/; Max-Age={max_age_s}; Secure; {reach}")
}

fn secret(cookie: String) -> String {
    format!("{cookie}; HttpOnly")
}
