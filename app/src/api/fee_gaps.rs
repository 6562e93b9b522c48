//! Procedures whose fee is due on filing and that have none today, as administrators see them.

use super::{Empty, endpoints};
use serde::{Deserialize, Serialize};

/// A procedure that nobody can file today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FeeGap {
    /// Its national code.
    pub procedure_code: String,
    /// Its name.
    pub procedure_name: String,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FeeGaps {
    /// By code.
    pub items: Vec<FeeGap>,
}

endpoints! {
    /// Procedures that nobody can file today, because no fee rule says what they cost.
    ListFeeGaps: GET "/api/v1/fee-gaps" (()) Empty => FeeGaps;
}
