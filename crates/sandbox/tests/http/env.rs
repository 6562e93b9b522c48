//! A sandbox on a free port, a portal that only listens, and a payer.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Json, Router,
    extract::Path,
    http::Uri,
    routing::{any, post},
};
use reqwest::{Client, Response, StatusCode, redirect::Policy};
use sandbox::{Config, Sandbox};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};

pub use crate::messages::*;

pub const GOOD: (&str, &str, &str) = ("NGUYEN VAN A", "9704368888888888018", "0900000001");
pub const EMPTY: (&str, &str, &str) = ("TRAN THI B", "9704368888888888026", "0900000002");
pub const LOCKED: (&str, &str, &str) = ("LE VAN C", "9704368888888888034", "0900000003");

const PLATFORM: &str = "national-platform";
const PATIENCE: Duration = Duration::from_secs(20);

pub struct TestEnv {
    pub url: String,
    pub portal_url: String,
    pub smtp_port: u16,
    pub client: Client,
    callbacks: mpsc::UnboundedReceiver<(String, String)>,
    /// The platform's questions about dossiers, and the portal's answers to come.
    pub lookups: Arc<Mutex<Lookups>>,
    /// Status and body of the next answers to callbacks. Once they are used up the national platform's are acknowledged, and
    /// the others answered with HTTP 500.
    answers: Arc<Mutex<VecDeque<(u16, String)>>>,
}

/// Questions asked so far, and answers to come.
#[derive(Default)]
pub struct Lookups {
    pub asked: Vec<Value>,
    pub answers: VecDeque<Value>,
}

impl TestEnv {
    /// Callbacks are repeated at once: order is tested, not patience.
    pub async fn start(callbacks: usize) -> Self {
        let config = Config {
            callback_pauses: vec![Duration::ZERO; callbacks - 1],
            ..Config::default()
        };
        Self::start_with(config).await
    }

