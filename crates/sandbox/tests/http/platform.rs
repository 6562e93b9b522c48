//! The platform as a machine meets it: refusals, faults, deliveries, and memory.

use std::time::Duration;

use crate::town::*;
use reqwest::StatusCode;
use sandbox::{Config, JournalError, Sandbox, StartError};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

fn signed(field: &str, value: Value) -> Value {
    let mut message = init("TN0001");
    message[field] = value;
    sign(&mut message, &INIT_FIELDS);
    message
}

#[tokio::test]
async fn a_bad_message_is_refused_with_the_code_that_says_why() {
    let town = Town::start(1).await;
    let mut forged = init("TN0001");
    forged["SoTien"] = "1000".into();
    let mut without_amount = init("TN0001");
    without_amount.as_object_mut().unwrap().remove("SoTien");
    let cases = [
        (forged, "07"),
        (without_amount, "02"),
        (signed("MaDoiTac", "SOMEBODY".into()), "09"),
        (signed("SoTien", "0".into()), "02"),
        (signed("SoTien", "-5".into()), "02"),
        (signed("SoTien", "200.000".into()), "02"),
        (signed("ThongTinGiaoDich", "a|b".into()), "02"),
        (signed("MaThamChieu", "TN/../0001".into()), "02"),
        (signed("ThoiGianGD", "20251301101010".into()), "02"),
        (signed("MaNganHang", "NOBANK".into()), "02"),
        (json!("INIT"), "02"),
    ];
    for (message, code) in cases {
        let answer = town.ask("init", &message).await;
        assert_eq!(answer["MaLoi"], code, "{message} gives {answer}");
    }
    assert_eq!(town.query("TN0001").await["MaLoi"], "05");
}

#[tokio::test]
async fn a_repeated_init_gives_the_same_address_and_another_content_is_refused() {
    let town = Town::start(1).await;
    let first = town.ask("init", &init("TN0001")).await;
    let again = town.ask("init", &init("TN0001")).await;
    assert_eq!(first["UrlThanhToan"], again["UrlThanhToan"]);
    let other = town.ask("init", &signed("SoTien", "1000".into())).await;
    assert_eq!(other["MaLoi"], "03");
}

#[tokio::test]
async fn a_query_must_name_the_time_of_the_init_and_be_signed() {
    let town = Town::start(1).await;
    town.open("TN0001").await;
    assert_eq!(town.query("TN0001").await["TrangThaiGD"], "3");

    let mut forged = inquiry("QUERY", "TN0001");
    forged["MaXacThuc"] = "0".repeat(64).into();
    assert_eq!(town.ask("query", &forged).await["MaLoi"], "07");
    let mut other_time = inquiry("QUERY", "TN0001");
    other_time["ThoiGianGD"] = "20250601101011".into();
    let fields = [
        "LoaiBanTin",
        "PhienBan",
        "MaDoiTac",
        "MaThamChieu",
        "ThoiGianGD",
    ];
    sign(&mut other_time, &fields);
    assert_eq!(town.ask("query", &other_time).await["MaLoi"], "05");
    let bill_as_query = inquiry("GET_BILL", "TN0001");
    assert_eq!(town.ask("query", &bill_as_query).await["MaLoi"], "02");
}

#[tokio::test]
async fn an_init_whose_answer_is_lost_has_been_done() {
    let town = Town::start(1).await;
    town.fault("init", "lose_answer", 1).await;
    let lost = town
        .post("/sandbox/national-platform/init", &init("TN0001"))
        .await;
    let lost = match lost {
        Ok(response) => response.bytes().await.map(|_| ()),
        Err(error) => Err(error),
    };
    assert!(lost.is_err_and(|error| !error.is_timeout()));
    assert_eq!(town.query("TN0001").await["TrangThaiGD"], "3");
    assert_eq!(town.ask("init", &init("TN0001")).await["MaLoi"], "00");
}

#[tokio::test]
async fn an_init_refused_by_a_fault_has_not_been_done() {
    let town = Town::start(1).await;
    town.fault("init", "refuse", 1).await;
    town.fault("init", "http_500", 1).await;
    assert_eq!(town.ask("init", &init("TN0001")).await["MaLoi"], "96");
    let broken = town
        .post("/sandbox/national-platform/init", &init("TN0001"))
        .await
        .unwrap();
    assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(town.query("TN0001").await["MaLoi"], "05");
    assert_eq!(town.ask("init", &init("TN0001")).await["MaLoi"], "00");
}

