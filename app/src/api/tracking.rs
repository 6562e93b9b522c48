//! Tracking a dossier without an account: what anybody who knows its number and the end of the applicant's phone may know.
//! Nothing in it names a person.

use super::{FormEndpoint, dossiers::OrderSummary, endpoints};
use domain::dossier::DossierState;
use serde::{Deserialize, Serialize};

/// Which dossier, as typed. Posted, so that neither part is ever in an address or a log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TrackingInput {
    /// Dossier code or running number.
    pub reference: String,
    /// The last four digits of the applicant's phone.
    pub phone_digits: String,
}

/// A state that a dossier came into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TrackedState {
    /// National state.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: DossierState,
    /// `dd/mm/yyyy HH:MM`, Vietnam time.
    pub at: String,
}

/// Where a dossier stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Tracking {
    /// Shows the same again for an hour; unguessable.
    pub ticket: String,
    /// Running number.
    pub number: i64,
    /// Dossier code, given when the agency receives it.
    pub code: Option<String>,
    /// Name of the procedure.
    pub procedure_name: String,
    /// What the name means in English, where it is known.
    pub procedure_name_en: Option<String>,
    /// Name of the unit.
    pub unit_name: String,
    /// What the name means in English; districts and communes keep their own names.
    pub unit_name_en: Option<String>,
    /// National state.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: DossierState,
    /// The states so far, oldest first.
    pub history: Vec<TrackedState>,
    /// What is to be paid for it, if anything.
    pub order: Option<OrderSummary>,
}

/// Which ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TicketQuery {
    /// The ticket that tracking gave.
    #[serde(default)]
    pub ticket: String,
}

endpoints! {
    /// Where a dossier stands, for whoever knows its number and the end of the applicant's phone.
    TrackDossier: POST "/api/v1/trackings" (()) TrackingInput => Tracking;
    /// The same again, within an hour.
    GetTracking: GET "/api/v1/trackings" (()) TicketQuery => Tracking;
}

impl FormEndpoint for TrackDossier {
    fn next(output: &Tracking) -> String {
        format!("/tra-cuu?phieu={}", output.ticket)
    }
}
