//! What differs from provider to provider when a payment ends, in one place.

use serde_json::Value;

use crate::{
    config::Config, faults::Fault, json::text, momo, ngan_luong, platform, provider::Provider,
    vietqr, vnpay, vnpt_pay, world::Payment, zalopay,
};

/// One request to the portal.
pub(crate) enum Call {
    Get(String),
    Json(String, Value),
}

/// What the portal answered, judged in the provider's terms.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Acknowledgement {
    pub acknowledged: bool,
    pub code: Option<String>,
    pub meaning: Option<String>,
}

/// Added to the amount where a fault asks for a wrong one.
const WRONG_BY: u64 = 1_000;

/// What a fault makes of the truth.
#[derive(Clone, Copy)]
pub(crate) struct Lie(pub Option<Fault>);

impl Lie {
    /// The amount that is told.
    pub(crate) fn amount(self, amount: u64) -> u64 {
        match self.0 {
            Some(Fault::WrongAmount | Fault::Forged) => amount + WRONG_BY,
            _ => amount,
        }
    }

    /// The secret it is signed with.
    pub(crate) fn secret(self, secret: &str) -> &str {
        match self.0 {
            Some(Fault::BadDigest | Fault::Forged) => "not the shared secret",
            _ => secret,
        }
    }
}

/// How the provider tells an outcome; `None` where it has none to tell.
pub(crate) fn callback(config: &Config, payment: &Payment, lie: Lie) -> Option<Call> {
    match payment.opening.provider {
        Provider::NationalPlatform => platform::confirm::compose(config, payment, lie),
        Provider::VnptPay => vnpt_pay::confirm::compose(config, payment, lie),
        Provider::Momo => momo::outcome::compose(config, payment, lie),
        Provider::VietQr => vietqr::notice::compose(config, payment, lie),
        Provider::Vnpay => vnpay::outcome::compose(config, payment, lie),
        Provider::ZaloPay => zalopay::outcome::compose(config, payment, lie),
        Provider::NganLuong | Provider::Bank => None,
    }
}

/// Reads the portal's answer to a callback.
pub(crate) fn acknowledgement(
    config: &Config,
    provider: Provider,
    status: u16,
    body: &[u8],
) -> Acknowledgement {
    match provider {
        Provider::NationalPlatform => by_code(body, ["MaLoi", "MoTaLoi"], &["00"]),
        Provider::VnptPay => vnpt_pay::confirm::acknowledgement(config, body),
        Provider::Momo => Acknowledgement {
            acknowledged: status == 204,
            ..Acknowledgement::default()
        },
        Provider::VietQr => by_code(body, ["code", "message"], &["00", "01", "02"]),
        Provider::Vnpay => by_code(body, ["RspCode", "Message"], &["00", "02"]),
        Provider::ZaloPay => by_code(body, ["return_code", "return_message"], &["1", "2"]),
        Provider::NganLuong | Provider::Bank => Acknowledgement::default(),
    }
}

/// An acknowledgement by a code in a JSON object; a code may be text or a number.
pub(crate) fn by_code(body: &[u8], names: [&str; 2], good: &[&str]) -> Acknowledgement {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let [code, meaning] =
        names.map(|name| Some(text(&answer, name)).filter(|text| !text.is_empty()));
    Acknowledgement {
        acknowledged: code.as_deref().is_some_and(|code| good.contains(&code)),
        code,
        meaning,
    }
}

/// The bank the money comes from, where the payer has no page to say so.
pub(crate) fn bank(payment: &Payment) -> &str {
    match payment.opening.provider {
        Provider::NationalPlatform => platform::choose::bank_of(payment),
        Provider::NganLuong => payment.field("bank_code"),
        Provider::Vnpay => vnpay::BANK,
        _ => "",
    }
}

/// Where the browser goes from the payer's page, with the provider's fields; the payment may still be open.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    match payment.opening.provider {
        Provider::NationalPlatform => platform::return_url(config, payment),
        Provider::VnptPay => vnpt_pay::confirm::return_url(config, payment),
        Provider::Momo => momo::outcome::return_url(config, payment),
        Provider::NganLuong => ngan_luong::return_url(payment),
        Provider::Vnpay => vnpay::outcome::return_url(config, payment),
        Provider::ZaloPay => zalopay::outcome::return_url(config, payment),
        Provider::VietQr | Provider::Bank => payment.opening.return_url.clone(),
    }
}
