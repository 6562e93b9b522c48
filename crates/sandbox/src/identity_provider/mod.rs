//! Identity providers as the portal meets them: the national single sign-on and the account of Vietnam Post, which speak
//! OpenID Connect, and VNeID, which does not quite.
//!
//! They know one client, the portal, and keep everything in memory: a restart forgets sessions and makes new keys, as
//! rotating them would.

mod authorize;
mod claims;
mod client;
mod control;
mod envelope;
mod level;
mod logout;
mod parameters;
mod person;
mod refusal;
mod server;
mod signer;
mod store;

use axum::{
    Extension, Router,
    extract::{RawForm, State},
    http::HeaderMap,
    routing::{get, post},
};
use serde::Deserialize;

pub(crate) use store::Instance;

use crate::{Sandbox, config::Config};

/// A form or an address that a browser or the portal's server asks with.
type Asked = (
    State<Sandbox>,
    Extension<IdentityProvider>,
    HeaderMap,
    RawForm,
);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum IdentityProvider {
    NationalSso,
    VietnamPost,
    Vneid,
}

impl IdentityProvider {
    pub(crate) const ALL: [Self; 3] = [Self::NationalSso, Self::VietnamPost, Self::Vneid];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NationalSso => "Cổng Dịch vụ công quốc gia",
            Self::VietnamPost => "Bưu điện Việt Nam",
            Self::Vneid => "VNeID",
        }
    }

    /// Path below which all its addresses are.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::NationalSso => "/sandbox/national-sso",
            Self::VietnamPost => "/sandbox/vietnam-post",
            Self::Vneid => "/sandbox/vneid",
        }
    }

    /// Whether it signs ID tokens, and so takes nonces, proof keys and logouts.
    pub(crate) fn speaks_openid(self) -> bool {
        self != Self::Vneid
    }

    /// Its name in tokens, and the beginning of its addresses.
    fn issuer(self, config: &Config) -> String {
        format!("{}{}", config.public_url, self.path())
    }
}

/// Every address of this folder.
pub(crate) fn routes() -> Router<Sandbox> {
    let control = Router::new()
        .route(
            "/sandbox/identity-provider/{provider}/people",
            post(control::add_person),
        )
        .route(
            "/sandbox/identity-provider/faults",
            post(control::schedule_fault).delete(control::clear_faults),
        );
    IdentityProvider::ALL
        .into_iter()
        .fold(control, |router, provider| {
            router.nest(provider.path(), routes_of(provider))
        })
}

fn routes_of(provider: IdentityProvider) -> Router<Sandbox> {
    let userinfo = get(server::userinfo).post(server::userinfo);
    let mut routes = Router::new()
        .route(
            "/oauth2/authorize",
            get(authorize::show).post(authorize::decide),
        )
        .route("/oauth2/token", post(server::token))
        .route("/oauth2/userinfo", userinfo);
    if provider.speaks_openid() {
        let logout = get(logout::answer).post(logout::answer);
        routes = routes
            .route("/.well-known/openid-configuration", get(server::discovery))
            .route("/oauth2/jwks", get(server::jwks))
            .route("/oidc/logout", logout);
    }
    routes.layer(Extension(provider))
}
