//! The pages of an identity provider.

use askama::Template;
use axum::response::Response;

use super::{IdentityProvider, person::Person};
use crate::pages;

/// Who signs in? The form carries the whole request, so that nothing is kept for people who go away.
#[derive(Template)]
#[template(path = "identity_sign_in.html")]
pub(super) struct SignIn<'a> {
    pub provider: IdentityProvider,
    pub people: &'a [Person],
    /// Who is signed in already.
    pub signed_in: Option<&'a Person>,
    pub request: Vec<(&'a str, &'a str)>,
}

#[derive(Template)]
#[template(path = "identity_sign_out.html")]
struct SignOut {
    provider: IdentityProvider,
    done: bool,
}

/// Sign out? Asked where the request does not prove that it comes from the portal.
pub(super) fn ask_to_sign_out(provider: IdentityProvider) -> Response {
    let done = false;
    pages::page(&SignOut { provider, done })
}

pub(super) fn signed_out(provider: IdentityProvider) -> Response {
    let done = true;
    pages::page(&SignOut { provider, done })
}
