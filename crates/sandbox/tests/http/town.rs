//! A sandbox on a free port, a portal that only listens, and a payer.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Json, Router, routing::post};
use reqwest::{Client, Response, StatusCode, header::LOCATION, redirect::Policy};
use sandbox::{Config, Sandbox};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};

pub const SECRET: &str = "sandbox-national-platform-secret";
pub const GOOD: (&str, &str, &str) = ("NGUYEN VAN A", "9704368888888888018", "0900000001");
pub const EMPTY: (&str, &str, &str) = ("TRAN THI B", "9704368888888888026", "0900000002");
pub const LOCKED: (&str, &str, &str) = ("LE VAN C", "9704368888888888034", "0900000003");

const PATIENCE: Duration = Duration::from_secs(20);

pub struct Town {
    pub url: String,
    pub portal_url: String,
    pub client: Client,
    confirms: mpsc::UnboundedReceiver<Value>,
    /// `MaLoi` of the next acknowledgements; 00 once they are used up.
    pub acknowledgements: Arc<Mutex<VecDeque<&'static str>>>,
}

pub fn digest(values: &[&str]) -> String {
    hex::encode(Sha256::digest(format!("{}|{SECRET}", values.join("|"))))
}

/// Signs an INIT, QUERY or GET_BILL by the order of its fields.
pub fn sign(message: &mut Value, fields: &[&str]) {
    let values: Vec<_> = fields.iter().map(|field| text(message, field)).collect();
    message["MaXacThuc"] = digest(&values).into();
}

pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("{field} is text in {value}"))
}

pub const INIT_FIELDS: [&str; 14] = [
    "LoaiBanTin",
    "PhienBan",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "LoaiHinhThanhToan",
    "MaKenhThanhToan",
    "MaThietBi",
    "NgonNgu",
    "MaTienTe",
    "MaNganHang",
    "ThongTinGiaoDich",
    "ThoiGianGD",
    "Ip",
];

pub const CONFIRM_FIELDS: [&str; 10] = [
    "LoaiBanTin",
    "MaLoi",
    "MaDoiTac",
    "MaThamChieu",
    "SoTien",
    "MaTienTe",
    "MaGiaoDich",
    "MaNganHang",
    "ThoiGianGD",
    "ThongTinGiaoDich",
];

pub fn init(reference: &str) -> Value {
    let mut message = json!({
        "LoaiBanTin": "INIT",
        "PhienBan": "1.0.6",
        "MaDoiTac": "DVCQG_TAYNINH",
        "MaThamChieu": reference,
        "SoTien": "200000",
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "1",
        "MaThietBi": "1",
        "NgonNgu": "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "VCB",
        "ThongTinGiaoDich": "THANH TOAN HO SO 363815",
        "ThoiGianGD": "20250601101010",
        "Ip": "127.0.0.1",
        "ThongTinBienLai": { "MaHoSo": "363815" },
    });
    sign(&mut message, &INIT_FIELDS);
    message
}

impl Town {
    /// Repeats of CONFIRM follow at once: order is tested, not patience.
    pub async fn start(confirm_tries: usize) -> Self {
        let config = Config {
            confirm_pauses: vec![Duration::ZERO; confirm_tries - 1],
            ..Config::default()
        };
        Self::start_with(config).await
    }

