//! Another code, besides those that are still good, perhaps another way.

use super::{
    PendingVerification,
    codes::{self, fresh_code, sent_code},
    find,
    limits::limit_repeat,
    lock,
    message::code_message,
    recovery, registration, send_soon,
};
use crate::{
    http::{Error, RequestContext, Result},
    jobs,
};
use app::{
    api::{
        Empty, Problem, ProblemCode,
        verifications::{
            CodeMethod, CodeMethodInput, Verification, VerificationKind, VerificationPath,
        },
    },
    locales::language,
};
use domain::language::{Language, text};
use time::OffsetDateTime;

/// Handles `POST /api/v1/verifications/{kind}/resend`.
///
/// # Errors
/// As [`send_again`].
pub async fn resend(cx: RequestContext, path: VerificationPath, _: Empty) -> Result<Verification> {
    send_again(&cx, path.kind, None).await
}

/// Handles `POST /api/v1/verifications/{kind}/method`.
///
/// # Errors
/// As [`send_again`].
pub async fn choose_method(
    cx: RequestContext,
    path: VerificationPath,
    input: CodeMethodInput,
) -> Result<Verification> {
    send_again(&cx, path.kind, Some(input.method)).await
}

/// Sends another code besides the last, 60 seconds after it, perhaps another way.
///
/// # Errors
/// 429 before the time, 422 for a way that the verification does not have, 410, or a database error.
pub async fn send_again(
    cx: &RequestContext,
    kind: VerificationKind,
    method: Option<CodeMethod>,
) -> Result<Verification> {
    let asking = find(cx, kind).await?.by(method, cx.now)?;
    refuse_early(&asking, cx.now)?;
    // Before a connection is held: many who ask at once would hold them all, and wait for one more each.
    limit_repeat(cx, &asking).await?;
    let mut tx = cx.db().begin().await?;
    let mut verification = lock(&mut tx, cx, kind).await?.by(method, cx.now)?;
    // Whoever asks twice at once gets one.
    refuse_early(&verification, cx.now)?;
    let code = fresh_code();
    // Of what a job decides only a code that went out counts.
    let goes_out = !verification.is_deferred();
    let another = sent_code(&verification.token_hash, &code, goes_out, cx.now);
    let expires_at = another.expires_at;
    codes::add(&mut tx, &verification.token_hash, &another).await?;
    verification.codes.push(another);
    sqlx::query!(
        "update verifications set method = $2 where token_hash = $1",
        verification.token_hash,
        verification.method as _,
    )
    .execute(&mut *tx)
    .await?;
    let (db, now) = (&mut *tx, cx.now);
    if verification.is_recovery() {
        let job = recovery::job(
            cx,
            verification.claim()?,
            &verification.token_hash,
            verification.method,
            &code,
        );
        jobs::enqueue(db, &job, now, now).await?;
    } else if verification.is_deferred() {
        let registration = registration::registration_of(&verification.details)?;
        let (token_hash, method) = (&verification.token_hash, verification.method);
        let job = registration::job(cx, &registration, token_hash, method, &code, false);
        jobs::enqueue(db, &job, now, now).await?;
    } else {
        let to = verification
            .destination()
            .ok_or_else(|| Error::internal("a code without a destination"))?;
        let message = code_message(
            &cx.app.portal,
            kind,
            verification.method,
            to,
            &code,
            language(),
        );
        jobs::enqueue_until(db, &message, expires_at, now).await?;
    }
    tx.commit().await?;
    send_soon(cx, verification.is_deferred());
    Ok(verification.view(cx.now))
}

impl PendingVerification {
    /// The same verification with its codes going another way.
    fn by(mut self, method: Option<CodeMethod>, now: OffsetDateTime) -> Result<Self> {
        let Some(method) = method else {
            return Ok(self);
        };
        if method != self.method && !self.view(now).other_methods.contains(&method) {
            let unknown = text(
                "Không gửi được mã bằng cách này. Chọn cách khác.",
                "We cannot send a code this way. Choose another.",
            );
            return Err(Problem::field("method", unknown).into());
        }
        self.method = method;
        Ok(self)
    }
}

fn refuse_early(verification: &PendingVerification, now: OffsetDateTime) -> Result<()> {
    let wait = verification.view(now).resend_after_s;
    if wait == 0 {
        return Ok(());
    }
    Err(Problem {
        retry_after_s: u32::try_from(wait).ok(),
        ..Problem::new(
            429,
            ProblemCode::TooManyRequests,
            move |language| match language {
                Language::Vietnamese => format!("Có thể gửi lại mã sau {wait} giây."),
                Language::English => format!("You can ask for a new code in {wait} seconds."),
            },
        )
    }
    .into())
}
