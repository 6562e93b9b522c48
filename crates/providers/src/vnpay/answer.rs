//! VNPAY's answers to `querydr` and `refund`. They are signed: without a good hash nothing in them is believed, not even a no.

use domain::calendar::parse_compact_time;
use domain::money::Vnd;

use super::code::{self, RefundState};
use super::{Config, HASH, pay};
use crate::codes::says;
use crate::http::HttpAnswer;
use crate::json::JsonObject;
use crate::text::{is_code, require};
use crate::{
    Charge, OtherRefund, QueryAnswer, QueryError, RefundAnswer, RefundQueryRequest, RefundRequest,
    Refusal, SendError,
};

/// The signed fields of an answer, in the order of the hash. That to `querydr` has a promotion besides.
const SIGNED: &str = "vnp_ResponseId vnp_Command vnp_ResponseCode vnp_Message vnp_TmnCode vnp_TxnRef vnp_Amount \
     vnp_BankCode vnp_PayDate vnp_TransactionNo vnp_TransactionType vnp_TransactionStatus vnp_OrderInfo";
const PROMOTION: &str = "vnp_PromotionCode vnp_PromotionAmount";

const ANOTHER_REFUND: &str = "answer is about another refund";

/// A message whose hash is good and that answers our question.
struct Message {
    fields: JsonObject,
    code: String,
}

impl Message {
    fn transaction(&self) -> Option<String> {
        let number = self.fields.given("vnp_TransactionNo");
        number.filter(|number| number != "0")
    }

    fn amount(&self) -> Option<Vnd> {
        pay::amount(&self.fields.given("vnp_Amount")?)
    }

    fn status(&self) -> Option<String> {
        self.fields.given("vnp_TransactionStatus")
    }

    fn refusal(&self) -> Refusal {
        let words = self.fields.given("vnp_Message");
        Refusal::new(&self.code, &words.unwrap_or_default())
    }
}

/// Reads an answer to `querydr` about a payment.
pub(super) fn queried(
    config: &Config,
    reference: &str,
    answer: &HttpAnswer,
) -> Result<QueryAnswer, QueryError> {
    let message = open(config, "querydr", reference, answer).map_err(QueryError::Unavailable)?;
    match message.code.as_str() {
        code::OK => {}
        code::NOT_FOUND => return Ok(QueryAnswer::NotFound),
        _ => return Err(QueryError::Refused(message.refusal())),
    }
    let kind = message.fields.given("vnp_TransactionType");
    if kind.is_some_and(|kind| kind != code::PAYMENT) {
        return Err(QueryError::Unavailable("answer is about a refund"));
    }
    let status = message.status().unwrap_or_default();
    QueryAnswer::of(
        says(code::STATUS, &status),
        status,
        || charge(&message),
        || QueryError::NO_STATE,
    )
}

fn charge(message: &Message) -> Result<Charge, QueryError> {
    let paid_at = message.fields.given("vnp_PayDate");
    Ok(Charge {
        amount: message.amount().ok_or(QueryError::NO_AMOUNT)?,
        provider_transaction: message.transaction(),
        bank_code: message.fields.given("vnp_BankCode"),
        paid_at: paid_at.and_then(|at| parse_compact_time(&at).ok()),
    })
}

/// Reads an answer to `refund`. The codes that refuse leave the money where it was; 99 and those of no table leave it open.
pub(super) fn refunded(
    config: &Config,
    request: &RefundRequest,
    answer: &HttpAnswer,
) -> Result<RefundAnswer, SendError> {
    let message = open(config, "refund", &request.reference, answer).map_err(SendError::Unknown)?;
    match message.code.as_str() {
        code::OK => {}
        code::REFUND_UNDER_WAY => return Ok(RefundAnswer::Pending),
        "02" | "03" | code::NOT_FOUND | "95" | "97" => {
            return Err(SendError::Refused(message.refusal()));
        }
        _ => return Err(SendError::MAYBE_REFUNDED),
    }
    let amount = message.amount().unwrap_or(request.amount);
    if amount != request.amount {
        return Err(SendError::Unknown(ANOTHER_REFUND));
    }
    Ok(match RefundState::of(message.status().as_deref()) {
        RefundState::Done => done(&message),
        RefundState::Rejected => rejected(),
        // VNPAY has taken it.
        RefundState::UnderWay | RefundState::Unknown => RefundAnswer::Pending,
    })
}

