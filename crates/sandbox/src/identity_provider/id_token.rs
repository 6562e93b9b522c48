//! The ID token of a sign-in.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::{
    fault::Fault,
    signer::{self, Signer},
    store::Grant,
};

/// How long an ID token is good for.
const LIFETIME: Duration = Duration::minutes(5);

/// Signs that `grant` was given to `client`, or does it wrongly as `fault` says.
pub(super) fn compose(
    signer: &Signer,
    issuer: &str,
    client: &str,
    grant: &Grant,
    now: OffsetDateTime,
    fault: Option<Fault>,
) -> String {
    let issued = match fault {
        Some(Fault::Expired) => now - LIFETIME - Duration::hours(1),
        _ => now,
    };
    let mut claims = json!({
        "iss": issuer,
        "sub": grant.person.sub,
        "aud": client,
        "iat": issued.unix_timestamp(),
        "exp": (issued + LIFETIME).unix_timestamp(),
        "auth_time": grant.signed_in_at.min(issued).unix_timestamp(),
        "acr": grant.level.name(),
    });
    if let Some(nonce) = &grant.nonce {
        claims["nonce"] = Value::from(nonce.as_str());
    }
    match fault {
        Some(Fault::WrongNonce) => claims["nonce"] = "not-the-nonce-that-was-sent".into(),
        Some(Fault::WrongAudience) => claims["aud"] = "another-client".into(),
        Some(Fault::WrongIssuer) => claims["iss"] = "https://another-issuer.invalid".into(),
        _ => {}
    }
    match fault {
        Some(Fault::WrongKey) => signer.forge(&claims),
        Some(Fault::NoneAlgorithm) => signer::unsigned(&claims),
        _ => signer.sign(&claims),
    }
}
