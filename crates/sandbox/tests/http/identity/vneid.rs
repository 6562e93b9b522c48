//! VNeID, whose answers only the portal can read.

use aes::{
    Aes256, Block,
    cipher::{BlockCipherDecrypt, KeyInit},
};
use base64::engine::general_purpose::STANDARD;
use rsa::{Pkcs1v15Encrypt, RsaPrivateKey, pkcs8::DecodePrivateKey};
use sandbox::{Config, Credentials, Sandbox, StartError};
use serde_json::{Value, json};

use super::*;

/// The other half of the key that the sandbox has unless it is given one.
const KEY: &str = include_str!("vneid-client-key.pem");

/// Reads `{"data","key"}`; `None` where the key does not fit.
fn unwrap(answer: &Value) -> Option<Value> {
    let decode = |name| STANDARD.decode(text(answer, name)).expect("base64");
    let client = RsaPrivateKey::from_pkcs8_pem(KEY).expect("a key");
    let key = client.decrypt(Pkcs1v15Encrypt, &decode("key"));
    let key: [u8; 32] = key.expect("a wrapped key").try_into().expect("256 bits");
    let mut data = decode("data");
    let (blocks, rest) = Block::slice_as_chunks_mut(&mut data);
    assert!(rest.is_empty());
    Aes256::new(&key.into()).decrypt_blocks(blocks);
    let padding = usize::from(*data.last().expect("a block"));
    let length = data.len().checked_sub(padding)?;
    let mut end = data[length..].iter();
    let padded = end.all(|byte| usize::from(*byte) == padding);
    data.truncate(length);
    serde_json::from_slice(&data).ok().filter(|_| padded)
}

async fn user(issuer: &Issuer<'_>, person: &str) -> Value {
    // What it does not know does not matter to it.
    let request = issuer.request().without("code_challenge");
    let request = request.without("scope").without("nonce");
    let tokens = unwrap(&issuer.tokens(&request, person).await).expect("tokens");
    assert_eq!(tokens["token_type"], "Bearer");
    assert!(tokens.get("id_token").is_none());
    let user = issuer.userinfo(text(&tokens, "access_token")).await;
    unwrap(&user.value().await).expect("claims")
}

#[tokio::test]
async fn the_portal_unwraps_who_signed_in() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::vneid(&env);
    assert_eq!(
        user(&issuer, "072192000066").await,
        json!({
            "citizenPid": "072192000066",
            "fullName": "Võ Thị Hoa",
            "birthDate": "20/05/1992",
            "accountType": 1,
            "accountLevel": 2,
        })
    );
    assert_eq!(user(&issuer, "072088000074").await["accountLevel"], 1);
}

#[tokio::test]
async fn a_key_that_does_not_fit_opens_nothing() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::vneid(&env);
    assert_eq!(issuer.order("wrong_key").await, 201);
    let tokens = issuer.tokens(&issuer.request(), "072090000017").await;
    assert_eq!(unwrap(&tokens), None);
}

#[tokio::test]
async fn errors_can_be_read_without_a_key() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::vneid(&env);
    let answer = issuer.redeem("guessed").await;
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.value().await["error"], "invalid_grant");
}

#[tokio::test]
async fn a_sandbox_does_not_start_without_a_key_to_wrap_for() {
    let credentials = Credentials {
        vneid_public_key: "no key".to_owned(),
        ..Credentials::default()
    };
    let config = Config {
        credentials,
        ..Config::default()
    };
    let refused = Sandbox::new(config).await.err();
    assert!(matches!(refused, Some(StartError::ClientKey(_))));
}
