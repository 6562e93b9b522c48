//! Every published code of every provider, with why it says that a payment failed, or that it does not say it.

use domain::payment::FailureReason::{self, *};

use crate::{ALL, failure_reason};

/// A provider's published codes.
struct Codes {
    provider: &'static str,
    /// Those that say why a payment failed.
    telling: &'static [(&'static str, FailureReason)],
    /// The others.
    silent: &'static [&'static str],
}

const PUBLISHED: [Codes; 6] = [
    Codes {
        provider: "vnpay",
        telling: &[
            ("09", NotRegistered),
            ("10", WrongDetails),
            ("11", Expired),
            ("12", AccountLocked),
            ("13", WrongCode),
            ("24", CancelledByPayer),
            ("51", InsufficientFunds),
            ("65", LimitExceeded),
            ("75", Maintenance),
            ("79", WrongCode),
        ],
        silent: &["00", "07", "99"],
    },
    Codes {
        provider: "momo",
        telling: &[
            ("10", Maintenance),
            ("1001", InsufficientFunds),
            ("1002", Declined),
            ("1003", CancelledByPayer),
            ("1004", LimitExceeded),
            ("1005", Expired),
            ("1006", CancelledByPayer),
            ("1007", AccountLocked),
            ("1026", Promotion),
            ("4001", AccountLocked),
            ("4002", NotVerified),
            ("4100", WrongCode),
        ],
        silent: &[
            "0", "9000", "1000", "7000", "7002", "11", "12", "13", "20", "21", "22", "40", "41",
            "42", "43", "45", "47", "98", "99", "1017", "1080", "1081", "1088",
        ],
    },
    Codes {
        provider: "vnpt-pay",
        telling: &[("96", Maintenance)],
        silent: &[
            "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "99",
        ],
    },
    Codes {
        provider: "ngan-luong",
        telling: &[("115", CancelledByPayer)],
        silent: &["00", "02", "11", "29", "81", "114", "135"],
    },
    Codes {
        provider: "national-platform",
        telling: &[
            ("11", Expired),
            ("12", AccountLocked),
            ("13", WrongCode),
            ("24", CancelledByPayer),
            ("51", InsufficientFunds),
            ("65", LimitExceeded),
            ("96", Maintenance),
        ],
        silent: &["00", "01", "4", "99", ""],
    },
    Codes {
        provider: "zalopay",
        telling: &[
            ("-54", Expired),
            ("-63", InsufficientFunds),
            ("-217", Declined),
            ("-332", Promotion),
            ("-333", Promotion),
            ("-999", Maintenance),
            ("-1330", LimitExceeded),
            ("-1333", LimitExceeded),
            ("-1340", LimitExceeded),
            ("-1343", LimitExceeded),
        ],
        silent: &["1", "2", "3", "-101", "-500", "-1329"],
    },
];

#[test]
fn every_code_that_says_why_a_payment_failed_is_read_and_no_other() {
    for codes in PUBLISHED {
        let provider = codes.provider;
        for (code, reason) in codes.telling {
            assert_eq!(
                failure_reason(provider, code),
                Some(*reason),
                "{provider} {code}"
            );
        }
        for code in codes.silent {
            assert_eq!(failure_reason(provider, code), None, "{provider} {code}");
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
