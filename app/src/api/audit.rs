//! What was done with accounts, as auditors and administrators read it.

use super::{endpoints, paging::Paging};
use serde::{Deserialize, Serialize};

/// The page of the audit log.
pub const PAGE: &str = "/can-bo/nhat-ky";

/// Which entries. All members are texts, because they come from a form's query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AuditQuery {
    /// Name of an event; empty: all.
    pub event: String,
    /// An account by what it is signed in to with, or by its owner's identity number: entries about it and of its doing.
    pub account: String,
    /// From 1.
    pub page: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub at: String,
    /// What, in the language of the request.
    pub what: String,
    /// Whose account, where one is known.
    pub account_name: Option<String>,
    /// `079xxxxxx123`.
    pub masked_identity_number: Option<String>,
    /// Who did it, where it was not the account's owner.
    pub actor_name: Option<String>,
    /// `Chrome · Android`; empty where unknown.
    pub browser: String,
    /// Network address; empty for what came about by itself.
    pub address: String,
    /// What else is known, in the language of the request; empty where nothing is.
    pub detail: String,
}

/// An event that can be looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    /// Name, for programs.
    pub name: String,
    /// What it is called, in the language of the request.
    pub what: String,
}

/// A page of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditPage {
    /// Newest first.
    pub items: Vec<AuditEntry>,
    /// Where the page stands. The total ends where nobody turns the pages any more.
    #[serde(flatten)]
    pub paging: Paging,
    /// Every event there is.
    pub events: Vec<AuditEvent>,
}

endpoints! {
    /// What was done with the accounts that the caller may look after.
    ListAuditLog: GET "/api/v1/audit-log" (()) AuditQuery => AuditPage;
}
