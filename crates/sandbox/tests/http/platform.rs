//! The platform as a machine meets it: refusals, faults, deliveries, and memory.

use std::time::Duration;

use crate::env::*;
use sandbox::{Config, JournalError, Sandbox, StartError};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

fn with(field: &str, value: &str) -> Value {
    init_with("TN0001", field, value)
}

#[tokio::test]
async fn a_bad_message_is_refused_with_the_code_that_says_why() {
    let env = TestEnv::start(1).await;
    let mut forged = init("TN0001");
    forged["SoTien"] = "1000".into();
    let mut without_amount = init("TN0001");
    without_amount.as_object_mut().unwrap().remove("SoTien");
    let cases = [
        (forged, "07"),
        (without_amount, "02"),
        (with("MaDoiTac", "SOMEBODY"), "09"),
        (with("SoTien", "0"), "02"),
        (with("SoTien", "-5"), "02"),
        (with("SoTien", "200.000"), "02"),
        (with("ThongTinGiaoDich", "a|b"), "02"),
        (with("MaThamChieu", "TN/../0001"), "02"),
        (with("ThoiGianGD", "20251301101010"), "02"),
        (with("MaNganHang", "NOBANK"), "02"),
        (json!("INIT"), "02"),
    ];
    for (message, code) in cases {
        let answer = env.ask("init", &message).await;
        assert_eq!(answer["MaLoi"], code, "{message} gives {answer}");
    }
    assert_eq!(env.query("TN0001").await["MaLoi"], "05");
}

#[tokio::test]
async fn a_repeated_init_gives_the_same_address_and_another_content_is_refused() {
    let env = TestEnv::start(1).await;
    let first = env.ask("init", &init("TN0001")).await;
    let again = env.ask("init", &init("TN0001")).await;
    assert_eq!(first["UrlThanhToan"], again["UrlThanhToan"]);
    let other = env.ask("init", &with("SoTien", "1000")).await;
    assert_eq!(other["MaLoi"], "03");
}

#[tokio::test]
async fn a_query_must_name_the_time_of_the_init_and_be_signed() {
    let env = TestEnv::start(1).await;
    env.open("TN0001").await;
    assert_eq!(env.query("TN0001").await["TrangThaiGD"], "3");

    let mut forged = inquiry("QUERY", "TN0001");
    forged["MaXacThuc"] = "0".repeat(64).into();
    assert_eq!(env.ask("query", &forged).await["MaLoi"], "07");
    let mut other_time = inquiry("QUERY", "TN0001");
    other_time["ThoiGianGD"] = "20250601101011".into();
    let other_time = signed(other_time, INQUIRY);
    assert_eq!(env.ask("query", &other_time).await["MaLoi"], "05");
    let bill_as_query = inquiry("GET_BILL", "TN0001");
    assert_eq!(env.ask("query", &bill_as_query).await["MaLoi"], "02");
}

#[tokio::test]
async fn an_init_whose_answer_is_lost_has_been_done() {
    let env = TestEnv::start(1).await;
    env.fault("create", "lose_answer", 1).await;
    let path = "/sandbox/national-platform/init";
    assert!(env.is_broken(path, &init("TN0001")).await);
    assert_eq!(env.query("TN0001").await["TrangThaiGD"], "3");
    assert_eq!(env.ask("init", &init("TN0001")).await["MaLoi"], "00");
}

#[tokio::test]
async fn an_init_refused_by_a_fault_has_not_been_done() {
    let env = TestEnv::start(1).await;
    env.fault("create", "refuse", 1).await;
    env.fault("create", "http_500", 1).await;
    assert_eq!(env.ask("init", &init("TN0001")).await["MaLoi"], "96");
    let path = "/sandbox/national-platform/init";
    let broken = env.post(path, &init("TN0001")).await;
    assert_eq!(broken.status(), 500);
    assert_eq!(env.query("TN0001").await["MaLoi"], "05");
    assert_eq!(env.ask("init", &init("TN0001")).await["MaLoi"], "00");
}

