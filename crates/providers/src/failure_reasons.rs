//! Every published code of every provider, with why it says that a payment failed, or that it does not say it.

use domain::payment::FailureReason::{self, *};

use crate::{ALL, failure_reason};

const VNPAY: [(&str, Option<FailureReason>); 13] = [
    ("00", None),
    ("07", None),
    ("09", Some(NotRegistered)),
    ("10", Some(WrongDetails)),
    ("11", Some(Expired)),
    ("12", Some(AccountLocked)),
    ("13", Some(WrongCode)),
    ("24", Some(CancelledByPayer)),
    ("51", Some(InsufficientFunds)),
    ("65", Some(LimitExceeded)),
    ("75", Some(Maintenance)),
    ("79", Some(WrongCode)),
    ("99", None),
];

const MOMO: [(&str, Option<FailureReason>); 35] = [
    ("0", None),
    ("9000", None),
    ("1000", None),
    ("7000", None),
    ("7002", None),
    ("10", Some(Maintenance)),
    ("11", None),
    ("12", None),
    ("13", None),
    ("20", None),
    ("21", None),
    ("22", None),
    ("40", None),
    ("41", None),
    ("42", None),
    ("43", None),
    ("45", None),
    ("47", None),
    ("98", None),
    ("99", None),
    ("1001", Some(InsufficientFunds)),
    ("1002", Some(Declined)),
    ("1003", Some(CancelledByPayer)),
    ("1004", Some(LimitExceeded)),
    ("1005", Some(Expired)),
    ("1006", Some(CancelledByPayer)),
    ("1007", Some(AccountLocked)),
    ("1017", None),
    ("1026", Some(Promotion)),
    ("1080", None),
    ("1081", None),
    ("1088", None),
    ("4001", Some(AccountLocked)),
    ("4002", Some(NotVerified)),
    ("4100", Some(WrongCode)),
];

const VNPT_PAY: [(&str, Option<FailureReason>); 12] = [
    ("00", None),
    ("01", None),
    ("02", None),
    ("03", None),
    ("04", None),
    ("05", None),
    ("06", None),
    ("07", None),
    ("08", None),
    ("09", None),
    ("96", Some(Maintenance)),
    ("99", None),
];

const NGAN_LUONG: [(&str, Option<FailureReason>); 8] = [
    ("00", None),
    ("02", None),
    ("11", None),
    ("29", None),
    ("81", None),
    ("114", None),
    ("115", Some(CancelledByPayer)),
    ("135", None),
];

const NATIONAL_PLATFORM: [(&str, Option<FailureReason>); 12] = [
    ("00", None),
    ("01", None),
    ("4", None),
    ("11", Some(Expired)),
    ("12", Some(AccountLocked)),
    ("13", Some(WrongCode)),
    ("24", Some(CancelledByPayer)),
    ("51", Some(InsufficientFunds)),
    ("65", Some(LimitExceeded)),
    ("96", Some(Maintenance)),
    ("99", None),
    ("", None),
];

const ZALOPAY: [(&str, Option<FailureReason>); 16] = [
    ("1", None),
    ("2", None),
    ("3", None),
    ("-54", Some(Expired)),
    ("-63", Some(InsufficientFunds)),
    ("-101", None),
    ("-217", Some(Declined)),
    ("-332", Some(Promotion)),
    ("-333", Some(Promotion)),
    ("-500", None),
    ("-999", Some(Maintenance)),
    ("-1329", None),
    ("-1330", Some(LimitExceeded)),
    ("-1333", Some(LimitExceeded)),
    ("-1340", Some(LimitExceeded)),
    ("-1343", Some(LimitExceeded)),
];

#[test]
fn every_code_that_says_why_a_payment_failed_is_read_and_no_other() {
    let tables: [(&str, &[(&str, Option<FailureReason>)]); 6] = [
        ("vnpay", &VNPAY),
        ("momo", &MOMO),
        ("vnpt-pay", &VNPT_PAY),
        ("ngan-luong", &NGAN_LUONG),
        ("national-platform", &NATIONAL_PLATFORM),
        ("zalopay", &ZALOPAY),
    ];
    for (provider, codes) in tables {
        for (code, reason) in codes {
            assert_eq!(failure_reason(provider, code), *reason, "{provider} {code}");
        }
    }
}

#[test]
fn a_code_means_something_at_its_own_provider_only() {
    for (provider, code) in [
        ("vnpt-pay", "51"),
        ("momo", "51"),
        ("vnpay", "1001"),
        ("vietqr", "51"),
        ("cash-desk", "51"),
        ("unknown", "51"),
        // Our own words for what became of a request.
        ("vnpay", "not_found"),
        ("vnpay", "not_sent"),
        ("vnpay", "invalid"),
    ] {
        assert_eq!(failure_reason(provider, code), None, "{provider} {code}");
    }
}

#[test]
fn no_table_names_a_code_twice() {
    for provider in ALL {
        let mut codes: Vec<_> = provider
            .failure_reasons
            .iter()
            .map(|(code, _)| code)
            .collect();
        codes.sort_unstable();
        let named = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), named, "{}", provider.code);
    }
}
