//! `vnp_SecureHash`: HMAC-SHA512 in both directions, over a form-encoded text in addresses and over values joined by `|` in
//! questions, refunds and their answers.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;
use subtle::{Choice, ConstantTimeEq};

use super::Config;
use crate::Secret;

/// The field of the hash.
pub(super) const FIELD: &str = "vnp_SecureHash";

fn hmac(text: &str, secret: &Secret) -> [u8; 64] {
    let mut mac = Hmac::<Sha512>::new_from_slice(secret.expose().as_bytes())
        .expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// The hash of what we send, in lower-case hex.
pub(super) fn of(text: &str, config: &Config) -> String {
    hex::encode(hmac(text, &config.secret))
}

/// Whether a received hash was made with the current secret or, while VNPAY changes over, the previous one. Compared in constant
/// time.
pub(super) fn is_ours(text: &str, hash: &str, config: &Config) -> bool {
    let mut received = [0_u8; 64];
    if hex::decode_to_slice(hash, &mut received).is_err() {
        return false;
    }
    let secrets = std::iter::once(&config.secret).chain(&config.previous_secret);
    let equal = secrets.fold(Choice::from(0), |equal, secret| {
        equal | hmac(text, secret).ct_eq(&received)
    });
    equal.into()
}
