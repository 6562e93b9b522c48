//! Certification authority, USB token and SIMs. That signatures verify is tested where they are verified, in `signatures`.

use reqwest::{
    Method, Response,
    header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN},
};
use sandbox::Config;
use serde_json::{Value, json};

use crate::env::*;

/// “dvc” in base64.
const CHALLENGE: &str = "ZHZj";
const PIN: &str = "12345678";

async fn plug(env: &TestEnv, subscriber: &str) {
    let fields = [("subscriber", subscriber)];
    let answer = env.form("/sandbox/token/plug", &fields).await;
    assert_eq!(location(&answer), "/sandbox/token");
}

async fn sign(env: &TestEnv, ask: Value) -> (u16, Value) {
    status_and_json(env.post("/sandbox/token/sign", &ask).await).await
}

async fn status_and_json(answer: Response) -> (u16, Value) {
    let status = answer.status().as_u16();
    (status, answer.value().await)
}

async fn ask_sim(env: &TestEnv, changes: Value) -> (u16, Value) {
    let mut ask = json!({
        "msisdn": "0900000017",
        "challenge": CHALLENGE,
        "display": "Đăng nhập cổng dịch vụ công",
        "client": "dvc-tay-ninh",
        "secret": "sandbox-mssp-secret",
    });
    for (name, value) in changes.as_object().expect("an object") {
        ask[name] = value.clone();
    }
    status_and_json(env.post("/sandbox/mssp/signatures", &ask).await).await
}

async fn press(env: &TestEnv, id: &str, press: Value) -> (u16, Value) {
    let path = format!("/sandbox/mssp/signatures/{id}/press");
    status_and_json(env.post(&path, &press).await).await
}

