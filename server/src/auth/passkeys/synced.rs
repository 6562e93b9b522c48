//! A passkey that became synced: one device kept it, now its owner's account with the device's maker does.
//!
//! The owner is the same and so is the key, but `webauthn-rs` takes the new flag (backup eligibility, W3C Web Authentication
//! Level 3, section 6.1.3) for that of another key. The way back, from synced to one device only, no maker offers: it is refused.

use webauthn_rs::{
    Webauthn,
    prelude::{
        Credential, DiscoverableAuthentication, Passkey, PublicKeyCredential, WebauthnError,
    },
};

/// Where the flags are in the authenticator's data (section 6.1), which of them says that the key can be synced, and where the
/// counter of uses is.
const FLAGS: usize = 32;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const COUNTER: std::ops::Range<usize> = 33..37;

/// Checks an answer with the passkey that is known (section 7.2), and yields that passkey as it is to be kept from now on. What
/// the answer says of the key counts only because it is signed: without a valid signature nothing is yielded.
///
/// # Errors
/// What is wrong with the answer.
pub fn authenticate(
    party: &Webauthn,
    answer: &PublicKeyCredential,
    state: DiscoverableAuthentication,
    known: Passkey,
) -> Result<Passkey, WebauthnError> {
    let mut passkey = as_shown(known, &answer.response.authenticator_data);
    let used = party.finish_discoverable_authentication_v2(answer, state, &passkey)?;
    passkey.update_credential(&used);
    Ok(passkey)
}

/// The passkey, synced where it is shown so for the first time. Makers that sync keys count no uses (section 6.1.1), so there
/// ends the count of the one device as well; one that still counts must go on from where it was.
fn as_shown(known: Passkey, shown: &[u8]) -> Passkey {
    let is_synced = shown
        .get(FLAGS)
        .is_some_and(|flags| flags & BACKUP_ELIGIBLE != 0);
    let mut credential = Credential::from(known);
    if is_synced && !credential.backup_eligible {
        credential.backup_eligible = true;
        if shown.get(COUNTER).is_some_and(|counter| counter == [0; 4]) {
            credential.counter = 0;
        }
    }
    Passkey::from(credential)
}
