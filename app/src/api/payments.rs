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
    payment::{OrderState, Outcome},
};
use serde::{Deserialize, Serialize};

/// Whether a channel is a bank or a wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// A bank.
    Bank,
    /// An e-wallet.
    Wallet,
}

/// A payment channel that can be chosen now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Channel {
    /// Stable code, such as `vietcombank`.
    pub code: String,
    /// Name.
    pub name: String,
    /// Bank or wallet.
    pub kind: ChannelKind,
    /// Letters of the monogram.
    pub monogram: String,
    /// What one must have before choosing it.
    pub precondition: String,
}

/// One try to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Attempt {
    /// Reference at the provider; unguessable.
    pub reference: String,
    /// Name of the channel.
    pub channel_name: String,
    /// Waiting, succeeded or failed.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub outcome: Outcome,
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub requested_at: String,
    /// The provider's page, while the payer is to go there.
    pub redirect_url: Option<String>,
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
    /// Channels that can be chosen.
    pub channels: Vec<Channel>,
    /// The latest attempt.
    pub latest_attempt: Option<Attempt>,
    /// The receipt, once paid.
    pub receipt: Option<uuid::Uuid>,
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
    /// Waiting, succeeded or failed.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub outcome: Outcome,
    /// When the attempt was begun, `dd/mm/yyyy HH:MM`.
    pub requested_at: String,
    /// When we ask the provider next, `HH:MM`, while waiting.
    pub next_query_at: Option<String>,
    /// The provider's page, while the payer may still go there.
    pub redirect_url: Option<String>,
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
    /// Waiting, succeeded or failed.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub outcome: Outcome,
    /// The receipt, where this attempt paid.
    pub receipt: Option<uuid::Uuid>,
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
    fn next(output: &Attempt) -> String {
        match &output.redirect_url {
            Some(url) => url.clone(),
            None => result_page(output),
        }
    }

    /// The provider's page is opened beside the frame, which waits for the outcome.
    fn next_in_frame(output: &Attempt) -> String {
        result_page(output)
    }
}
