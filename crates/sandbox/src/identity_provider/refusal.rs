//! Errors of RFC 6749 and RFC 6750, as answers to the portal's server.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why a request gets nothing: `error` and its description. VNeID's are not wrapped: they hold nothing of a person.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal(&'static str, &'static str);

impl Refusal {
    pub(super) const INVALID_CLIENT: Self =
        Self("invalid_client", "unknown client or wrong secret");
    pub(super) const INVALID_TOKEN: Self = Self(
        "invalid_token",
        "the access token is missing, unknown, over or revoked",
    );
    pub(super) const UNSUPPORTED_GRANT_TYPE: Self =
        Self("unsupported_grant_type", "only authorization_code");

    /// Something is missing from the request, or there twice.
    pub(super) fn invalid_request(description: &'static str) -> Self {
        Self("invalid_request", description)
    }

    /// The code is unknown, over, used up, or was not given for this.
    pub(super) fn invalid_grant(description: &'static str) -> Self {
        Self("invalid_grant", description)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(error, description) = self;
        let body = Json(json!({ "error": error, "error_description": description }));
        let challenge = match self {
            Self::INVALID_CLIENT => r#"Basic realm="sandbox", charset="UTF-8""#,
            Self::INVALID_TOKEN => r#"Bearer realm="sandbox", error="invalid_token""#,
            _ => return (StatusCode::BAD_REQUEST, body).into_response(),
        };
        let challenge = [(header::WWW_AUTHENTICATE, challenge)];
        (StatusCode::UNAUTHORIZED, challenge, body).into_response()
    }
}
