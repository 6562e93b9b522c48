//! `/thanh-toan/ket-qua?data={reference}`: where the payer comes back to, with or without a session.
//!
//! Providers add their own parameters to the address. None is read: a browser's return proves nothing.

mod instructions;
mod live;
mod outcome;
mod transfer;
#[cfg(feature = "hydrate")]
mod watching;

use crate::{
    api::{
        Empty, Problem,
        payments::{GetPaymentResult, PaymentResult, ReferencePath},
    },
    client,
    components::{Fact, Loaded},
    locales::{dossier::DOSSIER, localized, payment_result::*, t},
};
use domain::typed;
use instructions::Instructions;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use live::Live;

pub use instructions::{Cash, Code};
pub use outcome::{AttemptOutcome, result_page};

#[component]
pub fn PaymentResultPage() -> impl IntoView {
    let query = use_query_map();
    let reference = Memo::new(move |_| {
        typed::reference(&query.with(|query| query.get("data").unwrap_or_default()))
    });
    let first = Resource::new(move || reference.get(), ask);
    view! {
        <Loaded headed=true resource=first view=move |first: PaymentResult| view! {
            <Followed result=first reference=reference.get_untracked() />
        } />
    }
}

async fn ask(reference: String) -> Result<PaymentResult, Problem> {
    if reference.is_empty() {
        return Err(Problem::not_found());
    }
    client::call::<GetPaymentResult>(&ReferencePath { reference }, &Empty {}).await
}

/// What is told of it, how to pay while one still can, and what it is about. Only the heading and the first change in the browser.
#[component]
fn Followed(result: PaymentResult, reference: String) -> impl IntoView {
    let payable = live::can_pay(&result).then(|| result.clone());
    view! {
        <Title text=t(live::heading(&result)) />
        <Live first=result.clone() reference=reference.clone()>
            {payable.map(|result| view! { <Instructions result reference /> })}
        </Live>
        <dl class="facts">
            <div><dt>{t(AMOUNT)}</dt><dd class="amount">{localized(&result.amount)}</dd></div>
            <Fact name=t(DOSSIER) value=result.dossier_number.to_string() />
            <Fact name=t(CHANNEL) value=result.channel_name />
            <Fact name=t(BEGUN_AT) value=result.requested_at />
        </dl>
    }
}
