//! Logout on the portal's behalf (OpenID Connect RP-Initiated Logout 1.0).

use askama::Template;
use axum::{
    Extension,
    extract::{RawForm, State},
    http::{Method, header},
    response::{IntoResponse, Redirect, Response},
};
use reqwest::Url;

use super::{
    Asked, IdentityProvider,
    client::{self, Client},
    parameters::Parameters,
};
use crate::{Sandbox, pages};

#[derive(Template)]
#[template(path = "identity_sign_out.html")]
struct Page {
    provider: IdentityProvider,
    /// Whether nobody is signed in any more; else the person is asked.
    done: bool,
}

fn page(provider: IdentityProvider, done: bool) -> Response {
    pages::page(&Page { provider, done })
}

/// `GET …/oidc/logout`, or POST: ends the session and goes back to the portal, if an ID token shows that the portal asks and
/// that it asks for whoever is signed in here. Else the person is asked, and nobody is sent anywhere.
pub(crate) async fn answer(
    method: Method,
    (State(sandbox), Extension(provider), headers, RawForm(form)): Asked,
) -> Response {
    let parameters = Parameters::parse(&form);
    let mut store = sandbox.instance(provider).store();
    let session = client::session_cookie(&headers);
    let confirmed = method == Method::POST && parameters.once("confirm").is_some();
    let signed_in = session.and_then(|name| store.session(name, sandbox.now()));
    let proven = hinted(&sandbox, provider, &parameters)
        .is_some_and(|sub| signed_in.is_none_or(|session| session.sub == sub));
    let target = parameters.once("post_logout_redirect_uri");
    let onwards = target.and_then(|address| return_address(&sandbox, address, &parameters));
    let acceptable = proven && target.is_some() == onwards.is_some();
    if !acceptable && !confirmed {
        return page(provider, false);
    }
    if let Some(name) = session {
        store.sign_out(name);
    }
    let cookie = client::remove_session(provider, sandbox.config());
    let remove_cookie = [(header::SET_COOKIE, cookie)];
    match onwards.filter(|_| acceptable) {
        Some(address) => (remove_cookie, Redirect::to(address.as_str())).into_response(),
        None => (remove_cookie, page(provider, true)).into_response(),
    }
}

/// The `sub` of an ID token that was given to the portal. It may be over: people stay signed in for longer.
fn hinted(
    sandbox: &Sandbox,
    provider: IdentityProvider,
    parameters: &Parameters,
) -> Option<String> {
    if parameters.repeat() {
        return None;
    }
    let client = Client::of(provider, sandbox.config());
    let token = parameters.once("id_token_hint")?;
    let claims = sandbox.instance(provider).signer()?.verify(token)?;
    let named = parameters.once("client_id");
    let ours = claims["iss"] == provider.issuer(sandbox.config())
        && claims["aud"] == client.id
        && named.is_none_or(|id| id == client.id);
    claims["sub"].as_str().filter(|_| ours).map(str::to_owned)
}

/// Where at the portal to go, with `state` as it was sent; `None` where the address is not the portal's.
fn return_address(sandbox: &Sandbox, address: &str, parameters: &Parameters) -> Option<Url> {
    let mut address = Url::parse(address).ok()?;
    if !client::may_return_to(&address, &sandbox.0.portal_origin) {
        return None;
    }
    if let Some(state) = parameters.once("state") {
        address.query_pairs_mut().append_pair("state", state);
    }
    Some(address)
}
