//! Digests that prove who wrote a message.
//!
//! Values are joined by a separator and not escaped, so none may hold it, or a name behind it where names are joined too: two
//! different messages would share a digest.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest as _, Sha256, Sha512};
use subtle::{Choice, ConstantTimeEq};

use crate::secret::{Secret, Secrets};

/// SHA-256 of the values and the secret joined by `|`, the secret last (VNPT Pay, the national payment platform).
pub(crate) fn sha256(values: &[&str], secret: &Secret) -> Vec<u8> {
    let text = [values, &[secret.expose()]].concat().join("|");
    Sha256::digest(text).to_vec()
}

/// HMAC-SHA256 of a text.
pub(crate) fn hmac_sha256(text: &str, secret: &Secret) -> Vec<u8> {
    hmac::<Hmac<Sha256>>(text, secret)
}

/// HMAC-SHA512 of a text.
pub(crate) fn hmac_sha512(text: &str, secret: &Secret) -> Vec<u8> {
    hmac::<Hmac<Sha512>>(text, secret)
}

fn hmac<M: Mac + KeyInit>(text: &str, secret: &Secret) -> Vec<u8> {
    let mut mac = <M as KeyInit>::new_from_slice(secret.expose().as_bytes())
        .expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// Whether a received digest in hex was made with the current secret or, while the provider changes over, the previous one.
/// Takes the same time whichever it is and wherever it differs.
pub(crate) fn is_ours(
    received: &str,
    secrets: &Secrets,
    digest: impl Fn(&Secret) -> Vec<u8>,
) -> bool {
    let Ok(received) = hex::decode(received) else {
        return false;
    };
    let equal = secrets.accepted().fold(Choice::from(0), |equal, secret| {
        equal | digest(secret).ct_eq(&received)
    });
    equal.into()
}

#[cfg(test)]
mod tests {
    use super::{hmac_sha256, is_ours, sha256};
    use crate::secret::{Secret, Secrets};

    /// Test case 2 of RFC 4231.
    #[test]
    fn hmac_is_that_of_the_rfc() {
        let secret = Secret::any("Jefe");
        assert_eq!(
            hex::encode(hmac_sha256("what do ya want for nothing?", &secret)),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn a_separator_stands_between_values_only() {
        let secret = Secret::any("Jefe");
        assert_eq!(sha256(&["a", "", "b"], &secret), sha256(&["a||b"], &secret));
    }

    #[test]
    fn only_a_whole_digest_is_one_of_those_expected() {
        let digest = |secret: &Secret| sha256(&["a"], secret);
        let secrets = |previous: &str| Secrets::new("now".to_owned(), previous.to_owned()).unwrap();
        let before = Secret::any("before");
        let whole = hex::encode(digest(&before));
        assert!(is_ours(&whole, &secrets("before"), digest));
        assert!(!is_ours(&whole, &secrets(""), digest));
        assert!(!is_ours(&whole[..62], &secrets("before"), digest));
        assert!(!is_ours("", &secrets("before"), digest));
        assert!(!is_ours(&whole, &secrets("long before"), digest));
    }
}
