//! Which answers are believed, and what each code says.

use super::*;

const PAID: [(&str, &str); 7] = [
    ("RESPONSE_CODE", "00"),
    ("MERCHANT_ORDER_ID", "a2b3c4d5e6f7g2h3i4j5k6"),
    ("VNPTPAY_TRANSACTION_ID", "9001"),
    ("AMOUNT", "50000"),
    ("CURRENCY_CODE", "VND"),
    ("PAY_DATE", "20250601101212"),
    ("TRANSACTION_STATUS", "1"),
];

fn created_by(fields: &[(&str, &str)]) -> Result<Created, SendError> {
    EXAMPLE.created(200, signed(fields, SECRET))
}

pub(super) fn queried(fields: &[(&str, &str)]) -> Result<QueryAnswer, QueryError> {
    let answer = signed(fields, SECRET);
    EXAMPLE.queried(200, answer)
}

/// [`PAID`] with one value replaced.
pub(super) fn changed<'a>(name: &str, value: &'a str) -> [(&'a str, &'a str); 7] {
    PAID.map(|(own, old)| (own, if own == name { value } else { old }))
}

#[test]
fn a_signed_yes_opens_the_payment() {
    let created = created_by(&[
        ("RESPONSE_CODE", "00"),
        ("DESCRIPTION", "Success"),
        ("REDIRECT_URL", "https://pay.example.vn/p/1"),
    ])
    .unwrap();
    let page = created.redirect_url.as_deref();
    assert_eq!(page, Some("https://pay.example.vn/p/1"));
    assert!(created.raw.contains("REDIRECT_URL"));
    assert_eq!((created.qr, created.provider_token), (None, None));
}

#[test]
fn the_digest_covers_the_order_received() {
    let page = ("REDIRECT_URL", "https://pay.example.vn/p/1");
    let good = signed(&[page, ("RESPONSE_CODE", "00")], SECRET);
    assert!(EXAMPLE.created(200, good.clone()).is_ok());
    let text = String::from_utf8(good).unwrap();
    let (_, digest) = text.split_once("SECURE_CODE").unwrap();
    let reordered = format!(
        r#"{{"RESPONSE_CODE":"00","REDIRECT_URL":"https://pay.example.vn/p/1","SECURE_CODE{digest}"#
    );
    let forged = SendError::Unknown("answer has a bad digest");
    assert_eq!(EXAMPLE.created(200, reordered), Err(forged));
}

#[test]
fn codes_of_init_are_a_refusal_or_leave_it_open() {
    let answer = |code, words| created_by(&[("RESPONSE_CODE", code), ("DESCRIPTION", words)]);
    for code in ["01", "02", "07", "08", "09", "96"] {
        // A control character cannot be signed.
        let unsigned = answer(code, "No\n");
        assert!(is_unknown(&unsigned));
        let refused = SendError::Refused(Refusal::new(code, "No"));
        assert_eq!(answer(code, "No"), Err(refused));
    }
    for code in ["03", "04", "05", "06", "99", "42", ""] {
        let open = answer(code, "No");
        assert!(is_unknown(&open), "{code}: {open:?}");
    }
}

