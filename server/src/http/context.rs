//! What a handler knows of its request.

use super::{
    browser,
    cookies::{self, Token},
    preferences::Preferences,
    session::Session,
};
use crate::{
    error::{Error, Result},
    state::AppState,
};
use app::{
    api::{Problem, ProblemCode},
    embedding::Embedding,
};
use axum::http::request::Parts;
use domain::language::{Text, text};
use sqlx::{PgConnection, PgPool};
use std::net::IpAddr;
use time::OffsetDateTime;
use uuid::Uuid;

/// What to do where a page's own key cannot be used.
pub const RELOAD: Text = text("Tải lại rồi thử lại.", "Reload it and try again.");

/// Whose request it is, resolved once per page and handed to every call made while rendering it.
#[derive(Clone, Debug)]
pub struct Caller(pub Option<Session>);

/// Address of the browser.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

/// Number under which the request is found in the log.
#[derive(Clone, Debug)]
pub struct Reference(pub String);

#[derive(Clone)]
pub struct RequestContext {
    pub app: AppState,
    pub session: Option<Session>,
    /// The registration or sign-in under way.
    pub verification: Option<Token>,
    /// The exchange with something outside the page that is under way.
    pub ceremony: Option<Token>,
    /// Who was identified elsewhere in this browser.
    pub pending_identity: Option<Token>,
    /// What accounts know this browser by.
    pub known_browser: Option<Token>,
    /// Which browser it is, for its owner to know it again: `Chrome · Android`.
    pub browser: String,
    pub client_ip: IpAddr,
    /// `Idempotency-Key` header.
    pub idempotency_key: Option<String>,
    pub preferences: Preferences,
    /// Whether the request came from a page in a frame on another site.
    pub embedding: Embedding,
    /// When the request came.
    pub now: OffsetDateTime,
    pub reference: String,
}

impl RequestContext {
    /// Reads the request's head.
    ///
    /// # Errors
    /// A database error while the session is looked up.
    pub async fn from_parts(app: &AppState, parts: &Parts) -> Result<Self> {
        let now = app.clock.now();
        let session = match known(parts) {
            Some(session) => session,
            None => Session::of(&app.db, parts, now).await?,
        };
        Ok(Self::with(app, parts, session, now))
    }

    /// The same, where there is a connection already.
    pub async fn looked_up_on(
        connection: &mut PgConnection,
        app: &AppState,
        parts: &Parts,
    ) -> Result<Self> {
        let now = app.clock.now();
        let session = match known(parts) {
            Some(session) => session,
            None => Session::looked_up_on(connection, parts, now).await?,
        };
        Ok(Self::with(app, parts, session, now))
    }

    fn with(app: &AppState, parts: &Parts, session: Option<Session>, now: OffsetDateTime) -> Self {
        let embedding = extension(parts);
        let token = |cookie| Token::from_headers(&parts.headers, cookie, embedding).next();
        Self {
            app: app.clone(),
            session,
            verification: token(cookies::VERIFICATION),
            ceremony: token(cookies::CEREMONY),
            pending_identity: token(cookies::PENDING_IDENTITY),
            known_browser: token(cookies::KNOWN_BROWSER),
            browser: browser::name(&parts.headers),
            client_ip: client_ip(parts),
            idempotency_key: parts
                .headers
                .get("idempotency-key")
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            preferences: extension(parts),
            embedding,
            now,
            reference: reference(parts),
        }
    }

    #[must_use]
    pub fn db(&self) -> &PgPool {
        &self.app.db
    }

    /// # Errors
    /// 401 where nobody is signed in.
    pub fn session(&self) -> Result<&Session> {
        self.session
            .as_ref()
            .ok_or_else(|| Problem::sign_in_required().into())
    }

    /// # Errors
    /// 401 where nobody is signed in.
    pub fn account(&self) -> Result<Uuid> {
        Ok(self.session()?.account_id)
    }

    /// The key that makes a repeat recognisable (draft-ietf-httpapi-idempotency-key-header).
    ///
    /// # Errors
    /// 400 where it is missing or not 8 to 100 visible characters.
    pub fn required_idempotency_key(&self) -> Result<&str> {
        match self.idempotency_key.as_deref() {
            Some(key)
                if (8..=100).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) =>
            {
                Ok(key)
            }
            _ => Err(Error::from(
                Problem::new(
                    400,
                    ProblemCode::IdempotencyKeyMissing,
                    text("Trang này đã cũ.", "This page is out of date."),
                )
                .with_detail(RELOAD),
            )),
        }
    }
}

/// The session, where it was looked up for the page that makes this call.
fn known(parts: &Parts) -> Option<Option<Session>> {
    parts
        .extensions
        .get::<Caller>()
        .map(|Caller(session)| session.clone())
}

/// What the outermost layer found out about the request.
fn extension<T: Copy + Default + Send + Sync + 'static>(parts: &Parts) -> T {
    parts.extensions.get().copied().unwrap_or_default()
}

/// The browser's address, as the outermost layer found it.
#[must_use]
pub fn client_ip(parts: &Parts) -> IpAddr {
    parts
        .extensions
        .get::<ClientIp>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |ip| ip.0)
}

/// The request's reference number, as the outermost layer made it.
#[must_use]
pub fn reference(parts: &Parts) -> String {
    parts
        .extensions
        .get::<Reference>()
        .map(|reference| reference.0.clone())
        .unwrap_or_default()
}