#[tokio::test]
async fn when_every_confirm_is_lost_a_query_still_says_paid() {
    let mut env = TestEnv::start(3).await;
    env.fault("callback", "lose", 3).await;
    env.pay("TN0001", GOOD).await;
    let log = env.deliveries(3).await;
    let is_lost = |d: &Value| d["fault"] == "lose" && d["acknowledged"] == false;
    assert!(log.iter().all(is_lost));
    assert!(env.no_callback_so_far());
    assert_eq!(env.query("TN0001").await["TrangThaiGD"], "1");
}

#[tokio::test]
async fn a_confirm_is_repeated_until_it_is_acknowledged() {
    let mut env = TestEnv::start(5).await;
    env.acknowledge(["99", "97"]);
    env.pay("TN0001", GOOD).await;
    let first = env.confirm().await;
    assert_eq!(env.confirm().await, first);
    assert_eq!(env.confirm().await, first);
    let log = env.deliveries(3).await;
    let codes: Vec<_> = log.iter().map(|d| text(d, "code")).collect();
    assert_eq!(codes, ["99", "97", "00"]);
    assert_eq!(log[2]["acknowledged"], true);
    assert!(env.no_callback_so_far());
}

#[tokio::test]
async fn a_portal_that_never_acknowledges_is_told_five_times() {
    let mut env = TestEnv::start(5).await;
    env.acknowledge(["99"; 6]);
    env.pay("TN0001", GOOD).await;
    let log = env.deliveries(5).await;
    assert_eq!(log.len(), 5);
    for _ in 0..5 {
        env.confirm().await;
    }
    assert!(env.no_callback_so_far());
    assert_eq!(Config::default().callback_pauses.len(), 4);
}

#[tokio::test]
async fn faults_bend_the_confirm_as_ordered() {
    let mut env = TestEnv::start(4).await;
    env.acknowledge(["97", "04"]);
    for fault in ["bad_digest", "wrong_amount", "lose_answer", "duplicate"] {
        env.fault("callback", fault, 1).await;
    }
    env.pay("TN0001", GOOD).await;
    let forged = env.confirm().await;
    assert!(!fits(&forged));
    let wrong_amount = env.confirm().await;
    assert!(fits(&wrong_amount) && wrong_amount["SoTien"] == "201000");
    let unanswered = env.confirm().await;
    let (once, twice) = (env.confirm().await, env.confirm().await);
    assert!(fits(&unanswered) && unanswered == once && once == twice);
    let log = env.deliveries(5).await;
    assert_eq!(log[2]["code"], Value::Null);
    assert_eq!(log[4]["attempt"], 4);
}

#[tokio::test]
async fn a_fault_that_means_nothing_at_its_point_is_refused() {
    let env = TestEnv::start(1).await;
    for order in [
        json!({ "point": "create", "fault": "duplicate" }),
        json!({ "point": "callback", "fault": "refuse" }),
        json!({ "point": "create", "fault": "refuse", "times": 0 }),
        json!({ "point": "create", "fault": "slow_ms" }),
    ] {
        let answer = env.post("/sandbox/faults", &order).await;
        assert_eq!(answer.status(), 422, "{order}");
    }
    env.fault("create", "refuse", 2).await;
    assert_eq!(env.delete("/sandbox/faults").await.status(), 204);
    assert_eq!(env.ask("init", &init("TN0001")).await["MaLoi"], "00");
}

#[tokio::test]
async fn a_message_reaches_the_phone_newest_first_whichever_way_the_number_is_written() {
    let env = TestEnv::start(1).await;
    for (to, body) in [
        ("0900000017", "Mã OTP 224514"),
        ("+84900000017", "<b>hai</b>"),
    ] {
        let sms = json!({ "to": to, "text": body });
        let answer = env.post("/sandbox/sms", &sms).await;
        assert_eq!(answer.status(), 202);
        assert!(answer.value().await["id"].is_string());
    }
    for number in ["0900000017", "+84900000017"] {
        let texts = env.messages(number, 0).await;
        assert_eq!(texts, ["<b>hai</b>", "Mã OTP 224514"]);
    }
    let page = env.page("/sandbox/phone?number=0900000017").await;
    assert!(
        page.contains("&#60;b&#62;hai") && page.contains(">224514<") && !page.contains("<b>hai")
    );
    let nobody = json!({ "to": "12345", "text": "x" });
    let answer = env.post("/sandbox/sms", &nobody).await;
    assert_eq!(answer.status(), 422);
}

