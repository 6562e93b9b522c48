//! Every code that is known of VNPAY, with what it says of the money, and some that are not.

use super::answers::queried;
use super::callbacks::CALLBACK;
use super::*;
use Answer::{Failed, InFlight, NotKnown, NotPaid, Paid, Undecided};

/// What an IPN with two codes says.
fn ipn(response: &str, status: &str) -> Answer {
    reported(CALLBACK.reported(&[
        ("vnp_ResponseCode", response),
        ("vnp_TransactionStatus", status),
    ]))
}

#[test]
fn each_response_code_of_a_report_says() {
    for (code, with_success, with_error) in [
        ("00", Paid, Undecided),
        ("07", InFlight, InFlight),
        ("09", Undecided, Failed),
        ("10", Undecided, Failed),
        ("11", Undecided, Failed),
        ("12", Undecided, Failed),
        ("13", Undecided, Failed),
        ("24", Undecided, Failed),
        ("51", Undecided, Failed),
        ("65", Undecided, Failed),
        ("75", Undecided, Failed),
        ("79", Undecided, Failed),
        ("99", Undecided, Undecided),
        ("02", Undecided, Undecided),
        ("03", Undecided, Undecided),
        ("91", Undecided, Undecided),
        ("96", Undecided, Undecided),
        ("ZZ", Undecided, Undecided),
        ("0", Undecided, Undecided),
        ("", Undecided, Undecided),
    ] {
        assert_eq!(ipn(code, "00"), with_success, "{code}");
        assert_eq!(ipn(code, "02"), with_error, "{code}");
    }
}

#[test]
fn each_status_says() {
    for (status, with_success, with_cancellation, asked) in [
        ("00", Paid, Undecided, Paid),
        ("01", Undecided, Undecided, NotPaid),
        ("02", Undecided, Failed, Failed),
        ("04", InFlight, InFlight, InFlight),
        ("05", Undecided, Undecided, Undecided),
        ("06", Undecided, Undecided, Undecided),
        ("07", InFlight, InFlight, InFlight),
        ("09", Undecided, Undecided, Undecided),
        ("03", Undecided, Undecided, Undecided),
        ("96", Undecided, Undecided, Undecided),
        ("99", Undecided, Undecided, Undecided),
        ("ZZ", Undecided, Undecided, Undecided),
        ("", Undecided, Undecided, Undecided),
    ] {
        assert_eq!(ipn("00", status), with_success, "{status}");
        assert_eq!(ipn("24", status), with_cancellation, "{status}");
        let answer = told(queried(&[("TransactionStatus", status)]));
        assert_eq!(answer, asked, "{status}");
    }
}

#[test]
fn each_code_of_an_answer_says() {
    for (code, says) in [
        ("00", Paid),
        ("91", NotKnown),
        ("02", Undecided),
        ("03", Undecided),
        ("94", Undecided),
        ("97", Undecided),
        ("99", Undecided),
        ("24", Undecided),
        ("96", Undecided),
        ("ZZ", Undecided),
        ("", Undecided),
    ] {
        assert_eq!(told(queried(&[("ResponseCode", code)])), says, "{code}");
    }
}

#[test]
fn of_all_two_digits_only_those_of_the_tables_decide() {
    let all = || (0..100).map(|code| format!("{code:02}"));
    let failed: Vec<_> = all().filter(|code| ipn(code, "02") == Failed).collect();
    let table = ["09", "10", "11", "12", "13", "24", "51", "65", "75", "79"];
    assert_eq!(failed, table);
    let decides = |status: &String| told(queried(&[("TransactionStatus", status)])) != Undecided;
    let statuses: Vec<_> = all().filter(decides).collect();
    assert_eq!(statuses, ["00", "01", "02", "04", "07"]);
}
