//! No body that VNPT Pay did not seal is believed, whatever it looks like.

use super::callbacks::{acknowledged, bytes, confirm};
use super::provider;
use crate::testing::Mutations;
use crate::{Provider, Report, Verdict};

/// Some changes touch nothing that is signed, such as the case of the digest's letters. Then the report is the sealed one.
#[test]
fn a_hundred_thousand_changed_callbacks_change_nothing() {
    let provider = provider();
    let message = confirm(&[], "testsecret");
    let sealed = provider.verify_callback(&bytes(&message)).unwrap();
    let mut refused = 0;
    for body in Mutations::of(&message, 1).take(100_000) {
        let shown = String::from_utf8_lossy(&body);
        let answer = acknowledged(&provider, &body, Verdict::Accepted);
        match provider.verify_callback(&body) {
            Ok(report) => {
                let digest = report.digest.to_lowercase();
                assert_eq!(Report { digest, ..report }, sealed, "{shown}");
                assert_eq!(answer["RESPONSE_CODE"], "00", "{shown}");
            }
            Err(_) => {
                refused += 1;
                let code = &answer["RESPONSE_CODE"];
                assert!(code == "97" || code == "99", "{shown}");
            }
        }
    }
    assert!(refused > 80_000, "only {refused} were changed in meaning");
}
