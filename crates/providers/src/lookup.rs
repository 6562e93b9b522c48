//! Paying by dossier code: a provider asks what is due, and the portal answers with the bill.

use domain::money::Vnd;
use time::OffsetDateTime;

use crate::BillInformation;

/// A provider's question what is due for a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLookup {
    /// The code as the citizen typed it at the provider: 1–64 characters, not necessarily one of ours.
    pub dossier_code: String,
    /// When the provider asked. The question carries nothing that is used once, so refuse it when it is old.
    pub asked_at: OffsetDateTime,
}

/// What is due for a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupResult {
    /// Something is.
    Due {
        /// Our reference of the attempt that this answer opens, which the callback will name: 1–64 letters, digits, `-` or `_`.
        reference: String,
        /// Amount in whole đồng, equal to the sum of the bill's lines.
        amount: Vnd,
        /// What the receipt will be made from.
        bill: Box<BillInformation>,
        /// When the attempt was made.
        requested_at: OffsetDateTime,
    },
    /// Nothing, or it has been paid.
    NothingDue,
    /// There is no such dossier.
    NotFound,
}