#[tokio::test]
async fn when_every_confirm_is_lost_a_query_still_says_paid() {
    let mut town = Town::start(3).await;
    town.fault("confirm", "lose", 3).await;
    town.pay("TN0001", GOOD).await;
    let log = town.deliveries(3).await;
    assert!(
        log.iter()
            .all(|d| d["fault"] == "lose" && d["acknowledged"] == false)
    );
    assert!(town.no_confirm_so_far());
    assert_eq!(town.query("TN0001").await["TrangThaiGD"], "1");
}

#[tokio::test]
async fn a_confirm_is_repeated_until_it_is_acknowledged() {
    let mut town = Town::start(5).await;
    town.acknowledgements.lock().unwrap().extend(["99", "97"]);
    town.pay("TN0001", GOOD).await;
    let (first, second, third) = (
        town.confirm().await,
        town.confirm().await,
        town.confirm().await,
    );
    assert!(first == second && second == third);
    let log = town.deliveries(3).await;
    let codes: Vec<_> = log.iter().map(|d| text(d, "code")).collect();
    assert_eq!(codes, ["99", "97", "00"]);
    assert_eq!(log[2]["acknowledged"], true);
    assert!(town.no_confirm_so_far());
}

#[tokio::test]
async fn a_portal_that_never_acknowledges_is_told_five_times() {
    let mut town = Town::start(5).await;
    town.acknowledgements.lock().unwrap().extend(["99"; 6]);
    town.pay("TN0001", GOOD).await;
    let log = town.deliveries(5).await;
    assert_eq!(log.len(), 5);
    for _ in 0..5 {
        town.confirm().await;
    }
    assert!(town.no_confirm_so_far());
    assert_eq!(Config::default().confirm_pauses.len(), 4);
}

#[tokio::test]
async fn faults_bend_the_confirm_as_ordered() {
    let mut town = Town::start(4).await;
    town.acknowledgements.lock().unwrap().extend(["97", "04"]);
    for fault in ["bad_digest", "wrong_amount", "lose_answer", "duplicate"] {
        town.fault("confirm", fault, 1).await;
    }
    town.pay("TN0001", GOOD).await;
    let fits = |message: &Value| {
        let values: Vec<_> = CONFIRM_FIELDS
            .iter()
            .map(|field| text(message, field))
            .collect();
        message["MaXacThuc"] == digest(&values)
    };
    let forged = town.confirm().await;
    assert!(!fits(&forged));
    let wrong_amount = town.confirm().await;
    assert!(fits(&wrong_amount) && wrong_amount["SoTien"] == "201000");
    let unanswered = town.confirm().await;
    let (once, twice) = (town.confirm().await, town.confirm().await);
    assert!(fits(&unanswered) && unanswered == once && once == twice);
    let log = town.deliveries(5).await;
    assert_eq!(log[2]["code"], Value::Null);
    assert_eq!(log[4]["attempt"], 4);
}

