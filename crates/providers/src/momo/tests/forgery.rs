//! No body that MoMo did not sign is believed, whatever it looks like.

use super::callbacks::{acknowledged, bytes, vector};
use super::provider;
use crate::testing::Mutations;
use crate::{Provider, Verdict};

/// Some changes leave the meaning as it was, such as a number written as a text. Then the report is the signed one.
#[test]
fn a_hundred_thousand_changed_callbacks_change_nothing() {
    let provider = provider();
    let signed = provider.verify_callback(&bytes(&vector())).unwrap();
    let mut refused = 0;
    for body in Mutations::of(&vector(), 1).take(100_000) {
        let shown = String::from_utf8_lossy(&body);
        let status = acknowledged(&provider, &body, Verdict::Accepted);
        match provider.verify_callback(&body) {
            Ok(report) => {
                assert_eq!(report, signed, "{shown}");
                assert_eq!(status, 204, "{shown}");
            }
            Err(_) => {
                refused += 1;
                assert_eq!(status, 400, "{shown}");
            }
        }
    }
    assert!(refused > 80_000, "only {refused} were changed in meaning");
}
