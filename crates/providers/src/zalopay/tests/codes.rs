//! Every code that is known of ZaloPay, with what it says of the money, and some that are not. A callback carries none: it comes when
//! money was taken.

use super::answers::queried;
use super::*;
use Answer::{Failed, InFlight, NotKnown, NotPaid, Paid, Undecided};

/// What an answer with these codes says where ZaloPay is not at work on it, is, and does not say.
fn says(return_code: Value, detail: Option<i64>) -> [Answer; 3] {
    [json!(false), json!(true), Value::Null].map(|processing| {
        let body = json!({
            "return_code": return_code,
            "sub_return_code": detail,
            "is_processing": processing,
            "amount": 50_000,
        });
        told(queried(&body))
    })
}

#[test]
fn each_return_code_says() {
    for (code, expected) in [
        (json!(1), [Paid, InFlight, Paid]),
        (json!(2), [Failed, InFlight, Failed]),
        (json!(3), [NotPaid, InFlight, InFlight]),
        (json!(0), [Undecided; 3]),
        (json!(4), [Undecided; 3]),
        (json!(96), [Undecided; 3]),
        (json!(-1), [Undecided; 3]),
        (json!(-101), [NotKnown; 3]),
        (json!(-9999), [Undecided; 3]),
        (json!("1"), [Undecided; 3]),
        (json!("ZZ"), [Undecided; 3]),
        (json!(""), [Undecided; 3]),
        (Value::Null, [Undecided; 3]),
    ] {
        assert_eq!(says(code.clone(), None), expected, "{code}");
    }
}

#[test]
fn each_detail_of_a_failure_says() {
    let ended = [Failed, InFlight, Failed];
    let unpaid = [NotPaid, InFlight, NotPaid];
    for (detail, expected) in [
        (2, ended),
        (-49, ended),
        (-54, ended),
        (-55, ended),
        (-117, ended),
        (-332, ended),
        (-333, ended),
        (-63, unpaid),
        (-217, unpaid),
        (-1330, unpaid),
        (-1331, unpaid),
        (-1332, unpaid),
        (-1333, unpaid),
        (-1340, unpaid),
        (-1341, unpaid),
        (-1342, unpaid),
        (-1343, unpaid),
        (-101, [NotKnown; 3]),
        (-1, [Undecided; 3]),
        (-2, [Undecided; 3]),
        (-3, [Undecided; 3]),
        (-13, [Undecided; 3]),
        (-14, [Undecided; 3]),
        (-23, [Undecided; 3]),
        (-32, [Undecided; 3]),
        (-53, [Undecided; 3]),
        (-68, [Undecided; 3]),
        (-92, [Undecided; 3]),
        (-401, [Undecided; 3]),
        (-402, [Undecided; 3]),
        (-403, [Undecided; 3]),
        (-405, [Undecided; 3]),
        (-429, [Undecided; 3]),
        (-500, [Undecided; 3]),
        (-999, [Undecided; 3]),
        (-9999, [Undecided; 3]),
        (0, [Undecided; 3]),
        (1, [Undecided; 3]),
        (3, [Undecided; 3]),
        (96, [Undecided; 3]),
    ] {
        assert_eq!(says(json!(2), Some(detail)), expected, "{detail}");
    }
}
