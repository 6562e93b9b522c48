//! A registration, a sign-in, a recovery or a change under way: who it is for, and the one-time code it waits for.

mod begin;
mod budget;
mod codes;
mod deferred;
mod limits;
mod message;
mod recovery;
mod registration;
mod resend;
mod typed;
mod view;

pub use begin::{Delivery, NewVerification, begin};
use budget::Budget;
pub use limits::{limit_chosen, limit_registration, limit_sign_in};
pub use recovery::{ClaimedAccount, RecoveryCode, begin_recovery, send_recovery_code};
pub use registration::{RegistrationCode, send_registration_code};
pub use resend::{choose_method, resend, send_again};
pub use typed::show_typed;

use crate::{
    audit::Event,
    http::{Error, RequestContext, Result},
};
use app::api::{
    Empty, Problem, ProblemCode,
    verifications::{CodeMethod, Verification, VerificationKind, VerificationPath},
};
use codes::{Judgement, SentCode, judge};
use domain::{
    language::{Language, text},
    one_time_code::OneTimeCode,
};
use serde::Deserialize;
use serde_json::json;
use sqlx::PgTransaction;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, Default)]
pub struct Destinations<'a> {
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
}

impl<'a> Destinations<'a> {
    fn by(self, method: CodeMethod) -> Option<&'a str> {
        match method {
            CodeMethod::Sms | CodeMethod::Voice => self.phone,
            CodeMethod::Email => self.email,
        }
    }
}

pub struct PendingVerification {
    pub details: serde_json::Value,
    pub account_id: Option<Uuid>,
    /// Whether the code was given.
    pub verified: bool,
    pub phone: Option<String>,
    pub email: Option<String>,
    kind: VerificationKind,
    method: CodeMethod,
    token_hash: Vec<u8>,
    /// The newest last.
    codes: Vec<SentCode>,
    passkey: bool,
}

impl PendingVerification {
    /// The code that was sent last, or would have been.
    fn newest(&self) -> Option<&SentCode> {
        let own = |code: &&SentCode| code.sent_for == self.token_hash;
        self.codes.iter().rev().find(own)
    }

    fn destinations(&self) -> Destinations<'_> {
        Destinations {
            phone: self.phone.as_deref(),
            email: self.email.as_deref(),
        }
    }

    /// Whether a job decides if a code goes out: nobody has proved anything yet, so the answer must be the same either way.
    /// Whoever was identified elsewhere has.
    fn is_deferred(&self) -> bool {
        self.is_recovery()
            || (self.kind == VerificationKind::Registration
                && self.details["pending_identity"].is_null())
    }

    /// Whose account a recovery is about.
    fn claim(&self) -> Result<ClaimedAccount> {
        Ok(ClaimedAccount::deserialize(&self.details)?)
    }

    /// Where a code goes, by the method chosen.
    fn destination(&self) -> Option<&str> {
        self.destinations().by(self.method)
    }
}

