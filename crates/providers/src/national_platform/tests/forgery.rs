//! No body that the platform did not seal is believed, whatever it looks like.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::callbacks::{PLATFORM, VECTOR, acknowledged, bytes, vector, verify};
use crate::testing::Mutations;
use crate::{Provider, Report, Verdict};

fn is_acknowledged(body: &[u8]) -> bool {
    acknowledged(&PLATFORM, body, Verdict::Accepted)["MaLoi"] == "00"
}

/// Some changes touch nothing that is signed, such as the case of the digest's letters. Then the report is the sealed one.
#[test]
fn a_hundred_thousand_changed_callbacks_change_nothing() {
    let sealed = verify(&vector()).unwrap();
    let mut refused = 0;
    for body in Mutations::of(&vector(), 2).take(100_000) {
        let shown = String::from_utf8_lossy(&body);
        match PLATFORM.verify_callback(&body) {
            Ok(report) => {
                let digest = report.digest.to_lowercase();
                assert_eq!(Report { digest, ..report }, sealed, "{shown}");
            }
            Err(_) => {
                refused += 1;
                assert!(!is_acknowledged(&body), "{shown}");
            }
        }
    }
    assert!(refused > 80_000, "only {refused} were changed in meaning");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(5_000) })]

    #[test]
    fn random_bytes_are_never_believed(body in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(PLATFORM.verify_callback(&body).is_err());
        prop_assert!(!is_acknowledged(&body));
    }

    #[test]
    fn made_up_messages_are_never_believed(
        values in prop::array::uniform10("[0-9A-Za-z| ]{0,12}"),
        digest in "[0-9a-f]{64}",
    ) {
        let mut message = vector();
        for ((name, _), value) in VECTOR.iter().zip(values) {
            message[*name] = Value::from(value);
        }
        message["MaXacThuc"] = Value::from(digest);
        prop_assert!(verify(&message).is_err());
    }

    #[test]
    fn a_changed_signed_value_is_never_believed(
        (name, original) in select(VECTOR.to_vec()),
        value in any::<String>(),
    ) {
        prop_assume!(value != original);
        let mut message = vector();
        message[name] = Value::from(value);
        prop_assert!(verify(&message).is_err());
        prop_assert!(!is_acknowledged(&bytes(&message)));
    }
}
