//! A registration or a sign-in under way: who it is for, and the one-time code it waits for.

use crate::{
    accounts::{session::masked_phone, throttle},
    http::{
        Cx, Error, Result,
        cookies::{self, Token},
    },
    jobs::{self, Work},
};
use app::{
    api::{
        Problem, ProblemCode,
        accounts::{Flow, FlowStep},
    },
    locales::language,
};
use domain::{
    language::{Language, Localized, Text, text},
    one_time_code::{LIFETIME, MAX_TRIES, OneTimeCode, RESEND_AFTER},
};
use rand::RngExt;
use sha2::{Digest, Sha256};
use sqlx::PgTransaction;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// A flow is forgotten after this long.
const FLOW_LIFETIME: Duration = Duration::minutes(30);
/// Codes to one number.
const CODES_PER_PHONE: throttle::Limit = throttle::Limit {
    name: "code-phone",
    burst: 5,
    per: Duration::hours(1),
};
/// Codes asked for from one address.
const CODES_PER_ADDRESS: throttle::Limit = throttle::Limit {
    name: "code-address",
    burst: 20,
    per: Duration::hours(1),
};

const CODE_EXPIRED: Text = text(
    "Mã không còn dùng được. Bấm “Gửi lại OTP” để nhận mã mới.",
    "This code can no longer be used. Ask for a new code.",
);

/// Which flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A new account.
    Registration,
    /// An existing one.
    SignIn,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::SignIn => "sign_in",
        }
    }
}

/// What a flow begins with.
pub struct Beginning<'a> {
    /// Which flow.
    pub kind: Kind,
    /// Registration: the parsed details. Sign-in: where to go afterwards.
    pub details: serde_json::Value,
    /// The account to sign in to.
    pub account_id: Option<Uuid>,
    /// The number that is shown, masked.
    pub phone: &'a str,
    /// What goes out: the code to that number, or another message to another number.
    pub message: Message<'a>,
}

/// The message that a flow sends.
#[derive(Clone, Copy)]
pub enum Message<'a> {
    /// The code, to the flow's number.
    Code,
    /// A notice to the owner of an account; no code goes anywhere, and the caller cannot tell.
    Notice {
        /// The owner's number.
        phone: &'a str,
        /// What it says.
        text: &'a str,
    },
}

/// A flow as stored.
pub struct Stored {
    /// As it began.
    pub details: serde_json::Value,
    /// The account to sign in to.
    pub account_id: Option<Uuid>,
    /// Whether the code was given.
    pub verified: bool,
    token_hash: Vec<u8>,
    phone: String,
    sends_code: bool,
    code_hash: Vec<u8>,
    code_expires_at: OffsetDateTime,
    code_sent_at: OffsetDateTime,
    tries_left: i16,
}

impl Stored {
    /// What the browser is told.
    #[must_use]
    pub fn view(&self, now: OffsetDateTime) -> Flow {
        Flow {
            step: if self.verified {
                FlowStep::Password
            } else {
                FlowStep::OneTimeCode
            },
            masked_phone: masked_phone(&self.phone),
            resend_after_s: u64::try_from((self.code_sent_at + RESEND_AFTER - now).whole_seconds())
                .unwrap_or(0),
            tries_left: u32::try_from(self.tries_left).unwrap_or(0),
        }
    }
}

/// Limits how many codes go to a number and from an address.
///
/// # Errors
/// 429, or a database error.
pub async fn throttle_codes(cx: &Cx, phone: &str) -> Result<()> {
    throttle::take(
        cx.db(),
        CODES_PER_ADDRESS,
        &cx.client_ip.to_string(),
        cx.now,
    )
    .await?;
    throttle::take(cx.db(), CODES_PER_PHONE, phone, cx.now).await
}

