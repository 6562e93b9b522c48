//! Paying by dossier code: the payer comes to the platform, and the platform asks the portal what is due.

use askama::Template;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::PAYER_CHOOSES;
use crate::{
    Sandbox, clock,
    digest::sha256,
    json::text,
    pages::{self, Field},
    payments,
    provider::Provider,
    world::Opening,
};

#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    dossier_code: String,
}

#[derive(Template)]
#[template(path = "platform_by_dossier.html")]
struct Page<'a> {
    field: Field<'a>,
}

pub(crate) async fn page() -> Response {
    show(StatusCode::OK, "", "")
}

/// `POST /sandbox/national-platform/by-dossier`: on to the choice of a bank, where something is due.
pub(crate) async fn look_up(State(sandbox): State<Sandbox>, Form(typed): Form<Typed>) -> Response {
    let code = typed.dossier_code.trim();
    let complain = |status, words| show(status, code, words);
    if code.is_empty() || code.contains('|') {
        return complain(StatusCode::UNPROCESSABLE_ENTITY, "Hãy nhập mã hồ sơ.");
    }
    let Some(answer) = ask(&sandbox, code).await else {
        let words = "Cổng dịch vụ công không trả lời. Hãy thử lại sau ít phút.";
        return complain(StatusCode::BAD_GATEWAY, words);
    };
    match text(&answer, "error_code").as_str() {
        "1" => match open(&sandbox, code, &answer) {
            Some(address) => Redirect::to(&address).into_response(),
            None => complain(
                StatusCode::BAD_GATEWAY,
                "Thông tin thanh toán của hồ sơ không hợp lệ.",
            ),
        },
        "0" => complain(
            StatusCode::OK,
            "Hồ sơ này không có khoản nào phải nộp, hoặc đã nộp rồi.",
        ),
        "-1" => complain(StatusCode::OK, "Không tìm thấy hồ sơ có mã này."),
        _ => complain(
            StatusCode::BAD_GATEWAY,
            "Cổng dịch vụ công từ chối tra cứu.",
        ),
    }
}

/// Asks the portal. How the question is signed is not published; this is the platform's way with its other messages.
async fn ask(sandbox: &Sandbox, code: &str) -> Option<Value> {
    let config = sandbox.config();
    let time = clock::compact(sandbox.now());
    let signed = format!("{code}|{}|{time}", config.partner_code);
    let digest = sha256(&signed, &config.partner_secret);
    let question = json!({
        "MaHoSo": code,
        "MaDoiTac": config.partner_code,
        "ThoiGianGD": time,
        "MaXacThuc": digest,
    });
    let url = format!("{}/callbacks/national-platform/lookup", config.portal_url);
    let answer = sandbox.0.http.post(url).json(&question).send().await.ok()?;
    answer.json().await.ok()
}

/// Opens the payment that is due, or finds it again; the address of its page.
fn open(sandbox: &Sandbox, code: &str, answer: &Value) -> Option<String> {
    let config = sandbox.config();
    let reference = text(answer, "MaThamChieu");
    let amount: u64 = text(answer, "SoTien").parse().ok()?;
    if reference.is_empty() || amount == 0 {
        return None;
    }
    // Later questions name the time the portal gave its payment; without one, that of this opening.
    let time = match text(answer, "ThoiGianGD") {
        given if clock::is_compact(&given) => given,
        _ => clock::compact(sandbox.now()),
    };
    let journal = sandbox.journal();
    let known = journal
        .world
        .by_order(Provider::NationalPlatform, &reference);
    let known = known.map(|payment| payment.opening.token);
    drop(journal);
    let token = match known {
        Some(token) => token,
        None => {
            let opening = Opening {
                description: format!("THANH TOAN HO SO {code}"),
                message: json!({
                    "MaDoiTac": config.partner_code,
                    "MaThamChieu": reference,
                    "SoTien": amount.to_string(),
                    "MaTienTe": "VND",
                    "MaNganHang": PAYER_CHOOSES,
                    "ThoiGianGD": time,
                    "ThongTinBienLai": answer["ThongTinBienLai"],
                }),
                ..payments::opening(sandbox, Provider::NationalPlatform, &reference, amount)
            };
            payments::open(sandbox, opening).ok()?
        }
    };
    Some(format!("/sandbox/national-platform/pay/{token}"))
}

fn show(status: StatusCode, code: &str, error: &str) -> Response {
    let field = Field {
        name: "dossier_code",
        label: "Mã hồ sơ",
        hint: "Ghi trên giấy tiếp nhận, ví dụ 000.20.31.H53-200610-0007",
        value: code,
        error,
        attributes: r#"type="text" autocomplete="off" spellcheck="false" maxlength="60""#,
        ..Field::default()
    };
    (status, pages::page(&Page { field })).into_response()
}
