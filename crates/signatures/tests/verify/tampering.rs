//! Messages changed on the way.

use signatures::{SignatureError, verify};

use crate::office::{AN, CHALLENGE, Office, now};

#[test]
fn a_changed_bit_anywhere_is_never_believed() {
    let office = Office::get();
    office.issue("issuing", "signer", "ec:P-256", "victim", AN, &[]);
    let (trust, crls, at) = (office.trust(), office.crls(), now());
    for options in [&[][..], &["-nodetach"], &["-noattr"], &["-keyid"]] {
        let cms = office.sign(CHALLENGE, "victim", options);
        for offset in 0..cms.len() {
            for bit in [offset % 8, 5] {
                let mut changed = cms.clone();
                changed[offset] ^= 1 << bit;
                let told = verify(&changed, CHALLENGE, &trust, &crls, at);
                assert!(told.is_err(), "{options:?}: bit {bit} of byte {offset}");
            }
        }
    }
}

#[test]
fn neither_a_part_nor_more_than_a_message_is_one() {
    let office = Office::get();
    office.issue("issuing", "signer", "rsa:2048", "short-of-breath", AN, &[]);
    let cms = office.sign(CHALLENGE, "short-of-breath", &[]);
    for end in 0..cms.len() {
        assert_eq!(office_free(&cms[..end]), Err(SignatureError::Malformed));
    }
    assert_eq!(
        office_free(&[&cms[..], &[0]].concat()),
        Err(SignatureError::Malformed)
    );
}

/// What is malformed is so without lists of revoked certificates.
fn office_free(cms: &[u8]) -> Result<(), SignatureError> {
    verify(cms, CHALLENGE, &Office::get().trust(), &[], now()).map(|_| ())
}
