//! Passkeys: added by whoever has proved lately to own the account, shown to sign in, as a second factor or as a proof.
//!
//! W3C Web Authentication Level 3: section 7.1 on adding, section 7.2 on showing. Both are checked by `webauthn-rs`; the
//! portal adds whose passkey it is and that a ceremony is answered once.

pub mod failure;
mod relying_party;
mod synced;

pub use relying_party::{NAME, relying_party};
pub use synced::authenticate;

use crate::http::Result;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sqlx::PgExecutor;
use uuid::Uuid;

/// A credential's id as browsers write it.
#[must_use]
pub fn written(id: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(id)
}

pub async fn ids_of(db: impl PgExecutor<'_>, account_id: Uuid) -> Result<Vec<Vec<u8>>> {
    Ok(sqlx::query_scalar!(
        "select id from passkeys where account_id = $1 order by added_at",
        account_id
    )
    .fetch_all(db)
    .await?)
}
