//! Paying, as the portal and the payer see it.

use crate::env::*;
use reqwest::StatusCode;

#[tokio::test]
async fn a_paid_fee_is_charged_confirmed_and_answered_everywhere_the_same() {
    let mut env = TestEnv::start(1).await;
    assert_eq!(env.pay("TN0001", GOOD).await, env.back("TN0001", "00"));

    let confirm = env.confirm().await;
    assert!(fits(&confirm));
    assert_eq!(confirm["MaLoi"], "00");
    assert_eq!(confirm["SoTien"], "200000");
    assert_eq!(confirm["MaNganHang"], "VCB");
    assert_eq!(confirm["SoThe"], "970436*********8018");

    let charges = env.charges().await;
    assert_eq!(charges.as_array().map(Vec::len), Some(1));
    assert_eq!(charges[0]["reference"], "TN0001");
    assert_eq!(charges[0]["amount"], 200_000);
    assert_eq!(charges[0]["transaction"], confirm["MaGiaoDich"]);

    let query = env.query("TN0001").await;
    assert_eq!(query["TrangThaiGD"], "1");
    for field in ["MaGiaoDich", "SoTien", "MaNganHang", "ThoiGianGD"] {
        assert_eq!(query[field], confirm[field], "{field}");
    }
    let bill = env.ask("get-bill", &inquiry("GET_BILL", "TN0001")).await;
    assert_eq!(bill["SoChungTu"], confirm["MaGiaoDich"]);
    assert_eq!(bill["ThongTinBienLai"]["MaHoSo"], "363815");
}

#[tokio::test]
async fn a_payer_who_may_choose_chooses_a_bank_first() {
    let env = TestEnv::start(1).await;
    let message = init_with("TN0001", "MaNganHang", "PAYMENT");
    let page = env.init(&message).await;

    let shown = env.page(&page).await;
    let expected = "Đơn hàng,Nhà cung cấp,Phí giao dịch,200.000 đ,Vietcombank";
    for expected in expected.split(',') {
        assert!(shown.contains(expected), "{expected}");
    }
    let nothing_chosen = env.form(&page, &()).await;
    assert_eq!(nothing_chosen.status(), 422);
    let to_bank = location(&env.form(&page, &[("bank", "VCB")]).await);
    assert!(to_bank.starts_with("/sandbox/vietcombank/pay/"));
    assert_eq!(env.get(&to_bank).await.status(), 200);
}

#[tokio::test]
async fn an_empty_account_fails_after_the_code_and_nothing_is_charged() {
    let mut env = TestEnv::start(1).await;
    assert_eq!(env.pay("TN0001", EMPTY).await, env.back("TN0001", "01"));
    assert_eq!(env.confirm().await["MaLoi"], "51");
    assert_eq!(env.query("TN0001").await["TrangThaiGD"], "4");
    assert_eq!(env.charges().await, serde_json::json!([]));
    let bill = env.ask("get-bill", &inquiry("GET_BILL", "TN0001")).await;
    assert_eq!(bill["MaLoi"], "01");
}

#[tokio::test]
async fn a_locked_card_fails_before_any_code_is_sent() {
    let mut env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    let answer = env.type_card(&page, LOCKED).await;
    assert_eq!(location(&answer), env.back("TN0001", "01"));
    assert_eq!(env.confirm().await["MaLoi"], "12");
    let phone = format!("/sandbox/phone/{}.json", LOCKED.2);
    assert_eq!(env.json(&phone).await, serde_json::json!([]));
}

#[tokio::test]
async fn the_third_wrong_code_fails_the_payment_for_good() {
    let mut env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    env.type_card(&page, GOOD).await;
    let right = env.newest_code(GOOD.2).await;
    let is_zero = right == "000000";
    let wrong = if is_zero { "000001" } else { "000000" };

    for left in ["còn 2 lần", "còn 1 lần"] {
        let answer = env.type_code(&page, wrong).await;
        assert_eq!(answer.status(), 422);
        let shown = answer.body().await;
        assert!(shown.contains(left) && shown.contains(wrong), "{shown}");
    }
    let third = env.type_code(&page, wrong).await;
    assert_eq!(location(&third), env.back("TN0001", "01"));
    assert_eq!(env.confirm().await["MaLoi"], "13");

    let too_late = env.type_code(&page, &right).await;
    assert_eq!(location(&too_late), page);
    assert_eq!(location(&env.get(&page).await), env.back("TN0001", "01"));
    assert_eq!(env.charges().await, serde_json::json!([]));
}

#[tokio::test]
async fn a_half_typed_code_costs_no_try() {
    let env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    env.type_card(&page, GOOD).await;
    for _ in 0..4 {
        let answer = env.type_code(&page, "123").await;
        assert_eq!(answer.status(), 422);
    }
    let code = env.newest_code(GOOD.2).await;
    let answer = env.type_code(&page, &code).await;
    assert_eq!(location(&answer), env.back("TN0001", "00"));
}