/// Begins a flow and yields what the browser is told, with the cookie that binds the flow to it.
///
/// # Errors
/// A database error.
pub async fn begin(cx: &Cx, beginning: Beginning<'_>) -> Result<(Flow, String)> {
    let token = Token::fresh();
    let code = fresh_code();
    let mut tx = cx.db().begin().await?;
    sqlx::query!(
        "with expired as (delete from flows where expires_at < $8)
         insert into flows (token_hash, kind, details, account_id, phone, code_hash, code_expires_at, code_sent_at,
             tries_left, expires_at, sends_code)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        token.hash(),
        beginning.kind.as_str(),
        beginning.details,
        beginning.account_id,
        beginning.phone,
        code_hash(&token.hash(), &code),
        cx.now + LIFETIME,
        cx.now,
        i16::try_from(MAX_TRIES).unwrap_or(i16::MAX),
        cx.now + FLOW_LIFETIME,
        matches!(beginning.message, Message::Code),
    )
    .execute(&mut *tx)
    .await?;
    match beginning.message {
        Message::Code => send_code(&mut tx, beginning.phone, &code, cx.now).await?,
        Message::Notice { phone, text } => {
            let work = Work::SendSms {
                to: phone.to_owned(),
                text: text.to_owned(),
            };
            jobs::enqueue(&mut *tx, &work, cx.now, cx.now).await?;
        }
    }
    tx.commit().await?;
    cx.app.wake_jobs();
    let flow = Flow {
        step: FlowStep::OneTimeCode,
        masked_phone: masked_phone(beginning.phone),
        resend_after_s: u64::try_from(RESEND_AFTER.whole_seconds()).unwrap_or(0),
        tries_left: MAX_TRIES,
    };
    Ok((
        flow,
        token.set(cookies::FLOW, FLOW_LIFETIME.whole_seconds(), cx.place),
    ))
}

/// The flow of this browser, locked until the transaction ends.
///
/// # Errors
/// 410 where there is none of this kind, or a database error.
pub async fn lock(tx: &mut PgTransaction<'_>, cx: &Cx, kind: Kind) -> Result<Stored> {
    let token = cx.flow.as_ref().ok_or_else(expired)?;
    let row = sqlx::query!(
        "select * from flows where token_hash = $1 and kind = $2 and expires_at > $3 for update",
        token.hash(),
        kind.as_str(),
        cx.now
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(expired)?;
    Ok(Stored {
        details: row.details,
        account_id: row.account_id,
        verified: row.verified_at.is_some(),
        token_hash: row.token_hash,
        phone: row.phone,
        sends_code: row.sends_code,
        code_hash: row.code_hash,
        code_expires_at: row.code_expires_at,
        code_sent_at: row.code_sent_at,
        tries_left: row.tries_left,
    })
}

/// The flow of this browser as it is now.
///
/// # Errors
/// As [`lock`].
pub async fn find(cx: &Cx, kind: Kind) -> Result<Stored> {
    let mut tx = cx.db().begin().await?;
    let stored = lock(&mut tx, cx, kind).await?;
    tx.rollback().await?;
    Ok(stored)
}

/// What the browser is told of its flow.
///
/// # Errors
/// As [`lock`].
pub async fn show(cx: &Cx, kind: Kind) -> Result<Flow> {
    Ok(find(cx, kind).await?.view(cx.now))
}

/// Checks a code. A wrong one costs a try, even if the answer is lost; a right one cannot be used again in another flow.
///
/// # Errors
/// A field error on `code`, 410, or a database error.
pub async fn verify(cx: &Cx, kind: Kind, typed: &str) -> Result<Stored> {
    let code = OneTimeCode::parse(typed).map_err(|error| Problem::field("code", error))?;
    let mut tx = cx.db().begin().await?;
    let mut flow = lock(&mut tx, cx, kind).await?;
    if flow.verified {
        return Ok(flow);
    }
    if flow.tries_left == 0 || flow.code_expires_at <= cx.now {
        return Err(Problem::field("code", CODE_EXPIRED).into());
    }
    if flow.code_hash != code_hash(&flow.token_hash, &code) {
        let left = flow.tries_left - 1;
        sqlx::query!(
            "update flows set tries_left = $2 where token_hash = $1",
            flow.token_hash,
            left
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        return Err(Problem::field("code", wrong_code(left)).into());
    }
    sqlx::query!(
        "update flows set verified_at = $2 where token_hash = $1",
        flow.token_hash,
        cx.now
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    flow.verified = true;
    Ok(flow)
}

/// Sends another code in place of the last, 60 seconds after it. A flow that only sent a notice sends nothing again.
///
/// # Errors
/// 429 before the time, 410, or a database error.
pub async fn resend(cx: &Cx, kind: Kind) -> Result<Flow> {
    let asking = find(cx, kind).await?;
    refuse_early(&asking, cx.now)?;
    // Before a connection is held: many who ask at once would hold them all, and wait for one more each.
    throttle_codes(cx, &asking.phone).await?;
    let mut tx = cx.db().begin().await?;
    let mut flow = lock(&mut tx, cx, kind).await?;
    // Whoever asks twice at once gets one.
    refuse_early(&flow, cx.now)?;
    let code = fresh_code();
    flow.code_hash = code_hash(&flow.token_hash, &code);
    flow.tries_left = i16::try_from(MAX_TRIES).unwrap_or(i16::MAX);
    flow.code_sent_at = cx.now;
    sqlx::query!(
        "update flows set code_hash = $2, code_expires_at = $3, code_sent_at = $4, tries_left = $5
         where token_hash = $1",
        flow.token_hash,
        flow.code_hash,
        cx.now + LIFETIME,
        cx.now,
        flow.tries_left,
    )
    .execute(&mut *tx)
    .await?;
    if flow.sends_code {
        send_code(&mut tx, &flow.phone, &code, cx.now).await?;
    }
    tx.commit().await?;
    cx.app.wake_jobs();
    Ok(flow.view(cx.now))
}

fn refuse_early(flow: &Stored, now: OffsetDateTime) -> Result<()> {
    let wait = flow.view(now).resend_after_s;
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
                Language::English => format!("A new code can be sent in {wait} s."),
            },
        )
    }
    .into())
}

