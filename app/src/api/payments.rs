//! Payment orders, attempts, transaction history.

use super::{
    Empty, FormEndpoint,
    dossiers::DossierPath,
    endpoints,
    paging::{PageQuery, Paging},
};
use domain::{
    fees::{FeeLine, Totals},
    money::Vnd,
    payment::{AttemptState, FailureReason, OrderState, Outcome},
    refund::{RefundCause, RefundState},
};
use serde::{Deserialize, Serialize};

/// What kind of channel it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// A bank.
    Bank,
    /// An e-wallet.
    Wallet,
    /// A QR code, for the app of any bank.
    Qr,
    /// Cash at the desk.
    Cash,
}

/// A payment channel that is switched on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Channel {
    /// Stable code, such as `vietcombank`.
    pub code: String,
    /// Name.
    pub name: String,
    /// The bank's name as the law has it, or what the channel is.
    pub full_name: String,
    /// Bank, wallet, QR code or cash.
    pub kind: ChannelKind,
    /// Letters of the monogram.
    pub monogram: String,
    /// What one must have before choosing it.
    pub precondition: String,
    /// “Đang gián đoạn”: it failed for others in the last minutes. It may be chosen all the same.
    pub disrupted: bool,
    /// Why it cannot be chosen for this order or at this hour: a sentence; nothing where it can.
    pub closed: Option<String>,
    /// The payer chose it last.
    pub remembered: bool,
}

/// One try to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Attempt {
    /// Reference at the provider; unguessable.
    pub reference: String,
    /// Name of the channel.
    pub channel_name: String,
    /// Waiting, replaced, succeeded, failed or returned.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub outcome: Outcome,
    /// Why it failed, where the provider said so.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>))]
    pub failure: Option<FailureReason>,
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub requested_at: String,
    /// The provider's page, while the payer is to go there.
    pub redirect_url: Option<String>,
    /// Opens the wallet's app on a phone, while the payer is to pay there.
    pub app_url: Option<String>,
    /// Text of a QR code, while the payer is to scan it. As a picture: `/api/v1/payment-results/{reference}/qr.svg`.
    pub qr: Option<String>,
}

/// What must be paid for a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PaymentOrder {
    /// Order id.
    pub id: uuid::Uuid,
    /// Running number of the dossier.
    pub dossier_number: i64,
    /// “Thanh toán lệ phí cho hồ sơ 363815”.
    pub text: String,
    /// Who is paid.
    pub supplier: String,
    /// Phí and lệ phí as they were when the order was made.
    #[cfg_attr(feature = "ssr", schema(value_type = Vec<Object>))]
    pub lines: Vec<FeeLine>,
    /// Phí, lệ phí and total, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub totals: Totals,
    /// Fee taken from the citizen for the transaction, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub transaction_fee: Vnd,
    /// Where it stands.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: OrderState,
    /// Channels, the best first within each kind.
    pub channels: Vec<Channel>,
    /// Code of the next best channel, where the latest attempt could not be opened.
    pub suggested: Option<String>,
    /// The latest attempt.
    pub latest_attempt: Option<Attempt>,
    /// The receipt, once paid.
    pub receipt: Option<uuid::Uuid>,
    /// When the receipt became void because its money went back, `dd/mm/yyyy`.
    pub receipt_cancelled_on: Option<String>,
    /// Money that goes back to the payer, oldest first.
    pub refunds: Vec<CitizenRefund>,
}

/// A refund as the citizen sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CitizenRefund {
    /// In đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub amount: Vnd,
    /// Where it stands.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: RefundState,
    /// Why.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub cause: RefundCause,
    /// Over which channel it was paid.
    pub channel_name: String,
    /// Where the bank transfers it, where that was named: the bank's number and the last digits of the account.
    pub account: Option<String>,
    /// When it was proposed, `dd/mm/yyyy HH:MM`.
    pub proposed_at: String,
    /// When the money went back, `dd/mm/yyyy HH:MM`.
    pub settled_at: Option<String>,
}

/// Which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPath {
    /// Order id.
    pub order: uuid::Uuid,
}

