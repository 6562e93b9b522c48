//! An authenticator in software with the browser around it (W3C Web Authentication Level 3, section 6): one key.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const HAS_KEY: u8 = 0x40;

/// The key can be copied to other devices (section 6.1.3).
pub const SYNCABLE: u8 = 0x08;
/// It was.
pub const SYNCED: u8 = 0x10;

/// What it and its browser say can be made wrong.
pub struct Authenticator {
    key: EcdsaKeyPair,
    random: SystemRandom,
    pub id: Vec<u8>,
    /// Whose it is, as the portal named them.
    pub user: Option<Vec<u8>>,
    /// The page that the browser has open.
    pub origin: String,
    /// Uses so far.
    pub counter: u32,
    /// Whether its owner is asked for a fingerprint.
    pub verifies: bool,
    /// What it says of copies of the key: [`SYNCABLE`], [`SYNCED`].
    pub backup: u8,
}

impl Authenticator {
    /// In a browser with the portal open by its name.
    pub fn new(portal_url: &str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let key = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
        Self {
            key: EcdsaKeyPair::from_pkcs8(algorithm, key.as_ref(), &random).expect("the key"),
            random,
            id: Uuid::new_v4().as_bytes().to_vec(),
            user: None,
            origin: portal_url.replace("127.0.0.1", "localhost"),
            counter: 0,
            verifies: true,
            backup: 0,
        }
    }

    /// Makes its credential: `RegistrationResponseJSON`.
    pub fn make(&mut self, options: &Value) -> Value {
        self.user = Some(bytes(&options["user"]["id"]));
        let data = self.data(&options["rp"]["id"], HAS_KEY, &self.attested());
        let length = u16::try_from(data.len()).expect("a short credential");
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend(length.to_be_bytes());
        object.extend(data);
        json!({
            "id": BASE64.encode(&self.id),
            "rawId": BASE64.encode(&self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": BASE64.encode(self.client_data("webauthn.create", options)),
                "attestationObject": BASE64.encode(object),
                "transports": ["internal"],
            },
            "clientExtensionResults": { "credProps": { "rk": true } },
        })
    }

    /// Shows its credential: `AuthenticationResponseJSON`.
    pub fn show(&mut self, options: &Value) -> Value {
        self.counter = self.counter.wrapping_add(1);
        let client_data = self.client_data("webauthn.get", options);
        let data = self.data(&options["rpId"], 0, &[]);
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature = self.key.sign(&self.random, &signed).expect("a signature");
        json!({
            "id": BASE64.encode(&self.id),
            "rawId": BASE64.encode(&self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": BASE64.encode(client_data),
                "authenticatorData": BASE64.encode(data),
                "signature": BASE64.encode(signature),
                "userHandle": self.user.as_ref().map(|user| BASE64.encode(user)),
            },
            "clientExtensionResults": {},
        })
    }

    fn client_data(&self, act: &str, options: &Value) -> Vec<u8> {
        let said = json!({
            "type": act, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    /// Authenticator data (section 6.1).
    fn data(&self, party: &Value, flags: u8, rest: &[u8]) -> Vec<u8> {
        let party = Sha256::digest(party.as_str().expect("a name").as_bytes());
        let verified = if self.verifies { USER_VERIFIED } else { 0 };
        let flags = [flags | USER_PRESENT | verified | self.backup];
        [party.as_slice(), &flags, &self.counter.to_be_bytes(), rest].concat()
    }

    /// Attested credential data (section 6.5.1), without a model, and the key as COSE (RFC 9053, section 7.1.1).
    fn attested(&self) -> Vec<u8> {
        let length = u16::try_from(self.id.len()).expect("a short id");
        let point = &self.key.public_key().as_ref()[1..];
        let (x, y) = point.split_at(32);
        [
            &[0; 16],
            length.to_be_bytes().as_slice(),
            &self.id,
            // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
            b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20",
            x,
            b"\x22\x58\x20",
            y,
        ]
        .concat()
    }
}

fn bytes(text: &Value) -> Vec<u8> {
    let text = text.as_str().expect("base64url");
    BASE64.decode(text).expect("base64url")
}
