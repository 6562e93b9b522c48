//! MoMo's answers to `create` and `query`, and what all its answers have in common.

use domain::money::Vnd;
use reqwest::Url;
use serde::Deserialize;

use super::code::Meaning;
use super::{Config, wire};
use crate::http::{HttpAnswer, Origins};
use crate::text::is_qr;
use crate::{
    Charge, CreateRequest, Created, QueryAnswer, QueryError, QueryRequest, Refusal, SendError,
};

/// An answer of MoMo. Reading it refuses a name that occurs twice.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    partner_code: Option<String>,
    order_id: Option<String>,
    request_id: Option<String>,
    pub(super) amount: Option<i64>,
    pub(super) result_code: i64,
    message: Option<String>,
    pay_url: Option<String>,
    deeplink: Option<String>,
    qr_code_url: Option<String>,
    pub(super) trans_id: Option<u64>,
    pub(super) refund_trans: Option<Vec<Refunded>>,
}

/// One refund in an answer about refunds.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refunded {
    pub(super) order_id: String,
    pub(super) amount: i64,
    pub(super) result_code: i64,
    pub(super) trans_id: Option<u64>,
}

impl Answer {
    /// Reads an answer and checks that it belongs to the question.
    pub(super) fn open(
        config: &Config,
        order_id: &str,
        request_id: &str,
        answer: &HttpAnswer,
    ) -> Result<Self, &'static str> {
        answer.check_status()?;
        let read: Self = answer.json()?;
        answer.check_yes(read.meaning() == Meaning::Success)?;
        let echoes = [
            (&read.partner_code, config.partner_code.as_str()),
            (&read.order_id, order_id),
            (&read.request_id, request_id),
        ];
        // Only what says nothing about a payment or refund may leave out what it is about.
        let speaks = matches!(
            read.meaning(),
            Meaning::Success
                | Meaning::Initiated
                | Meaning::Processing
                | Meaning::Failed
                | Meaning::RefundFailed
        );
        let fits = |(received, sent): &(&Option<String>, &str)| match received {
            Some(received) => received == sent,
            None => !speaks,
        };
        if echoes.iter().all(fits) {
            Ok(read)
        } else {
            Err("answer is to another question")
        }
    }

    pub(super) fn meaning(&self) -> Meaning {
        Meaning::of(self.result_code)
    }

    pub(super) fn refusal(&self) -> Refusal {
        let words = self.message.as_deref();
        Refusal::new(self.result_code, words.unwrap_or_default())
    }
}

/// MoMo's number of a transaction, which is zero where there is none.
pub(super) fn transaction(number: Option<u64>) -> Option<String> {
    Some(number?.to_string()).filter(|number| number != "0")
}

pub(super) fn created(
    config: &Config,
    origins: &Origins,
    request: &CreateRequest,
    answer: &HttpAnswer,
) -> Result<Created, SendError> {
    let reference = &request.reference;
    let read = Answer::open(config, reference, reference, answer).map_err(SendError::Unknown)?;
    match read.meaning() {
        Meaning::Success => {}
        Meaning::BadMessage | Meaning::NotFound | Meaning::Failed => {
            return Err(SendError::Refused(read.refusal()));
        }
        _ => return Err(SendError::MAYBE_OPENED),
    }
    if read.amount != Some(request.amount.as_i64()) {
        return Err(SendError::Unknown("answer is about another amount"));
    }
    let redirect_url = origins.page(read.pay_url.as_deref())?;
    // A card is typed on the page: app and code are for wallets.
    let with_wallet = request.bank_code.as_deref() != Some(wire::CARD);
    let link = read.deeplink.filter(|_| with_wallet);
    Ok(Created {
        redirect_url: Some(redirect_url),
        app_url: link.and_then(|link| app_link(origins, &link)),
        qr: read.qr_code_url.filter(|text| with_wallet && is_qr(text)),
        provider_token: None,
        raw: answer.raw(),
    })
}

/// A link that opens MoMo's app, by its scheme or from an allowed origin. Any other is left out: the page is there as well.
fn app_link(origins: &Origins, link: &str) -> Option<String> {
    let url = Url::parse(link).ok()?;
    match url.scheme() {
        "momo" => Some(url.to_string()),
        _ => origins.allowed(link),
    }
}

/// Reads an answer to `query`. A code that may be about the question says nothing about the payment.
pub(super) fn queried(
    config: &Config,
    request: &QueryRequest,
    answer: &HttpAnswer,
) -> Result<QueryAnswer, QueryError> {
    let read = Answer::open(config, &request.reference, &request.request_id, answer)
        .map_err(QueryError::Unavailable)?;
    let undecided = || match read.meaning() {
        Meaning::BadMessage | Meaning::Repeated | Meaning::Busy => {
            QueryError::Refused(read.refusal())
        }
        _ => QueryError::NO_STATE,
    };
    let code = read.result_code;
    QueryAnswer::of(read.meaning().says(), code, || charge(&read), undecided)
}

/// The time in an answer is that of the answer.
fn charge(read: &Answer) -> Result<Charge, QueryError> {
    let amount = read.amount.filter(|amount| *amount >= 0);
    let amount = amount.ok_or(QueryError::NO_AMOUNT)?;
    Ok(Charge {
        amount: Vnd::new(amount),
        provider_transaction: transaction(read.trans_id),
        bank_code: None,
        paid_at: None,
    })
}
