//! Dossiers: drafting, sending, listing.

use super::{
    Empty, FormEndpoint,
    catalogue::OnlineForm,
    endpoints,
    paging::{PageQuery, Paging},
};
use crate::forms::FormInput;
use domain::{dossier::DossierState, money::Vnd, payment::OrderState};
use serde::{Deserialize, Serialize};

/// A new draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct NewDossier {
    /// National code of the procedure.
    pub procedure_code: String,
    /// Code of the unit that is to receive it.
    #[serde(default)]
    pub unit_code: String,
    /// What was typed so far; nothing needs to be complete.
    pub form: FormInput,
}

/// What was typed into a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DossierContent {
    /// Version of the draft that was on the page ([`Dossier::version`]). Where another was saved since, and says something else, the
    /// draft stays as it is; the problem `stale` suggests the version with which the same content is taken. Empty: not looked at.
    #[serde(default)]
    pub version: String,
    /// Code of the unit that is to receive it.
    #[serde(default)]
    pub unit_code: String,
    /// The form.
    pub form: FormInput,
}

/// What a list shows of a payment order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OrderSummary {
    /// Amount due, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub amount: Vnd,
    /// Where it stands.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub state: OrderState,
}

/// One dossier in the list of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DossierSummary {
    /// Running number, given when the draft is made.
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
    /// `dd/mm/yyyy` of the last change, Vietnam time.
    pub updated_on: String,
    /// What is to be paid for it, if anything.
    pub order: Option<OrderSummary>,
}

/// A page of the account's dossiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct DossierList {
    /// Newest first.
    pub items: Vec<DossierSummary>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
}

/// One dossier, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Dossier {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: DossierSummary,
    /// National code of its procedure.
    pub procedure_code: String,
    /// Code of its unit.
    pub unit_code: String,
    /// Which version of the draft this is, to be given back with what is typed.
    pub version: String,
    /// Which form it uses.
    pub online_form: OnlineForm,
    /// What was typed.
    pub form: FormInput,
}

/// A draft that was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RemovedDraft {
    /// The running number that it had, which no other dossier gets.
    pub number: i64,
}

/// Which dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierPath {
    /// Running number.
    pub number: i64,
}

endpoints! {
    /// Makes a draft. Takes an `Idempotency-Key`: a second post with it returns the same draft.
    CreateDossier: POST "/api/v1/dossiers" (()) NewDossier => Dossier;
    /// The account's dossiers, newest first, 20 on a page.
    ListDossiers: GET "/api/v1/dossiers" (()) PageQuery => DossierList;
    /// One dossier of the account.
    GetDossier: GET "/api/v1/dossiers/{number}" (DossierPath) Empty => Dossier;
    /// Saves a draft as it is.
    SaveDossier: POST "/api/v1/dossiers/{number}/form" (DossierPath) DossierContent => Dossier;
    /// Saves, checks and sends a draft, and makes the payment order where a fee is due on filing.
    SendDossier: POST "/api/v1/dossiers/{number}/send" (DossierPath) DossierContent => Dossier;
    /// Deletes a draft with its documents.
    RemoveDraft: POST "/api/v1/dossiers/{number}/remove" (DossierPath) Empty => RemovedDraft;
}

impl FormEndpoint for CreateDossier {
    fn next(output: &Dossier) -> String {
        format!("/ho-so/{}?da-luu=1", output.summary.number)
    }
}
impl FormEndpoint for SaveDossier {
    fn next(output: &Dossier) -> String {
        format!("/ho-so/{}?da-luu=1", output.summary.number)
    }
}
impl FormEndpoint for RemoveDraft {
    fn next(output: &RemovedDraft) -> String {
        format!("/tai-khoan?da-xoa={}", output.number)
    }
}
impl FormEndpoint for SendDossier {
    fn next(output: &Dossier) -> String {
        match output.summary.order {
            Some(_) => format!("/ho-so/{}/thanh-toan?da-gui=1", output.summary.number),
            None => format!("/ho-so/{}?da-gui=1", output.summary.number),
        }
    }
}
