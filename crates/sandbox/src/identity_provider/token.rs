//! The token endpoint: a code for an access token and, where there are any, an ID token.

use std::future;

use axum::{
    Extension, Json,
    extract::{RawForm, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    IdentityProvider, client::Client, envelope, fault::Fault, id_token, instance::Protocol,
    parameters::Parameters, refusal::Refusal, store::ACCESS_LIFETIME,
};
use crate::Sandbox;

/// `POST …/oauth2/token`
pub(crate) async fn answer(
    State(sandbox): State<Sandbox>,
    Extension(provider): Extension<IdentityProvider>,
    headers: HeaderMap,
    RawForm(form): RawForm,
) -> Response {
    let fault = sandbox.instance(provider).store().next_fault();
    match fault {
        Some(Fault::Hang) => future::pending().await,
        Some(Fault::Http500) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => exchange(
            &sandbox,
            provider,
            &headers,
            &Parameters::parse(&form),
            fault,
        )
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
    let other_subject = fault == Some(Fault::OtherSubject);
    let access = store.give_access(code, &grant, other_subject, now);
    drop(store);

    let mut body = json!({
        "access_token": access,
        "token_type": "Bearer",
        "expires_in": ACCESS_LIFETIME.whole_seconds(),
    });
    Ok(match &instance.protocol {
        Protocol::OpenId(signer) => {
            let issuer = provider.issuer(sandbox.config());
            let id_token = id_token::compose(signer, &issuer, client.id, &grant, now, fault);
            body["scope"] = "openid".into();
            body["id_token"] = id_token.into();
            Json(body).into_response()
        }
        Protocol::Wrapped(key) => envelope::answer(key, &body, fault == Some(Fault::WrongKey)),
    })
}