    pub async fn start_with(config: Config) -> Self {
        let (sender, callbacks) = mpsc::unbounded_channel();
        let answers = Arc::new(Mutex::new(VecDeque::<(u16, String)>::new()));
        let given = answers.clone();
        let callback = async move |Path(provider): Path<String>, uri: Uri, body: String| {
            let answer = given.lock().expect("no test panics here").pop_front();
            let usual = match provider.as_str() {
                PLATFORM => (200, acknowledgement("00")),
                _ => (500, String::new()),
            };
            let message = uri.query().map_or(body, str::to_owned);
            let _test_is_over = sender.send((provider, message));
            let (status, body) = answer.unwrap_or(usual);
            (StatusCode::from_u16(status).expect("a status"), body)
        };
        let lookups = Arc::new(Mutex::new(Lookups::default()));
        let known = lookups.clone();
        let lookup = async move |Json(question): Json<Value>| {
            let mut known = known.lock().expect("no test panics here");
            known.asked.push(question);
            Json(known.answers.pop_front())
        };
        let portal = Router::new()
            .route("/callbacks/{provider}", any(callback))
            .route("/callbacks/national-platform/lookup", post(lookup));
        let portal_listener = listen().await;
        let portal_url = address(&portal_listener);
        tokio::spawn(async move { axum::serve(portal_listener, portal).await });

        let listener = listen().await;
        let url = address(&listener);
        let config = Config {
            public_url: url.clone(),
            portal_url: portal_url.clone(),
            ..config
        };
        let sandbox = Sandbox::new(config).await.expect("the sandbox starts");
        let router = sandbox.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let smtp = listen().await;
        let smtp_port = smtp.local_addr().expect("an address").port();
        tokio::spawn(sandbox.serve_smtp(smtp));
        let client = Client::builder().no_proxy().redirect(Policy::none());
        Self {
            url,
            portal_url,
            smtp_port,
            client: client.build().expect("a client"),
            callbacks,
            lookups,
            answers,
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.url));
        request.send().await.expect("an answer")
    }

    pub async fn delete(&self, path: &str) -> Response {
        let request = self.client.delete(format!("{}{path}", self.url));
        request.send().await.expect("an answer")
    }

    pub async fn page(&self, path: &str) -> String {
        self.get(path).await.body().await
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(path).await.value().await
    }

    pub async fn post(&self, path: &str, message: &Value) -> Response {
        self.try_post(path, message).await.expect("an answer")
    }

    pub async fn try_post(&self, path: &str, message: &Value) -> reqwest::Result<Response> {
        let request = self.client.post(format!("{}{path}", self.url));
        request.json(message).send().await
    }

    /// Whether the connection breaks instead of an answer.
    pub async fn is_broken(&self, path: &str, message: &Value) -> bool {
        is_broken(self.try_post(path, message).await).await
    }

    pub async fn ask(&self, path: &str, message: &Value) -> Value {
        let path = format!("/sandbox/national-platform/{path}");
        let response = self.post(&path, message).await;
        assert_eq!(response.status(), 200);
        response.value().await
    }

    pub async fn form(&self, path: &str, fields: &(impl Serialize + ?Sized)) -> Response {
        let request = self.client.post(format!("{}{path}", self.url));
        request.form(fields).send().await.expect("an answer")
    }

    pub async fn fault(&self, point: &str, fault: &str, times: u32) {
        let order = json!({ "point": point, "fault": fault, "times": times });
        let response = self.post("/sandbox/faults", &order).await;
        assert_eq!(response.status(), 201);
    }

    /// Opens a payment at Vietcombank; the path of its page.
    pub async fn open(&self, reference: &str) -> String {
        let page = self.init(&init(reference)).await;
        location(&self.get(&page).await)
    }

    /// Opens a payment; the path of the platform's page.
    pub async fn init(&self, message: &Value) -> String {
        let answer = self.ask("init", message).await;
        assert_eq!(answer["MaLoi"], "00", "{answer}");
        self.path(text(&answer, "UrlThanhToan")).to_owned()
    }

    pub async fn type_card(&self, page: &str, card: (&str, &str, &str)) -> Response {
        let fields = [
            ("holder", card.0),
            ("card_number", card.1),
            ("issue_date", "03/2018"),
        ];
        self.form(&format!("{page}/card"), &fields).await
    }

    pub async fn type_code(&self, page: &str, code: &str) -> Response {
        self.form(&format!("{page}/code"), &[("otp", code)]).await
    }

    /// The code in the newest message on the phone.
    pub async fn newest_code(&self, phone: &str) -> String {
        let messages = self.json(&format!("/sandbox/phone/{phone}.json")).await;
        let mut words = text(&messages[0], "text").split_whitespace();
        let code = words.find(|w| w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit()));
        code.expect("a code of six digits").to_owned()
    }

    /// Opens and pays; where the browser is sent afterwards.
    pub async fn pay(&self, reference: &str, card: (&str, &str, &str)) -> String {
        let page = self.open(reference).await;
        assert_eq!(location(&self.type_card(&page, card).await), page);
        let code = self.newest_code(card.2).await;
        location(&self.type_code(&page, &code).await)
    }

    pub async fn confirm(&mut self) -> Value {
        self.called_back_json(PLATFORM).await
    }

    /// What the named provider told the portal: the body, or the query of the address.
    pub async fn called_back(&mut self, provider: &str) -> String {
        let message = timeout(PATIENCE, self.callbacks.recv()).await;
        let (caller, message) = message.expect("a callback in time").expect("a portal");
        assert_eq!(caller, provider);
        message
    }

    pub async fn called_back_json(&mut self, provider: &str) -> Value {
        serde_json::from_str(&self.called_back(provider).await).expect("JSON")
    }

    /// Nothing more has been told so far.
    pub fn no_callback_so_far(&mut self) -> bool {
        self.callbacks.try_recv().is_err()
    }

    /// The portal's next answer to a callback.
    pub fn answer(&self, status: u16, body: impl Into<String>) {
        let mut answers = self.answers.lock().expect("no test panics here");
        answers.push_back((status, body.into()));
    }

    /// `MaLoi` of the next acknowledgements.
    pub fn acknowledge<const N: usize>(&self, codes: [&str; N]) {
        for code in codes {
            self.answer(200, acknowledgement(code));
        }
    }

    /// The path of an address of the sandbox.
    pub fn path<'a>(&self, address: &'a str) -> &'a str {
        let path = address.strip_prefix(&self.url);
        path.expect("an address of the sandbox")
    }

    /// Presses a button on a payer's page; where the browser is sent.
    pub async fn press(&self, page: &str, act: &str) -> String {
        location(&self.form(page, &[("act", act)]).await)
    }

    /// Orders one fault of a provider.
    pub async fn fault_of(&self, provider: &str, point: &str, fault: &str) {
        let order = json!({ "provider": provider, "point": point, "fault": fault });
        let answer = self.post("/sandbox/faults", &order).await;
        assert_eq!(answer.status(), 201);
    }

    pub async fn advance(&self, seconds: u32) -> Response {
        let step = json!({ "advance_seconds": seconds });
        self.post("/sandbox/clock", &step).await
    }

    /// The payer's act without a page.
    pub async fn payer(&self, reference: &str, posted: Value) -> Response {
        let path = format!("/sandbox/payer/{reference}");
        self.post(&path, &posted).await
    }

    /// A list of the sandbox's, once it has `count` entries.
    pub async fn list(&self, path: &str, count: usize) -> Vec<Value> {
        let full = async {
            loop {
                match self.json(path).await {
                    Value::Array(list) if list.len() >= count => return list,
                    _ => {}
                }
            }
        };
        timeout(PATIENCE, full).await.expect("enough in time")
    }

    /// The log of one provider's callbacks.
    pub async fn log(&self, provider: &str, count: usize) -> Vec<Value> {
        let path = format!("/sandbox/deliveries.json?provider={provider}");
        self.list(&path, count).await
    }

    /// The log of the platform's.
    pub async fn deliveries(&self, count: usize) -> Vec<Value> {
        let path = "/sandbox/national-platform/deliveries.json";
        self.list(path, count).await
    }

    /// The texts on a phone, newest first.
    pub async fn messages(&self, phone: &str, count: usize) -> Vec<String> {
        let path = format!("/sandbox/phone/{phone}.json");
        let inbox = self.list(&path, count).await;
        let texts = inbox.iter().map(|message| text(message, "text").to_owned());
        texts.collect()
    }

    /// The emails in a mailbox, newest first.
    pub async fn mail(&self, address: &str, count: usize) -> Vec<Value> {
        let path = format!("/sandbox/mail/{address}.json");
        self.list(&path, count).await
    }

    pub async fn charges(&self) -> Value {
        self.json("/sandbox/bank/charges.json").await
    }

    /// What the banks took, and gave back.
    pub async fn totals(&self) -> (u64, u64) {
        let refunds = self.json("/sandbox/bank/refunds.json").await;
        let [taken, given] = [self.charges().await, refunds].map(|ledger| {
            let entries = ledger.as_array().expect("a list").iter();
            let amounts = entries.map(|entry| entry["amount"].as_u64().expect("đồng"));
            amounts.sum()
        });
        (taken, given)
    }

    pub async fn query(&self, reference: &str) -> Value {
        self.ask("query", &inquiry("QUERY", reference)).await
    }

    pub fn back(&self, reference: &str, code: &str) -> String {
        let secure = digest(&[reference, code]);
        format!(
            "{}/thanh-toan/ket-qua?data={reference}&responseCode={code}&secureCode={secure}",
            self.portal_url
        )
    }
}

/// What every answer of a test is read as.
pub trait Body {
    async fn body(self) -> String;
    async fn value(self) -> Value;
}

impl Body for Response {
    async fn body(self) -> String {
        self.text().await.expect("text")
    }

    async fn value(self) -> Value {
        self.json().await.expect("JSON")
    }
}

fn acknowledgement(code: &str) -> String {
    json!({ "MaLoi": code, "MoTaLoi": "" }).to_string()
}

pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().expect("text")
}

pub fn location(response: &Response) -> String {
    assert_eq!(response.status(), 303);
    header(response, "location").to_owned()
}

async fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.expect("a free port")
}

fn address(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().expect("an address"))
}

/// Whether the connection broke instead of an answer.
pub async fn is_broken(answer: reqwest::Result<Response>) -> bool {
    match answer {
        Ok(response) => response.bytes().await.is_err(),
        Err(error) => !error.is_timeout(),
    }
}
