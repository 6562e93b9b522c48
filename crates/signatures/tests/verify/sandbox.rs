//! What the sandbox's token and SIMs sign.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{identity::IdentityNumber, tax_code::TaxCode};
use reqwest::Client;
use sandbox::{Config, Sandbox};
use serde_json::{Value, json};
use signatures::{Crl, Holder, SignatureError as E, Signer, Trust, verify};
use time::OffsetDateTime;
use tokio::net::TcpListener;

use crate::office::CHALLENGE;

struct Town {
    url: String,
    client: Client,
}

impl Town {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let config = Config {
            public_url: url.clone(),
            ..Config::default()
        };
        let sandbox = Sandbox::new(config).await.expect("a sandbox");
        let router = sandbox.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        // The sandbox's pages answer forms by sending the browser on.
        let client = Client::builder().no_proxy().build().expect("a client");
        Self { url, client }
    }

    async fn get(&self, path: &str) -> Vec<u8> {
        let request = self.client.get(format!("{}{path}", self.url));
        let answer = request
            .send()
            .await
            .expect("an answer")
            .error_for_status()
            .expect("an answer");
        answer.bytes().await.expect("an answer").to_vec()
    }

    async fn form(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let request = self.client.post(format!("{}{path}", self.url));
        let answer = request.form(fields).send().await.expect("an answer");
        answer
            .error_for_status()
            .expect("an answer")
            .text()
            .await
            .expect("an answer")
    }

    async fn post(&self, path: &str, message: Value) -> Value {
        let request = self.client.post(format!("{}{path}", self.url));
        let answer = request.json(&message).send().await.expect("an answer");
        answer
            .error_for_status()
            .expect("JSON")
            .json()
            .await
            .expect("JSON")
    }

    async fn token(&self, holder: &str) -> String {
        self.form("/sandbox/token/plug", &[("subscriber", holder)])
            .await;
        let ask = json!({ "challenge": STANDARD.encode(CHALLENGE), "pin": "12345678" });
        let signed = self.post("/sandbox/token/sign", ask).await;
        signed["cms"].as_str().expect("text").to_owned()
    }

    async fn sim(&self, number: &str) -> String {
        let ask = json!({
            "msisdn": number,
            "challenge": STANDARD.encode(CHALLENGE),
            "display": "Đăng nhập",
            "client": "dvc-tay-ninh",
            "secret": "sandbox-mssp-secret",
        });
        let asked = self.post("/sandbox/mssp/signatures", ask).await;
        let path = format!(
            "/sandbox/mssp/signatures/{}",
            asked["id"].as_str().expect("text")
        );
        self.post(&format!("{path}/press"), json!({ "pin": "1234" }))
            .await;
        let state: Value = serde_json::from_slice(&self.get(&path).await).expect("JSON");
        state["cms"].as_str().expect("text").to_owned()
    }

    /// Judged as the portal does, by lists that are fetched anew.
    async fn judge(&self, cms: &str) -> Result<Signer, E> {
        let trust = Trust::read(&self.get("/sandbox/ca/root.pem").await).expect("a root");
        let mut crls = Vec::new();
        for authority in ["root", "issuing"] {
            let list = self.get(&format!("/sandbox/ca/{authority}.crl")).await;
            crls.push(Crl::read(&list).expect("a list"));
        }
        verify(
            cms.as_bytes(),
            CHALLENGE,
            &trust,
            &crls,
            OffsetDateTime::now_utc(),
        )
    }
}

fn person(number: &str) -> Holder {
    Holder::Person(IdentityNumber::parse(number).expect("an identity number"))
}

#[tokio::test]
async fn tokens_prove_their_holder_or_are_refused_with_the_right_reason() {
    let town = Town::start().await;
    let company = Holder::Organisation(TaxCode::parse("3900123458").unwrap());
    for (holder, expected) in [
        ("an", Ok(person("072090000017"))),
        ("binh", Ok(person("072191000025"))),
        ("hoa", Ok(person("072192000066"))),
        ("company", Ok(company)),
        ("expired", Err(E::Expired)),
        ("revoked", Err(E::Revoked)),
        ("foreign", Err(E::UnknownIssuer)),
        ("nameless", Err(E::NoIdentity)),
    ] {
        let told = town.judge(&town.token(holder).await).await;
        assert_eq!(told.map(|signer| signer.holder), expected, "{holder}");
    }
}

#[tokio::test]
async fn what_is_copied_from_the_tokens_window_is_the_same() {
    let town = Town::start().await;
    town.form("/sandbox/token/plug", &[("subscriber", "company")])
        .await;
    let challenge = STANDARD.encode(CHALLENGE);
    let typed = [("challenge", challenge.as_str()), ("pin", "12345678")];
    let page = town.form("/sandbox/token", &typed).await;
    let begin = page.find("-----BEGIN CMS").unwrap();
    let (pem, _) = page[begin..].split_once("</textarea>").unwrap();
    let signer = town.judge(pem).await.unwrap();
    assert_eq!(signer.name, "Công ty TNHH Tây Ninh Xanh");
    assert_eq!(
        signer.organisation.as_deref(),
        Some("Công ty TNHH Tây Ninh Xanh")
    );
}

#[tokio::test]
async fn a_sim_proves_its_holder_until_its_certificate_is_revoked() {
    let town = Town::start().await;
    for (number, identity) in [
        ("0900000017", "072090000017"),
        ("0900000025", "072191000025"),
        ("0905111222", "072192000066"),
    ] {
        let cms = town.sim(number).await;
        let signer = town.judge(&cms).await.unwrap();
        assert_eq!(signer.holder, person(identity));
        town.form("/sandbox/ca/revoke", &[("serial", &signer.serial)])
            .await;
        assert_eq!(town.judge(&cms).await, Err(E::Revoked));
        assert_eq!(town.judge(&town.sim(number).await).await, Err(E::Revoked));
    }
    assert!(
        town.judge(&town.token("an").await).await.is_ok(),
        "another certificate"
    );
}
