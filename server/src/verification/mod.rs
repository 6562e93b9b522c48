//! A registration, a sign-in, a recovery or a change under way: who it is for, and the one-time code it waits for.

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

use budget::Budget;
pub use limits::{limit_chosen, limit_registration, limit_sign_in};
pub use recovery::{ClaimedAccount, RecoveryCode, begin_recovery, send_recovery_code};
pub use registration::{RegistrationCode, send_registration_code};
pub use resend::{choose_method, resend, send_again};
pub use typed::show_typed;

use crate::{
    audit::Event,
    http::{
        Error, RequestContext, Result,
        cookies::{self, Token},
    },
    jobs,
};
use app::{
    api::{
        Empty, Problem, ProblemCode,
        verifications::{CodeMethod, Verification, VerificationKind, VerificationPath},
    },
    forms::account::Registration,
    locales::language,
};
use codes::{Judgement, SentCode, judge};
use domain::{
    language::{Language, text},
    one_time_code::{LIFETIME, MAX_TRIES, OneTimeCode},
};
use message::code_message;
use rand::RngExt;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgTransaction;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;
use view::shown;

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

/// How the first code goes out.
pub enum Delivery {
    /// At once.
    Direct,
    /// If a job finds an account that it is for. Whoever asks waits for nothing that depends on it.
    IfAccountExists(ClaimedAccount),
    /// To who registers, or in its place a notification to the owner of the account: a job decides, likewise.
    ForRegistration(Registration),
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
            jobs::enqueue(db, &message, now, now).await?;
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

/// A code that is sent now, if it goes out.
fn sent_code(
    token_hash: &[u8],
    code: &OneTimeCode,
    goes_out: bool,
    now: OffsetDateTime,
) -> SentCode {
    SentCode {
        sent_for: token_hash.to_vec(),
        code_hash: code_hash(token_hash, code),
        sent_at: now,
        expires_at: now + LIFETIME,
        went_out: goes_out,
        tries_left: i16::try_from(MAX_TRIES).unwrap_or(i16::MAX),
        ended: None,
    }
}

fn fresh_code() -> OneTimeCode {
    let number = rand::rng().random_range(0..1_000_000);
    OneTimeCode::from_number(number).expect("a number below one million has six digits")
}

/// Bound to the verification's token hash, so that a code is worth nothing in another verification.
fn code_hash(token_hash: &[u8], code: &OneTimeCode) -> Vec<u8> {
    Sha256::new()
        .chain_update(token_hash)
        .chain_update(code.as_str().as_bytes())
        .finalize()
        .to_vec()
}
