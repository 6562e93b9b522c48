//! What finance officers see and do: attempts that nobody answers for, corrections, refunds, channels.

use super::{Empty, FormEndpoint, endpoints, paging::Paging, payments::ChannelKind};
use domain::{
    money::Vnd,
    payment::{
        AttemptState,
        health::{Breaker, Health},
    },
    refund::{RefundCause, RefundState},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which attempts. All members are texts, because they come from a form's query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FinanceQuery {
    /// Dossier number or code, or an attempt's reference. Empty: those that need an officer.
    pub q: String,
    /// From 1.
    pub page: String,
}

/// An attempt as finance officers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FinanceAttempt {
    /// Reference at the provider.
    pub reference: String,
    /// Dossier code, or the running number before it is received.
    pub dossier_reference: String,
    /// Name of the channel.
    pub channel_name: String,
    /// What kind of channel it is.
    pub channel_kind: ChannelKind,
    /// Code of the provider.
    pub provider: String,
    /// What is due, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub due: Vnd,
    /// What the provider holds, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub received: Vnd,
    /// What may be refunded of it now, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub refundable: Vnd,
    /// Where it stands.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: AttemptState,
    /// An officer must find out.
    pub needs_person: bool,
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub requested_at: String,
    /// When the provider was asked last, `dd/mm/yyyy HH:MM`.
    pub queried_at: Option<String>,
    /// When it is asked next, `dd/mm/yyyy HH:MM`.
    pub next_query_at: Option<String>,
    /// How often it was asked.
    pub queries: i32,
}

/// A page of attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FinanceAttempts {
    /// Oldest first.
    pub items: Vec<FinanceAttempt>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
}

/// One attempt with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FinanceAttemptDetail {
    /// The attempt.
    #[serde(flatten)]
    pub attempt: FinanceAttempt,
    /// Events, oldest first.
    pub events: Vec<AttemptStep>,
    /// A correction that waits for another officer.
    pub correction: Option<Correction>,
    /// Refunds of its money, oldest first.
    pub refunds: Vec<Refund>,
}

/// One event in an attempt's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AttemptStep {
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub at: String,
    /// Name of the event, such as `reported_paid`, or of an officer's act, such as `attempt_asked`.
    pub event: String,
    /// Amount, code, reason or number that came with it.
    pub detail: String,
    /// The officer who did it; nobody where it came about without one.
    pub by: Option<String>,
    /// The other officer, who proposed what this one approved.
    pub proposed_by: Option<String>,
}

/// Which attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptPath {
    /// The attempt's reference.
    pub reference: String,
}

/// Which thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdPath {
    /// Its id.
    pub id: Uuid,
}

/// What an officer found out about an attempt. Texts, because they come from a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewCorrection {
    /// `paid`, `failed`, or `accepted`: what arrived is accepted in the place of the amount due.
    pub outcome: String,
    /// In đồng, digits only; only with `paid`.
    pub amount: String,
    /// What the officer saw as received, in đồng; only with `accepted`. 412 where it has changed since.
    pub received: String,
    /// The bank's number of the transaction; only with `paid`.
    pub provider_transaction: String,
    /// Where it is written, such as the statement of a day.
    pub reason: String,
}

/// A correction that waits for, or has had, a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Correction {
    /// Id.
    pub id: Uuid,
    /// `paid`, `failed` or `accepted`.
    pub outcome: String,
    /// In đồng: what was taken, or what is accepted.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub amount: Option<Vnd>,
    /// The bank's number of the transaction.
    pub provider_transaction: Option<String>,
    /// Why.
    pub reason: String,
    /// `proposed`, `approved` or `rejected`.
    pub state: String,
    /// Who proposed it.
    pub proposed_by: String,
    /// The caller proposed it, so another must decide.
    pub own: bool,
}

/// A refund that an officer proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewRefund {
    /// In đồng, digits only.
    pub amount: String,
    /// What the officer saw as refundable, in đồng; 412 where it has changed since.
    pub refundable: String,
    /// Why.
    pub reason: String,
    /// Once everything has gone back the fee is still due and can be paid again, such as where cash was taken for another
    /// application. Only with the whole amount.
    pub fee_stays_due: bool,
}

