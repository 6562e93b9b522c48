//! What differs from provider to provider when a payment ends, in one place.

use serde_json::Value;

use crate::{
    config::Config,
    digest::sha256,
    faults::Distortion,
    json::text,
    momo, ngan_luong,
    payments::with_query,
    platform,
    provider::Provider,
    vietqr, vnpay, vnpt_pay,
    world::{Acknowledgement, Payment},
    zalopay,
};

/// One request to the portal.
pub(crate) enum Call {
    Get(String),
    Json(String, Value),
}

/// How the provider tells an outcome; `None` where it has none to tell.
pub(crate) fn callback(config: &Config, payment: &Payment, distortion: Distortion) -> Option<Call> {
    match payment.opening.provider {
        Provider::NationalPlatform => platform::callback(config, payment, distortion),
        Provider::VnptPay => vnpt_pay::callback(config, payment, distortion),
        Provider::Momo => momo::callback(config, payment, distortion),
        Provider::Vietqr => vietqr::callback(config, payment, distortion),
        Provider::Vnpay => vnpay::callback(config, payment, distortion),
        Provider::Zalopay => zalopay::callback(config, payment, distortion),
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
        Provider::VnptPay => vnpt_pay::acknowledgement(config, body),
        Provider::Momo => Acknowledgement {
            acknowledged: status == 204,
            ..Acknowledgement::default()
        },
        Provider::Vietqr => by_code(body, ["code", "message"], &["00", "01", "02"]),
        Provider::Vnpay => by_code(body, ["RspCode", "Message"], &["00", "02"]),
        Provider::Zalopay => by_code(body, ["return_code", "return_message"], &["1", "2"]),
        Provider::NganLuong | Provider::Bank => Acknowledgement::default(),
    }
}

/// An acknowledgement by a code in a JSON object; a code may be text or a number.
pub(crate) fn by_code(body: &[u8], names: [&str; 2], good: &[&str]) -> Acknowledgement {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let [code, meaning] = names.map(|name| text(&answer, name));
    acknowledged(good.contains(&&*code), code, meaning)
}

/// An acknowledgement whose code and words may be empty, which is as good as none.
pub(crate) fn acknowledged(acknowledged: bool, code: String, meaning: String) -> Acknowledgement {
    let given = |text: String| Some(text).filter(|text| !text.is_empty());
    Acknowledgement {
        acknowledged,
        code: given(code),
        meaning: given(meaning),
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
        Provider::VnptPay => vnpt_pay::return_url(config, payment),
        Provider::Momo => momo::return_url(config, payment),
        Provider::NganLuong => ngan_luong::return_url(payment),
        Provider::Vnpay => vnpay::return_url(config, payment),
        Provider::Zalopay => zalopay::return_url(config, payment),
        Provider::Vietqr | Provider::Bank => payment.opening.return_url.clone(),
    }
}

/// The return of the national platform and of VNPT Pay, to the one configured address, whatever the payment. The real
/// formula of `secureCode` is not published; this one is the obvious guess, which is one more reason why a portal must not
/// believe the return.
pub(crate) fn return_to_result(
    config: &Config,
    payment: &Payment,
    code: &str,
    secret: &str,
) -> String {
    let reference = &payment.opening.reference;
    let secure = sha256(&format!("{reference}|{code}"), secret);
    let fields = [
        ("data", reference.as_str()),
        ("responseCode", code),
        ("secureCode", &secure),
    ];
    let address = format!("{}/thanh-toan/ket-qua", config.portal_url);
    with_query(&address, &fields)
}
