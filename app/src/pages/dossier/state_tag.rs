use crate::locales::t;
use domain::dossier::DossierState;
use leptos::prelude::*;

/// Where a dossier stands, in a colour: red where the office said no, amber where it waits for the applicant, green where there is
/// a result.
#[component]
pub fn StateTag(state: DossierState) -> impl IntoView {
    use DossierState as S;
    let class = match state {
        S::Draft | S::Sent | S::Received | S::Processing | S::Withdrawn => "tag",
        S::SupplementRequested | S::PaymentRequested => "tag tag-warning",
        S::Finished | S::Returned => "tag tag-success",
        S::NotReceived | S::Stopped => "tag tag-error",
    };
    view! { <span class=class>{t(state.label())}</span> }
}
