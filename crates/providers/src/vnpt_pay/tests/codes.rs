//! Every code that is known of VNPT Pay, with what it says of the money, and some that are not.

use super::answers::{changed, queried};
use super::callbacks::CALLBACK;
use super::*;
use Answer::{Failed, InFlight, NotKnown, Paid, Undecided};

#[test]
fn each_code_says() {
    for (code, report, answer) in [
        ("00", Paid, Paid),
        ("01", Failed, Undecided),
        ("02", Undecided, Undecided),
        ("03", Undecided, Undecided),
        ("04", Undecided, Undecided),
        ("05", Undecided, NotKnown),
        ("06", Undecided, Undecided),
        ("07", Undecided, Undecided),
        ("08", Undecided, Undecided),
        ("09", Undecided, Undecided),
        ("96", Undecided, Undecided),
        ("99", Undecided, Undecided),
        ("1", Undecided, Undecided),
        ("24", Undecided, Undecided),
        ("51", Undecided, Undecided),
        ("ZZ", Undecided, Undecided),
        ("", Undecided, Undecided),
    ] {
        let reported = reported(CALLBACK.reported(&[("RESPONSE_CODE", code)]));
        assert_eq!(reported, report, "{code}");
        let told = told(queried(&changed("RESPONSE_CODE", code)));
        assert_eq!(told, answer, "{code}");
    }
    let absent = CALLBACK.message(&[]).without("RESPONSE_CODE");
    assert!(CALLBACK.verify(&absent).is_err());
}

#[test]
fn each_state_says() {
    for (state, says) in [
        ("1", Paid),
        ("00", Paid),
        ("3", InFlight),
        ("4", Failed),
        ("01", Failed),
        ("0", Undecided),
        ("2", Undecided),
        ("5", Undecided),
        ("03", Undecided),
        ("04", Undecided),
        ("96", Undecided),
        ("99", Undecided),
        ("ZZ", Undecided),
        ("", Undecided),
    ] {
        let told = told(queried(&changed("TRANSACTION_STATUS", state)));
        assert_eq!(told, says, "{state}");
    }
}

#[test]
fn of_all_two_digits_only_two_end_it() {
    let codes = (0..100).map(|code| format!("{code:02}"));
    let ends = |code: &String| {
        let report = reported(CALLBACK.reported(&[("RESPONSE_CODE", code)]));
        report != Undecided
    };
    assert_eq!(codes.filter(ends).collect::<Vec<_>>(), ["00", "01"]);
}
