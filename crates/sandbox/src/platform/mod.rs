//! The national payment platform: opens payments (INIT), lets the payer choose a bank, tells the portal how it ended
//! (CONFIRM), and answers questions about it (QUERY, GET_BILL). Messages are JSON, every value a text.

pub(crate) mod by_dossier;
pub(crate) mod choose;

use std::net::IpAddr;

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use serde_json::{Value, json};

use crate::{
    Sandbox,
    bank::{self, card},
    callback, clock,
    config::Config,
    digest::sha256,
    faults::{Distortion, InjectionPoint, Operation, respond},
    json::{self, first_wrong, joined, text},
    payments::{self, Refused},
    protocol::{self, Call},
    provider::Provider,
    world::{Delivery, Opening, Payment, Verdict},
};

/// Version of the messages both known implementations speak.
const VERSION: &str = "1.0.6";

/// `MaNganHang` of an INIT that lets the payer choose the bank.
const PAYER_CHOOSES: &str = "PAYMENT";

/// What is signed, in this order; `ThongTinBienLai` is not.
const INIT: &str = "LoaiBanTin PhienBan MaDoiTac MaThamChieu SoTien LoaiHinhThanhToan MaKenhThanhToan \
     MaThietBi NgonNgu MaTienTe MaNganHang ThongTinGiaoDich ThoiGianGD Ip";
/// QUERY and GET_BILL; the time is that of the INIT they ask about.
const INQUIRY: &str = "LoaiBanTin PhienBan MaDoiTac MaThamChieu ThoiGianGD";
/// The token and the card's fields are not signed.
const CONFIRM: &str = "LoaiBanTin MaLoi MaDoiTac MaThamChieu SoTien MaTienTe MaGiaoDich MaNganHang ThoiGianGD \
     ThongTinGiaoDich";

/// Why the platform refuses: `MaLoi` and its words. The codes are VNPT Pay's, whose design the platform has.
struct Refusal(&'static str, String);

fn refusal(code: &'static str, words: &str) -> Refusal {
    Refusal(code, words.to_owned())
}

/// A field is missing or impossible.
fn format(field: &str) -> Refusal {
    Refusal("02", format!("Sai định dạng: {field}"))
}

fn maintenance() -> Refusal {
    refusal("96", "Hệ thống đang bảo trì")
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Duplicate => refusal("03", "Mã tham chiếu đã dùng cho giao dịch khác"),
            _ => maintenance(),
        }
    }
}

/// Below `/sandbox/national-platform`.
pub(crate) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/init", endpoint(Operation::Create, init))
        .route("/query", endpoint(Operation::Query, query))
        .route("/get-bill", post(get_bill))
        .route("/deliveries.json", get(deliveries))
        .route(
            "/by-dossier",
            get(by_dossier::page).post(by_dossier::look_up),
        )
        .route("/pay/{token}", get(choose::page).post(choose::choose))
        .route("/pay/{token}/cancel", post(choose::cancel))
}

type Work = fn(&Sandbox, &Value, Distortion) -> Result<Value, Refusal>;

fn endpoint(operation: Operation, work: Work) -> MethodRouter<Sandbox> {
    post(async move |State(sandbox): State<Sandbox>, body: Bytes| {
        let message: Value = serde_json::from_slice(&body).unwrap_or_default();
        let point = InjectionPoint {
            provider: Provider::NationalPlatform,
            operation,
            reference: &text(&message, "MaThamChieu"),
            bank: &text(&message, "MaNganHang"),
        };
        respond(&sandbox, point, maintenance(), write, |distortion| {
            work(&sandbox, &message, distortion)
        })
        .await
    })
}

fn write(result: Result<Value, Refusal>) -> Response {
    let refused = |Refusal(code, words)| json!({ "MaLoi": code, "MoTaLoi": words });
    Json(result.unwrap_or_else(refused)).into_response()
}

/// The log of one provider under its older address.
async fn deliveries(State(sandbox): State<Sandbox>) -> Json<Vec<Delivery>> {
    callback::of(&sandbox, Some(Provider::NationalPlatform))
}

/// Whether all of `names` are there as texts, and the partner signed them.
fn authenticate(config: &Config, message: &Value, names: &str) -> Result<(), Refusal> {
    let missing = names
        .split_whitespace()
        .find(|name| !message[name].is_string());
    if let Some(field) = missing {
        Err(format(field))
    } else if message["MaDoiTac"] != config.partner_code {
        Err(refusal("09", "Đối tác không tồn tại"))
    } else if message["MaXacThuc"] != sha256(&joined(message, names), &config.partner_secret) {
        Err(refusal("07", "Mã xác thực không đúng"))
    } else {
        Ok(())
    }
}

