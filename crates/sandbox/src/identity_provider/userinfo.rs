//! Userinfo: who signed in.

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use super::{IdentityProvider, claims, envelope, instance::Protocol, refusal::Refusal};
use crate::Sandbox;

/// `GET …/oauth2/userinfo`, or POST, with an access token as bearer.
pub(crate) async fn answer(
    State(sandbox): State<Sandbox>,
    Extension(provider): Extension<IdentityProvider>,
    headers: HeaderMap,
) -> Response {
    let instance = sandbox.instance(provider);
    let claims = bearer(&headers).and_then(|token| {
        let store = instance.store();
        store
            .access(token, sandbox.now())
            .map(|access| claims::of(provider, access))
    });
    match (claims, &instance.protocol) {
        (None, _) => Refusal::INVALID_TOKEN.into_response(),
        (Some(claims), Protocol::OpenId(_)) => Json(claims).into_response(),
        (Some(claims), Protocol::Wrapped(key)) => envelope::answer(key, &claims, false),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