/// A refund as finance officers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Refund {
    /// Id.
    pub id: Uuid,
    /// What the provider or the bank knows it by.
    pub reference: String,
    /// The attempt whose money it is.
    pub attempt: String,
    /// Dossier code, or the running number before it is received.
    pub dossier_reference: String,
    /// Who is paid back.
    pub payer_name: String,
    /// Over which channel it was paid.
    pub channel_name: String,
    /// In đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub amount: Vnd,
    /// Of it: beyond the amount due.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub surplus: Vnd,
    /// Of it: phí.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub fees: Vnd,
    /// Of it: lệ phí.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub charges: Vnd,
    /// Why, for programs.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub cause: RefundCause,
    /// Why, for people.
    pub reason: String,
    /// Where it stands.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: RefundState,
    /// Whether the provider takes it back where no account is named; otherwise the bank transfers it, and approving needs one.
    pub through_provider: bool,
    /// Who proposed it; nobody where the system did.
    pub proposed_by: Option<String>,
    /// The account that the bank transfers it to, where one was named.
    pub account: Option<RefundAccount>,
    /// Who named the account.
    pub account_named_by: Option<String>,
    /// The caller proposed it, named its account or brought the news that the refund before it failed, so another must decide.
    pub own: bool,
    /// Who decided.
    pub decided_by: Option<String>,
    /// `dd/mm/yyyy HH:MM`.
    pub proposed_at: String,
    /// `dd/mm/yyyy HH:MM`.
    pub settled_at: Option<String>,
    /// An officer must find out.
    pub needs_person: bool,
    /// Once everything has gone back the fee is still due.
    pub fee_stays_due: bool,
}

/// Which refunds. Texts, because they come from a form's query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RefundQuery {
    /// Name of a state; empty: all.
    pub state: String,
    /// From 1.
    pub page: String,
}

/// A page of refunds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Refunds {
    /// Oldest first.
    pub items: Vec<Refund>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
}

/// Where the bank transfers a refund. Empty where the provider takes it back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct RefundAccount {
    /// NAPAS number of the bank, six digits.
    pub bank_bin: String,
    /// Number of the account.
    pub account_number: String,
    /// Its holder.
    pub account_holder: String,
}

/// Why something is turned down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Rejection {
    /// Why.
    pub reason: String,
}

/// What the bank did with the transfer list: the rows of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TransferResults {
    /// CSV with the header `refund_reference,status,bank_transaction,message`; status is `done` or `failed`. Semicolons or tabs may
    /// divide it, as spreadsheets write and paste it.
    pub csv: String,
}

/// What was made of the bank's results.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TransferSummary {
    /// Refunds whose money went back now.
    pub done: u32,
    /// Refunds that failed now.
    pub failed: u32,
    /// Rows that were taken in before.
    pub known: u32,
    /// References that are on no list of ours.
    pub unknown: Vec<String>,
}

/// How the channels are doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChannelStates {
    /// In the order citizens see.
    pub items: Vec<ChannelState>,
}

/// How one channel is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChannelState {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What kind of channel it is.
    pub kind: ChannelKind,
    /// Code of the provider.
    pub provider: String,
    /// Whether citizens see it.
    pub enabled: bool,
    /// The last ten minutes.
    #[cfg_attr(feature = "ssr", schema(value_type = Object))]
    pub health: Health,
    /// The last hour in twelve parts of five minutes, oldest first.
    pub history: Vec<ChannelMinutes>,
}

/// Five minutes of a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ChannelMinutes {
    /// Tries that have ended.
    pub tries: u32,
    /// Those that opened a payment.
    pub opened: u32,
}

impl ChannelState {
    /// Whether it is spared just now.
    #[must_use]
    pub fn is_resting(&self) -> bool {
        self.health.breaker == Breaker::Open
    }
}

/// Switches a channel on or off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ChannelSwitch {
    /// Whether citizens see it.
    pub enabled: bool,
    /// Why it is switched, for the audit log: 1 to 500 characters.
    pub reason: String,
}

/// Which channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelPath {
    /// Its code.
    pub code: String,
}