/// The verification of this browser, locked until the transaction ends.
///
/// # Errors
/// 410 where there is none of this kind, or it has done its work; or a database error.
pub async fn lock(
    tx: &mut PgTransaction<'_>,
    cx: &RequestContext,
    kind: VerificationKind,
) -> Result<PendingVerification> {
    let token = cx.verification.as_ref().ok_or_else(expired)?;
    let row = sqlx::query!(
        r#"select *,
               kind = 'sign_in' and exists (select from passkeys p where p.account_id = verifications.account_id) as "passkey!"
           from verifications where token_hash = $1 and kind = $2 and expires_at > $3 for update"#,
        token.hash(),
        kind as _,
        cx.now
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(expired)?;
    if row.finished {
        return Err(finished());
    }
    let codes = codes::of(&mut *tx, &row.token_hash).await?;
    Ok(PendingVerification {
        kind,
        method: row.method,
        details: row.details,
        account_id: row.account_id,
        verified: row.verified_at.is_some(),
        token_hash: row.token_hash,
        phone: row.phone,
        email: row.email,
        codes,
        passkey: row.passkey,
    })
}

/// The verification of this browser as it is now.
pub async fn find(cx: &RequestContext, kind: VerificationKind) -> Result<PendingVerification> {
    let mut tx = cx.db().begin().await?;
    let stored = lock(&mut tx, cx, kind).await?;
    tx.rollback().await?;
    Ok(stored)
}

/// Handles `GET /api/v1/verifications/{kind}`.
///
/// # Errors
/// As [`lock`].
pub async fn show(cx: RequestContext, path: VerificationPath, _: Empty) -> Result<Verification> {
    Ok(find(&cx, path.kind).await?.view(cx.now))
}

/// Checks a code. A wrong one costs a try, even if the answer is lost, and one that was ours and is late or spent costs none; a
/// right one cannot be used again in another verification.
///
/// # Errors
/// A field error on `code`, 410, or a database error.
pub async fn verify(
    cx: &RequestContext,
    kind: VerificationKind,
    typed: &str,
) -> Result<PendingVerification> {
    let code = OneTimeCode::parse(typed).map_err(|error| Problem::field("code", error))?;
    let mut tx = cx.db().begin().await?;
    let mut verification = lock(&mut tx, cx, kind).await?;
    if verification.verified {
        return Ok(verification);
    }
    let judgement = judge(&verification.codes, &code, cx.now);
    if judgement != Judgement::Right {
        if let Judgement::Wrong { .. } = judgement {
            note_wrong(tx, cx, &verification).await?;
        }
        let words = move |language: Language| judgement.words(language);
        return Err(Problem::field("code", words).into());
    }
    sqlx::query!(
        "update verifications set verified_at = $2 where token_hash = $1",
        verification.token_hash,
        cx.now
    )
    .execute(&mut *tx)
    .await?;
    codes::use_up(&mut tx, &verification.token_hash, &code).await?;
    tx.commit().await?;
    limits::give_back_to_address(cx, &verification).await?;
    verification.verified = true;
    Ok(verification)
}

/// Takes a try, and writes down that one was made.
async fn note_wrong(
    mut tx: PgTransaction<'_>,
    cx: &RequestContext,
    verification: &PendingVerification,
) -> Result<()> {
    codes::take_try(&mut tx, &verification.token_hash, cx.now).await?;
    let failed = Event::SignInFailed
        .of(verification.account_id)
        .with(json!({ "step": "code", "flow": verification.kind }));
    if verification.account_id.is_some() {
        failed.write(&mut *tx, cx).await?;
        tx.commit().await?;
    } else {
        tx.commit().await?;
        failed.write_for_stranger(cx).await?;
    }
    Ok(())
}

/// Sends somebody to send the message. Where a job decides whether there is one, nobody is sent: it would work beside the answer,
/// the longer where there is an account, and slow it down. It waits for whoever looks next, half a second at most.
fn send_soon(cx: &RequestContext, deferred: bool) {
    if !deferred {
        cx.app.jobs.wake();
    }
}

/// Ends a verification that has done its work. Nothing is kept of it but that its codes are used.
pub async fn finish(tx: &mut PgTransaction<'_>, verification: &PendingVerification) -> Result<()> {
    sqlx::query!(
        "update verifications set finished = true, details = '{}', phone = null, email = null where token_hash = $1",
        verification.token_hash
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// 410: what was under way has been forgotten.
pub fn expired() -> Error {
    let title = text("Phiên làm việc đã hết hạn.", "Your session has expired.");
    Problem::new(410, ProblemCode::VerificationExpired, title)
        .with_detail(text("Bắt đầu lại từ đầu.", "Start again."))
        .into()
}

/// 410: its code was given, and what it was for is done.
fn finished() -> Error {
    let title = text("Mã này đã được dùng.", "This code has been used.");
    Problem::new(410, ProblemCode::VerificationExpired, title)
        .with_detail(text(
            "Việc cần mã đã xong. Nếu chưa thấy kết quả, bắt đầu lại từ đầu.",
            "What the code was for is done. If you do not see it, start again.",
        ))
        .into()
}

/// 409: a password is set only after the code.
pub fn code_comes_first() -> Error {
    Problem::conflict(text(
        "Nhập mã OTP trước khi đặt mật khẩu.",
        "Enter the one-time code before you choose a password.",
    ))
    .into()
}
