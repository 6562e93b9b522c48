//! The platform's answers to INIT, QUERY and GET_BILL.
//!
//! They carry no digest that is documented; what vouches for them is the connection. So an answer is believed only as far as it
//! fits the question, and a link in it only where the configuration allows its origin.

use domain::calendar::parse_compact_time;
use domain::money::Vnd;

use super::{Config, code, wire};
use crate::codes::says;
use crate::http::{HttpAnswer, Origins};
use crate::json::JsonObject;
use crate::text::{is_code, joinable, require};
use crate::{Bill, Charge, Created, QueryAnswer, QueryError, QueryRequest, Refusal, SendError};

const NOT_READABLE: &str = "answer is not readable";

/// The platform's message inside an HTTP answer, and whether it says yes.
struct Message {
    fields: JsonObject,
    /// The message as received, out of its wrapping.
    raw: Vec<u8>,
    refusal: Option<Refusal>,
}

pub(super) fn created(
    config: &Config,
    origins: &Origins,
    reference: &str,
    answer: HttpAnswer,
) -> Result<Created, SendError> {
    let message = open(config, reference, answer).map_err(SendError::Unknown)?;
    if let Some(refusal) = message.refusal {
        return Err(if code::is_refusal(&refusal.code) {
            SendError::Refused(refusal)
        } else {
            SendError::MAYBE_OPENED
        });
    }
    let link = message.fields.text("UrlThanhToan");
    Ok(Created {
        redirect_url: Some(origins.page(link)?),
        raw: String::from_utf8_lossy(&message.raw).into_owned(),
        ..Created::default()
    })
}

pub(super) fn queried(
    config: &Config,
    request: &QueryRequest,
    answer: HttpAnswer,
) -> Result<QueryAnswer, QueryError> {
    let Message {
        fields, refusal, ..
    } = open(config, &request.reference, answer).map_err(QueryError::Unavailable)?;
    let charge = || charge(&fields, request.amount);
    if let Some(no) = refusal {
        let code = no.code.clone();
        let refused = || QueryError::Refused(no);
        return QueryAnswer::of(says(code::QUERY, &code), &code, charge, refused);
    }
    let status = fields.characters("TrangThaiGD").unwrap_or_default();
    let says = says(code::STATUS, &status);
    QueryAnswer::of(says, status, charge, || QueryError::NO_STATE)
}

/// What was taken. The platform need not say how much: it took what the INIT named, which it signed for.
fn charge(fields: &JsonObject, opened_over: Vnd) -> Result<Charge, QueryError> {
    if !fields.is_absent_or("MaTienTe", wire::CURRENCY) {
        return Err(QueryError::Unavailable("answer in another currency"));
    }
    let given = |name| fields.given(name).filter(|value| joinable(value));
    let amount = match fields.is_absent("SoTien") {
        true => Some(opened_over),
        false => fields.amount("SoTien"),
    };
    Ok(Charge {
        amount: amount.ok_or(QueryError::NO_AMOUNT)?,
        provider_transaction: given("MaGiaoDich"),
        bank_code: given("MaNganHang"),
        paid_at: given("ThoiGianGD").and_then(|at| parse_compact_time(&at).ok()),
    })
}

/// Reads an answer to GET_BILL: a PDF as it is, or a JSON voucher.
pub(super) fn bill(
    config: &Config,
    reference: &str,
    answer: HttpAnswer,
) -> Result<Bill, QueryError> {
    if answer.status.is_success() && answer.body.starts_with(b"%PDF-") {
        return Ok(Bill {
            content_type: "application/pdf",
            bytes: answer.body,
        });
    }
    let message = open(config, reference, answer).map_err(QueryError::Unavailable)?;
    match message.refusal {
        Some(no) => Err(QueryError::Refused(no)),
        None => Ok(Bill {
            content_type: "application/json",
            bytes: message.raw,
        }),
    }
}

/// Takes the message out of the HTTP answer and checks that it belongs to the question.
fn open(config: &Config, reference: &str, answer: HttpAnswer) -> Result<Message, &'static str> {
    answer.check_status()?;
    let outer: JsonObject = answer.json()?;
    let status = answer.status;
    let (fields, raw) = if outer.is_absent("MaLoi") && !outer.is_absent("error_code") {
        unwrap(&outer)?
    } else {
        (outer, answer.body)
    };
    require(
        fields.is_absent_or("MaThamChieu", reference)
            && fields.is_absent_or("MaDoiTac", &config.partner_code),
        "answer is to another question",
    )?;
    let code = fields.text("MaLoi").filter(|code| is_code(code, 20));
    let code = code.ok_or(NOT_READABLE)?;
    // A yes under an HTTP refusal contradicts itself.
    require(code != code::OK || status.is_success(), NOT_READABLE)?;
    let words = fields.text("MoTaLoi").unwrap_or_default();
    let refusal = (code != code::OK).then(|| Refusal::new(code, words));
    Ok(Message {
        fields,
        raw,
        refusal,
    })
}

/// The province's service bus puts the platform's message as a string into its own (`{error_code: "0", message: "…"}`). Its own
/// errors do not say whether the message had been passed on.
fn unwrap(outer: &JsonObject) -> Result<(JsonObject, Vec<u8>), &'static str> {
    require(
        outer.characters("error_code").as_deref() == Some("0"),
        "service bus reports an error",
    )?;
    let inner = outer.text("message").ok_or(NOT_READABLE)?.as_bytes();
    let fields = JsonObject::parse(inner).ok_or(NOT_READABLE)?;
    Ok((fields, inner.to_vec()))
}
