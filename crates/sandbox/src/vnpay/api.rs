//! The address of questions (querydr) and refunds, told apart by `vnp_Command`.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{BANK, UNITS, amount, status};
use crate::{
    Sandbox, clock,
    digest::hmac_sha512,
    faults::{Distortion, InjectionPoint, Operation, respond},
    json::{joined, text},
    payments::{self, Refused},
    provider::Provider,
    world::Payment,
};

/// What is signed, in this order.
const QUERY: &str = "vnp_RequestId vnp_Version vnp_Command vnp_TmnCode vnp_TxnRef vnp_TransactionDate \
     vnp_CreateDate vnp_IpAddr vnp_OrderInfo";
const REFUND: &str = "vnp_RequestId vnp_Version vnp_Command vnp_TmnCode vnp_TransactionType vnp_TxnRef \
     vnp_Amount vnp_TransactionNo vnp_TransactionDate vnp_CreateBy vnp_CreateDate vnp_IpAddr \
     vnp_OrderInfo";
/// A question's answer signs its promotion besides, of which there is none.
const ANSWER: &str = "vnp_ResponseId vnp_Command vnp_ResponseCode vnp_Message vnp_TmnCode vnp_TxnRef vnp_Amount \
     vnp_BankCode vnp_PayDate vnp_TransactionNo vnp_TransactionType vnp_TransactionStatus \
     vnp_OrderInfo";

/// Why VNPAY refuses: its `vnp_ResponseCode`.
struct Refusal(&'static str);

const TERMINAL: Refusal = Refusal("02");
const FORMAT: Refusal = Refusal("03");
const NOT_FOUND: Refusal = Refusal("91");
const REPEATED: Refusal = Refusal("94");
const NOT_PAID: Refusal = Refusal("95");
const SIGNATURE: Refusal = Refusal("97");
const OTHER: Refusal = Refusal("99");

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotPaid | Refused::Amount => NOT_PAID,
            Refused::Duplicate => REPEATED,
            Refused::Journal => OTHER,
        }
    }
}

/// `POST /sandbox/vnpay/merchant_webapi/api/transaction`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, Json(message): Json<Value>) -> Response {
    let refunds = text(&message, "vnp_Command") == "refund";
    let (operation, work): (_, Work) = match refunds {
        true => (Operation::Refund, refund),
        false => (Operation::Query, query),
    };
    let reference = text(&message, "vnp_TxnRef");
    let point = InjectionPoint::at(Provider::Vnpay, operation, &reference);
    let write = |result| write(&sandbox, &message, result);
    respond(&sandbox, point, OTHER, write, |distortion| {
        work(&sandbox, &message, distortion)
    })
    .await
}

/// Who asks, and is it them; the values of `names`, joined, are what is signed.
fn authenticate(sandbox: &Sandbox, message: &Value, names: &str) -> Result<(), Refusal> {
    let credentials = &sandbox.config().credentials;
    let signed = joined(message, names);
    if text(message, "vnp_TmnCode") != credentials.vnpay_terminal {
        Err(TERMINAL)
    } else if text(message, "vnp_SecureHash") != hmac_sha512(&credentials.vnpay_secret, &signed) {
        Err(SIGNATURE)
    } else if text(message, "vnp_Version") != super::VERSION
        || text(message, "vnp_RequestId").is_empty()
    {
        Err(FORMAT)
    } else {
        Ok(())
    }
}

type Work = fn(&Sandbox, &Value, Distortion) -> Result<Value, Refusal>;

fn write(sandbox: &Sandbox, asked: &Value, result: Result<Value, Refusal>) -> Response {
    let (code, words, mut answer) = match result {
        Ok(answer) => ("00", "Success", answer),
        Err(Refusal(code)) => (code, "Request is refused", json!({})),
    };
    for name in ["vnp_Command", "vnp_TmnCode", "vnp_TxnRef"] {
        answer[name] = text(asked, name).into();
    }
    answer["vnp_ResponseId"] = Uuid::new_v4().simple().to_string().into();
    answer["vnp_ResponseCode"] = code.into();
    answer["vnp_Message"] = words.into();
    let refunds = answer["vnp_Command"] == "refund";
    let promotion = if refunds { "" } else { "||" };
    let signed = joined(&answer, ANSWER) + promotion;
    let secret = &sandbox.config().credentials.vnpay_secret;
    answer["vnp_SecureHash"] = hmac_sha512(secret, &signed).into();
    Json(answer).into_response()
}

