//! The messages we send: forms.

use domain::language::Language;
use domain::money::Vnd;
use md5::{Digest as _, Md5};

use super::Config;
use crate::CreateRequest;
use crate::secret::Secret;
use crate::text::{check_description, check_reference, is_code, plain, require};

/// `version`.
const VERSION: &str = "3.1";
/// Smallest `total_amount`.
const MINIMUM: Vnd = Vnd::new(2_000);
/// `payment_method` that lets the payer choose on Ngân Lượng's page.
const PAYER_CHOOSES: &str = "NL";
/// `payment_method` of a transfer from the bank that `bank_code` names.
const BANK: &str = "ATM_ONLINE";
/// Methods that need no bank.
const WITHOUT_BANK: [&str; 6] = [
    PAYER_CHOOSES,
    "VISA",
    "QRCODE",
    "CREDIT_CARD_PREPAID",
    "TTVP",
    "CASH_IN_SHOP",
];
/// Methods that mean nothing without one, and so cannot stand for a bank.
const WITH_BANK: [&str; 4] = [BANK, "IB_ONLINE", "ATM_OFFLINE", "NH_OFFLINE"];

/// The message that opens a payment, or why the request cannot be one.
///
/// The guide asks for a buyer's e-mail and telephone; a citizen's are nothing to Ngân Lượng, so the e-mail is that of the receiver
/// and the telephone is left out.
pub(super) fn set_express_checkout(
    config: &Config,
    request: &CreateRequest,
) -> Result<Vec<u8>, &'static str> {
    check_reference(&request.reference)?;
    check_description(&request.description)?;
    require(request.amount >= MINIMUM, "amount is less than 2 000 đồng")?;
    let (method, bank) = method_and_bank(request.bank_code.as_deref())?;
    let language = match request.language {
        Language::Vietnamese => "vi",
        Language::English => "en",
    };
    Ok(form(
        config,
        "SetExpressCheckout",
        &[
            ("receiver_email", &config.receiver_email),
            ("order_code", &request.reference),
            ("total_amount", &plain(request.amount)),
            ("payment_method", method),
            ("bank_code", bank),
            // 1: at once. 2 would let Ngân Lượng hold the money.
            ("payment_type", "1"),
            ("order_description", &request.description),
            ("tax_amount", "0"),
            ("discount_amount", "0"),
            ("fee_shipping", "0"),
            ("return_url", &request.return_url),
            ("cancel_url", &request.return_url),
            ("time_limit", &minutes(request)?.to_string()),
            ("buyer_fullname", &request.bill.payer.name),
            ("buyer_email", &config.receiver_email),
            ("cur_code", "vnd"),
            ("lang_code", language),
        ],
    ))
}

/// The question about a payment, or why it cannot be one.
pub(super) fn get_transaction_detail(
    config: &Config,
    token: &str,
) -> Result<Vec<u8>, &'static str> {
    require(
        is_code(token, 128),
        "token is not 1–128 letters, digits, '-' or '_'",
    )?;
    Ok(form(config, "GetTransactionDetail", &[("token", token)]))
}

fn form(config: &Config, function: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let password = password_digest(&config.merchant_password);
    let common = [
        ("function", function),
        ("version", VERSION),
        ("merchant_id", &config.merchant_id),
        ("merchant_password", &password),
    ];
    let fields = common.iter().chain(fields);
    serde_urlencoded::to_string(fields.collect::<Vec<_>>())
        .expect("names and values are text, which any form can hold")
        .into_bytes()
}

/// MD5 in hex: as good as the password itself to whoever reads it, so never logged and never sent but over TLS.
fn password_digest(password: &Secret) -> String {
    hex::encode(Md5::digest(password.expose()))
}

fn method_and_bank(chosen: Option<&str>) -> Result<(&str, &str), &'static str> {
    match chosen {
        None => Ok((PAYER_CHOOSES, "")),
        Some(method) if WITHOUT_BANK.contains(&method) => Ok((method, "")),
        Some(method) if WITH_BANK.contains(&method) => Err("this method needs a bank"),
        Some(bank) if is_code(bank, 20) => Ok((BANK, bank)),
        Some(_) => Err("bank code is not 1–20 letters, digits, '-' or '_'"),
    }
}

/// `time_limit`: whole minutes that the payer has, rounded down, so that Ngân Lượng never takes money after we stopped waiting.
fn minutes(request: &CreateRequest) -> Result<i64, &'static str> {
    let minutes = (request.expires_at - request.requested_at).whole_minutes();
    require(minutes >= 1, "payer has less than a minute")?;
    Ok(minutes)
}