/// Forgets a flow that has done its work.
///
/// # Errors
/// A database error.
pub async fn finish(tx: &mut PgTransaction<'_>, flow: &Stored) -> Result<()> {
    sqlx::query!("delete from flows where token_hash = $1", flow.token_hash)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn expired() -> Error {
    let title = text("Phiên làm việc đã hết hạn.", "Your session has expired.");
    Problem::new(410, ProblemCode::FlowExpired, title)
        .with_detail(text("Bắt đầu lại từ đầu.", "Begin again from the start."))
        .into()
}

/// What is said of a wrong code, with the number of tries left.
fn wrong_code(left: i16) -> impl Localized {
    move |language| match (language, left) {
        (Language::Vietnamese, 0) => {
            "Mã chưa đúng và đã hết lượt thử. Bấm “Gửi lại OTP” để nhận mã mới.".to_owned()
        }
        (Language::Vietnamese, _) => format!("Mã chưa đúng. Còn {left} lần thử."),
        (Language::English, 0) => {
            "The code is not right and no tries are left. Ask for a new code.".to_owned()
        }
        (Language::English, 1) => "The code is not right. 1 try is left.".to_owned(),
        (Language::English, _) => format!("The code is not right. {left} tries are left."),
    }
}

fn fresh_code() -> OneTimeCode {
    let number = rand::rng().random_range(0..1_000_000);
    OneTimeCode::from_number(number).expect("a number below one million has six digits")
}

/// Bound to the flow's token hash, so that a code is worth nothing in another flow.
fn code_hash(token_hash: &[u8], code: &OneTimeCode) -> Vec<u8> {
    Sha256::new()
        .chain_update(token_hash)
        .chain_update(code.as_str().as_bytes())
        .finalize()
        .to_vec()
}

async fn send_code(
    tx: &mut PgTransaction<'_>,
    phone: &str,
    code: &OneTimeCode,
    now: OffsetDateTime,
) -> Result<()> {
    let code = code.as_str();
    let text = match language() {
        Language::Vietnamese => format!(
            "{code} la ma xac thuc cua ban tren Cong dich vu cong Tay Ninh. Ma co hieu luc 5 phut. \
             Khong dua ma nay cho bat ky ai."
        ),
        Language::English => format!(
            "{code} is your code for Tay Ninh Public Services. It is valid for 5 minutes. \
             Do not give it to anybody."
        ),
    };
    let work = Work::SendSms {
        to: phone.to_owned(),
        text,
    };
    jobs::enqueue(&mut **tx, &work, now, now).await
}