    pub async fn start_with(config: Config) -> Self {
        let (sender, confirms) = mpsc::unbounded_channel();
        let acknowledgements = Arc::new(Mutex::new(VecDeque::<&'static str>::new()));
        let codes = acknowledgements.clone();
        let portal = Router::new().route(
            "/callbacks/national-platform",
            post(move |Json(message): Json<Value>| async move {
                let code = codes.lock().expect("no test panics here").pop_front();
                let answer = json!({ "MaLoi": code.unwrap_or("00"), "MoTaLoi": "" });
                let _test_is_over = sender.send(message);
                Json(answer)
            }),
        );
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
        tokio::spawn(async move {
            axum::serve(listener, router)
                .await
                .expect("the sandbox serves");
        });
        let client = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .build()
            .expect("a client");
        Self {
            url,
            portal_url,
            client,
            confirms,
            acknowledgements,
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.url));
        request.send().await.expect("an answer")
    }

    pub async fn json(&self, path: &str) -> Value {
        self.get(path).await.json().await.expect("JSON")
    }

    pub async fn post(&self, path: &str, message: &Value) -> reqwest::Result<Response> {
        let request = self.client.post(format!("{}{path}", self.url));
        request.json(message).send().await
    }

    pub async fn ask(&self, path: &str, message: &Value) -> Value {
        let path = format!("/sandbox/national-platform/{path}");
        let response = self.post(&path, message).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::OK);
        response.json().await.expect("JSON")
    }

    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let request = self.client.post(format!("{}{path}", self.url));
        request.form(fields).send().await.expect("an answer")
    }

    pub async fn fault(&self, point: &str, fault: &str, times: u32) {
        let order = json!({ "point": point, "fault": fault, "times": times });
        let response = self
            .post("/sandbox/faults", &order)
            .await
            .expect("an answer");
        assert_eq!(response.status(), StatusCode::CREATED);
    }

    /// Opens a payment at Vietcombank; the path of its page.
    pub async fn open(&self, reference: &str) -> String {
        let answer = self.ask("init", &init(reference)).await;
        assert_eq!(answer["MaLoi"], "00", "{answer}");
        let page = text(&answer, "UrlThanhToan").strip_prefix(&self.url);
        let to_bank = self.get(page.expect("an address of the sandbox")).await;
        location(&to_bank)
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
        let words = text(&messages[0], "text").split_whitespace();
        let code = words
            .into_iter()
            .find(|w| w.len() == 6 && w.bytes().all(|b| b.is_ascii_digit()));
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
        let message = timeout(PATIENCE, self.confirms.recv()).await;
        message
            .expect("a CONFIRM in time")
            .expect("the portal runs")
    }

    pub fn no_confirm_so_far(&mut self) -> bool {
        self.confirms.try_recv().is_err()
    }

    /// The log of deliveries, once it has `count` entries.
    pub async fn deliveries(&self, count: usize) -> Vec<Value> {
        let full = async {
            loop {
                let log = self
                    .json("/sandbox/national-platform/deliveries.json")
                    .await;
                let log = log.as_array().expect("a list").clone();
                if log.len() >= count {
                    return log;
                }
            }
        };
        timeout(PATIENCE, full).await.expect("deliveries in time")
    }

    /// The texts on a phone, newest first, once there are `count`.
    pub async fn messages(&self, phone: &str, count: usize) -> Vec<String> {
        let arrived = async {
            loop {
                let inbox = self.json(&format!("/sandbox/phone/{phone}.json")).await;
                let inbox = inbox.as_array().expect("a list");
                if inbox.len() >= count {
                    return inbox.iter().map(|m| text(m, "text").to_owned()).collect();
                }
            }
        };
        timeout(PATIENCE, arrived).await.expect("messages in time")
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

pub fn inquiry(kind: &str, reference: &str) -> Value {
    let mut message = json!({
        "LoaiBanTin": kind,
        "PhienBan": "1.0.6",
        "MaDoiTac": "DVCQG_TAYNINH",
        "MaThamChieu": reference,
        "ThoiGianGD": "20250601101010",
    });
    let fields = [
        "LoaiBanTin",
        "PhienBan",
        "MaDoiTac",
        "MaThamChieu",
        "ThoiGianGD",
    ];
    sign(&mut message, &fields);
    message
}

pub fn location(response: &Response) -> String {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let location = response.headers().get(LOCATION).expect("a location");
    location.to_str().expect("text").to_owned()
}

async fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.expect("a free port")
}

fn address(listener: &TcpListener) -> String {
    format!("http://{}", listener.local_addr().expect("an address"))
}
