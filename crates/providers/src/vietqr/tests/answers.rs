//! Which answers to an inquiry are believed, and which transfers in them are ours.

use super::*;

type Transfer<'a> = [&'a str; 4];

const FIRST: Transfer = ["FT1", "50000", MEMO, "20250601101212"];
const SECOND: Transfer = ["FT2", "20000", MEMO, "20250601111212"];

fn message(code: &str, request_id: &str, transfers: &[Transfer], secret: &str) -> Value {
    let values = [&[code, request_id], transfers.as_flattened()].concat();
    let digest = digest(&values, secret);
    let transfers: Vec<Value> = transfers
        .iter()
        .map(|[id, amount, content, at]| {
            json!({ "transactionId": id, "amount": amount, "content": content, "transactionTime": at })
        })
        .collect();
    json!({ "code": code, "requestId": request_id, "transactions": transfers, "signature": digest })
}

fn answered(transfers: &[Transfer]) -> Result<QueryAnswer, QueryError> {
    EXAMPLE.queried(200, message("00", "R1", transfers, SECRET).to_string())
}

fn charge(id: &str, amount: i64, hour: u8) -> Charge {
    let at = datetime!(2025-06-01 10:12:12 +7).replace_hour(hour);
    Charge {
        amount: Vnd::new(amount),
        provider_transaction: Some(id.to_owned()),
        bank_code: None,
        paid_at: Some(at.unwrap()),
    }
}

/// Computed apart from this code, from the stated rule.
#[test]
fn the_inquiry_is_signed_over_account_content_and_request() {
    assert_eq!(
        sent_json(EXAMPLE.provider().query(&question())),
        json!({
            "accountNumber": "1020304050",
            "content": MEMO,
            "requestId": "R1",
            "signature": "146e963ec2d0c533ee70a72ca9da134bf2cb3fababed0f09656b09a9942b4951",
        })
    );
}

#[test]
fn no_transfer_yet_is_not_paid_yet() {
    assert_eq!(answered(&[]), Ok(QueryAnswer::NotPaid));
    let mut without_list = message("00", "R1", &[], SECRET);
    without_list.as_object_mut().unwrap().remove("transactions");
    let without_list = EXAMPLE.queried(200, without_list.to_string());
    assert_eq!(without_list, Ok(QueryAnswer::NotPaid));
}

#[test]
fn every_transfer_is_a_charge_oldest_first() {
    let both = vec![charge("FT1", 50_000, 10), charge("FT2", 20_000, 11)];
    assert_eq!(answered(&[SECOND, FIRST]), Ok(QueryAnswer::Paid(both)));
}

#[test]
fn transfers_for_another_attempt_are_not_ours() {
    let other = format!("DVCZZZZZZZZZZZZZZZZZZZZZZ {MEMO}");
    let foreign = ["FT3", "50000", other.as_str(), "20250601101212"];
    assert_eq!(answered(&[foreign]), Ok(QueryAnswer::NotPaid));
    let Ok(QueryAnswer::Paid(charges)) = answered(&[foreign, FIRST]) else {
        panic!("our transfer is not found");
    };
    assert_eq!(charges, [charge("FT1", 50_000, 10)]);
}

#[test]
fn a_transfer_that_cannot_be_counted_is_no_answer() {
    for broken in [
        ["", "50000", MEMO, "20250601101212"],
        ["FT1", "50.000", MEMO, "20250601101212"],
    ] {
        let result = answered(&[FIRST, broken]);
        assert!(is_unavailable(&result), "{broken:?}");
    }
}

#[test]
fn answers_that_cannot_be_believed_say_nothing() {
    let good = message("00", "R1", &[FIRST], SECRET).to_string();
    let with = |name: &str, value: Value| {
        let mut changed = message("00", "R1", &[FIRST], SECRET);
        changed[name] = value;
        changed.to_string()
    };
    let bodies = [
        message("00", "R1", &[FIRST], "othersecret").to_string(),
        message("00", "R2", &[FIRST], SECRET).to_string(),
        message("00", "R1", &[["F|1", "1", MEMO, "2"]], SECRET).to_string(),
        with("transactions", json!([])),
        with("code", json!("01")),
        with("requestId", json!("R2")),
        with("signature", json!("")),
        with("transactions", Value::Null),
        good.replacen('{', r#"{"code":"00","#, 1),
        good.replace("50000", "60000"),
        "not JSON".to_owned(),
        "{}".to_owned(),
    ];
    for body in bodies {
        let result = EXAMPLE.queried(200, &*body);
        assert!(is_unavailable(&result), "{body}: {result:?}");
    }
    for status in [502, 302, 403] {
        let result = EXAMPLE.queried(status, &*good);
        assert!(is_unavailable(&result), "{status}");
    }
}

/// Only a yes says something; a callback carries no code: it comes when money arrived.
#[test]
fn each_code_says() {
    for (code, transfers, says) in [
        ("00", &[FIRST][..], Answer::Paid),
        ("00", &[], Answer::NotPaid),
        ("01", &[FIRST], Answer::Undecided),
        ("03", &[], Answer::Undecided),
        ("96", &[], Answer::Undecided),
        ("97", &[], Answer::Undecided),
        ("ZZ", &[FIRST], Answer::Undecided),
        ("0", &[FIRST], Answer::Undecided),
        ("", &[FIRST], Answer::Undecided),
    ] {
        let body = message(code, "R1", transfers, SECRET).to_string();
        assert_eq!(told(EXAMPLE.queried(200, body)), says, "{code}");
    }
}

#[test]
fn a_signed_no_is_a_refusal() {
    let body = message("97", "R1", &[], SECRET).to_string();
    let refused = QueryError::Refused(Refusal::new("97", ""));
    assert_eq!(EXAMPLE.queried(403, body), Err(refused));
}

#[test]
fn the_previous_secret_still_signs_answers() {
    let body = message("00", "R1", &[FIRST], "oldsecret").to_string();
    let changing = EXAMPLE.provider_with(&[("VIETQR_PREVIOUS_SECRET", "oldsecret")]);
    let result = crate::testing::answered(200, body, changing.query(&question()));
    assert!(matches!(result, Ok(QueryAnswer::Paid(_))));
}
