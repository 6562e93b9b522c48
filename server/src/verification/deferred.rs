//! A code that a job sends, or does not send. The request writes down what was asked and no more; the job looks whether there is
//! an account. So the time of an answer tells nothing: what it would depend on has not happened yet.

use super::{Destinations, codes::code_hash, message::code_message};
use crate::{
    http::{Error, RequestContext, Result},
    jobs,
};
use app::{
    api::verifications::{CodeMethod, VerificationKind},
    locales::language,
    portal::Portal,
};
use domain::{language::Language, one_time_code::OneTimeCode};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// What a browser asked for, as far as the job needs it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CodeRequest {
    /// The verification's, hexadecimal.
    token_hash: String,
    pub(super) method: CodeMethod,
    code: OneTimeCode,
    pub(super) language: Language,
    pub(super) address: String,
    pub(super) browser: String,
}

impl CodeRequest {
    pub(super) fn new(
        cx: &RequestContext,
        token_hash: &[u8],
        method: CodeMethod,
        code: &OneTimeCode,
    ) -> Self {
        Self {
            token_hash: hex::encode(token_hash),
            method,
            code: code.clone(),
            language: language(),
            address: cx.client_ip.to_string(),
            browser: cx.browser.clone(),
        }
    }

    /// Sends the code, which counts from now on. False where the verification has ended, or another code was asked for: then that
    /// one's job decides.
    pub(super) async fn send(
        &self,
        portal: &Portal,
        tx: &mut PgConnection,
        kind: VerificationKind,
        account_id: Option<Uuid>,
        destinations: Destinations<'_>,
        now: OffsetDateTime,
    ) -> Result<bool> {
        let to = destinations
            .by(self.method)
            .ok_or_else(|| Error::internal("a code without a destination"))?;
        let token_hash = hex::decode(&self.token_hash).map_err(Error::internal)?;
        let code_hash = code_hash(&token_hash, &self.code);
        let waits = sqlx::query!(
            "update verifications v set account_id = $2, phone = coalesce($3, phone), email = coalesce($4, email)
             from verification_codes c
             where v.token_hash = $1 and v.verified_at is null and not v.finished
               and c.verification = v.token_hash and c.code_hash = $5 and c.ended is null
               and c.sent_at = (select max(sent_at) from verification_codes where sent_for = v.token_hash)",
            token_hash,
            account_id,
            destinations.phone,
            destinations.email,
            code_hash,
        )
        .execute(&mut *tx)
        .await?;
        if waits.rows_affected() == 0 {
            return Ok(false);
        }
        let expires_at = sqlx::query_scalar!(
            "update verification_codes set went_out = true where verification = $1 and code_hash = $2 returning expires_at",
            token_hash,
            code_hash,
        )
        .fetch_one(&mut *tx)
        .await?;
        let message = code_message(portal, kind, self.method, to, &self.code, self.language);
        jobs::enqueue_until(tx, &message, expires_at, now).await?;
        Ok(true)
    }
}
