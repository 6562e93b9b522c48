//! ID tokens, with ES256 signatures under a key that is made at the start.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
        UnparsedPublicKey,
    },
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};

use super::{control::Fault, store::Grant};

pub(super) struct Signer {
    key: EcdsaKeyPair,
    random: SystemRandom,
    /// The key's name, which follows from the key: another start, another name.
    name: String,
}

impl Signer {
    pub(super) fn generate() -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random)
            .expect("the operating system gives random numbers");
        let key = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random)
            .expect("a key that was just made is one");
        let name = hex::encode(&Sha256::digest(key.public_key())[..8]);
        Self { key, random, name }
    }

    pub(super) fn public_key(&self) -> Value {
        // An uncompressed point: a byte that says so, then both coordinates.
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        json!({
            "kty": "EC",
            "crv": "P-256",
            "use": "sig",
            "alg": "ES256",
            "kid": self.name,
            "x": URL_SAFE_NO_PAD.encode(x),
            "y": URL_SAFE_NO_PAD.encode(y),
        })
    }

    pub(super) fn sign(&self, claims: &Value) -> String {
        self.sign_as(&self.name, claims)
    }

    /// A token that names this key but is signed with another one.
    pub(super) fn forge(&self, claims: &Value) -> String {
        Self::generate().sign_as(&self.name, claims)
    }

    /// The claims of a token that this key has signed, whether or not it is over.
    pub(super) fn verify(&self, token: &str) -> Option<Value> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        if decode(header)?["alg"] != "ES256" {
            return None;
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.key.public_key())
            .verify(signed.as_bytes(), &signature)
            .ok()?;
        decode(claims)
    }

    fn sign_as(&self, name: &str, claims: &Value) -> String {
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": name });
        let signed = format!("{}.{}", encode(&header), encode(claims));
        let signature = self
            .key
            .sign(&self.random, signed.as_bytes())
            .expect("the operating system gives random numbers");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

const LIFETIME: Duration = Duration::minutes(5);

/// Signs that `grant` was given to `client`, or does it wrongly as `fault` says.
pub(super) fn id_token(
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
        Some(Fault::MoreAudiences) => claims["aud"] = json!([client, "another-client"]),
        Some(Fault::OtherParty) => {
            claims["aud"] = json!([client, "another-client"]);
            claims["azp"] = "another-client".into();
        }
        Some(Fault::WrongIssuer) => claims["iss"] = "https://another-issuer.invalid".into(),
        _ => {}
    }
    match fault {
        Some(Fault::WrongKey) => signer.forge(&claims),
        Some(Fault::NoneAlgorithm) => unsigned(&claims),
        _ => signer.sign(&claims),
    }
}

/// A token that says of itself that it needs no signature.
fn unsigned(claims: &Value) -> String {
    let header = json!({ "alg": "none", "typ": "JWT" });
    format!("{}.{}.", encode(&header), encode(claims))
}

fn encode(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

fn decode(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_key_signed_verifies() {
        let signer = Signer::generate();
        let claims = json!({ "sub": "a" });
        let token = signer.sign(&claims);
        assert_eq!(signer.verify(&token), Some(claims.clone()));
        let (signed, _) = token.rsplit_once('.').unwrap();
        for wrong in [
            Signer::generate().sign(&claims),
            signer.forge(&claims),
            unsigned(&claims),
            format!("{signed}."),
            signed.to_owned(),
            String::new(),
        ] {
            assert_eq!(signer.verify(&wrong), None, "{wrong}");
        }
    }
}
