use crate::env::*;
use serde_json::{Value, json};
use time::{OffsetDateTime, macros::offset};

const KEY1: &str = "PcY4iZIKFCIdgZvA6ueMcMHHUbRLYjPL";
const KEY2: &str = "kLtgPl8HHhfvMuDHPwKfgfsY4Ydm9eIz";

fn day() -> String {
    let today = OffsetDateTime::now_utc().to_offset(offset!(+7)).date();
    let (year, month) = (today.year() % 100, u8::from(today.month()));
    format!("{year:02}{month:02}{:02}", today.day())
}

async fn post(env: &TestEnv, path: &str, fields: &[(&str, &str)]) -> Value {
    let path = format!("/sandbox/zalopay/v2/{path}");
    env.form(&path, fields).await.value().await
}

async fn create(env: &TestEnv, reference: &str, amount: &str) -> Value {
    let order = format!("{}_{reference}", day());
    let time = (OffsetDateTime::now_utc().unix_timestamp() * 1000).to_string();
    let embedded = json!({ "redirecturl": format!("{}/back?r=1", env.portal_url) }).to_string();
    let callback = format!("{}/callbacks/zalopay", env.portal_url);
    let signed = format!("2553|{order}|citizen|{amount}|{time}|{embedded}|[]");
    let fields = [
        ("app_id", "2553"),
        ("app_user", "citizen"),
        ("app_time", &time),
        ("amount", amount),
        ("app_trans_id", &order),
        ("embed_data", &embedded),
        ("item", "[]"),
        ("description", "Thanh toan le phi"),
        ("bank_code", ""),
        ("callback_url", &callback),
        ("mac", &hmac256(KEY1, &signed)),
    ];
    post(env, "create", &fields).await
}

async fn open(env: &TestEnv, reference: &str) -> String {
    let answer = create(env, reference, "200000").await;
    assert_eq!(answer["return_code"], 1, "{answer}");
    env.path(text(&answer, "order_url")).to_owned()
}

async fn query(env: &TestEnv, reference: &str) -> Value {
    let order = format!("{}_{reference}", day());
    let mac = hmac256(KEY1, &format!("2553|{order}|{KEY1}"));
    let fields = [("app_id", "2553"), ("app_trans_id", &order), ("mac", &mac)];
    post(env, "query", &fields).await
}

async fn refund(env: &TestEnv, id: &str, transaction: &str, amount: &str) -> Value {
    let id = format!("{}_2553_{id}", day());
    let mac = hmac256(KEY1, &format!("2553|{transaction}|{amount}|Hoan phi|1"));
    let fields = [
        ("app_id", "2553"),
        ("m_refund_id", &id),
        ("zp_trans_id", transaction),
        ("amount", amount),
        ("timestamp", "1"),
        ("description", "Hoan phi"),
        ("mac", &mac),
    ];
    post(env, "refund", &fields).await
}

async fn query_refund(env: &TestEnv, id: &str) -> Value {
    let id = format!("{}_2553_{id}", day());
    let mac = hmac256(KEY1, &format!("2553|{id}|1"));
    let fields = [
        ("app_id", "2553"),
        ("m_refund_id", &id),
        ("timestamp", "1"),
        ("mac", &mac),
    ];
    post(env, "query_refund", &fields).await
}

#[tokio::test]
async fn a_payment_is_called_back_until_acknowledged() {
    let mut env = TestEnv::start(3).await;
    let page = open(&env, "tn1").await;
    for code in [0, 2] {
        let answer = json!({ "return_code": code, "return_message": "" });
        env.answer(200, answer.to_string());
    }
    let back = env.press(&page, "pay").await;
    assert!(back.starts_with(&format!("{}/back?r=1&appid=2553", env.portal_url)));
    assert!(back.contains("&status=1&checksum="), "{back}");
    let mut data = Value::Null;
    for _try in 0..2 {
        let told: Value = env.called_back_json("zalopay").await;
        assert_eq!(told["mac"], hmac256(KEY2, text(&told, "data")));
        data = serde_json::from_str(text(&told, "data")).expect("an answer");
    }
    assert_eq!(data["amount"], 200_000);
    assert_eq!(data["app_id"], 2553);
    assert_eq!(env.log("zalopay", 2).await[1]["acknowledged"], true);
    assert!(env.no_callback_so_far());
    let answer = query(&env, "tn1").await;
    assert_eq!(answer["return_code"], 1);
    assert_eq!(answer["zp_trans_id"], data["zp_trans_id"]);
    let charges = env.charges().await;
    assert_eq!(charges[0]["reference"], "tn1");
}

#[tokio::test]
async fn a_payment_that_fails_is_known_by_asking_only() {
    let mut env = TestEnv::start(1).await;
    for (act, code) in [
        ("cancel", 2),
        ("insufficient", 2),
        ("wrong_otp", 2),
        ("leave", 3),
        ("pending", 3),
    ] {
        open(&env, act).await;
        env.payer(act, json!({ "act": act })).await;
        assert_eq!(query(&env, act).await["return_code"], code, "{act}");
    }
    assert_eq!(query(&env, "insufficient").await["sub_return_code"], -63);
    env.advance(900).await;
    for reference in ["insufficient", "leave"] {
        assert_eq!(query(&env, reference).await["sub_return_code"], -55);
    }
    assert!(env.no_callback_so_far());
    assert_eq!(env.totals().await, (0, 0));
}

#[tokio::test]
async fn no_more_goes_back_than_was_taken_and_each_refund_once() {
    let env = TestEnv::start(1).await;
    open(&env, "tn1").await;
    env.payer("tn1", json!({ "act": "pay" })).await;
    let transaction = query(&env, "tn1").await["zp_trans_id"].to_string();
    for (id, amount, code) in [
        ("r1", "50000", 1),
        ("r1", "50000", 1),
        ("r1", "60000", 2),
        ("r2", "150001", 2),
        ("r3", "150000", 1),
        ("r4", "1", 2),
    ] {
        let answer = refund(&env, id, &transaction, amount).await;
        assert_eq!(answer["return_code"], code, "{id} {amount} {answer}");
    }
    assert_eq!(env.totals().await, (200_000, 200_000));
    assert_eq!(query_refund(&env, "r3").await["return_code"], 1);
    assert_eq!(query_refund(&env, "r4").await["sub_return_code"], -101);
    let refunds = env.json("/sandbox/bank/refunds.json").await;
    assert_eq!(refunds[0]["refund_reference"], "r1");
}

#[tokio::test]
async fn a_repeat_is_refused_where_it_differs_and_a_forgery_always() {
    let env = TestEnv::start(1).await;
    open(&env, "tn1").await;
    assert_eq!(create(&env, "tn1", "1000").await["sub_return_code"], -68);
    assert_eq!(create(&env, "tn2", "0").await["sub_return_code"], -54);
    let order = format!("{}_tn1", day());
    let forged = [("app_id", "2553"), ("app_trans_id", &*order), ("mac", "0")];
    assert_eq!(post(&env, "query", &forged).await["sub_return_code"], -402);
    assert_eq!(query(&env, "tn2").await["sub_return_code"], -101);
}
