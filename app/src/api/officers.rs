//! Officers, as administrators make and manage them: those of an administrator's unit and of the units below it.

use super::{Empty, FormEndpoint, accounts::Role, endpoints, finance::IdPath, paging::Paging};
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;
use uuid::Uuid;

/// Where administration begins.
pub const PAGE: &str = "/can-bo/quan-tri";

/// Which officers. All members are texts, because they come from a form's query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct OfficerQuery {
    /// Words of name, unit or identity number; diacritics do not matter.
    pub q: String,
    /// From 1.
    pub page: String,
}

/// An officer in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OfficerSummary {
    /// Id of the account.
    pub id: Uuid,
    /// Name.
    pub full_name: String,
    /// `079xxxxxx123`.
    pub masked_identity_number: String,
    /// Name of the unit.
    pub unit_name: String,
    /// What the name means in English; districts and communes keep their own names.
    pub unit_name_en: Option<String>,
    /// What the officer works as, or did.
    pub roles: Vec<Role>,
    /// When the officer's work ended, `dd/mm/yyyy HH:MM`.
    pub ended_at: Option<String>,
}

/// A page of officers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Officers {
    /// Those at work first, by name.
    pub items: Vec<OfficerSummary>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
}

/// One officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct OfficerDetail {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: OfficerSummary,
    /// Code of the unit.
    pub unit_code: String,
    /// `0869xxx603`.
    pub masked_phone: String,
    /// E-mail, if given.
    pub email: Option<String>,
    /// Since when, `dd/mm/yyyy HH:MM`.
    pub since: String,
    /// Whether the account can be signed in to with a password.
    pub has_password: bool,
    /// The caller's own account, which somebody else manages.
    pub own: bool,
}

/// A unit that the administrator manages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ManagedUnit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What the name means in English; districts and communes keep their own names.
    pub name_en: Option<String>,
}

/// What the administrator can give to officers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Managed {
    /// The administrator's unit and those below it.
    pub units: Vec<ManagedUnit>,
    /// Roles; those whose work reaches the whole province are given by the province only.
    pub roles: Vec<Role>,
}

/// A set of roles as a form ticks them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct TickedRoles {
    /// [`Role::DeskOfficer`].
    pub desk_officer: bool,
    /// [`Role::CashOfficer`].
    pub cash_officer: bool,
    /// [`Role::FinanceMaker`].
    pub finance_maker: bool,
    /// [`Role::FinanceChecker`].
    pub finance_checker: bool,
    /// [`Role::Administrator`].
    pub administrator: bool,
    /// [`Role::Auditor`].
    pub auditor: bool,
}

/// A new officer, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct NewOfficer {
    /// CMND (9 digits) or CCCD (12 digits).
    pub identity_number: String,
    /// Name as on the paper.
    pub full_name: String,
    /// `dd/mm/yyyy`.
    pub birth_date: String,
    /// Vietnamese mobile number. Somebody who has an account keeps its number.
    pub phone: String,
    /// Official address. Somebody who has an account keeps its address.
    pub email: String,
    /// Code of the unit.
    pub unit_code: String,
    /// At least one.
    pub roles: TickedRoles,
}

/// What an officer works as from now on, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct OfficerChange {
    /// Code of the unit.
    pub unit_code: String,
    /// At least one.
    pub roles: TickedRoles,
    /// Why, such as the number of the decision.
    pub reason: String,
}

/// Why an officer's work ends or the password is to be another, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct OfficerReason {
    /// Why, such as the number of the decision.
    pub reason: String,
}

impl TickedRoles {
    /// The roles that are ticked.
    #[must_use]
    pub fn roles(self) -> Vec<Role> {
        let is_ticked = |role: &Role| match role {
            Role::DeskOfficer => self.desk_officer,
            Role::CashOfficer => self.cash_officer,
            Role::FinanceMaker => self.finance_maker,
            Role::FinanceChecker => self.finance_checker,
            Role::Administrator => self.administrator,
            Role::Auditor => self.auditor,
        };
        Role::iter().filter(is_ticked).collect()
    }
}

endpoints! {
    /// Officers of the administrator's unit and of those below it.
    ListOfficers: GET "/api/v1/officers" (()) OfficerQuery => Officers;
    /// The units and roles that the administrator can give.
    GetManaged: GET "/api/v1/officers/managed" (()) Empty => Managed;
    /// One officer.
    GetOfficer: GET "/api/v1/officers/{id}" (IdPath) Empty => OfficerDetail;
    /// Makes an officer of somebody who has an account, or makes the account. Needs a recent proof.
    MakeOfficer: POST "/api/v1/officers" (()) NewOfficer => OfficerDetail;
    /// Changes an officer's unit and roles. Needs a recent proof.
    ChangeOfficer: POST "/api/v1/officers/{id}" (IdPath) OfficerChange => OfficerDetail;
    /// Ends an officer's work and every session of the account. Needs a recent proof.
    DeactivateOfficer: POST "/api/v1/officers/{id}/end" (IdPath) OfficerReason => OfficerDetail;
    /// Takes an officer's password and ends every session of the account, so that a forgotten password can be set anew by
    /// telephone. Needs a recent proof.
    ResetOfficerPassword: POST "/api/v1/officers/{id}/password-reset" (IdPath) OfficerReason => OfficerDetail;
}

/// The page of an officer.
#[must_use]
pub fn officer_page(id: Uuid) -> String {
    format!("{PAGE}/can-bo/{id}")
}

/// The page that ends an officer's work.
#[must_use]
pub fn end_page(id: Uuid) -> String {
    format!("{}/thoi-viec", officer_page(id))
}

/// The page that lets an officer set another password.
#[must_use]
pub fn password_reset_page(id: Uuid) -> String {
    format!("{}/mat-khau", officer_page(id))
}

impl FormEndpoint for MakeOfficer {
    fn next(made: &OfficerDetail) -> String {
        format!("{}?xong=da-tao", officer_page(made.summary.id))
    }
}
impl FormEndpoint for ChangeOfficer {
    fn next(changed: &OfficerDetail) -> String {
        format!("{}?xong=da-doi", officer_page(changed.summary.id))
    }
}
impl FormEndpoint for DeactivateOfficer {
    fn next(ended: &OfficerDetail) -> String {
        format!("{}?xong=da-nghi", officer_page(ended.summary.id))
    }
}
impl FormEndpoint for ResetOfficerPassword {
    fn next(reset: &OfficerDetail) -> String {
        format!("{}?xong=dat-lai", officer_page(reset.summary.id))
    }
}