#[tokio::test]
async fn a_fault_that_means_nothing_at_its_point_is_refused() {
    let town = Town::start(1).await;
    for order in [
        json!({ "point": "init", "fault": "duplicate" }),
        json!({ "point": "confirm", "fault": "refuse" }),
        json!({ "point": "init", "fault": "refuse", "times": 0 }),
        json!({ "point": "init", "fault": "slow_ms" }),
    ] {
        let answer = town.post("/sandbox/faults", &order).await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{order}");
    }
    town.fault("init", "refuse", 2).await;
    let all = town.client.delete(format!("{}/sandbox/faults", town.url));
    assert_eq!(all.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(town.ask("init", &init("TN0001")).await["MaLoi"], "00");
}

#[tokio::test]
async fn a_message_reaches_the_phone_newest_first_whichever_way_the_number_is_written() {
    let town = Town::start(1).await;
    for (to, body) in [
        ("0900000017", "Mã OTP 224514"),
        ("+84900000017", "<b>hai</b>"),
    ] {
        let sms = json!({ "to": to, "text": body });
        let answer = town.post("/sandbox/sms", &sms).await.unwrap();
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        assert!(answer.json::<Value>().await.unwrap()["id"].is_string());
    }
    for number in ["0900000017", "+84900000017"] {
        let messages = town.json(&format!("/sandbox/phone/{number}.json")).await;
        let texts: Vec<_> = messages
            .as_array()
            .unwrap()
            .iter()
            .map(|m| text(m, "text"))
            .collect();
        assert_eq!(texts, ["<b>hai</b>", "Mã OTP 224514"]);
    }
    let page = town
        .get("/sandbox/phone?number=0900000017")
        .await
        .text()
        .await
        .unwrap();
    assert!(page.contains("&lt;b&gt;hai") && page.contains(">224514<") && !page.contains("<b>hai"));
    let nobody = json!({ "to": "12345", "text": "x" });
    let answer = town.post("/sandbox/sms", &nobody).await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_call_stands_among_the_messages_and_has_faults_of_its_own() {
    let town = Town::start(1).await;
    town.fault("sms", "lose", 1).await;
    town.fault("voice", "refuse", 1).await;
    let mut statuses = Vec::new();
    for (path, body) in [
        ("sms", "lost"),
        ("sms", "Mã OTP 224514"),
        ("voice", "refused"),
        ("voice", "Mã của quý vị là 224514"),
        ("voice", " "),
    ] {
        let message = json!({ "to": "0900 000 017", "text": body });
        let answer = town.post(&format!("/sandbox/{path}"), &message).await;
        statuses.push(answer.unwrap().status().as_u16());
    }
    assert_eq!(statuses, [202, 202, 503, 202, 422]);
    let inbox = town.json("/sandbox/phone/0900000017.json").await;
    let kinds = inbox.as_array().unwrap().iter();
    let kinds: Vec<_> = kinds.map(|m| (text(m, "kind"), text(m, "text"))).collect();
    assert_eq!(
        kinds,
        [
            ("call", "Mã của quý vị là 224514"),
            ("sms", "Mã OTP 224514")
        ]
    );
    let page = town.get("/sandbox/phone").await.text().await.unwrap();
    assert!(page.contains("Cuộc gọi đến 0900000017"));
}

#[tokio::test]
async fn a_query_can_be_slow_refused_or_wrong_about_the_amount() {
    let town = Town::start(1).await;
    town.pay("TN0001", GOOD).await;
    for fault in ["slow_ms:1", "refuse", "wrong_amount"] {
        town.fault("query", fault, 1).await;
    }
    assert_eq!(town.query("TN0001").await["TrangThaiGD"], "1");
    assert_eq!(town.query("TN0001").await["MaLoi"], "96");
    assert_eq!(town.query("TN0001").await["SoTien"], "201000");
    assert_eq!(town.query("TN0001").await["SoTien"], "200000");
}

#[tokio::test]
async fn a_message_can_be_refused_lost_doubled_or_late() {
    let town = Town::start(1).await;
    for fault in ["refuse", "lose", "duplicate", "late_ms:1"] {
        town.fault("sms", fault, 1).await;
    }
    let mut statuses = Vec::new();
    for body in ["refused", "lost", "twice", "late"] {
        let sms = json!({ "to": "0900000017", "text": body });
        let answer = town.post("/sandbox/sms", &sms).await.unwrap();
        statuses.push(answer.status().as_u16());
    }
    assert_eq!(statuses, [503, 202, 202, 202]);
    assert_eq!(
        town.messages("0900000017", 3).await,
        ["late", "twice", "twice"]
    );
}

/// Each life of the sandbox has a runtime of its own, which takes every task with it when it ends, as a process does.
#[test]
fn a_restart_forgets_nothing_and_goes_on_confirming() {
    let folder = std::env::temp_dir().join(format!("sandbox-restart-{}", uuid::Uuid::new_v4()));
    let config = |tries: usize| Config {
        data: Some(folder.clone()),
        confirm_pauses: vec![Duration::ZERO; tries - 1],
        ..Config::default()
    };

    let first_life = Runtime::new().unwrap();
    let (half_way, code, books) = first_life.block_on(async {
        let town = Town::start_with(config(1)).await;
        town.fault("confirm", "lose", 1).await;
        town.pay("TN0001", GOOD).await;
        town.deliveries(1).await;
        let half_way = town.open("TN0002").await;
        town.type_card(&half_way, GOOD).await;
        let second = Sandbox::new(config(1)).await.err();
        assert!(matches!(
            second,
            Some(StartError::Journal(JournalError::InUse))
        ));
        let code = town.newest_code(GOOD.2).await;
        (half_way, code, town.json("/sandbox/bank/books.json").await)
    });
    drop(first_life);

    let second_life = Runtime::new().unwrap();
    second_life.block_on(async {
        let mut town = Town::start_with(config(2)).await;
        assert_eq!(town.json("/sandbox/bank/books.json").await, books);
        assert_eq!(town.confirm().await["MaThamChieu"], "TN0001");
        let log = town.deliveries(2).await;
        assert_eq!(
            (&log[0]["attempt"], &log[1]["attempt"]),
            (&json!(1), &json!(2))
        );
        let paid = town.type_code(&half_way, &code).await;
        assert_eq!(location(&paid), town.back("TN0002", "00"));
        assert_eq!(town.confirm().await["MaThamChieu"], "TN0002");
    });
    drop(second_life);
    std::fs::remove_dir_all(folder).unwrap();
}