#[tokio::test]
async fn going_back_cancels_on_both_pages() {
    let mut env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    let answer = env.form(&format!("{page}/cancel"), &()).await;
    assert_eq!(location(&answer), env.back("TN0001", "01"));
    let confirm = env.confirm().await;
    assert_eq!(confirm["MaLoi"], "24");
    assert_eq!(confirm["MaNganHang"], "VCB");

    let message = init_with("TN0002", "MaNganHang", "PAYMENT");
    let page = env.init(&message).await;
    let answer = env.form(&format!("{page}/cancel"), &()).await;
    assert_eq!(location(&answer), env.back("TN0002", "01"));
    let confirm = env.confirm().await;
    assert_eq!(confirm["MaLoi"], "24");
    assert_eq!(confirm["MaNganHang"], "PAYMENT");
}

#[tokio::test]
async fn sending_the_code_many_times_at_once_charges_once() {
    let mut env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    env.type_card(&page, GOOD).await;
    let code = env.newest_code(GOOD.2).await;
    let sent = [(); 8].map(|()| env.type_code(&page, &code));
    let answers = futures::future::join_all(sent).await;
    assert!(answers.iter().all(|a| a.status() == StatusCode::SEE_OTHER));

    assert_eq!(env.charges().await.as_array().map(Vec::len), Some(1));
    assert_eq!(env.confirm().await["MaLoi"], "00");
    env.deliveries(1).await;
    assert!(env.no_callback_so_far());
}

#[tokio::test]
async fn a_double_tap_on_the_card_form_sends_one_code() {
    let env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    let answers = futures::future::join_all([(); 4].map(|()| env.type_card(&page, GOOD))).await;
    assert!(answers.iter().all(|answer| location(answer) == page));
    let messages = env.json(&format!("/sandbox/phone/{}.json", GOOD.2)).await;
    assert_eq!(messages.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_wrong_card_keeps_what_was_typed_and_names_the_field() {
    let env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    let answer = env.type_card(&page, ("NGUYEN VAN B", GOOD.1, "")).await;
    assert_eq!(answer.status(), 422);
    let shown = answer.body().await;
    assert!(shown.contains(r#"value="NGUYEN VAN B""#), "{shown}");
    assert!(shown.contains(GOOD.1), "{shown}");
    assert!(shown.contains(r#"id="holder-error""#) && !shown.contains(r#"id="card_number-error""#));
}

#[tokio::test]
async fn a_lost_code_can_be_asked_for_again_and_the_old_one_is_void() {
    let env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    env.fault("sms", "lose", 1).await;
    env.type_card(&page, GOOD).await;
    let phone = format!("/sandbox/phone/{}.json", GOOD.2);
    assert_eq!(env.json(&phone).await, serde_json::json!([]));

    let again = format!("{page}/code/again");
    for _ in 0..2 {
        assert_eq!(location(&env.form(&again, &()).await), page);
    }
    let fourth = env.form(&again, &()).await;
    assert_eq!(fourth.status(), 422);
    let code = env.newest_code(GOOD.2).await;
    let paid = env.type_code(&page, &code).await;
    assert_eq!(location(&paid), env.back("TN0001", "00"));
}

#[tokio::test]
async fn a_hostile_order_text_and_card_name_stay_text() {
    let env = TestEnv::start(1).await;
    let script = r#"<script>alert("1")</script>"#;
    let message = init_with("TN0001", "ThongTinGiaoDich", script);
    let page = env.init(&message).await;
    let page = location(&env.get(&page).await);
    let hostile = (r#""><img src=x onerror=alert(1)>"#, GOOD.1, "");
    let shown = env.type_card(&page, hostile).await;
    assert!(shown.headers().contains_key("content-security-policy"));
    let shown = shown.body().await;
    assert!(!shown.contains("<script"), "{shown}");
    assert!(!shown.contains("<img"), "{shown}");
    assert!(shown.contains("&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;"));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let env = TestEnv::start(1).await;
    let nobody = "00000000-0000-4000-8000-000000000000";
    for path in [
        "/nowhere".to_owned(),
        format!("/sandbox/vietcombank/pay/{nobody}"),
        "/sandbox/vietcombank/pay/x".to_owned(),
        format!("/sandbox/national-platform/pay/{nobody}"),
        "/sandbox/phone/1.json".to_owned(),
        "/sandbox/phone/0900000001".to_owned(),
    ] {
        assert_eq!(env.get(&path).await.status(), 404, "{path}");
    }
    assert_eq!(env.get("/healthz").await.status(), 200);
    assert_eq!(env.get("/").await.status(), 200);
}
