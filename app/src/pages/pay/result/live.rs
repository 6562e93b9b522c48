//! The part of the page that follows an attempt.

use super::outcome::AttemptOutcome;
use crate::api::payments::{ChannelKind, PaymentResult};
use domain::payment::Outcome;
use leptos::prelude::*;

/// Whether the payer may still pay by what the page shows: a code, an app, or cash.
pub(super) fn can_pay(result: &PaymentResult) -> bool {
    result.state.is_live()
        && (result.qr.is_some()
            || result.app_url.is_some()
            || result.channel_kind == ChannelKind::Cash)
}

/// The latest answer, told anew until it is final. How to pay stands below it, made by the server, until one cannot any more.
#[island]
pub(super) fn Live(first: PaymentResult, reference: String, children: Children) -> impl IntoView {
    let latest = RwSignal::new(first);
    #[cfg(feature = "hydrate")]
    super::watching::start(reference.clone(), latest);
    let told = move || view! { <AttemptOutcome result=latest.get() reference=reference.clone() /> };
    view! {
        <div role="status" data-outcome=move || outcome_name(latest.get().outcome)>{told}</div>
        <div hidden=move || !latest.with(can_pay)>{children()}</div>
    }
}

/// For style sheets and tests.
const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting => "waiting",
        Outcome::Succeeded => "succeeded",
        Outcome::Failed => "failed",
    }
}
