//! The platform's answers to INIT, QUERY and GET_BILL.
//!
//! They carry no digest that is documented; what vouches for them is the connection. So an answer is believed only as far as it
//! fits the question, and a link in it only where the configuration allows its origin.

use domain::calendar::parse_compact_time;

use super::{Config, code, wire};
use crate::flat::Flat;
use crate::http::{HttpAnswer, Origins};
use crate::text::{amount, is_code, joinable, tidy};
use crate::{Bill, Charge, CreateError, Created, QueryAnswer, QueryError};

const NOT_READABLE: &str = "answer is not readable";
const ANOTHER_QUESTION: &str = "answer is to another question";
const NOT_AN_ANSWER: &str = "server error or redirection instead of an answer";

/// A MaLoi and its words.
struct Refusal {
    code: String,
    message: String,
}

/// The platform's message inside an HTTP answer, and whether it says yes.
struct Message {
    fields: Flat,
    /// The message as received, out of its wrapping.
    raw: Vec<u8>,
    refusal: Option<Refusal>,
}

/// Reads an answer to INIT.
pub(super) fn created(
    config: &Config,
    origins: &Origins,
    reference: &str,
    answer: HttpAnswer,
) -> Result<Created, CreateError> {
    let message = open(config, reference, answer).map_err(CreateError::Unknown)?;
    if let Some(Refusal { code, message }) = message.refusal {
        return Err(if code::may_have_opened(&code) {
            CreateError::Unknown("answer leaves open whether a payment exists")
        } else {
            CreateError::Refused { code, message }
        });
    }
    let link = message
        .fields
        .text("UrlThanhToan")
        .ok_or(CreateError::Unknown("answer without a payment address"))?;
    let redirect_url = origins
        .allowed(link)
        .ok_or(CreateError::Unknown("payment address is not allowed"))?;
    Ok(Created {
        redirect_url: Some(redirect_url),
        raw: String::from_utf8_lossy(&message.raw).into_owned(),
        ..Created::default()
    })
}

/// Reads an answer to QUERY.
pub(super) fn queried(
    config: &Config,
    reference: &str,
    answer: HttpAnswer,
) -> Result<QueryAnswer, QueryError> {
    let Message {
        fields, refusal, ..
    } = open(config, reference, answer).map_err(QueryError::Unavailable)?;
    match refusal {
        Some(Refusal { code, .. }) if code == code::NOT_FOUND => return Ok(QueryAnswer::NotFound),
        Some(Refusal { code, message }) => return Err(QueryError::Refused { code, message }),
        None => {}
    }
    match fields.characters("TrangThaiGD").as_deref() {
        Some("1") => paid(&fields),
        Some("3") => Ok(QueryAnswer::Pending),
        Some("4") => Ok(QueryAnswer::Failed {
            code: "4".to_owned(),
        }),
        _ => Err(QueryError::Unavailable("answer without a known state")),
    }
}

/// A payment without its amount cannot be compared with what is due, so it is no answer yet.
fn paid(fields: &Flat) -> Result<QueryAnswer, QueryError> {
    if !fields.is_absent("MaTienTe") && fields.text("MaTienTe") != Some(wire::CURRENCY) {
        return Err(QueryError::Unavailable("answer in another currency"));
    }
    let amount = fields
        .characters("SoTien")
        .and_then(|digits| amount(&digits))
        .ok_or(QueryError::Unavailable("answer without an amount"))?;
    let given = |name| {
        fields
            .text(name)
            .filter(|value| !value.is_empty() && joinable(value))
            .map(str::to_owned)
    };
    Ok(QueryAnswer::Paid(vec![Charge {
        amount,
        provider_transaction: given("MaGiaoDich"),
        bank_code: given("MaNganHang"),
        paid_at: given("ThoiGianGD").and_then(|at| parse_compact_time(&at).ok()),
    }]))
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
        Some(Refusal { code, message }) => Err(QueryError::Refused { code, message }),
        None => Ok(Bill {
            content_type: "application/json",
            bytes: message.raw,
        }),
    }
}

/// Takes the message out of the HTTP answer and checks that it belongs to the question.
fn open(config: &Config, reference: &str, answer: HttpAnswer) -> Result<Message, &'static str> {
    if !answer.status.is_success() && !answer.status.is_client_error() {
        return Err(NOT_AN_ANSWER);
    }
    let outer = Flat::parse(&answer.body).ok_or(NOT_READABLE)?;
    let (fields, raw) = if outer.is_absent("MaLoi") && !outer.is_absent("error_code") {
        unwrap(&outer)?
    } else {
        (outer, answer.body)
    };
    let echoes = |name, expected| fields.is_absent(name) || fields.text(name) == Some(expected);
    if !echoes("MaThamChieu", reference) || !echoes("MaDoiTac", &config.partner_code) {
        return Err(ANOTHER_QUESTION);
    }
    let code = fields
        .text("MaLoi")
        .filter(|code| is_code(code, 20))
        .ok_or(NOT_READABLE)?;
    let refusal = if code == code::OK {
        // A yes under an HTTP refusal contradicts itself.
        answer
            .status
            .is_success()
            .then_some(None)
            .ok_or(NOT_READABLE)?
    } else {
        Some(Refusal {
            code: code.to_owned(),
            message: tidy(fields.text("MoTaLoi").unwrap_or_default()),
        })
    };
    Ok(Message {
        fields,
        raw,
        refusal,
    })
}

/// The province's service bus puts the platform's message as a string into its own (`{error_code: "0", message: "…"}`). Its own
/// errors do not say whether the message had been passed on.
fn unwrap(outer: &Flat) -> Result<(Flat, Vec<u8>), &'static str> {
    if outer.characters("error_code").as_deref() != Some("0") {
        return Err("service bus reports an error");
    }
    let inner = outer.text("message").ok_or(NOT_READABLE)?;
    Ok((
        Flat::parse(inner.as_bytes()).ok_or(NOT_READABLE)?,
        inner.as_bytes().to_vec(),
    ))
}
