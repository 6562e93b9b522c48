//! What a demonstration or a load test turns: the clock, faults, and profiles of faults.

use crate::env::*;
use reqwest::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn a_payment_expires_when_the_clock_is_moved_and_nobody_is_told() {
    let mut env = TestEnv::start(1).await;
    let page = env.open("TN0001").await;
    let before = env.json("/sandbox/clock").await;
    assert_eq!(before["ahead_seconds"], 0);
    let moved = env.advance(900).await.value().await;
    assert_eq!(moved["ahead_seconds"], 900);
    assert_eq!(env.query("TN0001").await["TrangThaiGD"], "4");
    assert_eq!(location(&env.get(&page).await), env.back("TN0001", "01"));
    let late = env.payer("TN0001", json!({ "act": "pay" })).await;
    assert_eq!(late.status(), 409);
    assert!(env.no_callback_so_far());
    assert_eq!(env.totals().await, (0, 0));
    assert_eq!(env.advance(4_000_000_000).await.status(), 422);
}

#[tokio::test]
async fn a_callback_out_of_order_comes_after_the_next_one() {
    let mut env = TestEnv::start(1).await;
    env.open("TN0001").await;
    env.open("TN0002").await;
    env.fault("callback", "out_of_order", 1).await;
    env.payer("TN0001", json!({ "act": "pay" })).await;
    // The first callback waits from now on.
    while env.json("/sandbox/faults").await != json!([]) {}
    env.payer("TN0002", json!({ "act": "pay" })).await;
    assert_eq!(env.confirm().await["MaThamChieu"], "TN0002");
    assert_eq!(env.confirm().await["MaThamChieu"], "TN0001");
}

/// What becomes of opening so many payments: `MaLoi`, or how the answer failed.
async fn openings(env: &TestEnv, count: usize) -> Vec<String> {
    let mut results = Vec::new();
    for number in 0..count {
        let message = init(&format!("TN{number:04}"));
        let path = "/sandbox/national-platform/init";
        results.push(match env.try_post(path, &message).await {
            Ok(answer) if answer.status() == StatusCode::OK => match answer.json::<Value>().await {
                Ok(answer) => text(&answer, "MaLoi").to_owned(),
                Err(_) => "broken".to_owned(),
            },
            Ok(answer) => answer.status().to_string(),
            Err(_) => "broken".to_owned(),
        });
    }
    results
}

#[tokio::test]
async fn the_same_seed_brings_the_same_faults() {
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        let env = TestEnv::start(1).await;
        let profile = json!({ "profile": "pilot-2020", "seed": seed });
        env.post("/sandbox/profile", &profile).await;
        assert_eq!(env.json("/sandbox/profile").await, profile);
        runs.push(openings(&env, 30).await);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
    assert!(runs[0].iter().any(|result| result == "broken"));
}

#[tokio::test]
async fn under_every_fault_the_truth_can_always_be_found_by_asking() {
    let env = TestEnv::start(1).await;
    for number in 0..40 {
        env.open(&format!("TN{number:04}")).await;
    }
    let profile = json!({ "profile": "every-fault", "seed": 3 });
    env.post("/sandbox/profile", &profile).await;
    let mut faults = 0;
    for number in 0..40 {
        let reference = format!("TN{number:04}");
        env.payer(&reference, json!({ "act": "pay" })).await;
        let mut state = Value::Null;
        for _question in 0..6 {
            let question = inquiry("QUERY", &reference);
            let path = "/sandbox/national-platform/query";
            let answer: Option<Value> = match env.try_post(path, &question).await {
                Ok(answer) => answer.json().await.ok(),
                Err(_) => None,
            };
            state = answer.map_or(Value::Null, |answer| answer["TrangThaiGD"].clone());
            if state == "1" {
                break;
            }
            faults += 1;
        }
        assert_eq!(state, "1", "{reference}");
    }
    assert!(faults > 0);
    assert_eq!(env.totals().await, (8_000_000, 0));
}

#[tokio::test]
async fn a_payer_of_the_pilot_often_goes_away() {
    let env = TestEnv::start(1).await;
    for number in 0..40 {
        env.open(&format!("TN{number:04}")).await;
    }
    let profile = json!({ "profile": "pilot-2020" });
    env.post("/sandbox/profile", &profile).await;
    let mut left = 0;
    for number in 0..40 {
        let path = format!("TN{number:04}");
        let answer = env.payer(&path, json!({ "act": "pay" })).await;
        let answer = answer.value().await;
        left += usize::from(answer["outcome"].is_null());
    }
    let (taken, _) = env.totals().await;
    assert!(left > 0 && left < 40);
    assert_eq!(taken, (40 - left as u64) * 200_000);
    assert_eq!(env.delete("/sandbox/faults").await.status(), 204);
    assert_eq!(env.json("/sandbox/profile").await["profile"], "none");
}

#[tokio::test]
async fn faults_name_their_provider_and_old_names_mean_the_platform() {
    let env = TestEnv::start(1).await;
    let of =
        |provider, point, fault| json!({ "provider": provider, "point": point, "fault": fault });
    for (order, status) in [
        (json!({ "point": "callback", "fault": "lose" }), 201),
        (of("momo", "refund", "lose_answer"), 201),
        (of("momo", "refund", "lose"), 422),
        (of("nobody", "create", "refuse"), 422),
    ] {
        let answer = env.post("/sandbox/faults", &order).await;
        assert_eq!(answer.status().as_u16(), status, "{order}");
    }
    let listed = env.json("/sandbox/faults").await;
    assert_eq!(
        listed[0],
        json!({ "provider": "national-platform", "point": "callback", "fault": "lose", "times": 1 })
    );
}
