//! No body that ZaloPay did not seal is believed, whatever it looks like.

use serde_json::{Map, Value};

use super::callbacks::{acknowledged, bytes, vector};
use super::provider;
use crate::testing::Mutations;
use crate::{Provider, Verdict};

fn is_believed_only_as_sealed(bodies: impl Iterator<Item = Vec<u8>>) -> usize {
    let provider = provider();
    let sealed = provider.verify_callback(&bytes(&vector())).unwrap();
    let mut refused = 0;
    for body in bodies {
        let shown = String::from_utf8_lossy(&body);
        let code = acknowledged(&provider, &body, Verdict::Accepted);
        match provider.verify_callback(&body) {
            Ok(report) => {
                assert_eq!(report, sealed, "{shown}");
                assert_eq!(code, 1, "{shown}");
            }
            Err(_) => {
                refused += 1;
                assert!(code == -1 || code == 0, "{shown}");
            }
        }
    }
    refused
}

/// Some changes leave the meaning as it was, such as the case of the seal's letters. Then the report is the sealed one.
#[test]
fn a_hundred_thousand_changed_callbacks_change_nothing() {
    let refused = is_believed_only_as_sealed(Mutations::of(&vector(), 1).take(60_000));
    assert!(refused > 40_000, "only {refused} were changed in meaning");

    // Changes to the data inside its string, under the seal of the original.
    let data: Map<String, Value> =
        serde_json::from_str(vector()["data"].as_str().unwrap()).unwrap();
    let changed = Mutations::of(&data, 2).take(40_000).map(|data| {
        let mut body = vector();
        body["data"] = Value::from(String::from_utf8_lossy(&data));
        bytes(&body)
    });
    let refused = is_believed_only_as_sealed(changed);
    assert!(refused > 39_000, "only {refused} were changed in meaning");
}
