//! One exchange with something outside the page: an identity provider, a token, an authenticator. A row bound to a browser by a
//! cookie, and answered once.

use crate::http::{
    RequestContext, Result,
    cookies::{self, Token, TokenCookie},
};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{PgExecutor, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// What a ceremony is for; it cannot be finished as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Ceremony {
    /// Somebody is at an identity provider.
    FederatedLogin,
    /// Somebody signs a challenge.
    Signature,
    /// Somebody was identified elsewhere; the account is still to be authenticated, or made.
    PendingIdentity,
    PasskeyRegistration,
    PasskeyLogin,
    /// A passkey stands in for a one-time code.
    PasskeySecondFactor,
    /// A passkey authenticates again who is signed in.
    PasskeyReauthentication,
}

impl Ceremony {
    /// How long the answer may take; for authenticators W3C Web Authentication Level 3, section 15.1.
    #[must_use]
    pub const fn lifetime(self) -> Duration {
        Duration::minutes(match self {
            Self::FederatedLogin => 15,
            Self::PendingIdentity => 30,
            Self::Signature
            | Self::PasskeyRegistration
            | Self::PasskeyLogin
            | Self::PasskeySecondFactor
            | Self::PasskeyReauthentication => 5,
        })
    }

    const fn cookie(self) -> TokenCookie {
        match self {
            Self::PendingIdentity => cookies::PENDING_IDENTITY,
            _ => cookies::CEREMONY,
        }
    }

    const fn token(self, cx: &RequestContext) -> Option<&Token> {
        match self {
            Self::PendingIdentity => cx.pending_identity.as_ref(),
            _ => cx.ceremony.as_ref(),
        }
    }

    /// Begins one, about an account where one is known, and yields the cookie that binds it to the browser.
    pub async fn begin(
        self,
        db: impl PgExecutor<'_>,
        cx: &RequestContext,
        account_id: Option<Uuid>,
        state: &impl Serialize,
    ) -> Result<String> {
        let token = Token::fresh();
        sqlx::query!(
            "with expired as (delete from ceremonies where expires_at < $5)
             insert into ceremonies (token_hash, kind, account_id, state, expires_at) values ($1, $2, $3, $4, $6)",
            token.hash(),
            self as _,
            account_id,
            serde_json::to_value(state)?,
            cx.now,
            cx.now + self.lifetime(),
        )
        .execute(db)
        .await?;
        Ok(token.set(self.cookie(), self.lifetime().whole_seconds(), cx.embedding))
    }

    /// What this browser's began with; nothing where there is none.
    pub async fn find<S: DeserializeOwned>(
        self,
        db: impl PgExecutor<'_>,
        cx: &RequestContext,
    ) -> Result<Option<(Option<Uuid>, S)>> {
        let Some(token) = self.token(cx) else {
            return Ok(None);
        };
        let row = sqlx::query!(
            "select account_id, state from ceremonies where token_hash = $1 and kind = $2 and expires_at > $3",
            token.hash(),
            self as _,
            cx.now
        )
        .fetch_optional(db)
        .await?;
        row.map(|row| Ok((row.account_id, serde_json::from_value(row.state)?)))
            .transpose()
    }

    /// Takes this browser's away, and yields what it began with. Whatever comes of the answer, there is no second one.
    pub async fn take<S: DeserializeOwned>(
        self,
        db: impl PgExecutor<'_>,
        cx: &RequestContext,
    ) -> Result<Option<(Option<Uuid>, S)>> {
        let Some(token) = self.token(cx) else {
            return Ok(None);
        };
        let row = sqlx::query!(
            "delete from ceremonies where token_hash = $1 and kind = $2 and expires_at > $3 returning account_id, state",
            token.hash(),
            self as _,
            cx.now
        )
        .fetch_optional(db)
        .await?;
        row.map(|row| Ok((row.account_id, serde_json::from_value(row.state)?)))
            .transpose()
    }
}

/// Forgets ceremonies that nobody answered.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from ceremonies where expires_at < $1", now)
        .execute(db)
        .await?;
    Ok(())
}
