//! The mobile signature service: it has a SIM sign (in the shape of ETSI TS 102 204, over JSON).

use super::body;
use crate::{
    http::{Error, Result},
    login::TRY_ANOTHER_WAY,
    state::AppState,
};
use app::{
    api::{Problem, ProblemCode},
    locales::t,
};
use domain::{
    language::{Text, text},
    phone::PhoneNumber,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

/// Largest answer, in bytes: a signature in base64, and words around it.
const LARGEST_ANSWER: usize = 2 * signatures::MAX_BYTES;

const DISPLAY: Text = text(
    "Đăng nhập Cổng Dịch vụ công tỉnh Tây Ninh",
    "Sign in to Tây Ninh Public Services",
);
const NO_SIGNING_SIM: Text = text(
    "Số này không có SIM ký số đang hoạt động. Kiểm tra lại số, hoặc chọn cách khác.",
    "This number has no active signing SIM. Check the number, or choose another way.",
);
const NO_ANSWER: Text = text(
    "Dịch vụ ký trên điện thoại hiện không trả lời.",
    "The mobile signing service is not responding.",
);

/// A request that shows on a telephone.
#[derive(Deserialize)]
pub(super) struct Request {
    pub id: String,
    /// Shown on both sides, to be compared.
    pub control_code: String,
}

pub(super) enum Answer {
    /// Nobody has pressed anything yet.
    Waiting,
    /// The signature, base64.
    Signed(String),
    /// Whoever holds the telephone declined.
    Refused,
    /// Nobody pressed anything in time.
    Expired,
}

#[derive(Deserialize)]
struct State {
    state: String,
    cms: Option<String>,
}

/// Has the SIM of a number asked to sign.
pub(super) async fn ask(app: &AppState, phone: &PhoneNumber, challenge: &str) -> Result<Request> {
    let signing = &app.config.signing;
    let answer = app
        .http
        .post(&signing.mssp_url)
        .json(&json!({
            "msisdn": phone.as_str(),
            "challenge": challenge,
            "display": t(DISPLAY),
            "client": signing.mssp_client,
            "secret": signing.mssp_secret,
        }))
        .send()
        .await
        .map_err(|_| unavailable())?;
    match answer.status().as_u16() {
        404 => Err(Problem::field("phone", NO_SIGNING_SIM).into()),
        200..300 => read(answer).await,
        status => {
            tracing::warn!(status, "the mobile signature service refuses");
            Err(unavailable())
        }
    }
}

pub(super) async fn answer(app: &AppState, id: &str) -> Result<Answer> {
    let answer = app
        .http
        .get(format!("{}/{id}", app.config.signing.mssp_url))
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .map_err(|_| unavailable())?;
    let state: State = read(answer).await?;
    match (state.state.as_str(), state.cms) {
        ("pending", _) => Ok(Answer::Waiting),
        ("signed", Some(cms)) => Ok(Answer::Signed(cms)),
        ("refused", _) => Ok(Answer::Refused),
        ("expired", _) => Ok(Answer::Expired),
        (other, _) => Err(Error::internal(format!(
            "the mobile signature service says {other}"
        ))),
    }
}

async fn read<T: DeserializeOwned>(answer: reqwest::Response) -> Result<T> {
    let body = body::whole(answer, LARGEST_ANSWER)
        .await
        .map_err(|_| unavailable())?;
    serde_json::from_slice(&body).map_err(|_| unavailable())
}

fn unavailable() -> Error {
    Problem::new(502, ProblemCode::ProviderUnavailable, NO_ANSWER)
        .with_detail(TRY_ANOTHER_WAY)
        .into()
}
