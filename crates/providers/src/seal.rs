//! Digests over values joined by `|`.
//!
//! Values are not escaped, so none may hold a `|`: two different messages would share a digest.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConstantTimeEq};

use crate::Secret;

/// SHA-256 of the values and the secret joined by `|`, the secret last (VNPT Pay, the national payment platform).
pub(crate) fn sha256<'a>(values: impl IntoIterator<Item = &'a str>, secret: &Secret) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for value in values {
        hasher.update(value);
        hasher.update("|");
    }
    hasher.update(secret.expose());
    hasher.finalize().into()
}

/// HMAC-SHA256 of the values joined by `|`.
pub(crate) fn hmac_sha256<'a>(
    values: impl IntoIterator<Item = &'a str>,
    secret: &Secret,
) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .expect("HMAC takes keys of any length");
    for (position, value) in values.into_iter().enumerate() {
        if position > 0 {
            mac.update(b"|");
        }
        mac.update(value.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

/// Whether a received digest in hex is one of those expected: that of the current secret or, while the provider changes over,
/// of the previous one. Takes the same time whichever it is and wherever it differs.
pub(crate) fn is_one_of(received: &str, expected: impl IntoIterator<Item = [u8; 32]>) -> bool {
    let mut bytes = [0_u8; 32];
    if hex::decode_to_slice(received, &mut bytes).is_err() {
        return false;
    }
    let equal = expected.into_iter().fold(Choice::from(0), |equal, digest| {
        equal | digest.ct_eq(&bytes)
    });
    equal.into()
}

#[cfg(test)]
mod tests {
    use super::{hmac_sha256, is_one_of};
    use crate::Secret;

    /// Test case 2 of RFC 4231, whose text holds no separator.
    #[test]
    fn hmac_is_that_of_the_rfc() {
        let digest = hmac_sha256(["what do ya want for nothing?"], &Secret::new("Jefe"));
        assert_eq!(
            hex::encode(digest),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn a_separator_stands_between_values_only() {
        let secret = Secret::new("Jefe");
        assert_eq!(
            hmac_sha256(["a", "", "b"], &secret),
            hmac_sha256(["a||b"], &secret)
        );
    }

    #[test]
    fn only_a_whole_digest_is_one_of_those_expected() {
        let (current, previous) = ([0xab; 32], [0xcd; 32]);
        let whole = hex::encode(previous);
        assert!(is_one_of(&whole, [current, previous]));
        assert!(!is_one_of(&whole, [current]));
        assert!(!is_one_of(&whole[..62], [current, previous]));
        assert!(!is_one_of("", [current, previous]));
        assert!(!is_one_of(&whole, []));
    }
}