#[test]
fn an_answer_that_cannot_be_believed_leaves_the_payment_unknown() {
    let yes = [
        ("RESPONSE_CODE", "00"),
        ("REDIRECT_URL", "https://pay.example.vn/p/1"),
    ];
    let with = |field| signed(&[yes[0], yes[1], field], SECRET);
    let elsewhere = [yes[0], ("REDIRECT_URL", "https://evil.example/p/1")];
    let answers = [
        (200, signed(&yes, "othersecret")),
        (200, br#"{"RESPONSE_CODE":"00"}"#.to_vec()),
        (200, b"not JSON".to_vec()),
        (200, br#"{"A":"1","A":"1"}"#.to_vec()),
        (200, br#"{"A":true,"SECURE_CODE":""}"#.to_vec()),
        (502, signed(&yes, SECRET)),
        (302, signed(&yes, SECRET)),
        (400, signed(&yes, SECRET)),
        (200, with(("MERCHANT_ORDER_ID", "another"))),
        (200, with(("MERCHANT_SERVICE_ID", "OTHER"))),
        (200, signed(&elsewhere, SECRET)),
        (200, signed(&yes[..1], SECRET)),
    ];
    for (position, (status, body)) in answers.into_iter().enumerate() {
        let result = EXAMPLE.created(status, body);
        assert!(is_unknown(&result), "{position}: {result:?}");
    }
}

#[test]
fn the_previous_secret_still_signs_answers() {
    let changing = EXAMPLE.provider_with(&[("VNPT_PAY_PREVIOUS_SECRET", "oldsecret")]);
    let answer = signed(&PAID, "oldsecret");
    assert!(answered(200, answer, changing.query(&question())).is_ok());
}

#[test]
fn a_payment_is_told_with_its_amount() {
    assert_eq!(
        queried(&PAID),
        Ok(QueryAnswer::Paid(vec![Charge {
            amount: Vnd::new(50_000),
            provider_transaction: Some("9001".to_owned()),
            bank_code: None,
            paid_at: Some(datetime!(2025-06-01 10:12:12 +7)),
        }]))
    );
    for (name, value) in [
        ("AMOUNT", "50.000"),
        ("AMOUNT", ""),
        ("CURRENCY_CODE", "USD"),
    ] {
        let answer = queried(&changed(name, value));
        assert!(is_unavailable(&answer), "{name} {value}");
    }
}

#[test]
fn each_state_says_paid_failed_or_not_decided() {
    let with = |status| queried(&changed("TRANSACTION_STATUS", status));
    for status in ["1", "00"] {
        assert!(matches!(with(status), Ok(QueryAnswer::Paid(_))), "{status}");
    }
    for status in ["4", "01"] {
        let code = status.to_owned();
        assert_eq!(with(status), Ok(QueryAnswer::Failed { code }));
    }
    assert_eq!(with("3"), Ok(QueryAnswer::in_flight("3")));
    for status in ["0", "2", "", "paid"] {
        assert!(is_unavailable(&with(status)), "{status}");
    }
    assert!(is_unavailable(&queried(&PAID[..6])));
}

#[test]
fn only_05_says_that_the_reference_is_not_known() {
    let unknown = queried(&[("RESPONSE_CODE", "05")]);
    assert_eq!(unknown, Ok(QueryAnswer::NotFound));
    for code in ["01", "02", "04", "06", "07", "08", "09", "96", "99", "42"] {
        let refused = queried(&[("RESPONSE_CODE", code)]);
        assert!(is_refused(&refused), "{code}: {refused:?}");
    }
}

/// All that merchants know of such an answer: no order, no digest, no code of its own.
#[test]
fn an_answer_may_hold_no_more_than_the_transaction() {
    let mut bare = json!({
        "VNPTPAY_TRANSACTION_ID": 9001,
        "AMOUNT": 50_000,
        "PAY_DATE": "20250601101212",
        "TRANSACTION_STATUS": "1",
        "ADDITIONAL_INFO": "",
    });
    let paid = EXAMPLE.queried(200, bare.to_string());
    assert_eq!(paid, queried(&PAID));
    bare["RESPONSE_CODE"] = json!("00");
    assert_eq!(EXAMPLE.queried(200, bare.to_string()), paid);
    for (status, says) in [
        ("3", Answer::InFlight),
        ("4", Answer::Failed),
        ("", Answer::Undecided),
        ("ZZ", Answer::Undecided),
    ] {
        bare["TRANSACTION_STATUS"] = json!(status);
        assert_eq!(
            told(EXAMPLE.queried(200, bare.to_string())),
            says,
            "{status}"
        );
    }
    // What is there must be good, and a no stays a no.
    for (name, value) in [
        ("SECURE_CODE", json!("00")),
        ("SECURE_CODE", json!("")),
        ("SECURE_CODE", json!(7)),
        ("MERCHANT_ORDER_ID", json!("another")),
        ("MERCHANT_SERVICE_ID", json!("OTHER")),
        ("AMOUNT", json!("50.000")),
        ("RESPONSE_CODE", json!("99")),
        ("RESPONSE_CODE", json!(0)),
    ] {
        let mut other = bare.clone();
        other["TRANSACTION_STATUS"] = json!("1");
        other[name] = value.clone();
        let answer = EXAMPLE.queried(200, other.to_string());
        assert!(answer.is_err(), "{name} {value}: {answer:?}");
    }
    for status in [400, 502] {
        bare["TRANSACTION_STATUS"] = json!("1");
        assert!(EXAMPLE.queried(status, bare.to_string()).is_err());
    }
}

#[test]
fn an_opened_payment_is_signed() {
    let unsigned = json!({ "RESPONSE_CODE": "00", "REDIRECT_URL": "https://pay.example.vn/p/1" });
    let refused = SendError::Unknown("answer without a digest");
    assert_eq!(EXAMPLE.created(200, unsigned.to_string()), Err(refused));
}
