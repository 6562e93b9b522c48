//! No body that the platform did not seal is believed, whatever it looks like.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

use super::callbacks::{PLATFORM, VECTOR, acknowledged, bytes, vector, verify};
use crate::{Provider, Report, Verdict};

fn is_acknowledged(body: &[u8]) -> bool {
    acknowledged(&PLATFORM, body, Verdict::Accepted)["MaLoi"] == "00"
}

/// A change to the bytes of a message.
#[derive(Clone, Debug)]
enum Change {
    Byte(Index, u8),
    Cut(Index),
    Repeat(Index, Index),
}

impl Change {
    fn apply(&self, body: &mut Vec<u8>) {
        match self {
            Self::Byte(at, byte) => *at.get_mut(body) = *byte,
            Self::Cut(at) => body.truncate(at.index(body.len())),
            Self::Repeat(from, to) => {
                let (from, to) = (from.index(body.len()), to.index(body.len()));
                let part = body[from.min(to)..from.max(to)].to_vec();
                body.splice(to..to, part);
            }
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        any::<Index>().prop_map(Change::Cut),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Repeat(from, to)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

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

    /// Some changes touch nothing that is signed, such as the case of the digest's letters. Then the report is the signed one.
    #[test]
    fn changed_bytes_never_change_what_is_believed(changes in prop::collection::vec(change(), 1..4)) {
        let mut body = bytes(&vector());
        for change in changes {
            if !body.is_empty() {
                change.apply(&mut body);
            }
        }
        if let Ok(report) = PLATFORM.verify_callback(&body) {
            let digest = report.digest.to_lowercase();
            prop_assert_eq!(Report { digest, ..report }, verify(&vector()).unwrap());
        }
    }
}
