//! The signed address that begins a payment.

use std::net::IpAddr;

use domain::calendar::compact_time;
use domain::language::Language;
use domain::money::Vnd;
use reqwest::Url;

use super::fields::Fields;
use super::{Config, HASH, VERSION};
use crate::CreateRequest;
use crate::text::{bank_code, check_reference, require};

/// VNPAY counts in hundredths of a đồng.
const UNITS_PER_DONG: i64 = 100;
/// What `vnp_Amount` holds in its 12 digits.
const LARGEST_AMOUNT: Vnd = Vnd::new(9_999_999_999);

/// Whether an address can be the page that payers are sent to.
pub(super) fn is_page(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
    })
}

/// The address to send the payer to, or why the request cannot be one. The IPN's address is configured at VNPAY.
pub(super) fn address(config: &Config, request: &CreateRequest) -> Result<String, &'static str> {
    check_reference(&request.reference)?;
    let bank = bank_code(request.bank_code.as_deref(), "")?;
    require(
        (10..=255).contains(&request.return_url.len()),
        "return address is not 10–255 characters long",
    )?;
    require(
        request.expires_at > request.requested_at,
        "payment expires before it begins",
    )?;
    let text = Fields::from_pairs([
        ("vnp_Version", VERSION.to_owned()),
        ("vnp_Command", "pay".to_owned()),
        ("vnp_TmnCode", config.terminal.clone()),
        ("vnp_Amount", units(request.amount)?),
        ("vnp_BankCode", bank.to_owned()),
        ("vnp_CreateDate", compact_time(request.requested_at)),
        ("vnp_CurrCode", "VND".to_owned()),
        ("vnp_IpAddr", ip_address(request.client_ip)),
        ("vnp_Locale", locale(request.language).to_owned()),
        ("vnp_OrderInfo", words(&request.description)?),
        ("vnp_OrderType", "other".to_owned()),
        ("vnp_ReturnUrl", request.return_url.clone()),
        ("vnp_ExpireDate", compact_time(request.expires_at)),
        ("vnp_TxnRef", request.reference.clone()),
    ])
    .signed_text();
    let hash = config.hash(&text);
    Ok(format!("{}?{text}&{HASH}={hash}", config.pay_url))
}

/// An amount in VNPAY's units.
pub(super) fn units(amount: Vnd) -> Result<String, &'static str> {
    require(
        (Vnd::new(1)..=LARGEST_AMOUNT).contains(&amount),
        "amount is not 1–9 999 999 999 đồng",
    )?;
    Ok((amount.as_i64() * UNITS_PER_DONG).to_string())
}

/// An amount out of VNPAY's units, where it is one of whole đồng.
pub(super) fn amount(units: &str) -> Option<Vnd> {
    let units = crate::text::amount(units)?.as_i64();
    (units % UNITS_PER_DONG == 0).then(|| Vnd::new(units / UNITS_PER_DONG))
}

/// `vnp_OrderInfo` of at most 255 characters. VNPAY wants no special characters, about whose encoding form encoders disagree:
/// they become spaces.
pub(super) fn words(description: &str) -> Result<String, &'static str> {
    require(
        (1..=255).contains(&description.len()) && description.is_ascii(),
        "description is not 1–255 ASCII characters long",
    )?;
    let plain = |character: char| match character {
        '.' | ':' | '_' | '-' => character,
        character if character.is_ascii_alphanumeric() => character,
        _ => ' ',
    };
    Ok(description.chars().map(plain).collect())
}

/// `vnp_IpAddr` of 7 to 45 characters, for which `::1` is too short: IPv6 is written in full.
pub(super) fn ip_address(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let segments = address.segments();
            segments.map(|segment| format!("{segment:x}")).join(":")
        }
    }
}

fn locale(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "vn",
        Language::English => "en",
    }
}
