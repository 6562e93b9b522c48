//! Captchas: single use, five minutes, drawn here, no third party. One gate of several: the browser works besides, unseen, and
//! limits do the rest. Whoever cannot see the picture has the browser work a little longer instead.

mod glyphs;
mod picture;
mod proof_of_work;
#[cfg(test)]
mod solver;

use crate::{
    http::{Error, RequestContext, Result},
    rate_limit::{self, address_limit},
};
use app::api::{
    Empty, Problem,
    captchas::{Captcha, WorkCaptcha},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::language::{Text, text};
use picture::Manner;
use sha2::{Digest, Sha256};
use time::Duration;
use uuid::Uuid;

const LIFETIME: Duration = Duration::minutes(5);
/// Answers from one address whose browser has not worked: one without scripts, or faster than its work.
const WITHOUT_WORK: rate_limit::Limit = rate_limit::Limit {
    name: "captcha-without-work",
    burst: 30,
    per: Duration::minutes(10),
};

const EXPIRED: Text = text(
    "Hình đã hết hạn. Nhập mã trong hình mới hoặc xác minh lại.",
    "The picture has expired. Enter the characters in the new one, or verify again.",
);
const WRONG: Text = text(
    "Mã chưa đúng. Nhập mã trong hình mới.",
    "The characters do not match. Enter those in the new picture.",
);
/// Of a captcha without a picture.
const NOT_WORKED: Text = text(
    "Không xác minh được trên thiết bị này. Thử lại, hoặc nhập mã trong hình.",
    "This device could not complete the check. Try again, or enter the characters.",
);

/// What a form says of its captcha.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    pub id: &'a str,
    /// What was read in the picture; of one without a picture the number worked for.
    pub typed: &'a str,
    /// The number worked for; empty from a browser without scripts.
    pub work: &'a str,
}

/// Handles `POST /api/v1/captchas`.
///
/// # Errors
/// 429, or a database error.
pub async fn create(cx: RequestContext, (): (), _: Empty) -> Result<Captcha> {
    let shown = cx.app.config.captcha_picture;
    let work_bits = proof_of_work::asked(&cx, shown).await?;
    let id = Uuid::new_v4();
    let picture = if shown {
        Some(picture::draw(&mut rand::rng(), Manner::USUAL).map_err(Error::internal)?)
    } else {
        None
    };
    let answer_hash = picture.as_ref().map(|picture| hash(id, &picture.answer));
    store(&cx, id, answer_hash, work_bits).await?;
    let image = picture.as_ref().map(|picture| {
        let png = BASE64_STANDARD.encode(&picture.png);
        format!("data:image/png;base64,{png}")
    });
    Ok(Captcha {
        id,
        image: image.unwrap_or_default(),
        work_bits,
        demo_answer: picture
            .filter(|_| !cx.app.config.production)
            .map(|picture| picture.answer),
    })
}

/// Handles `POST /api/v1/captchas/work`.
///
/// # Errors
/// 429, or a database error.
pub async fn create_work(cx: RequestContext, (): (), _: Empty) -> Result<WorkCaptcha> {
    let bits = proof_of_work::asked(&cx, false).await?;
    let id = Uuid::new_v4();
    store(&cx, id, None, bits).await?;
    Ok(WorkCaptcha { id, bits })
}

async fn store(
    cx: &RequestContext,
    id: Uuid,
    answer_hash: Option<Vec<u8>>,
    work_bits: u8,
) -> Result<()> {
    sqlx::query!(
        "with expired as (delete from captchas where expires_at < $5)
         insert into captchas (id, answer_hash, work_bits, expires_at) values ($1, $2, $3, $4)",
        id,
        answer_hash,
        i16::from(work_bits),
        cx.now + LIFETIME,
        cx.now,
    )
    .execute(cx.db())
    .await?;
    Ok(())
}

/// Takes the captcha away and says whether its answer was right. Where no work was done, or no picture is shown and nothing was
/// answered, the address has a few tries.
///
/// # Errors
/// A field error on `captcha`, 429, or a database error.
pub async fn redeem(cx: &RequestContext, answer: Answer<'_>) -> Result<()> {
    let expected = match answer.id.parse::<Uuid>() {
        Ok(id) => sqlx::query!(
            "delete from captchas where id = $1 and expires_at > $2 returning id, answer_hash, work_bits",
            id,
            cx.now
        )
        .fetch_optional(cx.db())
        .await?,
        Err(_) => None,
    };
    let picture_missing = !cx.app.config.captcha_picture;
    let Some(expected) = expected else {
        return if picture_missing {
            without_work(cx).await
        } else {
            Err(Problem::field("captcha", EXPIRED).into())
        };
    };
    let worked = |number| {
        expected
            .work_bits
            .is_some_and(|bits| proof_of_work::worked(expected.id, number, bits))
    };
    let (read, worked) = match expected.answer_hash {
        Some(right) => (
            Some(right == hash(expected.id, answer.typed)),
            worked(answer.work),
        ),
        None => (None, worked(answer.work) || worked(answer.typed)),
    };
    match (read, worked) {
        (Some(true) | None, true) => Ok(()),
        (Some(true), false) => without_work(cx).await,
        (None, false) if picture_missing => without_work(cx).await,
        (Some(false), _) | (None, false) => {
            proof_of_work::wrong(cx).await?;
            let told = if read.is_some() { WRONG } else { NOT_WORKED };
            Err(Problem::field("captcha", told).into())
        }
    }
}

async fn without_work(cx: &RequestContext) -> Result<()> {
    address_limit::take(cx, WITHOUT_WORK).await
}

fn hash(id: Uuid, answer: &str) -> Vec<u8> {
    // People type the characters in groups.
    let typed = answer.chars().filter(|letter| !letter.is_whitespace());
    let answer: String = typed.take(32).collect();
    Sha256::new()
        .chain_update(id.as_bytes())
        .chain_update(answer.to_lowercase().as_bytes())
        .finalize()
        .to_vec()
}
