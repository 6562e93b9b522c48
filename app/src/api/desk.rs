//! What officers see: the dossiers of their own unit.

use super::{
    Empty,
    attachments::Attachment,
    dossiers::{DossierPath, OrderSummary},
    endpoints,
    paging::Paging,
};
use crate::forms::FormInput;
use domain::dossier::DossierState;
use serde::{Deserialize, Serialize};

/// Which dossiers. All members are texts, because they come from a form's query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct DeskQuery {
    /// Words of number, code, applicant's name or procedure's name; diacritics do not matter.
    pub q: String,
    /// Name of a state, or `all`. Otherwise `sent`.
    pub state: String,
    /// From 1.
    pub page: String,
}

/// One dossier in the list of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DeskSummary {
    /// Running number.
    pub number: i64,
    /// Dossier code, once the unit has received it.
    pub code: Option<String>,
    /// Name of the procedure.
    pub procedure_name: String,
    /// What the name means in English, where it is known.
    pub procedure_name_en: Option<String>,
    /// Name of the account that filed it.
    pub applicant_name: String,
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub sent_at: String,
    /// National state.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: DossierState,
    /// What is to be paid for it, if anything.
    pub order: Option<OrderSummary>,
}

/// How many dossiers are in a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct StateCount {
    /// National state.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: DossierState,
    /// Dossiers of the unit that have the words, in this state.
    pub count: i64,
}

/// One page of a unit's dossiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DeskPage {
    /// Sent first, first.
    pub items: Vec<DeskSummary>,
    /// Where this page stands.
    #[serde(flatten)]
    pub paging: Paging,
    /// The state that was looked for; nothing where it was all of them.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>))]
    pub state: Option<DossierState>,
    /// In the order of the states' numbers; states without dossiers are missing, except `sent`.
    pub counts: Vec<StateCount>,
}

/// How many dossiers a unit was ever sent. Only the difference to another count means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ArrivalCount {
    /// Dossiers in any state but draft.
    pub arrived: i64,
}

/// A step in the life of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DossierStep {
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub at: String,
    /// The state it came into.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: DossierState,
}

/// One dossier, as an officer of its unit sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DeskDossier {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: DeskSummary,
    /// What was filed.
    pub form: FormInput,
    /// Its documents, each at `/api/v1/desk/dossiers/{number}/attachments/{id}`; a HEIC picture comes as JPEG.
    #[serde(default)]
    pub documents: Vec<Attachment>,
    /// Oldest first.
    pub history: Vec<DossierStep>,
}

endpoints! {
    /// Dossiers sent to the officer's unit, those sent first at the top.
    ListDeskDossiers: GET "/api/v1/desk/dossiers" (()) DeskQuery => DeskPage;
    /// One dossier of the officer's unit.
    GetDeskDossier: GET "/api/v1/desk/dossiers/{number}" (DossierPath) Empty => DeskDossier;
    /// How many dossiers the officer's unit was ever sent. Asking does not keep the session alive.
    CountArrivals: GET "/api/v1/desk/arrivals" (()) Empty => ArrivalCount;
}
