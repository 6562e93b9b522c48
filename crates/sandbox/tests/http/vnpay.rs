use std::collections::BTreeMap;

use crate::env::*;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{StatusCode, Url};
use serde_json::{Value, json};
use sha2::Sha512;

const SECRET: &str = "sandbox-vnpay-secret";
const PAY: &str = "/sandbox/vnpay/paymentv2/vpcpay.html";
const API: &str = "/sandbox/vnpay/merchant_webapi/api/transaction";
const QUERY: &str =
    "RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo";
const REFUND: &str = "RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo TransactionDate CreateBy CreateDate IpAddr OrderInfo";
const ANSWERED: &str = "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate TransactionNo TransactionType TransactionStatus OrderInfo";

type Fields = BTreeMap<String, String>;

fn hash(text: &str) -> String {
    let mut mac = Hmac::<Sha512>::new_from_slice(SECRET.as_bytes()).expect("an answer");
    mac.update(text.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

fn encoded(fields: &Fields) -> String {
    serde_urlencoded::to_string(fields).expect("an answer")
}

/// The path that opens a payment, after `change` and before signing.
fn address(env: &TestEnv, reference: &str, change: impl FnOnce(&mut Fields)) -> String {
    let back = format!("{}/back", env.portal_url);
    let mut fields: Fields = [
        ("vnp_Version", "2.1.0"),
        ("vnp_Command", "pay"),
        ("vnp_TmnCode", "TAYNINH1"),
        ("vnp_Amount", "20000000"),
        ("vnp_CreateDate", "20250601101010"),
        ("vnp_CurrCode", "VND"),
        ("vnp_IpAddr", "127.0.0.1"),
        ("vnp_Locale", "vn"),
        ("vnp_OrderInfo", "Thanh toan le phi"),
        ("vnp_OrderType", "other"),
        ("vnp_ReturnUrl", &back),
        ("vnp_TxnRef", reference),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    change(&mut fields);
    let query = encoded(&fields);
    format!("{PAY}?{query}&vnp_SecureHash={}", hash(&query))
}

async fn open(env: &TestEnv, reference: &str) -> String {
    location(&env.get(&address(env, reference, |_| ())).await)
}

fn joined(message: &Value, names: &str) -> String {
    let value = |name: &str| message[format!("vnp_{name}")].as_str().unwrap_or_default();
    names.split(' ').map(value).collect::<Vec<_>>().join("|")
}

fn question(command: &str, reference: &str) -> Value {
    json!({
        "vnp_RequestId": "R1", "vnp_Version": "2.1.0", "vnp_Command": command, "vnp_TmnCode": "TAYNINH1",
        "vnp_TxnRef": reference, "vnp_OrderInfo": "Truy van", "vnp_TransactionDate": "20250601101010",
        "vnp_CreateDate": "20250601102020", "vnp_IpAddr": "127.0.0.1",
    })
}

async fn ask(env: &TestEnv, mut message: Value, names: &str) -> Value {
    message["vnp_SecureHash"] = hash(&joined(&message, names)).into();
    let answer = env.post(API, &message).await.value().await;
    let mut signed = joined(&answer, ANSWERED);
    if message["vnp_Command"] == "querydr" {
        signed.push_str("||");
    }
    assert_eq!(answer["vnp_SecureHash"], hash(&signed), "{answer}");
    answer
}

async fn query(env: &TestEnv, reference: &str) -> Value {
    ask(env, question("querydr", reference), QUERY).await
}

/// `at` tells one refund of a payment from another.
async fn refund(env: &TestEnv, kind: &str, amount: &str, at: &str) -> String {
    let mut message = question("refund", "tn1");
    for (name, value) in [
        ("vnp_TransactionType", kind),
        ("vnp_Amount", amount),
        ("vnp_TransactionNo", "0"),
        ("vnp_CreateBy", "canbo01"),
        ("vnp_CreateDate", at),
    ] {
        message[name] = value.into();
    }
    text(&ask(env, message, REFUND).await, "vnp_ResponseCode").to_owned()
}

/// The fields of an address, and whether its hash fits them.
fn told(query: &str) -> (Fields, bool) {
    let mut fields: Fields = serde_urlencoded::from_str(query).expect("an answer");
    let given = fields.remove("vnp_SecureHash").expect("an answer");
    let fits = given == hash(&encoded(&fields));
    (fields, fits)
}

fn acknowledge(env: &TestEnv, code: &str) {
    env.answer(200, json!({ "RspCode": code, "Message": "" }).to_string());
}

#[tokio::test]
async fn the_ipn_is_repeated_until_acknowledged_and_says_what_the_return_says() {
    let mut env = TestEnv::start(4).await;
    let page = open(&env, "tn1").await;
    for code in ["97", "01", "02"] {
        acknowledge(&env, code);
    }
    let back = Url::parse(&env.press(&page, "pay").await).expect("an answer");
    for _try in 0..3 {
        let (fields, fits) = told(&env.called_back("vnpay").await);
        assert!(fits);
        assert_eq!((fields, true), told(back.query().expect("an answer")));
    }
    let (fields, _) = told(back.query().expect("an answer"));
    assert_eq!(fields["vnp_Amount"], "20000000");
    assert_eq!(fields["vnp_ResponseCode"], "00");
    assert_eq!(fields["vnp_TransactionStatus"], "00");
    assert_eq!(env.log("vnpay", 3).await[2]["acknowledged"], true);
    assert!(env.no_callback_so_far());
    assert_eq!(env.totals().await, (200_000, 0));
    let answer = query(&env, "tn1").await;
    assert_eq!(answer["vnp_TransactionNo"], fields["vnp_TransactionNo"]);
    assert_eq!(answer["vnp_TransactionStatus"], "00");
}

#[tokio::test]
async fn each_act_of_the_payer_has_its_codes() {
    let mut env = TestEnv::start(1).await;
    for (act, code) in [
        ("cancel", "24"),
        ("insufficient", "51"),
        ("wrong_otp", "13"),
    ] {
        open(&env, act).await;
        env.payer(act, json!({ "act": act })).await;
        let (fields, fits) = told(&env.called_back("vnpay").await);
        assert!(fits);
        assert_eq!(fields["vnp_ResponseCode"], code);
        assert_eq!(fields["vnp_TransactionStatus"], "02");
    }
    let page = open(&env, "tn1").await;
    let back = env.press(&page, "pending").await;
    assert!(back.contains("vnp_TransactionStatus=01"));
    assert_eq!(query(&env, "tn1").await["vnp_TransactionStatus"], "01");
    assert!(env.no_callback_so_far());
}

async fn status(env: &TestEnv, path: &str) -> StatusCode {
    env.get(path).await.status()
}

#[tokio::test]
async fn an_address_that_is_not_right_in_every_field_opens_nothing() {
    let env = TestEnv::start(1).await;
    for (name, value) in [
        ("vnp_Amount", "20000050"),
        ("vnp_Amount", "0"),
        ("vnp_TmnCode", "OTHER"),
        ("vnp_OrderInfo", "Lệ phí"),
        ("vnp_Version", "2.0.0"),
        ("vnp_SecureHashType", "SHA512"),
        ("vnp_ExpireDate", "20200101000000"),
    ] {
        let wrong = address(&env, "tn1", |fields| {
            fields.insert(name.to_owned(), value.to_owned());
        });
        assert_eq!(status(&env, &wrong).await, 400, "{name}");
    }
    let forged = address(&env, "tn1", |_| ()).replace("20000000", "1000000");
    assert_eq!(status(&env, &forged).await, 400);
    assert_eq!(query(&env, "tn1").await["vnp_ResponseCode"], "91");
    assert_eq!(open(&env, "tn1").await, open(&env, "tn1").await);
    let mut forged = question("querydr", "tn1");
    forged["vnp_SecureHash"] = "0".into();
    let answer = env.post(API, &forged).await.value().await;
    assert_eq!(answer["vnp_ResponseCode"], "97");
}

#[tokio::test]
async fn no_more_goes_back_than_was_taken_and_each_refund_once() {
    let env = TestEnv::start(1).await;
    open(&env, "tn1").await;
    assert_eq!(refund(&env, "02", "20000000", "20250602000000").await, "95");
    env.payer("tn1", json!({ "act": "pay" })).await;
    for (kind, amount, at, code) in [
        ("03", "5000000", "20250602000001", "00"),
        ("03", "5000000", "20250602000001", "94"),
        ("02", "5000000", "20250602000002", "03"),
        ("02", "20000000", "20250602000003", "95"),
        ("03", "15000000", "20250602000004", "00"),
        ("03", "100000", "20250602000005", "95"),
    ] {
        let answer = refund(&env, kind, amount, at).await;
        assert_eq!(answer, code, "{kind} {amount} {at}");
    }
    assert_eq!(env.totals().await, (200_000, 200_000));
    let answer = query(&env, "tn1").await;
    assert_eq!(answer["vnp_TransactionType"], "02");
}

#[tokio::test]
async fn the_page_may_be_down_and_the_ipn_forged() {
    let mut env = TestEnv::start(2).await;
    env.fault_of("vnpay", "create", "refuse").await;
    let address = address(&env, "tn1", |_| ());
    assert_eq!(status(&env, &address).await, 503);
    open(&env, "tn1").await;
    env.fault_of("vnpay", "callback", "forged").await;
    env.payer("tn1", json!({ "act": "pay" })).await;
    let (fields, fits) = told(&env.called_back("vnpay").await);
    assert_eq!((&*fields["vnp_Amount"], fits), ("20100000", false));
    assert!(told(&env.called_back("vnpay").await).1);
}
