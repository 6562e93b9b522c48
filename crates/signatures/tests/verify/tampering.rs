//! Messages changed on the way.

use signatures::{SignatureError, verify};

use crate::office::{AN, CHALLENGE, Office, now};

#[test]
fn a_changed_byte_anywhere_is_never_believed() {
    let office = &Office::open();
    office.signer("victim");
    let (trust, crls, at) = (office.trust(), office.crls(), now());
    let forms = ["", "-nodetach", "-noattr", "-keyid"];
    for (index, options) in forms.into_iter().enumerate() {
        let cms = office.sign(CHALLENGE, "victim", options);
        assert!(verify(&cms, CHALLENGE, &trust, &crls, at).is_ok());
        for offset in 0..cms.len() {
            // Another bit in each form.
            let bit = (offset + 3 * index) % 8;
            let mut changed = cms.clone();
            changed[offset] ^= 1 << bit;
            let told = verify(&changed, CHALLENGE, &trust, &crls, at);
            assert!(told.is_err(), "{options:?}: bit {bit} of byte {offset}");
        }
    }
}

#[test]
fn neither_a_part_nor_more_than_a_message_is_one() {
    let office = &Office::open();
    office.issue("issuing", "signer", "rsa:2048", "short-of-breath", AN, "");
    let cms = office.sign(CHALLENGE, "short-of-breath", "");
    let malformed = Err(SignatureError::Malformed);
    for end in 0..cms.len() {
        assert_eq!(office.judge(&cms[..end]), malformed, "{end} bytes");
    }
    assert_eq!(office.judge(&[&cms[..], &[0]].concat()), malformed);
}
