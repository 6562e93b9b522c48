//! VNeID's answers: JSON under a fresh AES key, and that key under the client's RSA key.
//!
//! AES in ECB mode and PKCS#1 v1.5 padding are its choice, not ours: neither says who made the answer.

use aes::{
    Aes256, Block,
    cipher::{BlockCipherEncrypt, KeyInit},
};
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rsa::{Pkcs1v15Encrypt, RsaPublicKey, rand_core::OsRng};
use serde_json::{Value, json};

const BLOCK: usize = 16;

/// Tells `answer` as `{"data","key"}`; with `wrong_key` the key does not fit the data.
pub(super) fn answer(client: &RsaPublicKey, answer: &Value, wrong_key: bool) -> Response {
    match encrypt(client, answer, wrong_key) {
        Ok(encrypted) => Json(encrypted).into_response(),
        Err(error) => {
            tracing::error!(%error, "the client's key cannot wrap another");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn encrypt(client: &RsaPublicKey, answer: &Value, wrong_key: bool) -> rsa::Result<Value> {
    let key: [u8; 32] = rand::random();
    let sent: [u8; 32] = if wrong_key { rand::random() } else { key };
    let wrapped = client.encrypt(&mut OsRng, Pkcs1v15Encrypt, &sent)?;
    Ok(json!({
        "data": STANDARD.encode(encipher(&key, answer.to_string().into_bytes())),
        "key": STANDARD.encode(wrapped),
    }))
}

/// AES-256 in ECB mode with the padding of PKCS#7.
fn encipher(key: &[u8; 32], mut data: Vec<u8>) -> Vec<u8> {
    let missing = BLOCK - data.len() % BLOCK;
    let filler = u8::try_from(missing).expect("at most a block is missing");
    data.resize(data.len() + missing, filler);
    let (blocks, _none) = Block::slice_as_chunks_mut(&mut data);
    Aes256::new(key.into()).encrypt_blocks(blocks);
    data
}

#[cfg(test)]
mod tests {
    use super::encipher;

    /// NIST SP 800-38A, F.1.5, and a whole block of padding after it.
    #[test]
    fn a_known_block_comes_out_as_published() {
        let key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
        let key: [u8; 32] = hex::decode(key).unwrap().try_into().unwrap();
        let plain = hex::decode("6bc1bee22e409f96e93d7e117393172a").unwrap();
        let enciphered = encipher(&key, plain);
        assert_eq!(
            hex::encode(&enciphered[..16]),
            "f3eed1bdb5d2a03c064b5a7e3db181f8"
        );
        assert_eq!(enciphered.len(), 32);
    }
}