endpoints! {
    /// Attempts that need an officer, or those of a dossier.
    ListFinanceAttempts: GET "/api/v1/finance/attempts" (()) FinanceQuery => FinanceAttempts;
    /// One attempt with everything that happened to it.
    GetFinanceAttempt: GET "/api/v1/finance/attempts/{reference}" (AttemptPath) Empty => FinanceAttemptDetail;
    /// Asks the provider about an attempt now.
    RefreshStatus: POST "/api/v1/finance/attempts/{reference}/refresh" (AttemptPath) Empty => FinanceAttemptDetail;
    /// Proposes what became of an attempt; another officer decides.
    ProposeCorrection: POST "/api/v1/finance/attempts/{reference}/corrections" (AttemptPath) NewCorrection => FinanceAttemptDetail;
    /// Approves a correction that another officer proposed.
    ApproveCorrection: POST "/api/v1/finance/corrections/{id}/approve" (IdPath) Empty => FinanceAttemptDetail;
    /// Turns a correction down, for a reason.
    RejectCorrection: POST "/api/v1/finance/corrections/{id}/reject" (IdPath) Rejection => FinanceAttemptDetail;
    /// Proposes a refund, whole or part. Needs an `Idempotency-Key`; 412 where what is refundable has changed.
    ProposeRefund: POST "/api/v1/finance/attempts/{reference}/refunds" (AttemptPath) NewRefund => Refund;
    /// Refunds in a state, or all.
    ListRefunds: GET "/api/v1/finance/refunds" (()) RefundQuery => Refunds;
    /// One refund.
    GetRefund: GET "/api/v1/finance/refunds/{id}" (IdPath) Empty => Refund;
    /// Names the account that the bank transfers a proposed refund to. Somebody else approves it.
    NameRefundAccount: POST "/api/v1/finance/refunds/{id}/account" (IdPath) RefundAccount => Refund;
    /// Approves a refund that somebody else proposed, and sends it: to the account that the caller has seen, or without one through
    /// the provider.
    ApproveRefund: POST "/api/v1/finance/refunds/{id}/approve" (IdPath) RefundAccount => Refund;
    /// Turns a refund down.
    RejectRefund: POST "/api/v1/finance/refunds/{id}/reject" (IdPath) Rejection => Refund;
    /// Asks the provider about a refund now.
    RefreshRefundStatus: POST "/api/v1/finance/refunds/{id}/refresh" (IdPath) Empty => Refund;
    /// Takes in the bank's results of the transfer list. `/api/v1/finance/transfers.csv` and `transfers.xlsx` give the list out.
    RecordTransferResults: POST "/api/v1/finance/transfers/results" (()) TransferResults => TransferSummary;
    /// How the channels are doing.
    ListChannelStates: GET "/api/v1/finance/channels" (()) Empty => ChannelStates;
    /// Switches a channel on or off, for a reason.
    SwitchChannel: POST "/api/v1/finance/channels/{code}" (ChannelPath) ChannelSwitch => ChannelStates;
}

/// `/can-bo/tai-chinh/giao-dich/{reference}`
fn attempt_page(detail: &FinanceAttemptDetail) -> String {
    format!("/can-bo/tai-chinh/giao-dich/{}", detail.attempt.reference)
}

/// Forms of the officers' pages, each with the page that comes next.
macro_rules! forms {
    ($($name:ident => $next:expr;)+) => {$(
        impl FormEndpoint for $name {
            fn next(output: &Self::Output) -> String {
                $next(output)
            }
        }
    )+};
}

forms! {
    RefreshStatus => attempt_page;
    ProposeCorrection => |detail| format!("{}?xong=da-de-nghi", attempt_page(detail));
    ApproveCorrection => |detail| format!("{}?xong=da-duyet", attempt_page(detail));
    RejectCorrection => |detail| format!("{}?xong=khong-duyet", attempt_page(detail));
    ProposeRefund => |refund| format!("{}?xong=da-de-nghi", refund_page(refund));
    NameRefundAccount => |refund| format!("{}?xong=da-ghi-tai-khoan", refund_page(refund));
    ApproveRefund => |refund| format!("{}?xong=da-duyet", refund_page(refund));
    RejectRefund => |refund| format!("{}?xong=khong-duyet", refund_page(refund));
    RefreshRefundStatus => refund_page;
    RecordTransferResults => |summary: &TransferSummary| format!(
        "/can-bo/tai-chinh/hoan-phi?da-nhan={}&khong-ro={}",
        summary.done + summary.failed + summary.known,
        summary.unknown.len()
    );
    SwitchChannel => |_: &ChannelStates| "/can-bo/tai-chinh/kenh?xong=da-doi".to_owned();
}

fn refund_page(refund: &Refund) -> String {
    format!("/can-bo/tai-chinh/hoan-phi/{}", refund.id)
}
