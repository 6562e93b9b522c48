//! Every code that is known of the platform, which has those of VNPT Pay, with what it says of the money, and some that are not.

use super::answers::queried;
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
        // Of the bank behind the platform, as VNPAY has them.
        ("11", Undecided, Undecided),
        ("12", Undecided, Undecided),
        ("13", Undecided, Undecided),
        ("24", Undecided, Undecided),
        ("51", Undecided, Undecided),
        ("65", Undecided, Undecided),
        ("0", Undecided, Undecided),
        ("1", Undecided, Undecided),
        ("ZZ", Undecided, Undecided),
        ("", Undecided, Undecided),
    ] {
        let reported = reported(CALLBACK.reported(&[("MaLoi", code)]));
        assert_eq!(reported, report, "{code}");
        let told = told(queried(json!({ "MaLoi": code, "TrangThaiGD": "1" })));
        assert_eq!(told, answer, "{code}");
    }
    let absent = CALLBACK.message(&[]).without("MaLoi");
    assert!(CALLBACK.verify(&absent).is_err());
    assert_eq!(told(queried(json!({ "TrangThaiGD": "1" }))), Undecided);
}

#[test]
fn each_state_says() {
    for (state, says) in [
        (json!("1"), Paid),
        (json!(1), Paid),
        (json!("3"), InFlight),
        (json!(3), InFlight),
        (json!("4"), Failed),
        (json!(4), Failed),
        (json!("0"), Undecided),
        (json!("2"), Undecided),
        (json!("5"), Undecided),
        (json!("00"), Undecided),
        (json!("01"), Undecided),
        (json!("03"), Undecided),
        (json!("96"), Undecided),
        (json!("ZZ"), Undecided),
        (json!(""), Undecided),
        (Value::Null, Undecided),
    ] {
        let told = told(queried(json!({ "MaLoi": "00", "TrangThaiGD": state })));
        assert_eq!(told, says, "{state}");
    }
    assert_eq!(told(queried(json!({ "MaLoi": "00" }))), Undecided);
}

#[test]
fn each_code_of_opening_is_a_refusal_or_leaves_it_open() {
    let opened = |code: &str| EXAMPLE.created(200, json!({ "MaLoi": code }).to_string());
    for code in ["01", "02", "07", "08", "09", "96"] {
        let refused = SendError::Refused(Refusal::new(code, ""));
        assert_eq!(opened(code), Err(refused));
    }
    for code in [
        "00", "03", "04", "05", "06", "99", "24", "51", "1", "ZZ", "",
    ] {
        assert!(is_unknown(&opened(code)), "{code}");
    }
}

#[test]
fn of_all_two_digits_only_two_end_it() {
    let codes = (0..100).map(|code| format!("{code:02}"));
    let ends = |code: &String| {
        let report = reported(CALLBACK.reported(&[("MaLoi", code)]));
        report != Undecided
    };
    assert_eq!(codes.filter(ends).collect::<Vec<_>>(), ["00", "01"]);
}
