use crate::env::{Body, TestEnv, joined, text};
use reqwest::Response;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const SECRET: &str = "sandbox-vnpt-secret";
const INIT: &str = "ACTION VERSION MERCHANT_SERVICE_ID MERCHANT_ORDER_ID AMOUNT AMOUNT_DETAIL SERVICE_ID DEVICE LOCALE CURRENCY_CODE PAYMENT_METHOD DESCRIPTION CREATE_DATE CLIENT_IP";
const QUERY: &str = "ACTION VERSION MERCHANT_SERVICE_ID MERCHANT_ORDER_ID CREATE_DATE";
const CONFIRM: &str = "ACTION RESPONSE_CODE MERCHANT_SERVICE_ID MERCHANT_ORDER_ID AMOUNT CURRENCY_CODE VNPTPAY_TRANSACTION_ID PAYMENT_METHOD PAY_DATE ADDITIONAL_INFO";
const ACKNOWLEDGED: &str =
    "RESPONSE_CODE DESCRIPTION MERCHANT_SERVICE_ID MERCHANT_ORDER_ID CREATE_DATE";

fn digest(values: &[&str]) -> String {
    hex::encode(Sha256::digest(format!("{}|{SECRET}", values.join("|"))))
}

fn signature(message: &Value, names: &str) -> String {
    digest(&[&joined(message, names)])
}

fn signed(mut message: Value, names: &str) -> Value {
    message["SECURE_CODE"] = signature(&message, names).into();
    message
}

fn init(reference: &str) -> Value {
    let message = json!({
        "ACTION": "INIT", "VERSION": "1.0.6", "MERCHANT_SERVICE_ID": "DVCTAYNINH",
        "MERCHANT_ORDER_ID": reference, "AMOUNT": "200000", "AMOUNT_DETAIL": "200000", "SERVICE_ID": "1",
        "DEVICE": "1", "LOCALE": "vi-VN", "CURRENCY_CODE": "VND", "PAYMENT_METHOD": "VNPTPAY",
        "DESCRIPTION": "Thanh toan le phi", "CREATE_DATE": "20250601101010", "CLIENT_IP": "127.0.0.1",
    });
    signed(message, INIT)
}

async fn post(env: &TestEnv, path: &str, message: &Value) -> Response {
    let url = format!("{}/sandbox/vnpt-pay/rest/payment/v1.0.6/{path}", env.url);
    let request = env.client.post(url).bearer_auth("sandbox-vnpt-api-key");
    request.json(message).send().await.expect("an answer")
}

/// The answer, whose digest is over its values in the order in which they came.
async fn ask(env: &TestEnv, path: &str, message: &Value) -> Value {
    let body = post(env, path, message).await.body().await;
    let pairs = body.trim_matches(['{', '}']).split("\",\"");
    let values = pairs.map(|pair| pair.split_once("\":\"").expect("an answer").1);
    let values: Vec<_> = values.map(|value| value.trim_end_matches('"')).collect();
    let (secure, values) = values.split_last().expect("an answer");
    assert_eq!(*secure, digest(values), "{body}");
    serde_json::from_str(&body).expect("an answer")
}

async fn open(env: &TestEnv, reference: &str) -> String {
    let answer = ask(env, "init", &init(reference)).await;
    assert_eq!(answer["RESPONSE_CODE"], "00", "{answer}");
    env.path(text(&answer, "REDIRECT_URL")).to_owned()
}

async fn query(env: &TestEnv, reference: &str) -> Value {
    let message = json!({
        "ACTION": "QUERY", "VERSION": "1.0.6", "MERCHANT_SERVICE_ID": "DVCTAYNINH",
        "MERCHANT_ORDER_ID": reference, "CREATE_DATE": "20250601101010",
    });
    ask(env, "query", &signed(message, QUERY)).await
}

fn acknowledgement(code: &str) -> Value {
    let message = json!({
        "RESPONSE_CODE": code, "DESCRIPTION": "", "MERCHANT_SERVICE_ID": "DVCTAYNINH",
        "MERCHANT_ORDER_ID": "tn1", "CREATE_DATE": "20250601101212",
    });
    signed(message, ACKNOWLEDGED)
}

