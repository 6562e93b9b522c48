//! What the portal's server asks for: discovery, a token for a code, and who signed in.

use std::future;

use axum::{
    Extension, Json,
    extract::{RawForm, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Asked, IdentityProvider, claims,
    client::Client,
    control::Fault,
    envelope,
    parameters::Parameters,
    refusal::Refusal,
    signer::{self, Signer},
    store::{ACCESS_LIFETIME, Protocol},
};
use crate::Sandbox;

/// `POST …/oauth2/token`
pub(crate) async fn token(
    (State(sandbox), Extension(provider), headers, RawForm(form)): Asked,
) -> Response {
    let fault = sandbox.instance(provider).store().next_fault();
    let parameters = Parameters::parse(&form);
    match fault {
        Some(Fault::Hang) => future::pending().await,
        Some(Fault::Http500) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => exchange(&sandbox, provider, &headers, &parameters, fault)
            .unwrap_or_else(Refusal::into_response),
    }
}

fn exchange(
    sandbox: &Sandbox,
    provider: IdentityProvider,
    headers: &HeaderMap,
    parameters: &Parameters,
    fault: Option<Fault>,
) -> Result<Response, Refusal> {
    if parameters.repeat() {
        return Err(Refusal::invalid_request("a parameter is there twice"));
    }
    let client = Client::of(provider, sandbox.config());
    client.authenticate(headers, parameters)?;
    let needed = |name, words| parameters.once(name).ok_or(Refusal::invalid_request(words));
    if needed("grant_type", "grant_type is missing")? != "authorization_code" {
        return Err(Refusal::UNSUPPORTED_GRANT_TYPE);
    }
    let code = needed("code", "code is missing")?;
    let redirect_uri = needed("redirect_uri", "redirect_uri is missing")?;
    let verifier = parameters.once("code_verifier");

    let now = sandbox.now();
    let instance = sandbox.instance(provider);
    let mut store = instance.store();
    let grant = store
        .redeem(code, redirect_uri, verifier, now)
        .map_err(Refusal::invalid_grant)?;
    let access = store.give_access(code, &grant, fault, now);
    drop(store);

    let mut body = json!({
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": ACCESS_LIFETIME.whole_seconds(),
    });
    Ok(match &instance.protocol {
        Protocol::OpenId(signer) => {
            let issuer = provider.issuer(sandbox.config());
            let id_token = signer::id_token(signer, &issuer, client.id, &grant, now, fault);
            body["scope"] = "openid".into();
            body["id_token"] = id_token.into();
            Json(body).into_response()
        }
        Protocol::Wrapped(key) => envelope::answer(key, &body, fault == Some(Fault::WrongKey)),
    })
}

/// `GET …/oauth2/userinfo`, or POST, with an access token as bearer.
pub(crate) async fn userinfo(
    State(sandbox): State<Sandbox>,
    Extension(provider): Extension<IdentityProvider>,
    headers: HeaderMap,
) -> Response {
    let instance = sandbox.instance(provider);
    let claims = bearer(&headers).and_then(|token| {
        let store = instance.store();
        let access = store.access(token, sandbox.now())?;
        Some(claims::of(provider, access))
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

/// `GET …/.well-known/openid-configuration`
pub(crate) async fn discovery(
    State(sandbox): State<Sandbox>,
    Extension(provider): Extension<IdentityProvider>,
) -> Json<Value> {
    let issuer = provider.issuer(sandbox.config());
    let at = |path: &str| format!("{issuer}/{path}");
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": at("oauth2/authorize"),
        "token_endpoint": at("oauth2/token"),
        "userinfo_endpoint": at("oauth2/userinfo"),
        "jwks_uri": at("oauth2/jwks"),
        "end_session_endpoint": at("oidc/logout"),
        "scopes_supported": ["openid"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "acr_values_supported": ["LoA1", "LoA2", "LoA3"],
    }))
}

pub(crate) async fn jwks(
    State(sandbox): State<Sandbox>,
    Extension(provider): Extension<IdentityProvider>,
) -> Json<Value> {
    let key = sandbox.instance(provider).signer().map(Signer::public_key);
    Json(json!({ "keys": key.as_slice() }))
}
