//! The address of questions and refunds, told apart by `vnp_Command`.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{inquiry, refund};
use crate::{
    Sandbox,
    faults::{Passage, Point, bend},
    json::{text, texts},
    protocol::Lie,
    provider::Provider,
    sign::hmac_sha512,
};

/// `vnp_ResponseCode` of a refusal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Refusal {
    Terminal,
    Format,
    NotFound,
    Repeated,
    NotPaid,
    Signature,
    Other,
}

impl Refusal {
    fn code(self) -> &'static str {
        match self {
            Self::Terminal => "02",
            Self::Format => "03",
            Self::NotFound => "91",
            Self::Repeated => "94",
            Self::NotPaid => "95",
            Self::Signature => "97",
            Self::Other => "99",
        }
    }
}

/// The fields of an answer after its head, and how they are signed.
pub(super) type Answer = Vec<(&'static str, String)>;

/// `POST /sandbox/vnpay/merchant_webapi/api/transaction`
pub(crate) async fn take(State(sandbox): State<Sandbox>, Json(message): Json<Value>) -> Response {
    let refunds = text(&message, "vnp_Command") == "refund";
    let fault = sandbox.faults().strike(Passage {
        provider: Provider::Vnpay,
        point: if refunds { Point::Refund } else { Point::Query },
        reference: &text(&message, "vnp_TxnRef"),
        bank: "",
    });
    bend(
        fault,
        || answer(&sandbox, &message, Err(Refusal::Other)),
        || {
            let result = if refunds {
                refund::make(&sandbox, &message)
            } else {
                inquiry::state(&sandbox, &message, Lie(fault))
            };
            answer(&sandbox, &message, result)
        },
    )
    .await
}

/// Who asks, and is it them; the values of `names`, joined, are what is signed.
pub(super) fn authenticate<const N: usize>(
    sandbox: &Sandbox,
    message: &Value,
    names: [&str; N],
) -> Result<(), Refusal> {
    let credentials = &sandbox.config().credentials;
    let signed = texts(message, names).join("|");
    if text(message, "vnp_TmnCode") != credentials.vnpay_terminal {
        Err(Refusal::Terminal)
    } else if text(message, "vnp_SecureHash") != hmac_sha512(&credentials.vnpay_secret, &signed) {
        Err(Refusal::Signature)
    } else if text(message, "vnp_Version") != super::VERSION
        || text(message, "vnp_RequestId").is_empty()
    {
        Err(Refusal::Format)
    } else {
        Ok(())
    }
}

/// Signed in this order; a refund's answer has no promotion, which is the last two.
const SIGNED: [&str; 15] = [
    "vnp_ResponseId",
    "vnp_Command",
    "vnp_ResponseCode",
    "vnp_Message",
    "vnp_TmnCode",
    "vnp_TxnRef",
    "vnp_Amount",
    "vnp_BankCode",
    "vnp_PayDate",
    "vnp_TransactionNo",
    "vnp_TransactionType",
    "vnp_TransactionStatus",
    "vnp_OrderInfo",
    "vnp_PromotionCode",
    "vnp_PromotionAmount",
];

fn answer(sandbox: &Sandbox, asked: &Value, result: Result<Answer, Refusal>) -> Response {
    let command = text(asked, "vnp_Command");
    let (code, words, rest) = match result {
        Ok(fields) => ("00", "Success", fields),
        Err(refusal) => (refusal.code(), "Request is refused", Vec::new()),
    };
    let signed = match command.as_str() {
        "refund" => &SIGNED[..SIGNED.len() - 2],
        _ => &SIGNED[..],
    };
    let head = [
        ("vnp_ResponseId", Uuid::new_v4().simple().to_string()),
        ("vnp_Command", command),
        ("vnp_ResponseCode", code.to_owned()),
        ("vnp_Message", words.to_owned()),
        ("vnp_TmnCode", text(asked, "vnp_TmnCode")),
        ("vnp_TxnRef", text(asked, "vnp_TxnRef")),
    ];
    let fields: Map<String, Value> = head
        .into_iter()
        .chain(rest)
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let mut answer = Value::from(fields);
    let values: Vec<_> = signed.iter().map(|name| text(&answer, name)).collect();
    let secret = &sandbox.config().credentials.vnpay_secret;
    answer["vnp_SecureHash"] = hmac_sha512(secret, &values.join("|")).into();
    Json(answer).into_response()
}
