//! State agencies' accounts that wait for an administrator.

use super::{
    Empty, FormEndpoint, endpoints,
    finance::{IdPath, Rejection},
    paging::{PageQuery, Paging},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The page of those that wait.
pub const PAGE: &str = "/can-bo/quan-tri/co-quan";

/// An agency's account that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WaitingAgency {
    /// Id of the account.
    pub id: Uuid,
    /// Name of the unit that it is for.
    pub unit_name: String,
    /// What the name means in English; districts and communes keep their own names.
    pub unit_name_en: Option<String>,
    /// Who registered it.
    pub full_name: String,
    /// `079xxxxxx123`.
    pub masked_identity_number: String,
    /// Where who registered it is asked whether it is so.
    pub phone: String,
    /// The official address, which signs it in.
    pub email: String,
    /// `dd/mm/yyyy HH:MM`.
    pub registered_at: String,
}

/// A page of waiting agencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct WaitingAgencies {
    /// Who has waited longest, first.
    pub items: Vec<WaitingAgency>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
}

endpoints! {
    /// Agencies' accounts of the administrator's units that wait for a decision.
    ListWaitingAgencies: GET "/api/v1/agencies/waiting" (()) PageQuery => WaitingAgencies;
    /// One of them.
    GetWaitingAgency: GET "/api/v1/agencies/{id}" (IdPath) Empty => WaitingAgency;
    /// Lets an agency's account in. Needs a recent proof.
    ApproveAgency: POST "/api/v1/agencies/{id}/approve" (IdPath) Empty => Empty;
    /// Refuses an agency's account, and tells why. Needs a recent proof.
    RefuseAgency: POST "/api/v1/agencies/{id}/refuse" (IdPath) Rejection => Empty;
}

/// The page of an agency that waits.
#[must_use]
pub fn agency_page(id: Uuid) -> String {
    format!("{PAGE}/{id}")
}

impl FormEndpoint for ApproveAgency {
    fn next(_: &Empty) -> String {
        format!("{PAGE}?xong=da-duyet")
    }
}
impl FormEndpoint for RefuseAgency {
    fn next(_: &Empty) -> String {
        format!("{PAGE}?xong=da-tu-choi")
    }
}
