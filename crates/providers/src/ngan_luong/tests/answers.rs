//! Which answers are believed, and what each code says.

use super::*;

const PAID: [(&str, &str); 7] = [
    ("error_code", "00"),
    ("order_code", "a2b3c4d5e6f7g2h3i4j5k6"),
    ("total_amount", "50000"),
    ("cur_code", "vnd"),
    ("bank_code", "VCB"),
    ("transaction_status", "00"),
    ("transaction_id", "19563258"),
];

fn created(answer: impl Into<Vec<u8>>) -> Result<Created, SendError> {
    EXAMPLE.created(200, answer)
}

pub(super) fn queried(fields: &[(&str, &str)]) -> Result<QueryAnswer, QueryError> {
    EXAMPLE.queried(200, document(fields))
}

/// [`PAID`] with one value replaced.
pub(super) fn changed(name: &str, value: &'static str) -> [(&'static str, &'static str); 7] {
    PAID.map(|(own, old)| (own, if own == name { value } else { old }))
}

#[test]
fn a_yes_holds_the_page_and_the_token() {
    let (page, token) = (
        "https://pay.example.vn/checkout?token=1&x=2",
        "29683-5b8fca0b3d4c",
    );
    let created = created(document(&[
        ("error_code", "00"),
        ("token", token),
        ("checkout_url", page),
        ("time_limit", "15"),
    ]))
    .unwrap();
    assert_eq!(created.redirect_url.as_deref(), Some(page));
    assert_eq!(created.provider_token.as_deref(), Some(token));
    assert!(created.raw.starts_with("<?xml"));
}

#[test]
fn an_answer_that_cannot_be_believed_leaves_the_payment_unknown() {
    let page = ("checkout_url", "https://pay.example.vn/p");
    let yes = [("error_code", "00"), ("token", "29683-5b8f"), page];
    for answer in [
        document(&yes[..2]),
        document(&[yes[0], page]),
        document(&[yes[0], ("token", "a b"), page]),
        document(&[yes[0], yes[1], ("checkout_url", "https://evil.example/p")]),
        document(&yes[1..]),
        document(&[("error_code", "0 0"), yes[1], page]),
        "<html><body>maintenance</body></html>".to_owned(),
    ] {
        let result = created(&*answer);
        assert!(is_unknown(&result), "{answer}: {result:?}");
    }
    for status in [502, 302, 403] {
        let result = EXAMPLE.created(status, document(&yes));
        assert!(is_unknown(&result), "{status}: {result:?}");
    }
}

#[test]
fn codes_of_opening_are_a_refusal_or_leave_it_open() {
    let answer = |code| created(document(&[("error_code", code), ("description", "No")]));
    for code in [
        "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "80", "110", "111",
        "113", "118", "134", "135", "140",
    ] {
        let refused = SendError::Refused(Refusal::new(code, "No"));
        assert_eq!(answer(code), Err(refused));
    }
    for code in ["99", "114", "115", "81", "29", "01", "500", "x"] {
        assert!(is_unknown(&answer(code)), "{code}");
    }
}

#[test]
fn a_payment_is_told_with_its_amount() {
    assert_eq!(
        queried(&PAID),
        Ok(QueryAnswer::Paid(vec![Charge {
            amount: Vnd::new(50_000),
            provider_transaction: Some("19563258".to_owned()),
            bank_code: Some("VCB".to_owned()),
            paid_at: None,
        }]))
    );
}

#[test]
fn a_payment_that_does_not_fit_the_question_is_no_answer() {
    for (name, value) in [
        ("order_code", "zzzzzzzzzzzzzzzzzzzzzz"),
        ("order_code", ""),
        ("total_amount", "50.000"),
        ("total_amount", "50000.00"),
        ("total_amount", "-50000"),
        ("total_amount", ""),
        ("cur_code", "usd"),
        ("transaction_status", ""),
        ("error_code", ""),
    ] {
        let result = queried(&changed(name, value));
        assert!(is_unavailable(&result), "{name} {value}: {result:?}");
    }
}

#[test]
fn only_00_is_paid_and_no_state_is_failed() {
    let unpaid = queried(&changed("transaction_status", "02"));
    assert_eq!(unpaid, Ok(QueryAnswer::NotPaid));
    for held in ["01", "04"] {
        let answer = queried(&changed("transaction_status", held));
        assert_eq!(answer, Ok(QueryAnswer::in_flight(held)));
    }
    for status in ["03", "99", "paid"] {
        let answer = queried(&changed("transaction_status", status));
        assert!(is_unavailable(&answer), "{status}");
    }
}

#[test]
fn codes_of_a_question_say_what_became_of_the_payment_or_nothing() {
    let answer = |code| queried(&[("error_code", code), ("description", "No")]);
    assert_eq!(answer("81"), Ok(QueryAnswer::NotPaid));
    assert_eq!(answer("114"), Ok(QueryAnswer::in_flight("114")));
    assert_eq!(answer("29"), Ok(QueryAnswer::NotFound));
    assert_eq!(answer("115"), Ok(QueryAnswer::failed("115")));
    for code in ["99", "02", "06", "07", "10", "80", "135", "500"] {
        let refused = QueryError::Refused(Refusal::new(code, "No"));
        assert_eq!(answer(code), Err(refused));
    }
}

#[test]
fn a_cancellation_of_another_order_is_not_ours() {
    let result = queried(&[("error_code", "115"), ("order_code", "another")]);
    assert!(is_unavailable(&result));
}

#[tokio::test]
async fn a_payment_whose_page_nobody_saw_does_not_exist() {
    let unseen = QueryRequest {
        provider_token: None,
        ..question()
    };
    let answer = EXAMPLE.provider().query(&unseen).await;
    assert_eq!(answer, Ok(QueryAnswer::NotFound));
}
