//! Every code that is known of MoMo, with what it says of the money in a report and in an answer, and some that are not.

use super::answers::queried;
use super::callbacks::CALLBACK;
use super::*;
use Answer::{Failed, InFlight, NotKnown, NotPaid, Paid, Undecided};

#[test]
fn each_code_says() {
    for (code, report, answer) in [
        (0, Paid, Paid),
        (9000, InFlight, InFlight),
        (1000, NotPaid, NotPaid),
        (7000, InFlight, InFlight),
        (7002, InFlight, InFlight),
        (10, Undecided, Undecided),
        (11, Undecided, Undecided),
        (12, Undecided, Undecided),
        (13, Undecided, Undecided),
        (20, Undecided, Undecided),
        (21, Undecided, Undecided),
        (22, Undecided, Undecided),
        (40, Undecided, Undecided),
        (41, Undecided, Undecided),
        (42, Undecided, NotKnown),
        (43, Undecided, Undecided),
        (45, Undecided, Undecided),
        (47, Undecided, Undecided),
        (98, Undecided, Undecided),
        (99, Undecided, Undecided),
        (1001, Failed, Failed),
        (1002, Failed, Failed),
        (1003, Failed, Failed),
        (1004, Failed, Failed),
        (1005, Failed, Failed),
        (1006, Failed, Failed),
        (1007, Failed, Failed),
        (1017, Failed, Failed),
        (1026, Failed, Failed),
        (1080, Undecided, Undecided),
        (1081, Undecided, Undecided),
        (1088, Undecided, Undecided),
        (2019, Undecided, Undecided),
        (4001, Failed, Failed),
        (4002, Failed, Failed),
        (4100, Failed, Failed),
        (3, Undecided, Undecided),
        (96, Undecided, Undecided),
        (1008, Undecided, Undecided),
        (8888, Undecided, Undecided),
    ] {
        let told_code = code.to_string();
        let reported = reported(CALLBACK.reported(&[("resultCode", &told_code)]));
        assert_eq!(reported, report, "{code}");
        assert_eq!(
            told(queried(&json!({ "resultCode": code }))),
            answer,
            "{code}"
        );
    }
    for code in ["", "ZZ", "00", "-1"] {
        let report = CALLBACK.reported(&[("resultCode", code)]);
        assert_eq!(reported(report), Undecided, "{code}");
    }
    for code in [json!(""), json!("ZZ"), json!(-1), Value::Null] {
        let answer = told(queried(&json!({ "resultCode": code.clone() })));
        assert_eq!(answer, Undecided, "{code}");
    }
}
