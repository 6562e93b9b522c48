//! The authorisation endpoint: what the portal asks for, and what the person answers.

use askama::Template;
use axum::{
    Extension,
    extract::{RawForm, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    Asked, IdentityProvider,
    client::{self, Client},
    level::Level,
    parameters::Parameters,
    person::Person,
    store::Grant,
};
use crate::{Sandbox, pages};

struct Request<'a> {
    redirect_uri: &'a str,
    state: Option<&'a str>,
    code_challenge: Option<&'a str>,
    nonce: Option<&'a str>,
    asked: Level,
}

/// Who signs in? The form carries the whole request, so that nothing is kept for people who go away.
#[derive(Template)]
#[template(path = "identity_sign_in.html")]
struct SignIn<'a> {
    provider: IdentityProvider,
    people: &'a [Person],
    /// Who is signed in already.
    signed_in: Option<&'a Person>,
    request: Vec<(&'a str, &'a str)>,
}

/// Why a request is not answered.
enum Failure<'a> {
    /// Nobody knows whose request it is, so nobody is sent anywhere.
    Untrusted(&'static str),
    Told {
        redirect_uri: &'a str,
        state: Option<&'a str>,
        error: &'static str,
        description: &'static str,
    },
}

/// `GET …/oauth2/authorize`: the page that asks.
pub(crate) async fn show(
    (State(sandbox), Extension(provider), headers, RawForm(query)): Asked,
) -> Response {
    let parameters = Parameters::parse(&query);
    match read(&sandbox, provider, &parameters) {
        Ok(_) => ask(&sandbox, provider, &headers, &parameters, StatusCode::OK),
        Err(failure) => failure.into_response(),
    }
}

/// `POST …/oauth2/authorize`: the person's answer, together with the request it answers. Without an answer it is the
/// portal's request, which OpenID Connect lets it post.
pub(crate) async fn decide(
    (State(sandbox), Extension(provider), headers, RawForm(form)): Asked,
) -> Response {
    let parameters = Parameters::parse(&form);
    let request = match read(&sandbox, provider, &parameters) {
        Ok(request) => request,
        Err(failure) => return failure.into_response(),
    };
    if parameters.once("answer") == Some("refuse") {
        return request
            .refused("access_denied", "the person refused")
            .into_response();
    }
    let second_factor = parameters.once("second_factor").is_some();
    match parameters.once("person") {
        None => ask(&sandbox, provider, &headers, &parameters, StatusCode::OK),
        Some(sub) => sign_in(&sandbox, provider, &headers, &request, sub, second_factor)
            .unwrap_or_else(|| {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                ask(&sandbox, provider, &headers, &parameters, status)
            }),
    }
}

/// Signs in and goes back with a code; `None` where nobody has this account.
fn sign_in(
    sandbox: &Sandbox,
    provider: IdentityProvider,
    headers: &HeaderMap,
    request: &Request<'_>,
    sub: &str,
    second_factor: bool,
) -> Option<Response> {
    let now = sandbox.now();
    let mut store = sandbox.instance(provider).store();
    let person = store.person(sub)?.clone();
    let (name, session) = store.sign_in(client::session_cookie(headers), sub, second_factor, now);
    let grant = Grant {
        level: Level::reached(request.asked, person.level, session.second_factor),
        person,
        signed_in_at: session.signed_in_at,
        redirect_uri: request.redirect_uri.to_owned(),
        code_challenge: request.code_challenge.map(str::to_owned),
        nonce: request.nonce.map(str::to_owned),
    };
    let code = store.give_code(grant, now);
    drop(store);
    let set_cookie = client::set_session(provider, sandbox.config(), &name);
    let back = back(request.redirect_uri, &[("code", &code)], request.state);
    Some(([(header::SET_COOKIE, set_cookie)], back).into_response())
}

fn ask(
    sandbox: &Sandbox,
    provider: IdentityProvider,
    headers: &HeaderMap,
    parameters: &Parameters,
    status: StatusCode,
) -> Response {
    let store = sandbox.instance(provider).store();
    let session =
        client::session_cookie(headers).and_then(|name| store.session(name, sandbox.now()));
    let page = SignIn {
        provider,
        people: store.people(),
        signed_in: session.and_then(|session| store.person(&session.sub)),
        request: parameters
            .without(&["person", "second_factor", "answer"])
            .collect(),
    };
    (status, pages::page(&page)).into_response()
}

/// Checks client and address first, because only then may anybody be sent back with an error.
fn read<'a>(
    sandbox: &Sandbox,
    provider: IdentityProvider,
    parameters: &'a Parameters,
) -> Result<Request<'a>, Failure<'a>> {
    let client = Client::of(provider, sandbox.config());
    if parameters.once("client_id") != Some(client.id) {
        return Err(Failure::Untrusted(
            "Ứng dụng (client_id) chưa được đăng ký.",
        ));
    }
    let redirect_uri = parameters
        .once("redirect_uri")
        .filter(|address| *address == client.redirect_uri)
        .ok_or(Failure::Untrusted(
            "Địa chỉ quay về (redirect_uri) chưa được đăng ký.",
        ))?;
    let request = Request {
        redirect_uri,
        state: parameters.once("state"),
        code_challenge: parameters
            .once("code_challenge")
            .filter(|_| provider.speaks_openid()),
        nonce: parameters.once("nonce"),
        asked: Level::asked(parameters.once("acr_values").unwrap_or_default()),
    };
    if parameters.repeat() {
        return Err(request.refused("invalid_request", "a parameter is there twice"));
    }
    match parameters.once("response_type") {
        Some("code") => {}
        None => return Err(request.refused("invalid_request", "response_type is missing")),
        Some(_) => return Err(request.refused("unsupported_response_type", "only code")),
    }
    if provider.speaks_openid() {
        let scope = parameters.once("scope").unwrap_or_default();
        if !scope.split(' ').any(|word| word == "openid") {
            return Err(request.refused("invalid_scope", "scope needs openid"));
        }
        if parameters.once("code_challenge_method") != Some("S256") {
            return Err(request.refused("invalid_request", "code_challenge_method must be S256"));
        }
        if !request.code_challenge.is_some_and(is_sha256) {
            return Err(
                request.refused("invalid_request", "code_challenge is missing or no SHA-256")
            );
        }
    }
    Ok(request)
}

/// Whether `challenge` can be 32 bytes in base64url.
fn is_sha256(challenge: &str) -> bool {
    challenge.len() == 43
        && challenge
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

/// Sends the browser back to the portal; `state` comes back as it was sent.
fn back(redirect_uri: &str, fields: &[(&str, &str)], state: Option<&str>) -> Redirect {
    let mut fields = fields.to_vec();
    fields.extend(state.map(|state| ("state", state)));
    let query = serde_urlencoded::to_string(fields).expect("pairs of text can be encoded");
    Redirect::to(&format!("{redirect_uri}?{query}"))
}

impl<'a> Request<'a> {
    fn refused(&self, error: &'static str, description: &'static str) -> Failure<'a> {
        Failure::Told {
            redirect_uri: self.redirect_uri,
            state: self.state,
            error,
            description,
        }
    }
}

impl IntoResponse for Failure<'_> {
    fn into_response(self) -> Response {
        match self {
            Self::Untrusted(words) => pages::message(
                StatusCode::BAD_REQUEST,
                "Yêu cầu đăng nhập không hợp lệ",
                words,
            ),
            Self::Told {
                redirect_uri,
                state,
                error,
                description,
            } => {
                let fields = [("error", error), ("error_description", description)];
                back(redirect_uri, &fields, state).into_response()
            }
        }
    }
}
