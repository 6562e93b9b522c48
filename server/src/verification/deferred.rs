//! A code that a job sends, or does not send. The request writes down what was asked and no more; the job looks whether there is
//! an account. So the time of an answer tells nothing: what it would depend on has not happened yet.

use super::{Reach, code_hash, message::code_message};
use crate::{
    http::{Cx, Error, Result},
    jobs,
};
use app::{api::flows::CodeMethod, locales::language};
use domain::{language::Language, one_time_code::OneTimeCode};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// What a browser asked for, as far as the job needs it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The flow's, hexadecimal.
    token_hash: String,
    pub(super) method: CodeMethod,
    code: OneTimeCode,
    pub(super) language: Language,
    pub(super) address: String,
    pub(super) browser: String,
}

impl Asked {
    pub(super) fn new(cx: &Cx, token_hash: &[u8], method: CodeMethod, code: &OneTimeCode) -> Self {
        Self {
            token_hash: hex::encode(token_hash),
            method,
            code: code.clone(),
            language: language(),
            address: cx.client_ip.to_string(),
            browser: cx.browser.clone(),
        }
    }

    /// Sends the code, which counts from now on. False where the flow has ended, or waits for another code: then that one's job
    /// decides.
    ///
    /// # Errors
    /// A database error.
    pub(super) async fn send(
        &self,
        tx: &mut PgConnection,
        account_id: Option<Uuid>,
        reach: Reach<'_>,
        now: OffsetDateTime,
    ) -> Result<bool> {
        let to = reach
            .by(self.method)
            .ok_or_else(|| Error::internal("a code without a destination"))?;
        let token_hash = hex::decode(&self.token_hash).map_err(Error::internal)?;
        let waits = sqlx::query!(
            "update flows set account_id = $2, phone = coalesce($3, phone), email = coalesce($4, email), sends_code = true
             where token_hash = $1 and code_hash = $5 and verified_at is null",
            token_hash,
            account_id,
            reach.phone,
            reach.email,
            code_hash(&token_hash, &self.code),
        )
        .execute(&mut *tx)
        .await?;
        if waits.rows_affected() == 0 {
            return Ok(false);
        }
        let message = code_message(self.method, to, &self.code, self.language);
        jobs::enqueue(tx, &message, now, now).await?;
        Ok(true)
    }
}
