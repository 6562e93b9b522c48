//! Captchas: an image whose characters must be typed.

use super::{Empty, endpoints};
use serde::{Deserialize, Serialize};

/// A fresh captcha. It is good for one submission and five minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Captcha {
    /// Goes back with the answer.
    pub id: uuid::Uuid,
    /// `data:` address of an SVG picture.
    pub image: String,
    /// The answer itself, only where the portal runs as a demonstration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo_answer: Option<String>,
}

endpoints! {
    /// Makes a fresh captcha.
    CreateCaptcha: POST "/api/v1/captchas" (()) Empty => Captcha;
}
