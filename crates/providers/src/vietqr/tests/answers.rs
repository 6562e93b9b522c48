//! Which answers to an inquiry are believed, and which transfers in them are ours.

use domain::money::Vnd;
use reqwest::StatusCode;
use serde_json::{Value, json};
use time::macros::datetime;

use super::super::{answer, wire};
use super::{MEMO, config};
use crate::http::HttpAnswer;
use crate::testing::question;
use crate::{Charge, QueryAnswer, QueryError, Secret, seal};

type Transfer<'a> = [&'a str; 4];

const FIRST: Transfer = ["FT1", "50000", MEMO, "20250601101212"];
const SECOND: Transfer = ["FT2", "20000", MEMO, "20250601111212"];

fn message(code: &str, request_id: &str, transfers: &[Transfer], secret: &str) -> Value {
    let values = [code, request_id]
        .into_iter()
        .chain(transfers.iter().flatten().copied());
    let digest = hex::encode(seal::hmac_sha256(values, &Secret::new(secret)));
    let transfers: Vec<Value> = transfers
        .iter()
        .map(|[id, amount, content, at]| {
            json!({ "transactionId": id, "amount": amount, "content": content, "transactionTime": at })
        })
        .collect();
    json!({ "code": code, "requestId": request_id, "transactions": transfers, "signature": digest })
}

fn read(status: StatusCode, body: &str) -> Result<QueryAnswer, QueryError> {
    let answer = HttpAnswer {
        status,
        body: body.as_bytes().to_vec(),
    };
    answer::queried(&config("http://127.0.0.1:1"), &question(), &answer)
}

fn answered(transfers: &[Transfer]) -> Result<QueryAnswer, QueryError> {
    let body = message("00", "R1", transfers, "testsecret").to_string();
    read(StatusCode::OK, &body)
}

fn charge(id: &str, amount: i64, hour: u8) -> Charge {
    Charge {
        amount: Vnd::new(amount),
        provider_transaction: Some(id.to_owned()),
        bank_code: None,
        paid_at: Some(
            datetime!(2025-06-01 10:12:12 +7)
                .replace_hour(hour)
                .unwrap(),
        ),
    }
}

/// Computed apart from this code, from the stated rule.
#[test]
fn the_inquiry_is_sealed_over_account_content_and_request() {
    let sent = wire::inquiry(&config("http://127.0.0.1:1"), &question()).unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&sent).unwrap(),
        json!({
            "accountNumber": "1020304050",
            "content": MEMO,
            "requestId": "R1",
            "signature": "146e963ec2d0c533ee70a72ca9da134bf2cb3fababed0f09656b09a9942b4951",
        })
    );
}

#[test]
fn no_transfer_yet_is_pending() {
    assert_eq!(answered(&[]), Ok(QueryAnswer::Pending));
    let body = message("00", "R1", &[], "testsecret");
    let mut without_list = body.clone();
    without_list.as_object_mut().unwrap().remove("transactions");
    let without_list = read(StatusCode::OK, &without_list.to_string());
    assert_eq!(without_list, Ok(QueryAnswer::Pending));
}

#[test]
fn every_transfer_is_a_charge_oldest_first() {
    assert_eq!(
        answered(&[SECOND, FIRST]),
        Ok(QueryAnswer::Paid(vec![
            charge("FT1", 50_000, 10),
            charge("FT2", 20_000, 11)
        ]))
    );
}

#[test]
fn transfers_for_another_attempt_are_not_ours() {
    let other = format!("DVCZZZZZZZZZZZZZZZZZZZZZZ {MEMO}");
    let foreign = ["FT3", "50000", other.as_str(), "20250601101212"];
    assert_eq!(answered(&[foreign]), Ok(QueryAnswer::Pending));
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
        assert!(
            matches!(result, Err(QueryError::Unavailable(_))),
            "{broken:?}"
        );
    }
}

#[test]
fn answers_that_cannot_be_believed_say_nothing() {
    let good = message("00", "R1", &[FIRST], "testsecret").to_string();
    let with = |name: &str, value: Value| {
        let mut changed = message("00", "R1", &[FIRST], "testsecret");
        changed[name] = value;
        changed.to_string()
    };
    let bodies = [
        message("00", "R1", &[FIRST], "othersecret").to_string(),
        message("00", "R2", &[FIRST], "testsecret").to_string(),
        message("00", "R1", &[["F|1", "1", MEMO, "2"]], "testsecret").to_string(),
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
        let result = read(StatusCode::OK, &body);
        assert!(
            matches!(result, Err(QueryError::Unavailable(_))),
            "{body}: {result:?}"
        );
    }
    for status in [
        StatusCode::BAD_GATEWAY,
        StatusCode::FOUND,
        StatusCode::FORBIDDEN,
    ] {
        let result = read(status, &good);
        assert!(
            matches!(result, Err(QueryError::Unavailable(_))),
            "{status}"
        );
    }
}

#[test]
fn a_sealed_no_is_a_refusal() {
    let body = message("97", "R1", &[], "testsecret").to_string();
    let refused = QueryError::Refused {
        code: "97".to_owned(),
        message: String::new(),
    };
    assert_eq!(read(StatusCode::FORBIDDEN, &body), Err(refused));
}

#[test]
fn the_previous_secret_still_seals_answers() {
    let body = message("00", "R1", &[FIRST], "oldsecret").to_string();
    let answer = HttpAnswer {
        status: StatusCode::OK,
        body: body.into_bytes(),
    };
    let mut changing = config("http://127.0.0.1:1");
    changing.previous_secret = Some(Secret::new("oldsecret"));
    let result = answer::queried(&changing, &question(), &answer);
    assert!(matches!(result, Ok(QueryAnswer::Paid(_))));
}
