//! A verification begins, in the place of the one that this browser had before.

use super::{
    ClaimedAccount, Destinations,
    codes::{self, fresh_code, sent_code},
    message::code_message,
    recovery, registration, send_soon,
    view::shown,
};
use crate::{
    http::{
        Error, RequestContext, Result,
        cookies::{self, Token},
    },
    jobs,
};
use app::{
    api::verifications::{CodeMethod, Verification, VerificationKind},
    forms::account::Registration,
    locales::language,
};
use sqlx::PgTransaction;
use time::Duration;
use uuid::Uuid;

/// A verification is forgotten after this long.
const FORGOTTEN_AFTER: Duration = Duration::minutes(30);

pub struct NewVerification<'a> {
    pub kind: VerificationKind,
    /// What is needed once the code is given.
    pub details: serde_json::Value,
    /// Whose account it is about; nobody's in a registration, and in a recovery that names no account.
    pub account_id: Option<Uuid>,
    pub destinations: Destinations<'a>,
    /// How the first goes out.
    pub method: CodeMethod,
    /// Whether it does.
    pub delivery: Delivery,
}

/// How the first code goes out.
pub enum Delivery {
    /// At once.
    Direct,
    /// If a job finds an account that it is for. Whoever asks waits for nothing that depends on it.
    IfAccountExists(ClaimedAccount),
    /// To who registers, or in its place a notification to the owner of the account: a job decides, likewise.
    ForRegistration(Registration),
}

/// Begins a verification and yields what the browser is told, with the cookie that binds the verification to it.
pub async fn begin(
    cx: &RequestContext,
    new: NewVerification<'_>,
) -> Result<(Verification, String)> {
    let token = Token::fresh();
    let code = fresh_code();
    let NewVerification {
        kind,
        destinations,
        method,
        ..
    } = new;
    let sends_code = matches!(new.delivery, Delivery::Direct);
    let shown = shown(kind, &new.details, method, destinations);
    let mut tx = cx.db().begin().await?;
    let passkey = sqlx::query_scalar!(
        r#"with expired as (delete from verifications where expires_at < $6)
         insert into verifications (token_hash, kind, details, account_id, phone, expires_at, email, method)
         values ($1, $2, $3, $4, $5, $7, $8, $9)
         returning kind = 'sign_in' and exists (select from passkeys p where p.account_id = verifications.account_id) as "passkey!""#,
        token.hash(),
        kind as _,
        new.details,
        new.account_id,
        destinations.phone,
        cx.now,
        cx.now + FORGOTTEN_AFTER,
        destinations.email,
        method as _,
    )
    .fetch_one(&mut *tx)
    .await?;
    let first = sent_code(&token.hash(), &code, sends_code, cx.now);
    codes::add(&mut tx, &token.hash(), &first).await?;
    replace(&mut tx, cx, &token.hash(), new.account_id).await?;
    let (db, now) = (&mut *tx, cx.now);
    match new.delivery {
        Delivery::Direct => {
            let to = destinations
                .by(method)
                .ok_or_else(|| Error::internal("a code without a destination"))?;
            let message = code_message(&cx.app.portal, kind, method, to, &code, language());
            jobs::enqueue_until(db, &message, first.expires_at, now).await?;
        }
        Delivery::IfAccountExists(claim) => {
            let job = recovery::job(cx, claim, &token.hash(), method, &code);
            jobs::enqueue(db, &job, now, now).await?;
        }
        Delivery::ForRegistration(registration) => {
            let job = registration::job(cx, &registration, &token.hash(), method, &code, true);
            jobs::enqueue(db, &job, now, now).await?;
        }
    }
    tx.commit().await?;
    send_soon(cx, !sends_code);
    Ok((
        Verification { passkey, ..shown },
        token.set(
            cookies::VERIFICATION,
            FORGOTTEN_AFTER.whole_seconds(),
            cx.embedding,
        ),
    ))
}

/// Ends the verification that this browser had before, and keeps its codes, and those that the account has used, to know them
/// as old where they are typed.
async fn replace(
    tx: &mut PgTransaction<'_>,
    cx: &RequestContext,
    token_hash: &[u8],
    account_id: Option<Uuid>,
) -> Result<()> {
    let before = cx.verification.as_ref().map(Token::hash);
    sqlx::query!(
        "with earlier as (
             select token_hash from verifications
             where (token_hash = $2 or (finished and account_id = $3)) and expires_at > $4
             for update)
         update verification_codes c set verification = $1, ended = coalesce(c.ended, 'replaced')
         from earlier where c.verification = earlier.token_hash",
        token_hash,
        before,
        account_id,
        cx.now,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("delete from verifications where token_hash = $1", before)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