#[tokio::test]
async fn keys_and_what_was_revoked_outlive_the_program() {
    let folder = std::env::temp_dir().join(format!("sandbox-signing-{}", uuid::Uuid::new_v4()));
    let [first, second] = ["first", "second"].map(|name| folder.join(name));
    let config = |data: &std::path::Path| Config {
        data: Some(data.to_owned()),
        ..Config::default()
    };
    let env = TestEnv::start_with(config(&first)).await;
    let root = env.page("/sandbox/ca/root.pem").await;
    assert!(root.starts_with("-----BEGIN CERTIFICATE-----"));
    let page = env.page("/sandbox/ca").await;
    assert_eq!(page.matches("Đã thu hồi</p>").count(), 1);
    let (_, after) = page.split_once(r#"name="serial" value=""#).unwrap();
    let (serial, _) = after.split_once('"').unwrap();
    let revoked = env.form("/sandbox/ca/revoke", &[("serial", serial)]).await;
    assert_eq!(location(&revoked), "/sandbox/ca");
    let unknown = env.form("/sandbox/ca/revoke", &[("serial", "00")]).await;
    assert_eq!(unknown.status(), 404);

    std::fs::create_dir(&second).unwrap();
    for file in ["authorities.json", "journal.jsonl"] {
        std::fs::copy(first.join(file), second.join(file)).unwrap();
    }
    let env = TestEnv::start_with(config(&second)).await;
    assert_eq!(env.page("/sandbox/ca/root.pem").await, root);
    let page = env.page("/sandbox/ca").await;
    assert_eq!(page.matches("Đã thu hồi lúc").count(), 1);
    assert!(page.contains(serial));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_token_signs_for_whoever_knows_its_pin_and_locks_after_five_others() {
    let env = TestEnv::start(1).await;
    let right = json!({ "challenge": CHALLENGE, "pin": PIN });
    let wrong = json!({ "challenge": CHALLENGE, "pin": "1234" });
    assert_eq!(sign(&env, right.clone()).await.1["error"], "no_token");
    plug(&env, "an").await;
    let (status, signed) = sign(&env, right.clone()).await;
    assert_eq!(status, 200);
    assert!(text(&signed, "cms").starts_with("MII"));
    for bad in [
        json!({}),
        json!({ "challenge": "", "pin": PIN }),
        json!({ "challenge": "~", "pin": PIN }),
    ] {
        let (status, answer) = sign(&env, bad).await;
        assert_eq!((status, text(&answer, "error")), (422, "bad_request"));
    }
    for left in (1..5).rev() {
        let (status, answer) = sign(&env, wrong.clone()).await;
        assert_eq!((status, text(&answer, "error")), (422, "wrong_pin"));
        assert!(text(&answer, "message").contains(&format!("Còn {left} lần")));
    }
    assert_eq!(sign(&env, wrong).await.0, 423);
    assert_eq!(sign(&env, right.clone()).await.1["error"], "locked");
    plug(&env, "binh").await;
    assert_eq!(sign(&env, right.clone()).await.0, 200, "another token");
    plug(&env, "an").await;
    assert_eq!(sign(&env, right.clone()).await.0, 423, "the same again");
    env.form("/sandbox/token/unlock", &()).await;
    assert_eq!(sign(&env, right).await.0, 200);
}

#[tokio::test]
async fn only_the_portal_may_use_the_token() {
    let env = TestEnv::start(1).await;
    plug(&env, "an").await;
    let url = format!("{}/sandbox/token/sign", env.url);
    let ask = json!({ "challenge": CHALLENGE, "pin": PIN });
    for (origin, preflight, signed) in [
        (env.portal_url.as_str(), 204, 200),
        ("https://example.com", 403, 403),
        ("null", 403, 403),
    ] {
        let request = |method| env.client.request(method, &url).header(ORIGIN, origin);
        let asked = request(Method::OPTIONS).send().await.unwrap();
        let private = asked.headers().get("access-control-allow-private-network");
        assert_eq!(private.is_some(), preflight == 204);
        assert_eq!(asked.status(), preflight, "{origin}");
        let answer = request(Method::POST).json(&ask).send().await.unwrap();
        assert_eq!(answer.status(), signed, "{origin}");
        let allowed = answer.headers().get(ACCESS_CONTROL_ALLOW_ORIGIN);
        let expected = (signed == 200).then_some(env.portal_url.as_bytes());
        assert_eq!(allowed.map(|value| value.as_bytes()), expected);
    }
}

/// The window once it shows a request, and the request's id.
async fn request_in_window(env: &TestEnv) -> String {
    loop {
        let page = env.page("/sandbox/token").await;
        if let Some((_, after)) = page.split_once(r#"name="id" value=""#) {
            return after.split_once('"').expect("an identifier").0.to_owned();
        }
    }
}

#[tokio::test]
async fn without_a_pin_the_window_of_the_program_asks_for_it() {
    let env = TestEnv::start(1).await;
    plug(&env, "an").await;
    let asked = || sign(&env, json!({ "challenge": CHALLENGE }));
    let (answer, ()) = tokio::join!(asked(), async {
        let id = request_in_window(&env).await;
        assert_eq!(asked().await.1["error"], "busy");
        let wrong = [("id", id.as_str()), ("act", "sign"), ("pin", "1")];
        let refused = env.form("/sandbox/token/answer", &wrong).await;
        assert_eq!(refused.status(), 422);
        let right = [("id", id.as_str()), ("act", "sign"), ("pin", PIN)];
        location(&env.form("/sandbox/token/answer", &right).await);
    });
    assert_eq!(answer.0, 200);
    let (answer, ()) = tokio::join!(asked(), async {
        let id = request_in_window(&env).await;
        let no = [("id", id.as_str()), ("act", "refuse")];
        location(&env.form("/sandbox/token/answer", &no).await);
    });
    assert_eq!(answer.1["error"], "refused");
    let (answer, ()) = tokio::join!(asked(), async {
        request_in_window(&env).await;
        plug(&env, "").await;
    });
    assert_eq!(answer.1["error"], "no_token");
}

#[tokio::test]
async fn without_scripts_a_signature_is_copied_by_hand() {
    let env = TestEnv::start(1).await;
    plug(&env, "company").await;
    let page = env.get("/sandbox/token?challenge=ZHZj").await;
    assert!(page.body().await.contains(">ZHZj</textarea>"));
    for (pin, status, words) in [
        ("1", 422, "Mã PIN không đúng"),
        (PIN, 200, "-----BEGIN CMS-----"),
    ] {
        let typed = [("challenge", CHALLENGE), ("pin", pin)];
        let answer = env.form("/sandbox/token", &typed).await;
        assert_eq!(answer.status(), status);
        assert!(answer.body().await.contains(words));
    }
}

#[tokio::test]
async fn a_sim_signs_once_its_holder_agrees() {
    let env = TestEnv::start(1).await;
    for (changes, status, error) in [
        (json!({ "secret": "?" }), 401, "unknown_client"),
        (json!({ "client": "?" }), 401, "unknown_client"),
        (json!({ "msisdn": "0900000001" }), 404, "no_signing_sim"),
        (json!({ "challenge": "~" }), 422, "invalid_challenge"),
        (json!({ "display": "" }), 422, "invalid_display"),
    ] {
        let (got, answer) = ask_sim(&env, changes).await;
        assert_eq!((got, text(&answer, "error")), (status, error));
    }
    let (status, asked) = ask_sim(&env, json!({ "msisdn": "+84900000017" })).await;
    assert_eq!(status, 202);
    let (id, code) = (text(&asked, "id"), text(&asked, "control_code"));
    assert!(code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit()));
    let path = format!("/sandbox/mssp/signatures/{id}");
    assert_eq!(env.json(&path).await, json!({ "state": "pending" }));

    let screen = env.get("/sandbox/phone/sim?number=0900000017").await;
    let screen = screen.body().await;
    assert!(screen.contains(code) && screen.contains("Đăng nhập cổng dịch vụ công"));
    let fields = [("id", id), ("number", "0900000017"), ("act", "sign")];
    let mut typed = [fields[0], fields[1], fields[2], ("pin", "0000")];
    let refused = env.form("/sandbox/phone/sim", &typed).await;
    assert_eq!(refused.status(), 422);
    typed[3].1 = "1234";
    location(&env.form("/sandbox/phone/sim", &typed).await);
    let signed = env.json(&path).await;
    assert_eq!(signed["state"], "signed");
    assert!(text(&signed, "cms").starts_with("MII"));
    let late = press(&env, id, json!({ "refuse": true })).await;
    assert_eq!(late.1["error"], "not_pending");
}

#[tokio::test]
async fn a_request_to_a_sim_ends_in_other_ways_too() {
    let env = TestEnv::start(1).await;
    let ask = async || {
        let (_, asked) = ask_sim(&env, json!({})).await;
        text(&asked, "id").to_owned()
    };
    let id = ask().await;
    let refused = press(&env, &id, json!({ "refuse": true })).await;
    assert_eq!(refused.1["state"], "refused");

    let id = ask().await;
    for error in ["wrong_pin", "wrong_pin", "pin_blocked"] {
        let answer = press(&env, &id, json!({ "pin": "4321" })).await;
        assert_eq!(answer.1["error"], error);
    }
    let path = format!("/sandbox/mssp/signatures/{id}");
    assert_eq!(env.json(&path).await["state"], "refused");

    let id = ask().await;
    env.advance(121).await;
    let path = format!("/sandbox/mssp/signatures/{id}");
    assert_eq!(env.json(&path).await["state"], "expired");
    let late = press(&env, &id, json!({ "pin": "1234" })).await;
    assert_eq!(late.1["error"], "not_pending");
    let nobody = uuid::Uuid::new_v4().to_string();
    assert_eq!(press(&env, &nobody, json!({ "refuse": true })).await.0, 404);
}
