//! VNeID: a code flow whose answers only the client can read, and no OpenID Connect: no ID token, no nonce. Its shape is that of
//! ospgroupvn/vneid-keycloak-extensions; what the ministry publishes to its partners was not at hand.

use crate::{
    Begun, Client, Expected, Identity, IdentityError, IdentityProvider,
    claims::{BIRTH_DATE, Claims, NAME, claimed, number, word},
    http::{Http, body_of},
};
use aes::{
    Aes256, Block,
    cipher::{BlockCipherDecrypt, KeyInit},
};
use async_trait::async_trait;
use base64::{Engine, prelude::BASE64_STANDARD};
use domain::identity::IdentityNumber;
use rand::Rng;
use rsa::{Pkcs1v15Encrypt, RsaPrivateKey, pkcs8::DecodePrivateKey};
use serde::Deserialize;
use time::OffsetDateTime;

pub struct Vneid {
    client: Client,
    key: RsaPrivateKey,
    http: Http,
}

#[derive(Debug, thiserror::Error)]
pub enum VneidError {
    #[error("not an RSA key in PKCS#8: {0}")]
    Key(#[from] rsa::pkcs8::Error),
    #[error("HTTP client: {0}")]
    Http(#[from] reqwest::Error),
}

/// An answer as it comes: the data under a key, and the key under the client's.
#[derive(Deserialize)]
struct Sealed {
    data: String,
    key: String,
}

impl Vneid {
    /// `private_key` is PEM.
    ///
    /// # Errors
    /// The key cannot be read.
    pub fn new(client: Client, private_key: &str) -> Result<Self, VneidError> {
        Ok(Self {
            client,
            key: RsaPrivateKey::from_pkcs8_pem(private_key)?,
            http: Http::new()?,
        })
    }

    async fn read(&self, response: reqwest::Response) -> Result<Claims, IdentityError> {
        let status = response.status();
        let body = body_of(response).await.map_err(unavailable)?;
        if status.is_client_error() {
            return Err(IdentityError::Refused(status.to_string()));
        }
        if !status.is_success() {
            return Err(IdentityError::Unavailable(status.to_string()));
        }
        let sealed: Sealed = serde_json::from_slice(&body).map_err(forged)?;
        open(&self.key, &sealed).ok_or_else(|| forged("what is sealed cannot be opened"))
    }
}

#[async_trait]
impl IdentityProvider for Vneid {
    async fn begin(&self, _: u8) -> Result<Begun, IdentityError> {
        let mut state = [0_u8; 32];
        rand::rng().fill_bytes(&mut state);
        let state = hex::encode(state);
        let address = format!("{}/oauth2/authorize", self.client.issuer);
        let url = reqwest::Url::parse_with_params(
            &address,
            [
                ("response_type", "code"),
                ("client_id", self.client.id.as_str()),
                ("redirect_uri", self.client.redirect_url.as_str()),
                ("state", state.as_str()),
            ],
        )
        .map_err(unavailable)?;
        Ok(Begun {
            url: url.into(),
            expected: Expected {
                state,
                nonce: String::new(),
                code_verifier: String::new(),
            },
        })
    }

    async fn finish(
        &self,
        _: &Expected,
        code: &str,
        _: OffsetDateTime,
    ) -> Result<Identity, IdentityError> {
        let client = &self.client;
        let answer = self
            .http
            .0
            .post(format!("{}/oauth2/token", client.issuer))
            .form(&[
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", &client.redirect_url),
                ("client_id", &client.id),
                ("client_secret", &client.secret),
            ])
            .send()
            .await
            .map_err(|error| unavailable(error.without_url()))?;
        let token = self.read(answer).await?;
        let token = word(&token, "access_token").ok_or_else(|| forged("no access token"))?;
        let answer = self
            .http
            .0
            .get(format!("{}/oauth2/userinfo", client.issuer))
            .bearer_auth(token)
            .send()
            .await
            .map_err(|error| unavailable(error.without_url()))?;
        meaning(&self.read(answer).await?).ok_or(IdentityError::TooLittle)
    }

    async fn logout(&self, _: &str, _: &str) -> Option<String> {
        None
    }
}

pub(crate) fn meaning(claims: &Claims) -> Option<Identity> {
    let citizen: IdentityNumber = claimed(claims, &["citizenPid"])?;
    let level = number(claims, "accountLevel").and_then(|level| u8::try_from(level).ok());
    Some(Identity {
        subject: citizen.as_str().to_owned(),
        organisation: None,
        identity_number: Some(citizen),
        full_name: claimed(claims, NAME),
        birth_date: claimed(claims, BIRTH_DATE),
        phone: None,
        email: None,
        assurance: level.unwrap_or(1).clamp(1, 2),
        id_token: None,
    })
}

/// The data's key is wrapped RSA/ECB/PKCS1; the data is AES-256 in ECB with PKCS#7 padding. That is the provider's choice: the
/// answer is asked for over TLS, and nothing is decided by whether the padding fits.
fn open(key: &RsaPrivateKey, sealed: &Sealed) -> Option<Claims> {
    let wrapped = BASE64_STANDARD.decode(&sealed.key).ok()?;
    let data = BASE64_STANDARD.decode(&sealed.data).ok()?;
    let key: [u8; 32] = key
        .decrypt(Pkcs1v15Encrypt, &wrapped)
        .ok()?
        .try_into()
        .ok()?;
    decrypt(key, data)
}

pub(crate) fn decrypt(key: [u8; 32], mut data: Vec<u8>) -> Option<Claims> {
    let (blocks, rest) = Block::slice_as_chunks_mut(&mut data);
    if !rest.is_empty() {
        return None;
    }
    Aes256::new(&key.into()).decrypt_blocks(blocks);
    let padding = usize::from(*data.last()?);
    data.truncate(data.len().checked_sub(padding)?);
    serde_json::from_slice(&data).ok()
}

fn unavailable(why: impl std::fmt::Display) -> IdentityError {
    IdentityError::Unavailable(why.to_string())
}

fn forged(why: impl std::fmt::Display) -> IdentityError {
    IdentityError::Forged(why.to_string())
}

#[cfg(test)]
mod tests {
    use super::meaning;
    use serde_json::json;

    #[test]
    fn a_citizen_is_the_same_however_the_number_is_written() {
        for claims in [
            json!({ "citizenPid": "079090001234", "fullName": "Võ Thị Hoa", "birthDate": "20/05/1992", "accountLevel": 2 }),
            json!({ "citizenPid": 79_090_001_234_u64, "fullName": " Võ Thị Hoa", "birthDate": "1992-05-20", "accountLevel": "2" }),
            json!({ "citizen_pid": "079 090 001 234", "FULLNAME": "Võ Thị Hoa", "birthdate": 19_920_520, "accountLevel": 2.0 }),
        ] {
            let identity = meaning(claims.as_object().expect("an object")).expect("somebody");
            assert_eq!(identity.subject, "079090001234", "{claims}");
            assert_eq!(identity.login_name(), Some("079090001234"));
            assert_eq!(identity.full_name.expect("a name").as_str(), "Võ Thị Hoa");
            assert_eq!(
                String::from(identity.birth_date.expect("a date")),
                "1992-05-20"
            );
            assert_eq!(identity.assurance, 2);
        }
        for nobody in [
            json!({ "citizenPid": 9_090_001_234_u64 }),
            json!({ "citizenPid": "" }),
        ] {
            assert_eq!(
                meaning(nobody.as_object().expect("an object")),
                None,
                "{nobody}"
            );
        }
    }
}