fn is_reference(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    (1..=100).contains(&text.len()) && text.bytes().all(allowed)
}

fn init(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    let config = sandbox.config();
    authenticate(config, message, INIT)?;
    let field = |name| text(message, name);
    let (reference, bank) = (field("MaThamChieu"), field("MaNganHang"));
    let description = field("ThongTinGiaoDich");
    let length = description.chars().count();
    let is_described = (1..=255).contains(&length) && !description.contains('|');
    let is_bank = bank == PAYER_CHOOSES || bank::by_code(&bank).is_some();
    let receipt = &message["ThongTinBienLai"];
    let wrong = first_wrong([
        (field("LoaiBanTin") == "INIT", "LoaiBanTin"),
        (field("PhienBan") == VERSION, "PhienBan"),
        (field("LoaiHinhThanhToan") == "PAY", "LoaiHinhThanhToan"),
        (field("MaKenhThanhToan") == "1", "MaKenhThanhToan"),
        (field("MaThietBi") == "1", "MaThietBi"),
        (field("NgonNgu") == "vi-VN", "NgonNgu"),
        (field("MaTienTe") == "VND", "MaTienTe"),
        (is_reference(&reference), "MaThamChieu"),
        (clock::is_compact(&field("ThoiGianGD")), "ThoiGianGD"),
        (field("Ip").parse::<IpAddr>().is_ok(), "Ip"),
        (is_described, "ThongTinGiaoDich"),
        (is_bank, "MaNganHang"),
        (receipt.is_null() || receipt.is_object(), "ThongTinBienLai"),
    ]);
    if let Some(field) = wrong {
        return Err(format(field));
    }
    let amount = json::amount(&field("SoTien")).ok_or_else(|| format("SoTien"))?;
    let opening = Opening {
        description,
        message: message.clone(),
        ..payments::opening(sandbox, Provider::NationalPlatform, &reference, amount)
    };
    let token = payments::open(sandbox, opening)?;
    Ok(json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "UrlThanhToan": format!("{}/sandbox/national-platform/pay/{token}", config.public_url),
    }))
}

/// The payment a QUERY or GET_BILL (`asked`) asks about.
fn find(sandbox: &Sandbox, message: &Value, asked: &str) -> Result<Payment, Refusal> {
    authenticate(sandbox.config(), message, INQUIRY)?;
    let field = |name| text(message, name);
    let (reference, time) = (field("MaThamChieu"), field("ThoiGianGD"));
    let wrong = first_wrong([
        (field("LoaiBanTin") == asked, "LoaiBanTin"),
        (field("PhienBan") == VERSION, "PhienBan"),
        (is_reference(&reference), "MaThamChieu"),
        (clock::is_compact(&time), "ThoiGianGD"),
    ]);
    if let Some(field) = wrong {
        return Err(format(field));
    }
    payments::by_order(sandbox, Provider::NationalPlatform, &reference)?
        .filter(|payment| payment.field("ThoiGianGD") == time)
        .ok_or_else(|| refusal("05", "Không tìm thấy giao dịch"))
}

/// How did it end? `TrangThaiGD`: 1 paid, 3 not ended, 4 failed. `MaLoi` speaks of the question, not of the payment.
fn query(sandbox: &Sandbox, message: &Value, distortion: Distortion) -> Result<Value, Refusal> {
    let payment = find(sandbox, message, "QUERY")?;
    let mut answer = json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "MaDoiTac": payment.field("MaDoiTac"),
        "MaThamChieu": payment.opening.reference,
        "SoTien": distortion.amount(payment.opening.amount).to_string(),
        "MaTienTe": payment.field("MaTienTe"),
        "TrangThaiGD": "3",
    });
    if let Some(outcome) = payment.outcome {
        let paid = outcome.verdict == Verdict::Paid;
        answer["TrangThaiGD"] = (if paid { "1" } else { "4" }).into();
        answer["MoTaTrangThai"] = outcome.verdict.meaning().into();
        answer["MaGiaoDich"] = outcome.transaction.into();
        answer["MaNganHang"] = outcome.bank.into();
        answer["ThoiGianGD"] = clock::compact(outcome.at).into();
    }
    Ok(answer)
}

