//! Errors of RFC 6749 and RFC 6750, as answers to the portal's server.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why a request gets nothing. VNeID's are not wrapped: they hold nothing of a person.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
    /// How to authenticate, where that is what failed.
    challenge: Option<&'static str>,
}

impl Refusal {
    /// Something is missing from the request, or there twice.
    pub(super) fn invalid_request(description: &'static str) -> Self {
        Self::bad_request("invalid_request", description)
    }

    /// The code is unknown, over, used up, or was not given for this.
    pub(super) fn invalid_grant(description: &'static str) -> Self {
        Self::bad_request("invalid_grant", description)
    }

    /// Codes are the only grant.
    pub(super) fn unsupported_grant_type() -> Self {
        Self::bad_request("unsupported_grant_type", "only authorization_code")
    }

    /// Not the portal.
    pub(super) fn invalid_client() -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_client",
            description: "unknown client or wrong secret",
            challenge: Some(r#"Basic realm="sandbox", charset="UTF-8""#),
        }
    }

    /// No access token, or none that is good.
    pub(super) fn invalid_token() -> Self {
        Self {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_token",
            description: "the access token is missing, unknown, over or revoked",
            challenge: Some(r#"Bearer realm="sandbox", error="invalid_token""#),
        }
    }

    fn bad_request(error: &'static str, description: &'static str) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            error,
            description,
            challenge: None,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        let challenge = self
            .challenge
            .map(|challenge| [(header::WWW_AUTHENTICATE, challenge)]);
        (self.status, challenge, Json(body)).into_response()
    }
}
