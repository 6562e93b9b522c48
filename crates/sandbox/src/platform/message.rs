//! The platform's messages as they travel: JSON, Vietnamese names, every value a string.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{clock, opening};

/// Version of the messages both known implementations speak.
pub(crate) const VERSION: &str = "1.0.6";

/// `MaNganHang` of an INIT that lets the payer choose the bank.
pub(crate) const PAYER_CHOOSES: &str = "PAYMENT";

/// INIT, portal to platform: open a payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Init {
    #[serde(rename = "LoaiBanTin")]
    pub kind: String,
    #[serde(rename = "PhienBan")]
    pub version: String,
    #[serde(rename = "MaDoiTac")]
    pub partner: String,
    #[serde(rename = "MaThamChieu")]
    pub reference: String,
    #[serde(rename = "SoTien")]
    pub amount: String,
    #[serde(rename = "LoaiHinhThanhToan")]
    pub payment_type: String,
    #[serde(rename = "MaKenhThanhToan")]
    pub channel: String,
    #[serde(rename = "MaThietBi")]
    pub device: String,
    #[serde(rename = "NgonNgu")]
    pub language: String,
    #[serde(rename = "MaTienTe")]
    pub currency: String,
    #[serde(rename = "MaNganHang")]
    pub bank: String,
    #[serde(rename = "ThongTinGiaoDich")]
    pub description: String,
    #[serde(rename = "ThoiGianGD")]
    pub time: String,
    #[serde(rename = "Ip")]
    pub ip: String,
    #[serde(rename = "ThongTinBienLai", default)]
    pub receipt: Value,
    #[serde(rename = "MaXacThuc")]
    pub digest: String,
}

/// QUERY and GET_BILL, portal to platform; `time` is that of the INIT they ask about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Inquiry {
    #[serde(rename = "LoaiBanTin")]
    pub kind: String,
    #[serde(rename = "PhienBan")]
    pub version: String,
    #[serde(rename = "MaDoiTac")]
    pub partner: String,
    #[serde(rename = "MaThamChieu")]
    pub reference: String,
    #[serde(rename = "ThoiGianGD")]
    pub time: String,
    #[serde(rename = "MaXacThuc")]
    pub digest: String,
}

/// CONFIRM, platform to portal: the outcome. `token` and the card's fields are not signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Confirm {
    #[serde(rename = "LoaiBanTin")]
    pub kind: String,
    #[serde(rename = "MaLoi")]
    pub code: String,
    #[serde(rename = "MoTaLoi")]
    pub meaning: String,
    #[serde(rename = "MaDoiTac")]
    pub partner: String,
    #[serde(rename = "MaThamChieu")]
    pub reference: String,
    #[serde(rename = "SoTien")]
    pub amount: String,
    #[serde(rename = "MaTienTe")]
    pub currency: String,
    #[serde(rename = "MaGiaoDich")]
    pub transaction: String,
    #[serde(rename = "MaNganHang")]
    pub bank: String,
    #[serde(rename = "ThoiGianGD")]
    pub time: String,
    #[serde(rename = "ThongTinGiaoDich")]
    pub description: String,
    #[serde(rename = "Token")]
    pub token: String,
    #[serde(rename = "SoThe")]
    pub card_number: String,
    #[serde(rename = "ThangThe")]
    pub card_month: String,
    #[serde(rename = "NamThe")]
    pub card_year: String,
    #[serde(rename = "MaXacThuc")]
    pub digest: String,
}

/// Why the platform refuses a message; the codes are VNPT Pay's, whose design the platform has.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Refusal {
    /// 01: the request is understood, but cannot be done.
    #[error("{0}")]
    Failed(&'static str),
    /// 02: a field is missing or impossible; names the field.
    #[error("Sai định dạng: {0}")]
    Format(String),
    /// 03: the reference was used before, with other content.
    #[error("Mã tham chiếu đã dùng cho giao dịch khác")]
    Duplicate,
    /// 05: no such payment.
    #[error("Không tìm thấy giao dịch")]
    NotFound,
    /// 07: the digest is wrong.
    #[error("Mã xác thực không đúng")]
    Signature,
    /// 09: the partner is unknown.
    #[error("Đối tác không tồn tại")]
    Partner,
    /// 96: closed for maintenance.
    #[error("Hệ thống đang bảo trì")]
    Maintenance,
}

impl From<opening::Refused> for Refusal {
    fn from(refused: opening::Refused) -> Self {
        match refused {
            opening::Refused::Duplicate => Self::Duplicate,
            opening::Refused::Unwritten => Self::Maintenance,
        }
    }
}

impl Refusal {
    /// `MaLoi`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Failed(_) => "01",
            Self::Format(_) => "02",
            Self::Duplicate => "03",
            Self::NotFound => "05",
            Self::Signature => "07",
            Self::Partner => "09",
            Self::Maintenance => "96",
        }
    }

    /// The answer on the wire.
    pub(crate) fn to_json(&self) -> Value {
        json!({ "MaLoi": self.code(), "MoTaLoi": self.to_string() })
    }
}

/// Reads a message, or says what is missing.
pub(crate) fn parse<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| Refusal::Format(error.to_string()))
}

impl Init {
    /// Checks every field on its own and returns the amount in đồng. `banks` are the codes a partner may ask for.
    pub(crate) fn check(&self, banks: &[&str]) -> Result<u64, Refusal> {
        let constants = [
            ("LoaiBanTin", &self.kind, "INIT"),
            ("PhienBan", &self.version, VERSION),
            ("LoaiHinhThanhToan", &self.payment_type, "PAY"),
            ("MaKenhThanhToan", &self.channel, "1"),
            ("MaThietBi", &self.device, "1"),
            ("NgonNgu", &self.language, "vi-VN"),
            ("MaTienTe", &self.currency, "VND"),
        ];
        for (name, value, expected) in constants {
            require(value == expected, name)?;
        }
        check_reference(&self.reference)?;
        require(clock::is_compact(&self.time), "ThoiGianGD")?;
        require(self.ip.parse::<std::net::IpAddr>().is_ok(), "Ip")?;
        let length = self.description.chars().count();
        require(
            (1..=255).contains(&length) && !self.description.contains('|'),
            "ThongTinGiaoDich",
        )?;
        require(
            self.bank == PAYER_CHOOSES || banks.contains(&self.bank.as_str()),
            "MaNganHang",
        )?;
        require(
            self.receipt.is_null() || self.receipt.is_object(),
            "ThongTinBienLai",
        )?;
        let amount = Some(&self.amount)
            .filter(|text| text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0'))
            .filter(|text| text.len() <= 12)
            .and_then(|text| text.parse().ok());
        amount.ok_or_else(|| Refusal::Format("SoTien".to_owned()))
    }
}

impl Inquiry {
    /// Checks every field on its own; `kind` is the message expected at this address.
    pub(crate) fn check(&self, kind: &str) -> Result<(), Refusal> {
        require(self.kind == kind, "LoaiBanTin")?;
        require(self.version == VERSION, "PhienBan")?;
        check_reference(&self.reference)?;
        require(clock::is_compact(&self.time), "ThoiGianGD")
    }
}

fn check_reference(reference: &str) -> Result<(), Refusal> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    require(
        (1..=100).contains(&reference.len()) && reference.bytes().all(allowed),
        "MaThamChieu",
    )
}

fn require(holds: bool, field: &str) -> Result<(), Refusal> {
    if holds {
        Ok(())
    } else {
        Err(Refusal::Format(field.to_owned()))
    }
}