#[tokio::test]
async fn a_call_stands_among_the_messages_and_has_faults_of_its_own() {
    let env = TestEnv::start(1).await;
    env.fault("sms", "lose", 1).await;
    env.fault("voice", "refuse", 1).await;
    let mut statuses = Vec::new();
    for (path, body) in [
        ("sms", "lost"),
        ("sms", "Mã OTP 224514"),
        ("voice", "refused"),
        ("voice", "Mã của quý vị là 224514"),
        ("voice", " "),
    ] {
        let message = json!({ "to": "0900 000 017", "text": body });
        let answer = env.post(&format!("/sandbox/{path}"), &message).await;
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses, [202, 202, 503, 202, 422]);
    let inbox = env.json("/sandbox/phone/0900000017.json").await;
    let kinds = inbox.as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|m| (text(m, "kind"), text(m, "text"))).collect();
    let call = ("call", "Mã của quý vị là 224514");
    assert_eq!(kinds, [call, ("sms", "Mã OTP 224514")]);
    let page = env.page("/sandbox/phone").await;
    assert!(page.contains("Cuộc gọi đến 0900000017"));
}

#[tokio::test]
async fn a_query_can_be_slow_refused_or_wrong_about_the_amount() {
    let env = TestEnv::start(1).await;
    env.pay("TN0001", GOOD).await;
    for fault in ["slow_ms:1", "refuse", "wrong_amount"] {
        env.fault("query", fault, 1).await;
    }
    assert_eq!(env.query("TN0001").await["TrangThaiGD"], "1");
    assert_eq!(env.query("TN0001").await["MaLoi"], "96");
    assert_eq!(env.query("TN0001").await["SoTien"], "201000");
    assert_eq!(env.query("TN0001").await["SoTien"], "200000");
}

#[tokio::test]
async fn a_message_can_be_refused_lost_doubled_or_late() {
    let env = TestEnv::start(1).await;
    for fault in ["refuse", "lose", "duplicate", "late_ms:1"] {
        env.fault("sms", fault, 1).await;
    }
    let mut statuses = Vec::new();
    for body in ["refused", "lost", "twice", "late"] {
        let sms = json!({ "to": "0900000017", "text": body });
        let answer = env.post("/sandbox/sms", &sms).await;
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses, [503, 202, 202, 202]);
    let texts = env.messages("0900000017", 3).await;
    assert_eq!(texts, ["late", "twice", "twice"]);
}

/// Each life of the sandbox has a runtime of its own, which takes every task with it when it ends, as a process does.
#[test]
fn a_restart_forgets_nothing_and_goes_on_confirming() {
    let folder = std::env::temp_dir().join(format!("sandbox-restart-{}", uuid::Uuid::new_v4()));
    let config = |tries: usize| Config {
        data: Some(folder.clone()),
        callback_pauses: vec![Duration::ZERO; tries - 1],
        ..Config::default()
    };

    let first_life = Runtime::new().unwrap();
    let (half_way, code, charges) = first_life.block_on(async {
        let env = TestEnv::start_with(config(1)).await;
        env.fault("callback", "lose", 1).await;
        env.pay("TN0001", GOOD).await;
        env.deliveries(1).await;
        let half_way = env.open("TN0002").await;
        env.type_card(&half_way, GOOD).await;
        let second = Sandbox::new(config(1)).await;
        assert!(matches!(
            second,
            Err(StartError::Journal(JournalError::InUse))
        ));
        let code = env.newest_code(GOOD.2).await;
        (half_way, code, env.charges().await)
    });
    drop(first_life);

    let second_life = Runtime::new().unwrap();
    second_life.block_on(async {
        let mut env = TestEnv::start_with(config(2)).await;
        assert_eq!(env.charges().await, charges);
        assert_eq!(env.confirm().await["MaThamChieu"], "TN0001");
        let log = env.deliveries(2).await;
        assert_eq!(log[0]["attempt"], 1);
        assert_eq!(log[1]["attempt"], 2);
        let paid = env.type_code(&half_way, &code).await;
        assert_eq!(location(&paid), env.back("TN0002", "00"));
        assert_eq!(env.confirm().await["MaThamChieu"], "TN0002");
    });
    drop(second_life);
    std::fs::remove_dir_all(folder).unwrap();
}
