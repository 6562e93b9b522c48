//! A registration, a sign-in, a recovery or a change under way: who it is for, and the one-time code it waits for.

mod budget;
mod deferred;
mod limits;
mod message;
mod recovery;
mod registration;
mod view;

use budget::Budget;
pub use limits::{limit_chosen, limit_registration, limit_sign_in};
pub use recovery::{ClaimedAccount, RecoveryCode, begin_recovery, send_recovery_code};
pub use registration::{RegistrationCode, send_registration_code};

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
        verifications::{
            CodeMethod, CodeMethodInput, Verification, VerificationKind, VerificationPath,
        },
    },
    forms::account::Registration,
    locales::{labels::RESEND_CODE, language},
};
use domain::{
    language::{Language, Localized, text},
    one_time_code::{LIFETIME, MAX_TRIES, OneTimeCode},
};
use limits::limit_repeat;
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
    sends_code: bool,
    code_hash: Vec<u8>,
    code_expires_at: OffsetDateTime,
    code_sent_at: OffsetDateTime,
    tries_left: i16,
    passkey: bool,
}

impl PendingVerification {
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
    let mut tx = cx.db().begin().await?;
    let passkey = sqlx::query_scalar!(
        r#"with expired as (delete from verifications where expires_at < $8)
         insert into verifications (token_hash, kind, details, account_id, phone, code_hash, code_expires_at, code_sent_at,
             tries_left, expires_at, sends_code, email, method)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         returning kind = 'sign_in' and exists (select from passkeys p where p.account_id = verifications.account_id) as "passkey!""#,
        token.hash(),
        kind as _,
        new.details,
        new.account_id,
        destinations.phone,
        code_hash(&token.hash(), &code),
        cx.now + LIFETIME,
        cx.now,
        i16::try_from(MAX_TRIES).unwrap_or(i16::MAX),
        cx.now + FORGOTTEN_AFTER,
        sends_code,
        destinations.email,
        method as _,
    )
    .fetch_one(&mut *tx)
    .await?;
    let (db, now) = (&mut *tx, cx.now);
    match new.delivery {
        Delivery::Direct => {
            let to = destinations
                .by(method)
                .ok_or_else(|| Error::internal("a code without a destination"))?;
            let message = code_message(kind, method, to, &code, language());
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
        Verification {
            passkey,
            ..shown(kind, method, destinations)
        },
        token.set(
            cookies::VERIFICATION,
            FORGOTTEN_AFTER.whole_seconds(),
            cx.embedding,
        ),
    ))
}

/// The verification of this browser, locked until the transaction ends.
///
/// # Errors
/// 410 where there is none of this kind, or a database error.
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
    Ok(PendingVerification {
        kind,
        method: row.method,
        details: row.details,
        account_id: row.account_id,
        verified: row.verified_at.is_some(),
        token_hash: row.token_hash,
        phone: row.phone,
        email: row.email,
        sends_code: row.sends_code,
        code_hash: row.code_hash,
        code_expires_at: row.code_expires_at,
        code_sent_at: row.code_sent_at,
        tries_left: row.tries_left,
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

/// Checks a code. A wrong one costs a try, even if the answer is lost; a right one cannot be used again in another verification.
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
    if verification.tries_left == 0 || verification.code_expires_at <= cx.now {
        return Err(Problem::field("code", code_expired).into());
    }
    let expected = code_hash(&verification.token_hash, &code);
    if !verification.sends_code || verification.code_hash != expected {
        let left = verification.tries_left - 1;
        sqlx::query!(
            "update verifications set tries_left = $2 where token_hash = $1",
            verification.token_hash,
            left
        )
        .execute(&mut *tx)
        .await?;
        let failed = Event::SignInFailed
            .of(verification.account_id)
            .with(json!({ "step": "code", "flow": kind }));
        if verification.account_id.is_some() {
            failed.write(&mut *tx, cx).await?;
            tx.commit().await?;
        } else {
            tx.commit().await?;
            failed.write_for_stranger(cx).await?;
        }
        return Err(Problem::field("code", wrong_code(left)).into());
    }
    sqlx::query!(
        "update verifications set verified_at = $2 where token_hash = $1",
        verification.token_hash,
        cx.now
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    limits::give_back_to_address(cx, &verification).await?;
    verification.verified = true;
    Ok(verification)
}

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

/// Sends another code in place of the last, 60 seconds after it, perhaps another way.
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
    verification.code_hash = code_hash(&verification.token_hash, &code);
    verification.tries_left = i16::try_from(MAX_TRIES).unwrap_or(i16::MAX);
    verification.code_sent_at = cx.now;
    sqlx::query!(
        "update verifications set code_hash = $2, code_expires_at = $3, code_sent_at = $4, tries_left = $5, method = $6,
             sends_code = sends_code and not $7
         where token_hash = $1",
        verification.token_hash,
        verification.code_hash,
        cx.now + LIFETIME,
        cx.now,
        verification.tries_left,
        verification.method as _,
        // Of what a job decides only a code that went out counts: the others could be guessed without end.
        verification.is_deferred(),
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
        let message = code_message(kind, verification.method, to, &code, language());
        jobs::enqueue(db, &message, now, now).await?;
    }
    tx.commit().await?;
    send_soon(cx, verification.is_deferred());
    Ok(verification.view(cx.now))
}

/// Sends somebody to send the message. Where a job decides whether there is one, nobody is sent: it would work beside the answer,
/// the longer where there is an account, and slow it down. It waits for whoever looks next, half a second at most.
fn send_soon(cx: &RequestContext, deferred: bool) {
    if !deferred {
        cx.app.jobs.wake();
    }
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

/// Forgets a verification that has done its work.
pub async fn finish(tx: &mut PgTransaction<'_>, verification: &PendingVerification) -> Result<()> {
    sqlx::query!(
        "delete from verifications where token_hash = $1",
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

/// 409: a password is set only after the code.
pub fn code_comes_first() -> Error {
    Problem::conflict(text(
        "Nhập mã OTP trước khi đặt mật khẩu.",
        "Enter the one-time code before you choose a password.",
    ))
    .into()
}

/// What is said of a code that cannot be tried any more.
fn code_expired(language: Language) -> String {
    let resend = RESEND_CODE.to(language);
    match language {
        Language::Vietnamese => {
            format!("Mã không còn dùng được. Bấm “{resend}” để nhận mã mới.")
        }
        Language::English => {
            format!("This code can no longer be used. Select “{resend}” to get a new one.")
        }
    }
}

/// What is said of a wrong code, with the number of tries left.
fn wrong_code(left: i16) -> impl Localized {
    move |language: Language| match (language, left) {
        (Language::Vietnamese, 0) => format!(
            "Mã chưa đúng và đã hết lượt thử. Bấm “{}” để nhận mã mới.",
            RESEND_CODE.to(language)
        ),
        (Language::Vietnamese, _) => format!("Mã chưa đúng. Còn {left} lần thử."),
        (Language::English, 0) => format!(
            "The code is not right and you have no attempts left. Select “{}” to get a new one.",
            RESEND_CODE.to(language)
        ),
        (Language::English, 1) => "The code is not right. You have 1 attempt left.".to_owned(),
        (Language::English, _) => format!("The code is not right. You have {left} attempts left."),
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
