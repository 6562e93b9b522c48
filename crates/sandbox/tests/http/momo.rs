use crate::env::*;
use reqwest::{Response, Url};
use serde_json::{Value, json};

const SECRET: &str = "K951B6PE1waDMi640xX08PD3vg6EkVlz";
const CREATE: &str =
    "amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType";
const TOLD: &str = "amount extraData message orderId orderInfo orderType partnerCode payType requestId responseTime resultCode transId";
const QUERY: &str = "orderId partnerCode requestId";
const REFUND: &str = "amount description orderId partnerCode requestId transId";

fn sign(message: &Value, names: &str) -> String {
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let mut raw = "accessKey=F8BBA842ECF85".to_owned();
    for name in names.split(' ') {
        raw.push_str(&format!("&{name}={}", plain(&message[name])));
    }
    hmac256(SECRET, &raw)
}

fn signed(mut message: Value, names: &str) -> Value {
    message["signature"] = sign(&message, names).into();
    message
}

fn create(env: &TestEnv, reference: &str) -> Value {
    let message = json!({
        "partnerCode": "MOMO", "requestId": format!("{reference}-Q"), "amount": 200_000, "orderId": reference,
        "orderInfo": "Thanh toan le phi", "redirectUrl": format!("{}/back", env.portal_url),
        "ipnUrl": format!("{}/callbacks/momo", env.portal_url), "requestType": "captureWallet",
        "extraData": "", "lang": "vi",
    });
    signed(message, CREATE)
}

async fn post(env: &TestEnv, path: &str, message: &Value) -> Response {
    let path = format!("/sandbox/momo/v2/gateway/api/{path}");
    env.post(&path, message).await
}

async fn ask(env: &TestEnv, path: &str, message: &Value) -> Value {
    post(env, path, message).await.value().await
}

async fn open(env: &TestEnv, reference: &str) -> String {
    let answer = ask(env, "create", &create(env, reference)).await;
    assert_eq!(answer["resultCode"], 0, "{answer}");
    env.path(text(&answer, "payUrl")).to_owned()
}

async fn query(env: &TestEnv, reference: &str) -> Value {
    let message =
        json!({ "partnerCode": "MOMO", "requestId": "Q2", "orderId": reference, "lang": "vi" });
    ask(env, "query", &signed(message, QUERY)).await
}

fn refund(id: &str, transaction: &Value, amount: u64) -> Value {
    let message = json!({
        "partnerCode": "MOMO", "requestId": format!("{id}-Q"), "orderId": id, "amount": amount,
        "transId": transaction, "description": "Hoan phi", "lang": "vi",
    });
    signed(message, REFUND)
}

#[tokio::test]
async fn a_paid_fee_is_notified_returned_and_answered_the_same() {
    let mut env = TestEnv::start(3).await;
    let page = open(&env, "tn1").await;
    let shown = env.page(&page).await;
    assert!(shown.contains("200.000 đ") && shown.contains("Thanh toan le phi"));
    env.answer(200, "");
    env.answer(204, "");
    let back = env.press(&page, "pay").await;

    let first = env.called_back("momo").await;
    assert_eq!(first, env.called_back("momo").await);
    let notified: Value = serde_json::from_str(&first).expect("an answer");
    assert_eq!(notified["signature"], sign(&notified, TOLD));
    assert_eq!(notified["resultCode"], 0);
    assert_eq!(notified["amount"], 200_000);
    let log = env.log("momo", 2).await;
    assert_eq!(log[0]["acknowledged"], false);
    assert_eq!(log[1]["acknowledged"], true);

    let back = Url::parse(&back).expect("an answer");
    assert_eq!(back.path(), "/back");
    let returned = |name: &str| {
        let found = back.query_pairs().find(|(n, _)| n == name);
        found.expect("an answer").1.into_owned()
    };
    assert_eq!(returned("transId"), notified["transId"].to_string());
    assert_eq!(returned("signature"), text(&notified, "signature"));
    let answer = query(&env, "tn1").await;
    assert_eq!(answer["transId"], notified["transId"]);
    assert_eq!(answer["resultCode"], 0);
    assert_eq!(answer["amount"], 200_000);
    let charges = env.charges().await;
    assert_eq!(charges[0]["provider"], "momo");
    assert_eq!(charges[0]["reference"], "tn1");
}

#[tokio::test]
async fn each_act_of_the_payer_has_its_code() {
    let env = TestEnv::start(1).await;
    for (act, code) in [
        ("cancel", 1006),
        ("insufficient", 1001),
        ("wrong_otp", 4100),
        ("leave", 1000),
        ("pending", 1000),
        ("pay_twice", 0),
    ] {
        open(&env, act).await;
        let answer = env.payer(act, json!({ "act": act })).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(query(&env, act).await["resultCode"], code, "{act}");
    }
    assert_eq!(env.totals().await, (200_000, 0));
    let again = env.payer("cancel", json!({ "act": "pay" })).await;
    assert_eq!(again.status(), 409);
    let unknown = env.payer("nobody", json!({ "act": "pay" })).await;
    assert_eq!(unknown.status(), 404);
}

