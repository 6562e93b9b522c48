//! Answers that a client must not believe.

use std::time::Duration;

use serde_json::json;

use super::*;

#[tokio::test]
async fn every_fault_is_wrong_in_one_respect_and_happens_once() {
    let env = TestEnv::start(1).await;
    for (issuer, person) in [
        (Issuer::national(&env), "nguyen-van-an"),
        (Issuer::post(&env), "bd-100001"),
    ] {
        for (fault, wrong) in [
            ("wrong_nonce", "nonce"),
            ("wrong_key", "signature"),
            ("expired", "expiry"),
            ("wrong_audience", "audience"),
            ("wrong_issuer", "issuer"),
            ("none_algorithm", "algorithm"),
        ] {
            assert_eq!(issuer.order(fault).await, 201);
            let tokens = issuer.tokens(&issuer.request(), person).await;
            let checked = issuer.checked(text(&tokens, "id_token")).await;
            assert_eq!(checked, Err(wrong), "{fault}");
            let tokens = issuer.tokens(&issuer.request(), person).await;
            let checked = issuer.checked(text(&tokens, "id_token")).await;
            let claims = checked.expect("a good token");
            assert_eq!(claims["sub"], person, "after {fault}");
        }
    }
}

#[tokio::test]
async fn userinfo_may_tell_of_somebody_else() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    issuer.order("other_subject").await;
    let tokens = issuer.tokens(&issuer.request(), "nguyen-van-an").await;
    let claims = issuer.claims(&tokens).await;
    let user = issuer.user(&tokens).await;
    assert_ne!(claims["sub"], user["sub"]);
}

#[tokio::test]
async fn userinfo_may_tell_numbers_without_the_zeros_in_front() {
    let env = TestEnv::start(1).await;
    let issuer = Issuer::national(&env);
    issuer.order("numbers").await;
    let tokens = issuer.tokens(&issuer.request(), "nguyen-van-an").await;
    let user = issuer.user(&tokens).await;
    assert_eq!(user["SODINHDANH"], 72_090_000_017_u64, "{user}");
    assert_eq!(user["sub"], "nguyen-van-an");
}

#[tokio::test]
async fn a_provider_that_fails_leaves_the_code_good() {
    let env = TestEnv::start(1).await;
    for (issuer, person) in [
        (Issuer::national(&env), "nguyen-van-an"),
        (Issuer::vneid(&env), "072090000017"),
    ] {
        let code = issuer.code(&issuer.request(), person).await;
        let fields = issuer.exchange(&code);
        issuer.order("hang").await;
        let post = env.client.post(issuer.at("oauth2/token")).form(&fields.0);
        let silence = post.timeout(Duration::from_millis(200)).send().await;
        assert!(silence.expect_err("no answer").is_timeout());
        issuer.order("http500").await;
        let answer = issuer.submit("oauth2/token", &fields, "").await;
        assert_eq!(answer.status(), 500);
        let answer = issuer.submit("oauth2/token", &fields, "").await;
        assert_eq!(answer.status(), 200);
    }
}

#[tokio::test]
async fn orders_that_mean_nothing_are_refused_and_others_can_be_taken_back() {
    let env = TestEnv::start(1).await;
    assert_eq!(Issuer::vneid(&env).order("wrong_nonce").await, 422);
    let path = "/sandbox/identity-provider/faults";
    for wrong in [
        json!({ "provider": "national-sso", "fault": "expired", "times": 0 }),
        json!({ "provider": "national-sso", "fault": "explode" }),
        json!({ "provider": "momo", "fault": "expired" }),
    ] {
        let answer = env.post(path, &wrong).await;
        assert_eq!(answer.status(), 422, "{wrong}");
    }
    let issuer = Issuer::national(&env);
    issuer.order("http500").await;
    assert_eq!(env.delete(path).await.status(), 204);
    issuer.tokens(&issuer.request(), "nguyen-van-an").await;
}
