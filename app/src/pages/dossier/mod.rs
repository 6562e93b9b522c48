//! Filing: a new dossier, a draft, a dossier that was sent.

mod attachments;
mod birth_registration;
mod criminal_record;
mod draft;
mod filed;
mod filing_form;
mod just_sent;
mod new;
mod page;
mod state_tag;
mod work_permit;

pub(super) use attachments::DocumentNames;
pub use filing_form::DossierFacts;
pub use just_sent::JustSent;
pub use new::NewDossier;
pub use page::DossierPage;
pub use state_tag::StateTag;

use crate::api::dossiers::DossierPath;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The dossier that the address names. What is no number becomes 0: running numbers begin at 1, so it is not found
/// in the same way as any dossier that does not exist.
#[must_use]
pub fn dossier_in_address() -> Memo<DossierPath> {
    let params = use_params_map();
    Memo::new(move |_| {
        let number = params.with(|params| params.get("number"));
        DossierPath {
            number: number
                .and_then(|number| number.parse().ok())
                .unwrap_or_default(),
        }
    })
}
