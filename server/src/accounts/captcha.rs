//! Captchas: single use, five minutes, drawn here or worked for, no third party.

use crate::{
    accounts::{address_limit, demo, throttle},
    http::{Cx, Error, Result},
};
use app::api::{
    Empty, Problem,
    captchas::{Captcha, WorkCaptcha},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use biosvg::BiosvgBuilder;
use domain::language::{Text, text};
use sha2::{Digest, Sha256};
use time::Duration;
use uuid::Uuid;

const CHARACTERS: usize = 6;
const LIFETIME: Duration = Duration::minutes(5);
/// A person turns a few pictures over; a program wants thousands.
const PICTURES: throttle::Limit = throttle::Limit {
    name: "captcha",
    burst: 120,
    per: Duration::minutes(10),
};
/// About a quarter of a million tries: a second on a good telephone, some seconds on an old one.
const WORK_BITS: u8 = 18;
/// Dark strokes that stand out on the light ground behind the picture in both colour schemes.
const COLOURS: [&str; 3] = ["#5c1a1c", "#1c3d5a", "#2f4a1f"];

const EXPIRED: Text = text(
    "Mã xác thực đã hết hạn. Nhập mã trong hình mới.",
    "The picture has expired. Enter the characters of the new one.",
);
const WRONG: Text = text(
    "Mã xác thực chưa đúng. Nhập mã trong hình mới.",
    "These were not the characters. Enter those of the new picture.",
);

/// Handles `POST /api/v1/captchas`.
///
/// # Errors
/// 429, or a database error.
pub async fn create(cx: Cx, (): (), _: Empty) -> Result<Captcha> {
    address_limit::take(&cx, PICTURES).await?;
    let (answer, picture) = BiosvgBuilder::new()
        .length(CHARACTERS)
        .difficulty(4)
        .colors(COLOURS.map(str::to_owned).to_vec())
        .build()
        .map_err(|error| Error::internal(error.to_string()))?;
    let id = Uuid::new_v4();
    sqlx::query!(
        "with expired as (delete from captchas where expires_at < $4)
         insert into captchas (id, answer_hash, expires_at) values ($1, $2, $3)",
        id,
        hash(id, &answer),
        cx.now + LIFETIME,
        cx.now,
    )
    .execute(cx.db())
    .await?;
    Ok(Captcha {
        id,
        image: format!(
            "data:image/svg+xml;base64,{}",
            BASE64_STANDARD.encode(picture)
        ),
        demo_answer: demo::is_on(&cx.app.config).then_some(answer),
    })
}

/// Handles `POST /api/v1/captchas/work`.
///
/// # Errors
/// 429, or a database error.
pub async fn create_work(cx: Cx, (): (), _: Empty) -> Result<WorkCaptcha> {
    address_limit::take(&cx, PICTURES).await?;
    let id = Uuid::new_v4();
    sqlx::query!(
        "with expired as (delete from captchas where expires_at < $4)
         insert into captchas (id, work_bits, expires_at) values ($1, $2, $3)",
        id,
        i16::from(WORK_BITS),
        cx.now + LIFETIME,
        cx.now,
    )
    .execute(cx.db())
    .await?;
    Ok(WorkCaptcha {
        id,
        bits: WORK_BITS,
    })
}

/// Takes the captcha away and says whether its answer was right.
///
/// # Errors
/// A field error on `captcha`, or a database error.
pub async fn redeem(cx: &Cx, id: &str, answer: &str) -> Result<()> {
    let refused = |message: Text| Err(Problem::field("captcha", message).into());
    let Ok(id) = id.parse::<Uuid>() else {
        return refused(EXPIRED);
    };
    let expected = sqlx::query!(
        "delete from captchas where id = $1 and expires_at > $2 returning answer_hash, work_bits",
        id,
        cx.now
    )
    .fetch_optional(cx.db())
    .await?;
    let Some(expected) = expected else {
        return refused(EXPIRED);
    };
    let right = match (expected.answer_hash, expected.work_bits) {
        (Some(expected), _) => expected == hash(id, answer),
        (None, Some(bits)) => worked(id, answer, bits),
        (None, None) => false,
    };
    if right { Ok(()) } else { refused(WRONG) }
}

/// Whether the number was worked for.
fn worked(id: Uuid, number: &str, bits: i16) -> bool {
    let number = number.trim();
    if number.is_empty() || number.len() > 20 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    app::work::leading_zeros(&format!("{id}:{number}")) >= u32::from(bits.unsigned_abs())
}

fn hash(id: Uuid, answer: &str) -> Vec<u8> {
    let answer: String = answer.trim().chars().take(32).collect();
    Sha256::new()
        .chain_update(id.as_bytes())
        .chain_update(answer.to_lowercase().as_bytes())
        .finalize()
        .to_vec()
}
