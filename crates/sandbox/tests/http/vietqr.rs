//! Transfers to the treasury's account, as the portal and the payer meet them.

use crate::env::*;
use reqwest::StatusCode;
use serde_json::{Value, json};

const SECRET: &str = "sandbox-vietqr-secret";
const REFERENCE: &str = "abcdefghij234567klmnop";
const CONTENT: &str = "DVCABCDEFGHIJ234567KLMNOP";
const CALLBACK: &str =
    "transactionId accountNumber bankBin amount currency content transactionTime";

async fn inquire(env: &TestEnv, content: &str) -> Vec<Value> {
    let signature = hmac256(SECRET, &format!("1020304050|{content}|Q1"));
    let message = json!({
        "accountNumber": "1020304050", "content": content, "requestId": "Q1", "signature": signature,
    });
    let answer = env.post("/sandbox/vietqr/transactions", &message).await;
    let answer = answer.value().await;
    assert_eq!(answer["code"], "00", "{answer}");
    let found = answer["transactions"].as_array().expect("an answer");
    let mut signed = "00|Q1".to_owned();
    for transfer in found {
        let values = joined(transfer, "transactionId amount content transactionTime");
        signed.push_str(&format!("|{values}"));
    }
    assert_eq!(answer["signature"], hmac256(SECRET, &signed));
    found.clone()
}

async fn transfer(env: &TestEnv, message: Value) -> StatusCode {
    let answer = env.post("/sandbox/vietqr/transfers", &message).await;
    answer.status()
}

#[tokio::test]
async fn a_transfer_is_called_back_until_the_portal_has_looked_at_it() {
    let mut env = TestEnv::start(4).await;
    assert_eq!(inquire(&env, CONTENT).await, Vec::<Value>::new());
    for code in ["97", "99", "01"] {
        env.answer(200, json!({ "code": code, "message": "" }).to_string());
    }
    let order = json!({ "amount": 200_000, "content": CONTENT });
    assert_eq!(transfer(&env, order).await, 201);
    for _try in 0..3 {
        let callback: Value = env.called_back_json("vietqr").await;
        let signature = hmac256(SECRET, &joined(&callback, CALLBACK));
        assert_eq!(callback["signature"], signature);
        assert_eq!(text(&callback, "amount"), "200000");
        assert_eq!(text(&callback, "bankBin"), "970436");
    }
    assert_eq!(env.log("vietqr", 3).await[2]["acknowledged"], true);
    assert!(env.no_callback_so_far());
    let charges = env.charges().await;
    assert_eq!(charges[0]["reference"], REFERENCE);
}

#[tokio::test]
async fn a_transfer_is_found_however_the_bank_wrote_its_content() {
    let env = TestEnv::start(1).await;
    for (amount, content) in [
        (200_000, "MBVCB.99.DVC abcdefghij 234567klmnop-CT"),
        (190_000, CONTENT),
        (50_000, "tien dien"),
    ] {
        let order = json!({ "amount": amount, "content": content });
        assert_eq!(transfer(&env, order).await, 201);
    }
    let found = inquire(&env, CONTENT).await;
    let amounts: Vec<_> = found.iter().map(|t| text(t, "amount")).collect();
    assert_eq!(amounts, ["200000", "190000"]);
    assert_eq!(inquire(&env, "Tien Dien").await.len(), 1);
}

#[tokio::test]
async fn paying_twice_takes_the_money_twice() {
    let env = TestEnv::start(1).await;
    let posted = json!({ "act": "pay_twice", "amount": 200_000 });
    assert_eq!(env.payer(REFERENCE, posted).await.status(), 200);
    assert_eq!(inquire(&env, CONTENT).await.len(), 2);
    assert_eq!(env.totals().await, (400_000, 0));
    let without_amount = env.payer("unknown", json!({ "act": "pay" })).await;
    assert_eq!(without_amount.status(), 404);
}

#[tokio::test]
async fn a_code_is_scanned_and_may_be_altered_by_the_payer() {
    let env = TestEnv::start(1).await;
    let code = "00020101021238540010A00000072701240006970436011010203040500208QRIBFTTA530370454065000005802VN62290825DVCABCDEFGHIJ234567KLMNOP6304";
    let code = format!("{code}{:04X}", crc(code.as_bytes()));
    let as_it_is = json!({ "payload": code });
    assert_eq!(transfer(&env, as_it_is).await, 201);
    let typed = [("payload", code.as_str()), ("amount", "400.000")];
    let page = env.form("/sandbox/vietqr", &typed);
    assert!(page.await.body().await.contains("400.000 đ"));
    let found = inquire(&env, CONTENT).await;
    let amounts: Vec<_> = found.iter().map(|t| text(t, "amount")).collect();
    assert_eq!(amounts, ["500000", "400000"]);

    let changed = code.replace("500000", "600000");
    let other_account = "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA53037045405500005802VN62170813TN0001 le phi63048312";
    for refused in [
        json!({ "payload": changed }),
        json!({ "payload": other_account }),
        json!({ "amount": 0, "content": "x" }),
        json!({ "amount": 5_000 }),
    ] {
        let status = transfer(&env, refused.clone()).await;
        assert_eq!(status, 422, "{refused}");
    }
}

#[tokio::test]
async fn an_inquiry_that_is_not_signed_learns_nothing() {
    let env = TestEnv::start(1).await;
    let message = json!({
        "accountNumber": "1020304050", "content": CONTENT, "requestId": "Q1", "signature": "0",
    });
    let answer = env.post("/sandbox/vietqr/transactions", &message).await;
    let answer = answer.value().await;
    assert_eq!(answer["code"], "97");
    assert!(answer.get("transactions").is_none());
}

/// CRC-16/CCITT-FALSE.
fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc: u16, _bit| {
            let carry = if crc & 0x8000 == 0 { 0 } else { 0x1021 };
            (crc << 1) ^ carry
        })
    })
}
