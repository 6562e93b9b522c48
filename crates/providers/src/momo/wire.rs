//! The messages we send, and the signature of messages in both directions: HMAC-SHA256 over `name=value` joined by `&` in
//! alphabetical order, values as they are.

use domain::money::Vnd;
use serde_json::{Value, json};

use super::Config;
use crate::secret::Secret;
use crate::text::{is_code, is_description, plain, require};
use crate::{CreateRequest, RefundRequest, json, mac};

pub(super) const SIGNATURE: &str = "signature";
/// Smallest payment and smallest refund.
const SMALLEST_AMOUNT: Vnd = Vnd::new(1_000);
/// Most that a wallet pays, and that is refunded, at once.
const LARGEST_AMOUNT: Vnd = Vnd::new(50_000_000);
/// Payment out of the wallet, what MoMo's page begins with.
const WALLET: &str = "captureWallet";
/// Payment by a domestic card.
pub(super) const CARD: &str = "payWithATM";

/// The signature of pairs in the order given.
pub(super) fn sign(pairs: &[(&str, &str)], secret: &Secret) -> Vec<u8> {
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
    mac::hmac_sha256(&pairs.collect::<Vec<_>>().join("&"), secret)
}

/// Whether MoMo takes a reference of ours as `orderId` and `requestId`.
pub(super) fn is_order_id(reference: &str) -> bool {
    is_code(reference, 50)
        && reference.starts_with(|first: char| first.is_ascii_alphanumeric())
        && reference.ends_with(|last: char| last.is_ascii_alphanumeric())
}

/// The `create` message, or why the request cannot be one. Its request id is the reference: sent twice, it opens one payment.
///
/// When the payment closes is left to MoMo: the unit of `orderExpireTime` is not published where it could be read.
pub(super) fn create(config: &Config, request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    check_order_id(&request.reference)?;
    check_amount(request.amount)?;
    // MoMo calls the address as it is, and adds nothing to it.
    require(
        !request.callback_url.contains('?'),
        "callback address has a query",
    )?;
    let kind = match request.bank_code.as_deref() {
        None | Some(WALLET) => WALLET,
        Some(CARD) => CARD,
        Some(_) => return Err("bank code is neither captureWallet nor payWithATM"),
    };
    Ok(signed(
        config,
        &[
            ("amount", &plain(request.amount)),
            ("extraData", ""),
            ("ipnUrl", &request.callback_url),
            ("orderId", &request.reference),
            ("orderInfo", &words(&request.description, 250)?),
            ("partnerCode", &config.partner_code),
            ("redirectUrl", &request.return_url),
            ("requestId", &request.reference),
            ("requestType", kind),
        ],
        request.language.tag(),
    ))
}

/// The question about a payment or, with its own reference, a refund; or why it cannot be one.
pub(super) fn query(
    config: &Config,
    order_id: &str,
    request_id: &str,
) -> Result<Vec<u8>, &'static str> {
    check_order_id(order_id)?;
    check_request_id(request_id)?;
    Ok(signed(
        config,
        &[
            ("orderId", order_id),
            ("partnerCode", &config.partner_code),
            ("requestId", request_id),
        ],
        "vi",
    ))
}

/// The `refund` message, or why the refund cannot be one. The refund has an order id of its own.
pub(super) fn refund(config: &Config, request: &RefundRequest) -> Result<Vec<u8>, &'static str> {
    check_order_id(&request.refund_reference)?;
    check_request_id(&request.request_id)?;
    check_amount(request.amount)?;
    request.check_amount()?;
    let transaction = request
        .provider_transaction
        .as_deref()
        .and_then(|number| number.parse::<u64>().ok())
        .ok_or("refund is of a payment without MoMo's number")?;
    Ok(signed(
        config,
        &[
            ("amount", &plain(request.amount)),
            ("description", &words(&request.description, 100)?),
            ("orderId", &request.refund_reference),
            ("partnerCode", &config.partner_code),
            ("requestId", &request.request_id),
            ("transId", &transaction.to_string()),
        ],
        "vi",
    ))
}

/// A message of the signed fields, their signature and a language. The access key comes first by its name, and is not sent.
fn signed(config: &Config, fields: &[(&'static str, &str)], language: &str) -> Vec<u8> {
    let mut pairs = vec![("accessKey", config.access_key.expose())];
    pairs.extend(fields);
    let signature = hex::encode(sign(&pairs, &config.secrets.current));
    // MoMo writes amounts and its own numbers as numbers.
    let value = |(name, text): &(&'static str, &str)| match (*name, text.parse::<u64>()) {
        ("amount" | "transId", Ok(number)) => json!(number),
        _ => json!(text),
    };
    let fields = fields.iter().map(|field| (field.0, value(field)));
    let others: [(&str, Value); 2] = [(SIGNATURE, json!(signature)), ("lang", json!(language))];
    json::write(fields.chain(others))
}

/// Words for the payer, in which an `&` becomes a space; MoMo repeats them in its signed report.
fn words(description: &str, longest: usize) -> Result<String, &'static str> {
    require(
        is_description(description, longest),
        "description is too long or not printable ASCII without '|'",
    )?;
    Ok(description.replace('&', " "))
}

fn check_order_id(reference: &str) -> Result<(), &'static str> {
    require(
        is_order_id(reference),
        "reference is not 1–50 letters, digits, '-' or '_' between letters or digits",
    )
}

fn check_request_id(request_id: &str) -> Result<(), &'static str> {
    require(
        is_code(request_id, 50),
        "request id is not 1–50 letters, digits, '-' or '_'",
    )
}

fn check_amount(amount: Vnd) -> Result<(), &'static str> {
    require(
        (SMALLEST_AMOUNT..=LARGEST_AMOUNT).contains(&amount),
        "amount is not 1 000–50 000 000 đồng",
    )
}
