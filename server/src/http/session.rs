//! The session of a request, as handlers have it. How one is found, the router says ([`SessionLookup`]).

use super::cookies::{self, Token};
use crate::error::{Error, Result};
use app::{
    api::{
        accounts::{Account, Role},
        sessions::Method,
    },
    embedding::Embedding,
};
use axum::http::request::Parts;
use sqlx::{PgConnection, PgPool};
use std::pin::Pin;
use time::OffsetDateTime;
use uuid::Uuid;

/// Who made a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MadeBy {
    /// Somebody who did something.
    #[default]
    Person,
    /// A page that asks again and again while it lies open, perhaps in front of nobody.
    OpenPage,
}

/// What an officer may see: a desk officer everything of one unit, and nothing of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    pub unit_code: String,
    pub unit_name: String,
    pub unit_name_en: Option<String>,
    pub roles: Vec<Role>,
}

/// A signed-in account.
#[derive(Clone, Debug)]
pub struct Session {
    /// Names the session in its owner's list.
    pub id: Uuid,
    pub account_id: Uuid,
    /// How whoever is signed in proved to be its owner when it began.
    pub method: Method,
    /// How sure we are of who it is in this session, 1 to 3.
    pub assurance: u8,
    /// When whoever is signed in last proved it.
    pub proved_at: OffsetDateTime,
    /// What the account may do as an officer, if it is one's.
    pub officer: Option<Officer>,
    /// What the database knows its token by.
    pub token_hash: Vec<u8>,
    /// The account as its owner is shown it.
    pub account: Account,
}

/// The session of a token, or that there is none.
pub type Found<'a> = Pin<Box<dyn Future<Output = Result<Option<Session>>> + Send + 'a>>;

/// Finds the session of a token. An extension of every request.
#[derive(Clone, Copy)]
pub struct SessionLookup(
    pub for<'a> fn(&'a mut PgConnection, &'a Token, OffsetDateTime, MadeBy) -> Found<'a>,
);

impl Session {
    /// The session of a request: of the cookies that came, the first that is one.
    pub async fn of(db: &PgPool, parts: &Parts, now: OffsetDateTime) -> Result<Option<Self>> {
        if tokens(parts).next().is_none() {
            return Ok(None);
        }
        let mut connection = db.acquire().await?;
        Self::looked_up_on(&mut connection, parts, now).await
    }

    /// The same, where there is a connection already.
    pub async fn looked_up_on(
        connection: &mut PgConnection,
        parts: &Parts,
        now: OffsetDateTime,
    ) -> Result<Option<Self>> {
        let SessionLookup(find) = parts
            .extensions
            .get()
            .ok_or_else(|| Error::internal("a request that did not come through the router"))?;
        let made_by = parts.extensions.get().copied().unwrap_or_default();
        for token in tokens(parts) {
            if let Some(session) = find(connection, &token, now, made_by).await? {
                return Ok(Some(session));
            }
        }
        Ok(None)
    }
}

fn tokens(parts: &Parts) -> impl Iterator<Item = Token> {
    let embedding: Embedding = parts.extensions.get().copied().unwrap_or_default();
    Token::from_headers(&parts.headers, cookies::SESSION, embedding)
}
