//! Captchas: single use, five minutes, drawn here, no third party. One gate of several: the browser works besides, unseen, and
//! limits do the rest. Whoever cannot see the picture has the browser work a little longer instead, or answers a question.

mod glyphs;
mod picture;
mod proof_of_work;
mod question;
#[cfg(test)]
mod solver;

use crate::{
    http::{Error, RequestContext, Result},
    rate_limit::{self, address_limit},
};
use app::{
    api::{
        Empty, FieldError, Problem,
        captchas::{Captcha, CaptchaPath, QuestionCaptcha, WorkCaptcha},
    },
    locales::{language, t},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::{
    language::{Text, text},
    typed,
};
use picture::Manner;
use sha2::{Digest, Sha256};
use time::Duration;
use uuid::Uuid;

const LIFETIME: Duration = Duration::minutes(5);
/// How long an open page can have it renewed.
const RENEWABLE_FOR: Duration = Duration::minutes(30);
/// Answers from one address whose browser has not worked: one without scripts, or faster than its work.
const WITHOUT_WORK: rate_limit::Limit = rate_limit::Limit {
    name: "captcha-without-work",
    burst: 30,
    per: Duration::minutes(10),
};
/// Questions answered from one address whose browser has not worked: a program reads them as well as people do.
const QUESTIONS: rate_limit::Limit = rate_limit::Limit {
    name: "captcha-question",
    burst: 10,
    per: Duration::minutes(10),
};
/// Captchas renewed from one address: a page asks every two minutes.
const RENEWALS: rate_limit::Limit = rate_limit::Limit {
    name: "captcha-renewal",
    burst: 300,
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
const NOT_ANSWERED: Text = text(
    "Trả lời câu hỏi bằng chữ số.",
    "Answer the question in digits.",
);
const WRONG_ANSWER: Text = text(
    "Câu trả lời chưa đúng. Trả lời câu hỏi mới bằng chữ số.",
    "The answer is not right. Answer the new question in digits.",
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
    store(&cx, id, answer_hash, false, work_bits).await?;
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
    store(&cx, id, None, false, bits).await?;
    Ok(WorkCaptcha { id, bits })
}

/// Handles `POST /api/v1/captchas/question`.
///
/// # Errors
/// 429, or a database error.
pub async fn create_question(cx: RequestContext, (): (), _: Empty) -> Result<QuestionCaptcha> {
    let work_bits = proof_of_work::asked(&cx, false).await?;
    let id = Uuid::new_v4();
    let digits = question::draw(&mut rand::rng());
    store(&cx, id, Some(hash(id, &digits)), true, work_bits).await?;
    Ok(QuestionCaptcha {
        id,
        question: question::words(&digits, language()),
        work_bits,
        demo_answer: (!cx.app.config.production).then_some(digits),
    })
}

/// Handles `POST /api/v1/captchas/{id}/renewal`. What was read and worked for stays right.
///
/// # Errors
/// 404 where it has ended or can be renewed no more, 429, or a database error.
pub async fn renew(cx: RequestContext, path: CaptchaPath, _: Empty) -> Result<Empty> {
    address_limit::take(&cx, RENEWALS).await?;
    let until = cx.now + LIFETIME;
    let renewed = sqlx::query!(
        "update captchas set expires_at = $3 where id = $1 and expires_at > $2 and renewable_until >= $3",
        path.id,
        cx.now,
        until,
    )
    .execute(cx.db())
    .await?;
    if renewed.rows_affected() == 0 {
        return Err(Problem::not_found().into());
    }
    Ok(Empty {})
}

async fn store(
    cx: &RequestContext,
    id: Uuid,
    answer_hash: Option<Vec<u8>>,
    question: bool,
    work_bits: u8,
) -> Result<()> {
    sqlx::query!(
        "with expired as (delete from captchas where expires_at < $5)
         insert into captchas (id, answer_hash, work_bits, expires_at, question, renewable_until)
         values ($1, $2, $3, $4, $6, $7)",
        id,
        answer_hash,
        i16::from(work_bits),
        cx.now + LIFETIME,
        cx.now,
        question,
        cx.now + RENEWABLE_FOR,
    )
    .execute(cx.db())
    .await?;
    Ok(())
}

/// What the checks of a form with a captcha found. They know nothing of the captcha but what was typed: where it asks in words,
/// nothing typed is no missing character of a picture.
///
/// # Errors
/// The same field errors, or a database error.
pub async fn checked<T>(
    cx: &RequestContext,
    id: &str,
    found: std::result::Result<T, Vec<FieldError>>,
) -> Result<T> {
    let mut errors = match found {
        Ok(value) => return Ok(value),
        Err(errors) => errors,
    };
    if let Some(missing) = errors.iter_mut().find(|error| error.field == "captcha")
        && asks_in_words(cx, id).await?
    {
        t(NOT_ANSWERED).clone_into(&mut missing.message);
    }
    Err(errors.into())
}

async fn asks_in_words(cx: &RequestContext, id: &str) -> Result<bool> {
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(false);
    };
    let question = sqlx::query_scalar!("select question from captchas where id = $1", id)
        .fetch_optional(cx.db())
        .await?;
    Ok(question.unwrap_or_default())
}

/// Takes the captcha away and says whether its answer was right. Where no work was done, or no picture is shown and nothing was
/// answered, the address has a few tries.
///
/// # Errors
/// A field error on `captcha`, 429, or a database error.
pub async fn redeem(cx: &RequestContext, answer: Answer<'_>) -> Result<()> {
    let expected = match answer.id.parse::<Uuid>() {
        Ok(id) => sqlx::query!(
            "delete from captchas where id = $1 and expires_at > $2 returning id, answer_hash, work_bits, question",
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
        (Some(true), false) if expected.question => address_limit::take(cx, QUESTIONS).await,
        (Some(true), false) => without_work(cx).await,
        (None, false) if picture_missing => without_work(cx).await,
        (Some(false), _) | (None, false) => {
            proof_of_work::wrong(cx).await?;
            let told = match read {
                Some(_) if expected.question => WRONG_ANSWER,
                Some(_) => WRONG,
                None => NOT_WORKED,
            };
            Err(Problem::field("captcha", told).into())
        }
    }
}

async fn without_work(cx: &RequestContext) -> Result<()> {
    address_limit::take(cx, WITHOUT_WORK).await
}

/// People type in groups, and keyboards add what nobody typed: neither is in an answer.
fn hash(id: Uuid, answer: &str) -> Vec<u8> {
    let answer: String = typed::number(answer).chars().take(32).collect();
    Sha256::new()
        .chain_update(id.as_bytes())
        .chain_update(answer.to_lowercase().as_bytes())
        .finalize()
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::hash;
    use uuid::Uuid;

    #[test]
    fn blanks_and_what_is_not_seen_are_no_part_of_an_answer() {
        let id = Uuid::from_u128(7);
        let right = hash(id, "k7m2px");
        for typed in [
            "k7m2px",
            "K7M2PX",
            "k7m 2px",
            " k 7 m 2 p x ",
            "k7m2px.",
            "k7m-2px",
            "k7m\u{2011}2px",
            "k7m\u{a0}2px",
            "k7m\u{200b}2px",
            "\u{feff}k7m2px",
            "\u{202d}k7m2px\u{202c}",
            "k7m2px\n",
            "ｋ７ｍ２ｐｘ",
            "Ｋ７Ｍ ２ＰＸ",
            "k7m\t2px",
            "k7m,2px",
        ] {
            assert_eq!(hash(id, typed), right, "{typed:?}");
        }
        for typed in ["", "-", "k7m2p", "k7m2pxx", "k7m2py", "x7m2pk", "k7ḿ2px"] {
            assert_ne!(hash(id, typed), right, "{typed:?}");
        }
        assert_ne!(hash(Uuid::from_u128(8), "k7m2px"), right);
    }
}
