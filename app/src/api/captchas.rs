//! Captchas: an image whose characters must be typed, or what stands in for one.

use super::{Empty, endpoints};
use serde::{Deserialize, Serialize};

/// A fresh captcha. It is good for one submission and five minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Captcha {
    /// Goes back with the answer.
    pub id: uuid::Uuid,
    /// `data:` address of a picture; empty where none is to be read.
    pub image: String,
    /// How many bits at the beginning of the SHA-256 of `{id}:{number}` must be zero; the number goes as `captcha_work`. Without it
    /// an address has a few tries only.
    pub work_bits: u8,
    /// The answer itself, only where the portal runs as a demonstration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo_answer: Option<String>,
}

/// Work in place of reading a picture, for whoever cannot see it: a number whose hash begins with zeros, found by trying. It
/// costs a browser a few seconds once, and a program the same each time, the more the more often it asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WorkCaptcha {
    /// Names it; goes with the number as `captcha_id`.
    pub id: uuid::Uuid,
    /// How many bits at the beginning of the SHA-256 of `{id}:{number}` must be zero; the number goes as `captcha`.
    pub bits: u8,
}

/// A captcha that is read aloud, for whoever sees no picture and has no scripts that could work in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct QuestionCaptcha {
    /// Goes back with the answer.
    pub id: uuid::Uuid,
    /// What is asked, in words; answered in digits.
    pub question: String,
    /// As [`Captcha::work_bits`].
    pub work_bits: u8,
    /// The answer itself, only where the portal runs as a demonstration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo_answer: Option<String>,
}

/// Names a captcha.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CaptchaPath {
    /// Its id.
    pub id: uuid::Uuid,
}

endpoints! {
    /// Makes a captcha that is worked for instead of read.
    CreateWorkCaptcha: POST "/api/v1/captchas/work" (()) Empty => WorkCaptcha;
    /// Makes a fresh captcha.
    CreateCaptcha: POST "/api/v1/captchas" (()) Empty => Captcha;
    /// Makes a captcha that asks in words.
    CreateQuestionCaptcha: POST "/api/v1/captchas/question" (()) Empty => QuestionCaptcha;
    /// Makes a captcha good for five minutes from now on, half an hour after it was made at most.
    RenewCaptcha: POST "/api/v1/captchas/{id}/renewal" (CaptchaPath) Empty => Empty;
}
