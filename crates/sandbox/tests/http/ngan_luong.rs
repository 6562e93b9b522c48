use std::collections::BTreeMap;

use crate::env::*;
use serde_json::json;

const ADDRESS: &str = "/sandbox/ngan-luong/checkout.api.nganluong.post.php";
const PASSWORD: &str = "43c64ca011d7a33f746a74e736bde6e4";

/// The text of an element; empty where there is none.
fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let after = xml.split_once(&format!("<{name}>"));
    let inside = after.and_then(|(_, rest)| rest.split_once(&format!("</{name}>")));
    inside.map_or("", |(inside, _)| inside)
}

fn fields(env: &TestEnv, function: &str, changes: &[(&str, &str)]) -> BTreeMap<String, String> {
    let back = format!("{}/back?r=tn1", env.portal_url);
    let fields = [
        ("function", function),
        ("version", "3.1"),
        ("merchant_id", "36680"),
        ("merchant_password", PASSWORD),
        ("receiver_email", "demo@nganluong.vn"),
        ("order_code", "tn1"),
        ("total_amount", "200000"),
        ("payment_method", "ATM_ONLINE"),
        ("bank_code", "VCB"),
        ("order_description", "Phí & lệ phí"),
        ("return_url", &back),
        ("cancel_url", &back),
        ("cur_code", "vnd"),
    ];
    let all = fields.iter().chain(changes);
    all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

async fn ask(env: &TestEnv, function: &str, changes: &[(&str, &str)]) -> String {
    let fields = fields(env, function, changes);
    env.form(ADDRESS, &fields).await.body().await
}

async fn open(env: &TestEnv, reference: &str) -> (String, String) {
    let answer = ask(env, "SetExpressCheckout", &[("order_code", reference)]).await;
    assert_eq!(element(&answer, "error_code"), "00", "{answer}");
    let page = env.path(element(&answer, "checkout_url")).to_owned();
    (element(&answer, "token").to_owned(), page)
}

async fn detail(env: &TestEnv, token: &str) -> String {
    ask(env, "GetTransactionDetail", &[("token", token)]).await
}

#[tokio::test]
async fn a_paid_fee_is_known_by_asking_and_told_to_nobody() {
    let mut env = TestEnv::start(1).await;
    let (token, page) = open(&env, "tn1").await;
    assert_eq!(element(&detail(&env, &token).await, "error_code"), "81");
    let back = env.press(&page, "pay").await;
    let query = format!("r=tn1&token={token}&error_code=00&order_code=tn1");
    assert_eq!(back, format!("{}/back?{query}", env.portal_url));
    let answer = detail(&env, &token).await;
    for (name, value) in [
        ("error_code", "00"),
        ("transaction_status", "00"),
        ("order_code", "tn1"),
        ("total_amount", "200000"),
        ("bank_code", "VCB"),
        ("order_description", "Phí &amp; lệ phí"),
    ] {
        assert_eq!(element(&answer, name), value, "{answer}");
    }
    let charges = env.charges().await;
    let transaction = element(&answer, "transaction_id");
    assert_eq!(charges[0]["transaction"], transaction);
    assert!(env.no_callback_so_far());
}

#[tokio::test]
async fn each_act_of_the_payer_has_its_code() {
    let env = TestEnv::start(1).await;
    for (act, code) in [
        ("cancel", "115"),
        ("insufficient", "115"),
        ("wrong_otp", "115"),
        ("leave", "81"),
        ("pending", "81"),
    ] {
        let (token, _page) = open(&env, act).await;
        env.payer(act, json!({ "act": act })).await;
        let answer = detail(&env, &token).await;
        assert_eq!(element(&answer, "error_code"), code, "{act}");
    }
    assert_eq!(env.totals().await, (0, 0));
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_named_by_its_code() {
    let env = TestEnv::start(1).await;
    for (change, code) in [
        (("merchant_id", "1"), "06"),
        (("merchant_password", "matkhauketnoi"), "07"),
        (("version", "2.0"), "05"),
        (("receiver_email", "a@b.vn"), "08"),
        (("order_code", ""), "10"),
        (("total_amount", "1999"), "11"),
        (("total_amount", "200.000"), "11"),
        (("cur_code", "usd"), "12"),
        (("payment_method", "GOLD"), "110"),
        (("bank_code", ""), "110"),
    ] {
        let answer = ask(&env, "SetExpressCheckout", &[change]).await;
        assert_eq!(element(&answer, "error_code"), code, "{change:?}");
    }
    let unknown = ask(&env, "Refund", &[]).await;
    assert_eq!(element(&unknown, "error_code"), "04");
    assert_eq!(element(&detail(&env, "x").await, "error_code"), "29");
}

#[tokio::test]
async fn time_runs_out_as_the_request_says() {
    let env = TestEnv::start(1).await;
    let answer = ask(&env, "SetExpressCheckout", &[("time_limit", "2")]).await;
    let token = element(&answer, "token");
    env.advance(120).await;
    assert_eq!(element(&detail(&env, token).await, "error_code"), "115");
    let late = env.payer("tn1", json!({ "act": "pay" })).await;
    assert_eq!(late.status(), 409);
}

#[tokio::test]
async fn a_lost_answer_has_been_done_and_can_be_had_again() {
    let env = TestEnv::start(1).await;
    env.fault_of("ngan-luong", "create", "lose_answer").await;
    let request = env.client.post(format!("{}{ADDRESS}", env.url));
    let sent = request.form(&fields(&env, "SetExpressCheckout", &[]));
    assert!(is_broken(sent.send().await).await);
    let paid = env.payer("tn1", json!({ "act": "pay" })).await;
    assert_eq!(paid.status(), 200);
    let (token, _page) = open(&env, "tn1").await;
    let answer = detail(&env, &token).await;
    assert_eq!(element(&answer, "transaction_status"), "00");
}
