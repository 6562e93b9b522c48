//! A passkey that a browser says an authenticator has made: JSON around CBOR, keys and certificates within it.

use std::sync::LazyLock;

use serde_json::{Value, json};
use url::Url;
use webauthn_rs::prelude::{
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Uuid, Webauthn,
    WebauthnBuilder,
};

static PORTAL: LazyLock<(Webauthn, PasskeyRegistration)> = LazyLock::new(|| {
    let origin = Url::parse("https://portal.example.vn").expect("an address");
    let webauthn = WebauthnBuilder::new("portal.example.vn", &origin)
        .and_then(WebauthnBuilder::build)
        .expect("a relying party");
    let (_, state) = webauthn
        .start_passkey_registration(Uuid::from_u128(1), "an", "An", None)
        .expect("a challenge");
    (webauthn, state)
});

static EMPTY: LazyLock<RegisterPublicKeyCredential> = LazyLock::new(|| {
    serde_json::from_value(json!({
        "id": "eA", "rawId": "eA", "type": "public-key",
        "response": { "attestationObject": "", "clientDataJSON": "" },
    }))
    .expect("an answer of a browser")
});

pub fn run(bytes: &[u8]) {
    let (webauthn, state) = &*PORTAL;
    // As the answer of a browser.
    if let Ok(value) = untrusted_input::json::read::<Value>(bytes) {
        let _ = serde_json::from_value::<PublicKeyCredential>(value.clone());
        if let Ok(credential) = serde_json::from_value::<RegisterPublicKeyCredential>(value) {
            let _ = webauthn.finish_passkey_registration(&credential, state);
        }
    }
    // As what is within: the authenticator's object and the browser's words, one after the other.
    let at = bytes.windows(2).position(|two| two == b"{\"");
    let (object, words) = bytes.split_at(at.unwrap_or(bytes.len()));
    let mut credential = EMPTY.clone();
    credential.response.attestation_object = object.to_vec();
    credential.response.client_data_json = words.to_vec();
    let made = webauthn.finish_passkey_registration(&credential, state);
    assert!(made.is_err(), "nobody knows the challenge");
}