#[tokio::test]
async fn a_confirm_is_repeated_until_the_acknowledgement_is_good_and_signed() {
    let mut env = TestEnv::start(4).await;
    let page = open(&env, "tn1").await;
    let mut unsigned = acknowledgement("00");
    unsigned["SECURE_CODE"] = "0".into();
    for answer in [acknowledgement("99"), unsigned, acknowledgement("02")] {
        env.answer(200, answer.to_string());
    }
    let back = env.press(&page, "pay").await;
    let (portal, secure) = (&env.portal_url, digest(&["tn1", "00"]));
    let query = format!("data=tn1&responseCode=00&secureCode={secure}");
    assert_eq!(back, format!("{portal}/thanh-toan/ket-qua?{query}"));
    for _try in 0..3 {
        let told = env.called_back_json("vnpt-pay").await;
        assert_eq!(told["SECURE_CODE"], signature(&told, CONFIRM));
        assert_eq!(told["RESPONSE_CODE"], "00");
        assert_eq!(told["AMOUNT"], "200000");
    }
    let log = env.log("vnpt-pay", 3).await;
    let acknowledged: Vec<_> = log.iter().map(|d| &d["acknowledged"]).collect();
    assert_eq!(acknowledged, [false, false, true]);
    assert!(env.no_callback_so_far());
    assert_eq!(env.totals().await, (200_000, 0));
}

#[tokio::test]
async fn each_act_of_the_payer_has_its_state() {
    let env = TestEnv::start(1).await;
    for (act, status) in [
        ("pay", "1"),
        ("cancel", "4"),
        ("insufficient", "4"),
        ("wrong_otp", "4"),
        ("leave", "3"),
        ("pending", "3"),
    ] {
        open(&env, act).await;
        env.payer(act, json!({ "act": act })).await;
        let answer = query(&env, act).await;
        assert_eq!(answer["TRANSACTION_STATUS"], status, "{act}");
    }
}

#[tokio::test]
async fn a_bad_message_is_refused_with_the_code_that_says_why() {
    let env = TestEnv::start(1).await;
    let with = |name: &str, value: &str| {
        let mut message = init("tn1");
        message[name] = value.into();
        signed(message, INIT)
    };
    let mut forged = init("tn1");
    forged["AMOUNT"] = "1000".into();
    for (message, code) in [
        (forged, "07"),
        (with("MERCHANT_SERVICE_ID", "OTHER"), "09"),
        (with("AMOUNT_DETAIL", "1000"), "02"),
        (with("DESCRIPTION", "a|b"), "02"),
        (with("CREATE_DATE", "yesterday"), "02"),
        (with("VERSION", "1.0.5"), "02"),
    ] {
        let answer = ask(&env, "init", &message).await;
        assert_eq!(answer["RESPONSE_CODE"], code, "{message}");
    }
    assert_eq!(query(&env, "tn1").await["RESPONSE_CODE"], "05");
    let page = open(&env, "tn1").await;
    assert_eq!(open(&env, "tn1").await, page);
    let other = ask(&env, "init", &with("DESCRIPTION", "Khac")).await;
    assert_eq!(other["RESPONSE_CODE"], "03");
    let other = init("tn2");
    let keyless = env.post("/sandbox/vnpt-pay/rest/payment/v1.0.6/init", &other);
    assert_eq!(keyless.await.status(), 401);
}

#[tokio::test]
async fn a_refused_opening_has_not_happened_and_a_refused_question_may_be_repeated() {
    let env = TestEnv::start(1).await;
    env.fault_of("vnpt-pay", "create", "refuse").await;
    assert_eq!(ask(&env, "init", &init("tn1")).await["RESPONSE_CODE"], "96");
    assert_eq!(query(&env, "tn1").await["RESPONSE_CODE"], "05");
    open(&env, "tn1").await;
    env.fault_of("vnpt-pay", "query", "http_500").await;
    let message = json!({ "MERCHANT_ORDER_ID": "tn1" });
    let broken = post(&env, "query", &message).await;
    assert_eq!(broken.status(), 500);
    assert_eq!(query(&env, "tn1").await["TRANSACTION_STATUS"], "3");
}
