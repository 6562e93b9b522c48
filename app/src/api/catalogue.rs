//! The procedure catalogue: search, filters, one procedure.

use super::{Empty, endpoints, paging::Paging};
use domain::{
    catalogue::{Level, ServiceLevel},
    fees::FeeKind,
    money::Vnd,
};
use serde::{Deserialize, Serialize};
use strum::EnumString;

/// What to search for. Empty members do not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProcedureQuery {
    /// Words of the name, in Vietnamese with or without diacritics, or in English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Unit code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Field code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    /// `province`, `district` or `commune`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// `1` to `4`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service_level: String,
    /// Page, from `1`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
}

impl ProcedureQuery {
    /// The same words among all procedures.
    #[must_use]
    pub fn words_only(&self) -> Self {
        Self {
            q: self.q.clone(),
            ..Self::default()
        }
    }
}

/// One procedure in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProcedureSummary {
    /// National code, such as `1.001193`.
    pub code: String,
    /// Official name.
    pub name: String,
    /// What the name means in English, where it is known.
    pub name_en: Option<String>,
    /// Name of its field.
    pub field_name: String,
    /// What the name of the field means in English.
    pub field_name_en: Option<String>,
    /// Province, district or commune.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub level: Level,
    /// 1 to 4.
    #[cfg_attr(feature = "ssr", schema(value_type = u8))]
    pub service_level: ServiceLevel,
    /// Whether a dossier can be filed on this portal today.
    pub can_file: bool,
}

/// A page of search results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProcedurePage {
    /// At most 20.
    pub items: Vec<ProcedureSummary>,
    /// Where the page stands.
    #[serde(flatten)]
    pub paging: Paging,
    /// True where nothing contains the words and the hits are only similar.
    pub similar: bool,
}

/// An executing agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Code within the catalogue.
    pub code: String,
    /// Official name.
    pub name: String,
    /// What the name means in English; districts and communes keep their own names.
    pub name_en: Option<String>,
    /// Its level.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub level: Level,
}

/// A field with the number of its procedures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Field {
    /// Code within the catalogue.
    pub code: String,
    /// Name.
    pub name: String,
    /// What the name means in English.
    pub name_en: Option<String>,
    /// Its level.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub level: Level,
    /// Number of procedures in it.
    pub procedures: i64,
}

/// Everything the search form and the tree of fields show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CatalogueOverview {
    /// All units, by level and name.
    pub units: Vec<Unit>,
    /// All fields, by level and name.
    pub fields: Vec<Field>,
}

impl CatalogueOverview {
    /// Number of procedures of a level.
    #[must_use]
    pub fn total_of(&self, level: Level) -> i64 {
        self.fields
            .iter()
            .filter(|field| field.level == level)
            .map(|field| field.procedures)
            .sum()
    }
}

/// A paper that must be handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RequiredDocument {
    /// Name of the paper.
    pub name: String,
    /// Number of originals.
    pub original: u32,
    /// Number of copies.
    pub copy: u32,
}

/// A fee as it stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FeeInForce {
    /// Name of the fee.
    pub name: String,
    /// What the name means in English, where it is known.
    pub name_en: Option<String>,
    /// Phí or lệ phí.
    #[cfg_attr(feature = "ssr", schema(value_type = String))]
    pub kind: FeeKind,
    /// Amount in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = i64))]
    pub amount: Vnd,
    /// Amount for the reduced groups, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub reduced_amount: Option<Vnd>,
    /// Copies that the amount includes.
    pub included_copies: Option<u32>,
    /// Amount for each further copy, in đồng.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>))]
    pub extra_copy_amount: Option<Vnd>,
    /// Law behind it.
    pub legal_basis: String,
}

/// The online form that a procedure uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum OnlineForm {
    /// Đăng ký khai sinh.
    BirthRegistration,
    /// Cấp Phiếu lý lịch tư pháp.
    CriminalRecord,
    /// Cấp giấy phép lao động cho người lao động nước ngoài.
    WorkPermit,
}

/// One procedure with all that a citizen must know before filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Procedure {
    /// What lists show of it.
    #[serde(flatten)]
    pub summary: ProcedureSummary,
    /// Units that carry it out.
    pub units: Vec<Unit>,
    /// How long it takes.
    pub time_limit: String,
    /// What the citizen receives.
    pub result: String,
    /// Who may ask for it.
    pub target_group: String,
    /// Law behind it.
    pub legal_basis: String,
    /// Papers to hand in.
    pub documents: Vec<RequiredDocument>,
    /// Steps in order.
    pub steps: Vec<String>,
    /// What it costs, in a sentence.
    pub fee_text: String,
    /// Fees in force today.
    pub fees: Vec<FeeInForce>,
    /// The same in English, where it is known. The Vietnamese is what the law says.
    pub english: Option<ProcedureInEnglish>,
    /// The form used here, if it can be filed here.
    pub online_form: Option<OnlineForm>,
    /// False where the national code of this sample entry is not confirmed.
    pub code_confirmed: bool,
}

/// What a procedure says, in English: as in the Vietnamese, member by member and in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProcedureInEnglish {
    /// How long it takes.
    pub time_limit: String,
    /// What the citizen receives.
    pub result: String,
    /// Who may ask for it.
    pub target_group: String,
    /// Names of the papers.
    pub documents: Vec<String>,
    /// Steps in order.
    pub steps: Vec<String>,
    /// What it costs, in a sentence.
    pub fee_text: String,
}

/// Which procedure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedurePath {
    /// National code.
    pub code: String,
}

endpoints! {
    /// Searches the catalogue, with or without diacritics.
    SearchProcedures: GET "/api/v1/procedures" (()) ProcedureQuery => ProcedurePage;
    /// Units, fields and their numbers of procedures.
    GetCatalogue: GET "/api/v1/catalogue" (()) Empty => CatalogueOverview;
    /// One procedure.
    GetProcedure: GET "/api/v1/procedures/{code}" (ProcedurePath) Empty => Procedure;
}
