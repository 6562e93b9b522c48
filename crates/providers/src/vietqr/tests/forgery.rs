//! No body that the bank did not seal is believed, whatever it looks like.

use super::callbacks::{acknowledged, bytes, sealed};
use super::provider;
use crate::testing::Mutations;
use crate::{Provider, Report, Verdict};

/// Some changes touch nothing that is signed, such as the case of the digest's letters. Then the report is the sealed one.
#[test]
fn a_hundred_thousand_changed_notifications_change_nothing() {
    let provider = provider();
    let message = sealed(&[], "testsecret");
    let original = provider.verify_callback(&bytes(&message)).unwrap();
    let mut refused = 0;
    for body in Mutations::of(&message, 4).take(100_000) {
        let shown = String::from_utf8_lossy(&body);
        let code = acknowledged(&provider, &body, Verdict::Accepted);
        match provider.verify_callback(&body) {
            Ok(report) => {
                let digest = report.digest.to_lowercase();
                assert_eq!(Report { digest, ..report }, original, "{shown}");
                assert_eq!(code, "00", "{shown}");
            }
            Err(_) => {
                refused += 1;
                assert!(code == "97" || code == "98", "{shown}");
            }
        }
    }
    assert!(refused > 80_000, "only {refused} were changed in meaning");
}
