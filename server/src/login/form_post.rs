//! Issuers that post what they answer (OAuth 2.0 Form Post Response Mode), in place of sending the browser to an address.
//!
//! The post comes from their site, so none of our `SameSite` cookies come with it, and without them nobody knows who was sent
//! there. So nothing is done here but to let the browser fetch the same page by its address, which its cookies go along with.
//! That changes nothing, for whoever posts: the address could have been opened as well. Hence it stands outside the cross-site
//! guard.

use super::federated::{Return, failed_return};
use crate::{
    error::problem_response,
    http::{Result, context, form_bridge::see_other, request_body},
};
use app::api::{Problem, ProblemCode, federated_login::Issuer};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, header},
    response::Response,
};
use domain::language::text;
use untrusted_input::query;

/// In bytes: a code and a state in an address that every proxy takes.
const LARGEST: usize = 4 * 1024;

/// Answers `POST /dang-nhap/{issuer}/ket-qua`.
pub async fn fetch(issuer: Issuer, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let reference = context::reference(&parts);
    match address(issuer, &parts.headers, body).await {
        Ok(address) => see_other(&address),
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

/// The same answer as an address; of what was posted only what such an answer has.
async fn address(issuer: Issuer, headers: &HeaderMap, body: Body) -> Result<String> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    if !content_type
        .trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    {
        return Err(Problem::new(
            415,
            ProblemCode::Malformed,
            text(
                "Không đọc được câu trả lời của nơi cấp tài khoản.",
                "The issuer’s answer could not be read.",
            ),
        )
        .with_detail(text(
            "Mở lại trang đăng nhập của cổng và bắt đầu lại.",
            "Open the portal’s sign-in page and start again.",
        ))
        .into());
    }
    let body = request_body::read(body, LARGEST).await?;
    let brought = str::from_utf8(&body)
        .ok()
        .and_then(|body| query::read::<Return>(body).ok())
        .filter(Return::is_an_answer);
    let Some(query) = brought.and_then(|brought| serde_urlencoded::to_string(brought).ok()) else {
        return Ok(failed_return());
    };
    Ok(format!("/dang-nhap/{}/ket-qua?{query}", issuer.name()))
}
