//! What was done with accounts, money and settings, as auditors and administrators read it.

use super::{FieldError, endpoints, paging::Paging};
use serde::{Deserialize, Serialize};

/// The page of the audit log.
pub const PAGE: &str = "/can-bo/nhat-ky";

/// What the same query finds, as CSV.
pub const TABLE: &str = "/api/v1/audit-log.csv";
/// The same as a workbook.
pub const WORKBOOK: &str = "/api/v1/audit-log.xlsx";

/// Which entries. All members are texts, because they come from a form's query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct AuditQuery {
    /// Name of an event or of a group of events; empty: all. Any other name is an error.
    pub event: String,
    /// An account by what it is signed in to with, or by its owner's identity number: entries about it and of its doing.
    pub account: String,
    /// Who acted, for others or the province or with the own account, named in the same way.
    pub actor: String,
    /// First day, `yyyy-mm-dd` or `dd/mm/yyyy`, of Vietnam's calendar; empty: from the beginning.
    pub from: String,
    /// Last day, likewise, not before the first; empty: until now.
    pub until: String,
    /// From 1.
    pub page: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// `dd/mm/yyyy HH:MM:SS`, Vietnam time.
    pub at: String,
    /// Name of the event, for programs.
    pub event: String,
    /// What, in the language of the request.
    pub what: String,
    /// What it was done to, where it is more than an account.
    pub object: Option<AuditObject>,
    /// Whose account, where one is known.
    pub account_name: Option<String>,
    /// `079xxxxxx123`.
    pub masked_identity_number: Option<String>,
    /// Who did it, in the language of the request: the officer or the operator by name, the account's owner, somebody who has
    /// not proved who they are.
    pub done_by: String,
    /// The officer who did it, where one did.
    pub actor_name: Option<String>,
    /// `079xxxxxx123`.
    pub actor_masked_number: Option<String>,
    /// Which user of the machine did it at the server's command line.
    pub operator: Option<String>,
    /// What changed.
    pub changes: Vec<AuditChange>,
    /// Why, as the officer said; empty where no reason is asked for.
    pub reason: String,
    /// `Chrome · Android`; empty where unknown.
    pub browser: String,
    /// Network address; empty for what came about by itself.
    pub address: String,
    /// What else is known, in the language of the request; empty where nothing is.
    pub detail: String,
}

/// What something was done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditObject {
    /// What it is and its name, in the language of the request.
    pub what: String,
    /// Its page, where it has one that the reader may open.
    pub page: Option<String>,
}

/// A member that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditChange {
    /// What it is called, in the language of the request.
    pub name: String,
    /// As it was; empty where it was not there.
    pub before: String,
    /// As it became; empty where it is gone.
    pub after: String,
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

/// Events that are about the same. Its name can be asked for in place of an event's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct AuditGroup {
    /// Name, for programs.
    pub name: String,
    /// What it is called, in the language of the request.
    pub what: String,
    /// Its events.
    pub events: Vec<AuditEvent>,
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
    /// Every event there is, by what it is about.
    pub groups: Vec<AuditGroup>,
    /// Whether all that was found fits into one table (`/api/v1/audit-log.csv`).
    pub can_be_exported: bool,
    /// What of the query cannot be looked for. Then nothing was, and there are no items.
    pub errors: Vec<FieldError>,
}

endpoints! {
    /// What was done with the accounts that the caller may look after, and with money and settings. As CSV: `/api/v1/audit-log.csv`.
    ListAuditLog: GET "/api/v1/audit-log" (()) AuditQuery => AuditPage;
}