/// The voucher of a paid payment, as JSON (one of the two known implementations gives JSON, the other PDF).
async fn get_bill(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let message: Value = serde_json::from_slice(&body).unwrap_or_default();
    let voucher = || {
        let payment = find(&sandbox, &message, "GET_BILL")?;
        let unpaid = || refusal("01", "Giao dịch chưa thanh toán thành công");
        let outcome = payment.paid().ok_or_else(unpaid)?;
        Ok(json!({
            "MaLoi": "00",
            "MoTaLoi": "Thành công",
            "MaDoiTac": payment.field("MaDoiTac"),
            "MaThamChieu": payment.opening.reference,
            "SoChungTu": outcome.transaction,
            "MaGiaoDich": outcome.transaction,
            "SoTien": payment.opening.amount.to_string(),
            "MaTienTe": payment.field("MaTienTe"),
            "MaNganHang": outcome.bank,
            "ThoiGianGD": clock::compact(outcome.at),
            "ThongTinGiaoDich": payment.opening.description,
            "ThongTinBienLai": payment.opening.message["ThongTinBienLai"],
        }))
    };
    write(voucher())
}

/// CONFIRM; `None` while the payment has not ended.
pub(crate) fn callback(config: &Config, payment: &Payment, distortion: Distortion) -> Option<Call> {
    let outcome = payment.outcome.as_ref()?;
    let card = outcome.card.as_deref().and_then(card::find);
    let of_card = |field: fn(&card::Card) -> String| card.map(field).unwrap_or_default();
    let mut message = json!({
        "LoaiBanTin": "CONFIRM",
        "MaLoi": outcome.verdict.code(),
        "MoTaLoi": outcome.verdict.meaning(),
        "MaDoiTac": payment.field("MaDoiTac"),
        "MaThamChieu": payment.opening.reference,
        "SoTien": distortion.amount(payment.opening.amount).to_string(),
        "MaTienTe": payment.field("MaTienTe"),
        "MaGiaoDich": outcome.transaction,
        "MaNganHang": outcome.bank,
        "ThoiGianGD": clock::compact(outcome.at),
        "ThongTinGiaoDich": payment.opening.description,
        "Token": "",
        "SoThe": of_card(card::Card::masked),
        "ThangThe": of_card(|card| format!("{:02}", card.issued.month)),
        "NamThe": of_card(|card| card.issued.year.to_string()),
    });
    let secret = distortion.secret(&config.partner_secret);
    message["MaXacThuc"] = sha256(&joined(&message, CONFIRM), secret).into();
    let url = format!("{}/callbacks/national-platform", config.portal_url);
    Some(Call::Json(url, message))
}

pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let paid = payment.paid().is_some();
    let code = if paid { "00" } else { "01" };
    protocol::return_to_result(config, payment, code, &config.partner_secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_match_the_vectors() {
        let mut message = json!({
            "LoaiBanTin": "INIT", "PhienBan": "1.0.6", "MaDoiTac": "TESTDT", "MaThamChieu": "TN0001",
            "SoTien": "50000", "LoaiHinhThanhToan": "PAY", "MaKenhThanhToan": "1", "MaThietBi": "1",
            "NgonNgu": "vi-VN", "MaTienTe": "VND", "MaNganHang": "PAYMENT",
            "ThongTinGiaoDich": "Thanh toan le phi", "ThoiGianGD": "20250601101010", "Ip": "127.0.0.1",
        });
        assert_eq!(
            sha256(&joined(&message, INIT), "testsecret"),
            "439012eac63c6a06a103c1e6e9204acfaa40a40acd84b8f9c9122187eeb42863"
        );
        message["LoaiBanTin"] = "QUERY".into();
        assert_eq!(
            sha256(&joined(&message, INQUIRY), "testsecret"),
            "0ea88c54d0ff242d9eaf1ec1ff7cdc73d030efd2fcfde6a5bbec4c6177d0f37f"
        );
        let outcome = json!({
            "LoaiBanTin": "CONFIRM", "MaLoi": "00", "MoTaLoi": "Thành công", "MaDoiTac": "TESTDT",
            "MaThamChieu": "TN0001", "SoTien": "50000", "MaTienTe": "VND", "MaGiaoDich": "GD0001",
            "MaNganHang": "VCB", "ThoiGianGD": "20250601101212", "ThongTinGiaoDich": "Thanh toan le phi",
        });
        assert_eq!(
            sha256(&joined(&outcome, CONFIRM), "testsecret"),
            "40d53ce5ceca98640e4484e4f3eda6ec60b9b8ab13f93024ef63e6b05d5bb9de"
        );
    }
}
