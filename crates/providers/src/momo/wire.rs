//! The messages we send, and the signature that seals messages in both directions: HMAC-SHA256 over `name=value` joined by `&`
//! in alphabetical order, values as they are.

use domain::money::Vnd;
use serde_json::{Map, Value, json};

use super::{Config, LARGEST_AMOUNT, SMALLEST_AMOUNT};
use crate::seal::hmac_sha256;
use crate::text::{is_code, is_description, plain};
use crate::{CreateRequest, RefundRequest, Secret};

/// The field of the signature.
pub(super) const SIGNATURE: &str = "signature";

/// Payment out of the wallet, what MoMo's page begins with.
const WALLET: &str = "captureWallet";
/// Payment by a domestic card.
pub(super) const CARD: &str = "payWithATM";

/// The signature of pairs in the order given.
pub(super) fn sign(pairs: &[(&str, &str)], secret: &Secret) -> [u8; 32] {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    hmac_sha256([pairs.join("&").as_str()], secret)
}

/// Whether a value can be signed: it is not escaped, so with an `&` in it two different messages would share a signature.
pub(super) fn signable(value: &str) -> bool {
    !value
        .chars()
        .any(|character| character == '&' || character.is_control())
}

/// Whether MoMo takes a reference of ours as `orderId` and `requestId`.
pub(super) fn is_order_id(reference: &str) -> bool {
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    is_code(reference, 50)
        && ends(reference.as_bytes().first())
        && ends(reference.as_bytes().last())
}

/// The `create` message, or why the request cannot be one. Its request id is the reference: sent twice, it opens one payment.
///
/// When the payment closes is left to MoMo: the unit of `orderExpireTime` is not published where it could be read.
pub(super) fn create(config: &Config, request: &CreateRequest) -> Result<Vec<u8>, &'static str> {
    check_order_id(&request.reference)?;
    check_amount(request.amount)?;
    // MoMo calls the address as it is, and adds nothing to it.
    if request.callback_url.contains('?') {
        return Err("callback address has a query");
    }
    let kind = match request.bank_code.as_deref() {
        None | Some(WALLET) => WALLET,
        Some(CARD) => CARD,
        Some(_) => return Err("bank code is neither captureWallet nor payWithATM"),
    };
    let mut message = seal(
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
    );
    message.insert("amount".to_owned(), json!(request.amount.as_i64()));
    message.insert("lang".to_owned(), json!(request.language.tag()));
    Ok(to_bytes(message))
}

/// The question about a payment or, with its own reference, a refund; or why it cannot be one.
pub(super) fn query(
    config: &Config,
    order_id: &str,
    request_id: &str,
) -> Result<Vec<u8>, &'static str> {
    check_order_id(order_id)?;
    check_request_id(request_id)?;
    let mut message = seal(
        config,
        &[
            ("orderId", order_id),
            ("partnerCode", &config.partner_code),
            ("requestId", request_id),
        ],
    );
    message.insert("lang".to_owned(), json!("vi"));
    Ok(to_bytes(message))
}

/// The `refund` message, or why the refund cannot be one. The refund has an order id of its own.
pub(super) fn refund(config: &Config, request: &RefundRequest) -> Result<Vec<u8>, &'static str> {
    check_order_id(&request.refund_reference)?;
    check_request_id(&request.request_id)?;
    check_amount(request.amount)?;
    if request.amount > request.charged {
        return Err("refund is larger than what was taken");
    }
    let transaction = request
        .provider_transaction
        .as_deref()
        .and_then(|number| number.parse::<u64>().ok())
        .ok_or("refund is of a payment without MoMo's number")?;
    let mut message = seal(
        config,
        &[
            ("amount", &plain(request.amount)),
            ("description", &words(&request.description, 100)?),
            ("orderId", &request.refund_reference),
            ("partnerCode", &config.partner_code),
            ("requestId", &request.request_id),
            ("transId", &transaction.to_string()),
        ],
    );
    message.insert("amount".to_owned(), json!(request.amount.as_i64()));
    message.insert("transId".to_owned(), json!(transaction));
    message.insert("lang".to_owned(), json!("vi"));
    Ok(to_bytes(message))
}

/// A message of the signed fields and their signature. The access key comes first by its name, and is not sent.
fn seal(config: &Config, signed: &[(&str, &str)]) -> Map<String, Value> {
    let mut pairs = vec![("accessKey", config.access_key.expose())];
    pairs.extend(signed);
    let signature = hex::encode(sign(&pairs, &config.secret));
    signed
        .iter()
        .copied()
        .chain([(SIGNATURE, signature.as_str())])
        .map(|(name, value)| (name.to_owned(), Value::from(value)))
        .collect()
}

fn to_bytes(message: Map<String, Value>) -> Vec<u8> {
    Value::Object(message).to_string().into_bytes()
}

/// Words for the payer, in which an `&` becomes a space; MoMo repeats them in its signed report.
fn words(description: &str, longest: usize) -> Result<String, &'static str> {
    if is_description(description, longest) {
        Ok(description.replace('&', " "))
    } else {
        Err("description is too long or not printable ASCII without '|'")
    }
}

fn check_order_id(reference: &str) -> Result<(), &'static str> {
    if is_order_id(reference) {
        Ok(())
    } else {
        Err("reference is not 1–50 letters, digits, '-' or '_' between letters or digits")
    }
}

fn check_request_id(request_id: &str) -> Result<(), &'static str> {
    if is_code(request_id, 50) {
        Ok(())
    } else {
        Err("request id is not 1–50 letters, digits, '-' or '_'")
    }
}

fn check_amount(amount: Vnd) -> Result<(), &'static str> {
    if (SMALLEST_AMOUNT..=LARGEST_AMOUNT).contains(&amount) {
        Ok(())
    } else {
        Err("amount is not 1 000–50 000 000 đồng")
    }
}
