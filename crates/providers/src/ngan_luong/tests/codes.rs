//! Every code that is known of Ngân Lượng, with what it says of the money, and some that are not. It never reports.

use super::answers::{changed, queried};
use super::*;
use Answer::{Failed, InFlight, NotKnown, NotPaid, Paid, Undecided};

#[test]
fn each_code_of_an_answer_says() {
    let decided = [
        ("00", Paid),
        ("29", NotKnown),
        ("81", NotPaid),
        ("114", InFlight),
        ("115", Failed),
    ];
    let undecided = [
        "99", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "80", "110", "111",
        "113", "118", "119", "120", "121", "122", "123", "124", "125", "126", "127", "128", "129",
        "130", "131", "132", "133", "134", "135", "140", "01", "96", "500", "0", "ZZ", "",
    ];
    let undecided = undecided.map(|code| (code, Undecided));
    for (code, says) in decided.into_iter().chain(undecided) {
        assert_eq!(told(queried(&changed("error_code", code))), says, "{code}");
    }
}

#[test]
fn each_state_says() {
    for (state, says) in [
        ("00", Paid),
        ("01", InFlight),
        ("02", NotPaid),
        ("04", InFlight),
        ("03", Undecided),
        ("05", Undecided),
        ("96", Undecided),
        ("99", Undecided),
        ("0", Undecided),
        ("1", Undecided),
        ("ZZ", Undecided),
        ("", Undecided),
    ] {
        let told = told(queried(&changed("transaction_status", state)));
        assert_eq!(told, says, "{state}");
    }
}
