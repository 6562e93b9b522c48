//! The books: double entry, the attempts that they are kept of, and their audit.

pub mod audit;
pub mod evidence;
pub mod folded;
pub mod ledger;

use rand::Rng;

/// 110 random bits in 22 letters and digits, so that a reference can be shown in an address and tells nobody the next, and
/// fits into the content of a bank transfer (25 characters with “DVC” before it).
pub fn fresh_reference() -> String {
    // Crockford's base 32: nothing that people confuse.
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bytes = [0_u8; 22];
    rand::rng().fill_bytes(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}