/// The channel chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewAttempt {
    /// Code of the channel.
    #[serde(default)]
    pub channel: String,
}

/// What the return page may tell without a session: nothing that names a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PaymentResult {
    /// Running number of the dossier.
    pub dossier_number: i64,
    /// Amount in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub amount: Vnd,
    /// Name of the channel.
    pub channel_name: String,
    /// What kind of channel it is.
    pub channel_kind: ChannelKind,
    /// Waiting, replaced, succeeded, failed or returned.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub outcome: Outcome,
    /// Where it stands exactly.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: AttemptState,
    /// Why it failed, where the provider said so.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>))]
    pub failure: Option<FailureReason>,
    /// Reference of the attempt that takes the place of a replaced one, for the owner of the order only.
    pub replaced_by: Option<String>,
    /// Its money goes back, because the order was paid by another attempt or this one's was not what was due.
    pub refunding: bool,
    /// When the attempt was begun, `dd/mm/yyyy HH:MM`.
    pub requested_at: String,
    /// When we asked the provider last: `HH:MM` of today, `dd/mm/yyyy HH:MM` of another day.
    pub queried_at: Option<String>,
    /// When we ask the provider next, likewise, while waiting.
    pub next_query_at: Option<String>,
    /// Asking the provider has not helped: an officer finds out.
    pub with_officer: bool,
    /// The provider's page, while the payer may still go there.
    pub redirect_url: Option<String>,
    /// Opens the wallet's app on a phone, while the payer may still pay there.
    pub app_url: Option<String>,
    /// Text of a QR code, while the payer may still scan it.
    pub qr: Option<String>,
}

/// Which attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferencePath {
    /// The attempt's reference.
    pub reference: String,
}

/// A page of “Lịch sử giao dịch”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TransactionList {
    /// Newest first.
    pub items: Vec<Transaction>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
}

/// One row of “Lịch sử giao dịch”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Transaction {
    /// Dossier code, or the running number before it is received.
    pub dossier_reference: String,
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub at: String,
    /// Name of the channel.
    pub channel_name: String,
    /// Amount in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub amount: Vnd,
    /// Waiting, replaced, succeeded, failed or returned.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub outcome: Outcome,
    /// Why it failed, where the provider said so.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>))]
    pub failure: Option<FailureReason>,
    /// The receipt, where this attempt paid.
    pub receipt: Option<uuid::Uuid>,
    /// When the receipt became void because its money went back, `dd/mm/yyyy`.
    pub receipt_cancelled_on: Option<String>,
    /// Its money that goes back, oldest first.
    pub refunds: Vec<CitizenRefund>,
}

endpoints! {
    /// What must be paid for a dossier of the account.
    GetPaymentOrder: GET "/api/v1/dossiers/{number}/payment-order" (DossierPath) Empty => PaymentOrder;
    /// Begins a payment over a channel. Needs an `Idempotency-Key`: a double tap makes one payment.
    StartAttempt: POST "/api/v1/payment-orders/{order}/attempts" (OrderPath) NewAttempt => Attempt;
    /// What is known of an attempt, for whoever holds its unguessable reference.
    GetPaymentResult: GET "/api/v1/payment-results/{reference}" (ReferencePath) Empty => PaymentResult;
    /// Transactions of the account, newest first, 20 on a page.
    ListTransactions: GET "/api/v1/transactions" (()) PageQuery => TransactionList;
}

fn result_page(attempt: &Attempt) -> String {
    format!("/thanh-toan/ket-qua?data={}", attempt.reference)
}

impl FormEndpoint for StartAttempt {
    /// A code to scan and an app to open are shown by the waiting page, which also leads to the provider's page.
    fn next(output: &Attempt) -> String {
        match &output.redirect_url {
            Some(url) if output.qr.is_none() && output.app_url.is_none() => url.clone(),
            _ => result_page(output),
        }
    }

    /// The provider's page is opened beside the frame, which waits for the outcome.
    fn next_in_frame(output: &Attempt) -> String {
        result_page(output)
    }
}