#[tokio::test]
async fn a_payer_who_stays_undecided_returns_with_a_payment_still_open() {
    let mut env = TestEnv::start(1).await;
    let page = open(&env, "tn1").await;
    let left = env.form(&page, &[("act", "leave")]).await;
    assert_eq!(left.status(), 200);
    let back = env.press(&page, "pending").await;
    assert!(back.contains("resultCode=1000"));
    assert!(env.no_callback_so_far());
    assert!(env.press(&page, "pay").await.contains("resultCode=0"));
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_named_by_its_code() {
    let env = TestEnv::start(1).await;
    let mut forged = create(&env, "tn1");
    forged["amount"] = 1_000.into();
    let with = |name: &str, value: Value| {
        let mut message = create(&env, "tn1");
        message[name] = value;
        signed(message, CREATE)
    };
    for (message, code) in [
        (forged, 13),
        (with("amount", 999.into()), 22),
        (with("amount", 50_000_001.into()), 22),
        (with("orderId", "-tn".into()), 20),
        (with("requestType", "gift".into()), 20),
        (with("partnerCode", "OTHER".into()), 13),
    ] {
        let answer = ask(&env, "create", &message).await;
        assert_eq!(answer["resultCode"], code, "{message}");
    }
    assert_eq!(query(&env, "tn1").await["resultCode"], 42);
    let page = open(&env, "tn1").await;
    assert_eq!(open(&env, "tn1").await, page);
    let other = ask(&env, "create", &with("amount", 5_000.into())).await;
    assert_eq!(other["resultCode"], 41);
}

#[tokio::test]
async fn no_more_goes_back_than_was_taken_and_each_refund_once() {
    let env = TestEnv::start(1).await;
    open(&env, "tn1").await;
    env.payer("tn1", json!({ "act": "pay" })).await;
    let transaction = query(&env, "tn1").await["transId"].clone();

    let part = refund("r1", &transaction, 50_000);
    for _repeat in 0..2 {
        assert_eq!(ask(&env, "refund", &part).await["resultCode"], 0);
    }
    let cases = [
        (refund("r2", &transaction, 150_001), 1081),
        (refund("r1", &transaction, 60_000), 41),
        (refund("r3", &json!(1), 10_000), 42),
        (refund("r4", &transaction, 150_000), 0),
        (refund("r5", &transaction, 1_000), 1081),
    ];
    for (message, code) in cases {
        let answer = ask(&env, "refund", &message).await;
        assert_eq!(answer["resultCode"], code, "{message}");
    }
    assert_eq!(env.totals().await, (200_000, 200_000));
    let told = query(&env, "tn1").await;
    assert_eq!(told["refundTrans"].as_array().map(Vec::len), Some(2));
    let question = json!({ "partnerCode": "MOMO", "requestId": "Q3", "orderId": "r4" });
    let answer = ask(&env, "refund/query", &signed(question, QUERY)).await;
    assert_eq!(answer["resultCode"], 0);
    assert_eq!(answer["amount"], 150_000);
}

#[tokio::test]
async fn faults_bend_every_point() {
    let mut env = TestEnv::start(3).await;
    env.fault_of("momo", "create", "refuse").await;
    let refused = post(&env, "create", &create(&env, "tn1")).await;
    assert_eq!(refused.status(), 503);
    let path = "/sandbox/momo/v2/gateway/api/create";
    env.fault_of("momo", "create", "lose_request").await;
    assert!(env.is_broken(path, &create(&env, "tn1")).await);
    assert_eq!(query(&env, "tn1").await["resultCode"], 42);
    env.fault_of("momo", "create", "lose_answer").await;
    assert!(env.is_broken(path, &create(&env, "tn1")).await);
    assert_eq!(query(&env, "tn1").await["resultCode"], 1000);

    env.fault_of("momo", "callback", "forged").await;
    env.fault_of("momo", "callback", "bad_digest").await;
    for status in [400, 400, 204] {
        env.answer(status, "");
    }
    env.payer("tn1", json!({ "act": "pay" })).await;
    let mut told = Vec::new();
    for _try in 0..3 {
        let message: Value = env.called_back_json("momo").await;
        let fits = message["signature"] == sign(&message, TOLD);
        told.push((message["amount"].as_u64().expect("an answer"), fits));
    }
    assert_eq!(told, [(201_000, false), (200_000, false), (200_000, true)]);

    let transaction = query(&env, "tn1").await["transId"].clone();
    env.fault_of("momo", "refund", "lose_answer").await;
    let path = "/sandbox/momo/v2/gateway/api/refund";
    let order = refund("r1", &transaction, 200_000);
    assert!(env.is_broken(path, &order).await);
    assert_eq!(ask(&env, "refund", &order).await["resultCode"], 0);
    assert_eq!(env.totals().await, (200_000, 200_000));
}
