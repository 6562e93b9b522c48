//! Digests as the providers ask for them, in lower-case hexadecimal. Every secret is a published test value, so comparing
//! digests with `==` gives nothing away.

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha2::{Digest, Sha256, Sha512};

/// Plain SHA-256 over values joined by `|`, the secret last: VNPT Pay and the national platform.
///
/// No HMAC, no escaping: a value holding `|` would let two messages share one digest, so messages with such a value are
/// refused before they get here.
pub(crate) fn sha256(joined: &str, secret: &str) -> String {
    hex::encode(Sha256::digest(format!("{joined}|{secret}")))
}

/// MoMo, ZaloPay, VietQR.
pub(crate) fn hmac_sha256(secret: &str, text: &str) -> String {
    hmac::<Hmac<Sha256>>(secret, text)
}

/// VNPAY.
pub(crate) fn hmac_sha512(secret: &str, text: &str) -> String {
    hmac::<Hmac<Sha512>>(secret, text)
}

fn hmac<M: Mac + KeyInit>(secret: &str, text: &str) -> String {
    let mut mac = <M as KeyInit>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(text.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

/// Ngân Lượng's way to send a password.
pub(crate) fn md5(text: &str) -> String {
    hex::encode(Md5::digest(text))
}