/// Reads an answer to `querydr` about a refund. VNPAY tells the state of the payment's last transaction only. Where that is a
/// refund that was done before ours was sent, ours never arrived. With any other nothing is known about ours, nor where another
/// of the same amount has no number to be told apart by.
pub(super) fn refund_queried(
    config: &Config,
    request: &RefundQueryRequest,
    answer: &HttpAnswer,
) -> Result<RefundAnswer, QueryError> {
    let reference = &request.payment.reference;
    let message = open(config, "querydr", reference, answer).map_err(QueryError::Unavailable)?;
    match message.code.as_str() {
        code::OK => {}
        code::NOT_FOUND => return Ok(RefundAnswer::NotFound),
        _ => return Err(QueryError::Refused(message.refusal())),
    }
    match message.fields.given("vnp_TransactionType").as_deref() {
        Some(code::PAYMENT) => return Ok(RefundAnswer::NotFound),
        Some(code::WHOLE_REFUND | code::PART_REFUND) => {}
        _ => return Err(QueryError::Unavailable("answer without a known type")),
    }
    let number = message.transaction();
    let is_it = |other: &&OtherRefund| number.is_some() && other.provider_refund == number;
    match request.others.iter().find(is_it) {
        Some(other) if other.done_before => return Ok(RefundAnswer::NotFound),
        Some(_) => return Err(QueryError::Unavailable(ANOTHER_REFUND)),
        None => {}
    }
    let may_be = |other: &OtherRefund| {
        other.amount == request.amount && (other.provider_refund.is_none() || number.is_none())
    };
    if message.amount() != Some(request.amount) || request.others.iter().any(may_be) {
        return Err(QueryError::Unavailable(ANOTHER_REFUND));
    }
    match RefundState::of(message.status().as_deref()) {
        RefundState::Done => Ok(done(&message)),
        RefundState::UnderWay => Ok(RefundAnswer::Pending),
        RefundState::Rejected => Ok(rejected()),
        RefundState::Unknown => Err(QueryError::NO_STATE),
    }
}

fn done(message: &Message) -> RefundAnswer {
    RefundAnswer::Done {
        provider_refund: message.transaction(),
    }
}

fn rejected() -> RefundAnswer {
    RefundAnswer::failed("09")
}

/// Checks that an answer is VNPAY's and belongs to the question. It repeats no request id, only the payment's reference.
fn open(
    config: &Config,
    command: &str,
    reference: &str,
    answer: &HttpAnswer,
) -> Result<Message, &'static str> {
    if !answer.status.is_success() {
        return Err("not an answer but an HTTP error or redirection");
    }
    let fields: JsonObject = answer.json()?;
    // What is absent counts as empty.
    let promotion = if command == "refund" { "" } else { PROMOTION };
    let signed = SIGNED.split(' ').chain(promotion.split_whitespace());
    let values = fields.joinable(signed);
    let text = values.ok_or("answer has a field of the wrong type")?;
    let hash = fields.text(HASH).ok_or("answer is not signed")?;
    let is_ours = config.is_ours(&text.join("|"), hash);
    require(is_ours, "answer has a bad hash")?;
    let code = fields
        .text("vnp_ResponseCode")
        .filter(|code| is_code(code, 2))
        .ok_or("answer without a code")?
        .to_owned();
    let expected = [
        ("vnp_Command", command),
        ("vnp_TmnCode", &config.terminal),
        ("vnp_TxnRef", reference),
    ];
    // A no may leave out what it is about.
    let echoes = |(name, value): &(&str, &str)| match fields.text(name) {
        None | Some("") => code != code::OK,
        Some(received) => received == *value,
    };
    require(expected.iter().all(echoes), "answer is to another question")?;
    Ok(Message { fields, code })
}
