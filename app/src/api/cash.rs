//! Cash at the desk: what the officer's own office is to take, and what it took. Each is one payment with one receipt.

use super::{Empty, FormEndpoint, endpoints, finance::AttemptPath, paging::Paging};
use domain::{money::Vnd, payment::AttemptState};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where cash is taken.
pub const PAGE: &str = "/can-bo/tien-mat";

/// Which payments in cash. All members are texts, because they come from a form's query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct CashQuery {
    /// Dossier number or code, or an attempt's reference. Empty: those that wait for their payer.
    pub q: String,
    /// From 1.
    pub page: String,
}

/// A payment in cash as its desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CashAttempt {
    /// The attempt's reference.
    pub reference: String,
    /// Dossier code, or the running number before it is received.
    pub dossier_reference: String,
    /// Name of the procedure.
    pub procedure_name: String,
    /// The person, enterprise or agency that the receipt names.
    pub payer_name: String,
    /// What is to be taken, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub due: Vnd,
    /// Where it stands.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: AttemptState,
    /// When the payer chose to pay in cash, `dd/mm/yyyy HH:MM`, Vietnam time.
    pub requested_at: String,
    /// The receipt, once the cash was taken.
    pub receipt: Option<Uuid>,
}

/// A page of payments in cash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CashAttempts {
    /// Oldest first.
    pub items: Vec<CashAttempt>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
}

/// Cash that an officer took.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct CashTaken {
    /// In đồng, digits only.
    pub amount: String,
}

endpoints! {
    /// Payments in cash that wait for their payer at the officer's own office, or those of a dossier.
    ListCash: GET "/api/v1/desk/cash" (()) CashQuery => CashAttempts;
    /// One payment in cash.
    GetCash: GET "/api/v1/desk/cash/{reference}" (AttemptPath) Empty => CashAttempt;
    /// Notes cash that was taken at the desk and issues its receipt. Needs an `Idempotency-Key`.
    RecordCash: POST "/api/v1/desk/cash/{reference}" (AttemptPath) CashTaken => CashAttempt;
}

/// The page of a payment in cash.
#[must_use]
pub fn cash_page(reference: &str) -> String {
    format!("{PAGE}/{}", super::percent_encoded(reference))
}

impl FormEndpoint for RecordCash {
    fn next(taken: &CashAttempt) -> String {
        format!("{}?xong=da-thu", cash_page(&taken.reference))
    }
}
