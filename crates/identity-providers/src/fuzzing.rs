//! Answers without a network, for fuzzing.

use std::str::FromStr;

use openidconnect::{
    Nonce,
    core::{CoreIdToken, CoreIdTokenVerifier},
};

use crate::{claims::Claims, national, vietnam_post, vneid};

/// Reads bytes as each of the answers that identity providers give.
pub fn read(bytes: &[u8]) {
    if let Ok(claims) = serde_json::from_slice::<Claims>(bytes) {
        for identity in [
            national::meaning("subject", &claims),
            vietnam_post::meaning("subject", &claims),
            vneid::meaning(&claims),
        ] {
            let _ = identity.as_ref().and_then(crate::Identity::login_name);
        }
    }
    let _ = vneid::decrypt([0; 32], bytes.to_vec()).and_then(|claims| vneid::meaning(&claims));
    let text = String::from_utf8_lossy(bytes);
    if let Ok(token) = CoreIdToken::from_str(&text) {
        let verifier = CoreIdTokenVerifier::new_insecure_without_verification();
        let _ = token.claims(&verifier, &Nonce::new("nonce".to_owned()));
    }
}