/// querydr: how did it end?
fn query(sandbox: &Sandbox, message: &Value, distortion: Distortion) -> Result<Value, Refusal> {
    authenticate(sandbox, message, QUERY)?;
    if text(message, "vnp_Command") != "querydr" {
        return Err(FORMAT);
    }
    let payment = find(sandbox, message)?;
    let journal = sandbox.journal();
    let paid = payment.outcome.as_ref();
    // Once money went back, it is the last refund that is told.
    let refund = journal.world.refunds_of(payment.opening.token).last();
    let (kind, amount, transaction, at) = match refund {
        Some(refund) => {
            let whole = payment.refunded == payment.opening.amount;
            let kind = if whole { "02" } else { "03" };
            (kind, refund.amount, refund.transaction.as_str(), refund.at)
        }
        None => (
            "01",
            distortion.amount(payment.opening.amount),
            paid.map_or("0", |outcome| &outcome.transaction),
            payment.changed_at(),
        ),
    };
    Ok(json!({
        "vnp_Amount": (amount * UNITS).to_string(),
        "vnp_BankCode": paid.map_or("", |outcome| &outcome.bank),
        "vnp_PayDate": clock::compact(at),
        "vnp_TransactionNo": transaction,
        "vnp_TransactionType": kind,
        "vnp_TransactionStatus": status(payment.verdict()),
        "vnp_OrderInfo": payment.opening.description,
    }))
}

/// The payment that was opened at the time the question names.
fn find(sandbox: &Sandbox, message: &Value) -> Result<Payment, Refusal> {
    let opened = text(message, "vnp_TransactionDate");
    payments::by_order(sandbox, Provider::Vnpay, &text(message, "vnp_TxnRef"))?
        .filter(|payment| payment.field("vnp_CreateDate") == opened)
        .ok_or(NOT_FOUND)
}

/// The whole (02) or a part (03) goes back. No field names the refund itself, and `vnp_RequestId` is new in each message: a
/// refund is told from another by its payment and the time the portal gave it. Repeated, it is answered 94 and nothing goes
/// back again.
fn refund(sandbox: &Sandbox, message: &Value, _: Distortion) -> Result<Value, Refusal> {
    authenticate(sandbox, message, REFUND)?;
    let payment = find(sandbox, message)?;
    let amount = amount(&text(message, "vnp_Amount")).ok_or(FORMAT)?;
    let kind = text(message, "vnp_TransactionType");
    let whole = amount == payment.opening.amount;
    if !matches!((kind.as_str(), whole), ("02", true) | ("03", _)) {
        return Err(FORMAT);
    }
    let charge = text(message, "vnp_TransactionNo");
    let unnamed = charge.is_empty() || charge == "0";
    if !unnamed && payment.transaction() != charge {
        return Err(NOT_FOUND);
    }
    let order = &payment.opening.order;
    let reference = format!("{order}_{}", text(message, "vnp_CreateDate"));
    let journal = sandbox.journal();
    if journal.world.refund(Provider::Vnpay, &reference).is_some() {
        return Err(REPEATED);
    }
    drop(journal);
    let refund = payments::refund(sandbox, payment.opening.token, &reference, amount)?;
    Ok(json!({
        "vnp_Amount": (refund.amount * UNITS).to_string(),
        "vnp_BankCode": BANK,
        "vnp_PayDate": clock::compact(refund.at),
        "vnp_TransactionNo": refund.transaction,
        "vnp_TransactionType": kind,
        "vnp_TransactionStatus": "00",
        "vnp_OrderInfo": text(message, "vnp_OrderInfo"),
    }))
}
