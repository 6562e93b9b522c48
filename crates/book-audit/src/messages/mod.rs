//! What providers' messages say of money, read anew from their bytes. Signatures are not checked here: only messages that were
//! verified when they came are read.

mod fields;
mod momo;
mod national_platform;
mod ngan_luong;
#[cfg(test)]
mod tests;
mod vietqr;
mod vnpay;
mod vnpt_pay;
mod zalopay;

use strum::{Display, EnumIter, EnumString, IntoStaticStr};
use time::OffsetDateTime;

/// What a message says of the money. `Display` and in the database: `gave_back`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Meaning {
    /// The provider took the payer's money.
    Took,
    /// The provider gave it back.
    GaveBack,
    /// Money is on its way, or is held.
    Held,
    /// Final: nothing was taken.
    NotTaken,
    /// Nothing was taken yet.
    NotPaid,
    /// Nothing that could be counted.
    Nothing,
    /// The message cannot be read.
    Unreadable,
}

/// What was asked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Question {
    /// What became of a payment.
    Payment,
    /// To give money back, or what became of that.
    Refund,
}

/// A message, or one of several things that it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Our reference of the attempt or refund that it speaks of; empty where it names none.
    pub reference: String,
    /// What it says of the money.
    pub meaning: Meaning,
    /// The provider's number of the charge, or of the refund.
    pub number: Option<String>,
    /// Whole đồng; `None` where it does not say how much.
    pub amount: Option<i64>,
    /// The code by which it says so.
    pub code: String,
    /// When, by the provider's word.
    pub at: Option<OffsetDateTime>,
}

impl Message {
    fn unreadable() -> Self {
        Self {
            reference: String::new(),
            meaning: Meaning::Unreadable,
            number: None,
            amount: None,
            code: String::new(),
            at: None,
        }
    }
}

/// Reads a callback: the body of a POST, or the query of a GET.
#[must_use]
pub fn callback(provider: &str, body: &[u8]) -> Message {
    let read = match provider {
        "momo" => momo::callback(body),
        "national-platform" => national_platform::callback(body),
        "vietqr" => vietqr::callback(body),
        "vnpay" => vnpay::callback(body),
        "vnpt-pay" => vnpt_pay::callback(body),
        "zalopay" => zalopay::callback(body),
        _ => None,
    };
    read.unwrap_or_else(Message::unreadable)
}

/// Reads the answer to a question about what `reference` names. What says nothing of money is no message.
#[must_use]
pub fn answer(provider: &str, question: Question, reference: &str, body: &[u8]) -> Vec<Message> {
    let read = match (provider, question) {
        ("momo", Question::Payment) => momo::payment(body).into_iter().collect(),
        ("momo", Question::Refund) => momo::refund(body, reference).into_iter().collect(),
        ("national-platform", Question::Payment) => {
            national_platform::payment(body).into_iter().collect()
        }
        ("ngan-luong", Question::Payment) => ngan_luong::payment(body).into_iter().collect(),
        ("vietqr", Question::Payment) => vietqr::payments(body, reference),
        ("vnpay", Question::Payment) => vnpay::payment(body).into_iter().collect(),
        ("vnpay", Question::Refund) => vnpay::refund(body).into_iter().collect(),
        ("vnpt-pay", Question::Payment) => vnpt_pay::payment(body).into_iter().collect(),
        ("zalopay", Question::Payment) => zalopay::payment(body).into_iter().collect(),
        ("zalopay", Question::Refund) => zalopay::refund(body).into_iter().collect(),
        _ => Vec::new(),
    };
    read.into_iter()
        .filter(|message: &Message| message.meaning != Meaning::Nothing)
        .map(|message| Message {
            reference: reference.to_owned(),
            ..message
        })
        .collect()
}
