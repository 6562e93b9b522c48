//! A passkey that was not accepted: one answer, whatever was wrong with it, so that nobody learns which accounts there are.
//! What it was is written down.

use crate::{
    audit::Event,
    http::{Error, RequestContext, Result},
    rate_limit::{self, address_limit},
};
use app::api::{Problem, ProblemCode};
use domain::language::text;
use serde_json::json;
use time::Duration;
use uuid::Uuid;

/// Passkeys refused to one network address.
const FAILURES_PER_ADDRESS: rate_limit::Limit = rate_limit::Limit {
    name: "passkey-address",
    burst: 30,
    per: Duration::minutes(10),
};

/// Ceremonies begun from one network address; each is a row until it expires.
const BEGUN_PER_ADDRESS: rate_limit::Limit = rate_limit::Limit {
    name: "passkey-begun",
    burst: 120,
    per: Duration::minutes(10),
};

/// Limits how many ceremonies somebody begins.
pub async fn begin_one(cx: &RequestContext) -> Result<()> {
    address_limit::take(cx, BEGUN_PER_ADDRESS).await
}

/// Takes a try, to be given back by [`succeeded`]: counted before, tries at once cannot be more than are allowed.
pub async fn try_one(cx: &RequestContext) -> Result<()> {
    address_limit::take(cx, FAILURES_PER_ADDRESS).await
}

/// Gives the try back.
pub async fn succeeded(cx: &RequestContext) -> Result<()> {
    address_limit::give_back(cx, FAILURES_PER_ADDRESS).await
}

/// Writes down why a passkey is refused, and whose it is where that is known; yields the answer.
pub async fn refuse(cx: &RequestContext, account_id: Option<Uuid>, why: &str) -> Error {
    let written = Event::SignInFailed
        .of(account_id)
        .with(json!({ "step": "passkey", "why": why }))
        .write_for_stranger(cx)
        .await;
    written.err().unwrap_or_else(refused)
}

fn refused() -> Error {
    let title = text(
        "Khóa truy cập không được chấp nhận.",
        "The passkey was not accepted.",
    );
    Problem::new(422, ProblemCode::PasskeyRefused, title)
        .with_detail(text(
            "Thử lại, hoặc dùng cách khác.",
            "Try again, or use another way.",
        ))
        .into()
}

/// 410: there is no such ceremony any more.
#[must_use]
pub fn expired() -> Error {
    let title = text(
        "Đã hết thời gian dùng khóa truy cập.",
        "It took too long to use the passkey.",
    );
    Problem::new(410, ProblemCode::VerificationExpired, title)
        .with_detail(text("Bấm để thử lại.", "Try again."))
        .into()
}
