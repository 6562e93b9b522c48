//! Digital signatures: a certification authority, a USB token with the program that lets browsers use it, and signing SIMs.

mod authority;
mod ca;
mod cms;
mod middleware;
mod mssp;
mod sim;
mod subscribers;
mod token;

use std::{
    io,
    path::Path,
    sync::{Mutex, MutexGuard},
};

use axum::{
    Router,
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use time::OffsetDateTime;

use crate::Sandbox;
use authority::Authority;

/// The longest challenge that is signed, in bytes.
const LONGEST_CHALLENGE: usize = 4096;

/// All that signs. What was revoked is in the journal; the rest is forgotten with the program, as a token is pulled out.
pub(crate) struct Signing {
    authority: Authority,
    token: Mutex<token::Token>,
    requests: Mutex<Vec<mssp::Request>>,
}

impl Signing {
    /// Takes keys and certificates from `folder`, and makes those that are missing.
    pub(crate) fn open(folder: Option<&Path>, now: OffsetDateTime) -> io::Result<Self> {
        Ok(Self {
            authority: Authority::open(folder, now)?,
            token: Mutex::default(),
            requests: Mutex::default(),
        })
    }

    fn token(&self) -> MutexGuard<'_, token::Token> {
        self.token
            .lock()
            .expect("no code panics while it holds the token")
    }

    fn requests(&self) -> MutexGuard<'_, Vec<mssp::Request>> {
        self.requests
            .lock()
            .expect("no code panics while it holds the requests")
    }
}

/// Every address of this folder.
pub(crate) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/sandbox/ca", get(ca::page))
        .route("/sandbox/ca/revoke", post(ca::revoke))
        .route("/sandbox/ca/{file}", get(ca::file))
        .route("/sandbox/token", get(token::page).post(token::sign))
        .route("/sandbox/token/plug", post(token::plug))
        .route("/sandbox/token/unlock", post(token::unlock))
        .route("/sandbox/token/answer", post(token::answer))
        .route(
            "/sandbox/token/sign",
            post(middleware::sign).options(middleware::preflight),
        )
        .route("/sandbox/mssp/signatures", post(mssp::ask))
        .route("/sandbox/mssp/signatures/{id}", get(mssp::state))
        .route("/sandbox/mssp/signatures/{id}/press", post(mssp::press))
        .route("/sandbox/phone/sim", get(sim::page).post(sim::press))
}

/// A challenge as base64, with whatever white space came with it.
fn challenge(text: &str) -> Option<Vec<u8>> {
    let base64: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let challenge = STANDARD.decode(base64).ok()?;
    let fits = (1..=LONGEST_CHALLENGE).contains(&challenge.len());
    fits.then_some(challenge)
}
