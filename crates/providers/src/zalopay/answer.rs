//! ZaloPay's answers to `create` and `query`, and what all its answers have in common.

use domain::money::Vnd;
use serde::Deserialize;

use super::code::Meaning;
use crate::http::{HttpAnswer, Origins};
use crate::text::{instant, is_code, is_qr};
use crate::{Charge, Created, QueryAnswer, QueryError, Refusal, SendError};

/// An answer of ZaloPay. Reading it refuses a name that occurs twice.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    return_code: i64,
    sub_return_code: Option<i64>,
    return_message: Option<String>,
    sub_return_message: Option<String>,
    order_url: Option<String>,
    qr_code: Option<String>,
    is_processing: Option<bool>,
    amount: Option<i64>,
    zp_trans_id: Option<Number>,
    server_time: Option<i64>,
    refund_id: Option<Number>,
}

/// A number of ZaloPay's, which it writes as one or as a string.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Number {
    Digits(u64),
    Text(String),
}

impl Number {
    /// The number, unless it is none: zero and the empty string say that there is no transaction.
    fn given(&self) -> Option<String> {
        let text = match self {
            Self::Digits(digits) => digits.to_string(),
            Self::Text(text) => text.clone(),
        };
        Some(text).filter(|text| text != "0" && is_code(text, 64))
    }
}

impl Answer {
    /// Reads an answer. Nothing in it tells which question it belongs to.
    pub(super) fn open(answer: &HttpAnswer) -> Result<Self, &'static str> {
        answer.check_status()?;
        let read: Self = answer.json()?;
        answer.check_yes(read.meaning() == Meaning::Success)?;
        Ok(read)
    }

    pub(super) fn meaning(&self) -> Meaning {
        Meaning::of(self.return_code, self.sub_return_code)
    }

    pub(super) fn refusal(&self, code: i64) -> Refusal {
        let words = self.sub_return_message.as_deref();
        let words = words.filter(|words| !words.is_empty());
        let words = words.or(self.return_message.as_deref());
        Refusal::new(code, words.unwrap_or_default())
    }

    pub(super) fn refund_number(&self) -> Option<String> {
        self.refund_id.as_ref().and_then(Number::given)
    }
}

pub(super) fn created(origins: &Origins, answer: &HttpAnswer) -> Result<Created, SendError> {
    let read = Answer::open(answer).map_err(SendError::Unknown)?;
    match read.meaning() {
        Meaning::Success => {}
        Meaning::BadMessage(code) | Meaning::Failed(code) => {
            return Err(SendError::Refused(read.refusal(code)));
        }
        _ => return Err(SendError::MAYBE_OPENED),
    }
    let redirect_url = origins.page(read.order_url.as_deref())?;
    // A code that banks' apps read as well, where there is one; ZaloPay's app reads the page's address.
    let qr = read.qr_code.filter(|text| is_qr(text));
    Ok(Created {
        qr: qr.or_else(|| Some(redirect_url.clone())),
        redirect_url: Some(redirect_url),
        raw: answer.raw(),
        ..Created::default()
    })
}

pub(super) fn queried(answer: &HttpAnswer) -> Result<QueryAnswer, QueryError> {
    let read = Answer::open(answer).map_err(QueryError::Unavailable)?;
    let meaning = read.meaning();
    let code = match meaning {
        Meaning::Failed(detail) => detail,
        _ => read.return_code,
    };
    let undecided = || match meaning {
        Meaning::BadMessage(code) => QueryError::Refused(read.refusal(code)),
        _ => QueryError::NO_STATE,
    };
    let says = meaning.says(read.is_processing);
    QueryAnswer::of(says, code, || charge(&read), undecided)
}

fn charge(read: &Answer) -> Result<Charge, QueryError> {
    let amount = read.amount.filter(|amount| *amount >= 0);
    let amount = amount.ok_or(QueryError::NO_AMOUNT)?;
    Ok(Charge {
        amount: Vnd::new(amount),
        provider_transaction: read.zp_trans_id.as_ref().and_then(Number::given),
        bank_code: None,
        paid_at: read.server_time.and_then(|time| instant(&time.to_string())),
    })
}
