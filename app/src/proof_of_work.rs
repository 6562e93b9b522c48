//! The hash that a browser works on in place of reading a captcha.

use sha2::{Digest, Sha256};

/// How many bits at the beginning of a text's SHA-256 are zero.
#[must_use]
pub fn leading_zeros(text: &str) -> u32 {
    let hash = Sha256::digest(text.as_bytes());
    let mut zeros = 0;
    for byte in hash {
        zeros += byte.leading_zeros();
        if byte != 0 {
            break;
        }
    }
    zeros
}

#[cfg(test)]
mod tests {
    use super::leading_zeros;

    #[test]
    fn zeros_are_counted_across_bytes() {
        // SHA-256 of "0" begins with 5feceb66, as `sha256sum` says.
        assert_eq!(leading_zeros("0"), 1);
        let most = (0..5_000_u32)
            .map(|number| leading_zeros(&number.to_string()))
            .max();
        assert!(most >= Some(9), "{most:?}");
    }
}
