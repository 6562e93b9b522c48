//! What a client can find out by itself.

use axum::{Extension, Json, extract::State};
use serde_json::{Value, json};

use super::{IdentityProvider, signer::Signer};
use crate::Sandbox;

/// `GET …/.well-known/openid-configuration`
pub(crate) async fn document(
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

/// `GET …/oauth2/jwks`
pub(crate) async fn keys(
    State(sandbox): State<Sandbox>,
    Extension(provider): Extension<IdentityProvider>,
) -> Json<Value> {
    let key = sandbox.instance(provider).signer().map(Signer::public_key);
    Json(json!({ "keys": key.as_slice() }))
}
