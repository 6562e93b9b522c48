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
        dossiers::DossierPath,
        payments::{GetPaymentOrder, GetPaymentResult, PaymentResult, ReferencePath},
    },
    client,
    components::{Fact, Loaded},
    embedding::{Embedding, Link, embedding},
    locales::{dossier::DOSSIER, localized, payment_result::*, t},
};
use domain::typed;
use instructions::Instructions;
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use live::{Live, Receipt};
use serde::{Deserialize, Serialize};

pub use instructions::{Cash, Code};
pub use outcome::{AttemptOutcome, result_page};

#[component]
pub fn PaymentResultPage() -> impl IntoView {
    let query = use_query_map();
    let reference = Memo::new(move |_| {
        typed::reference(&query.with(|query| query.get("data").unwrap_or_default()))
    });
    let opened = Resource::new(move || reference.get(), open);
    view! {
        <Loaded headed=true resource=opened view=move |opened: Opened| view! {
            <Followed opened reference=reference.get_untracked() />
        } />
    }
}

/// What is told to everybody who holds the reference, and what only the owner of the order may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Opened {
    result: PaymentResult,
    receipt: Receipt,
}

async fn open(reference: String) -> Result<Opened, Problem> {
    // Out of a frame it would open without the frame's session.
    let printed_here = embedding() == Embedding::TopLevel;
    let result = ask(reference).await?;
    let number = result.dossier_number;
    // Whoever it is not shown to is refused.
    let order = client::call::<GetPaymentOrder>(&DossierPath { number }, &Empty {}).await;
    let receipt = match order {
        Ok(order) => match order.receipt {
            Some(id) if printed_here && order.receipt_cancelled_on.is_none() => Receipt::Issued(id),
            Some(_) | None => Receipt::Awaited,
        },
        Err(_) => Receipt::Hidden,
    };
    Ok(Opened { result, receipt })
}

async fn ask(reference: String) -> Result<PaymentResult, Problem> {
    if reference.is_empty() {
        return Err(Problem::not_found());
    }
    client::call::<GetPaymentResult>(&ReferencePath { reference }, &Empty {}).await
}

/// What is told of it, how to pay while one still can, and what it is about. Only the heading and the first change in the browser.
#[component]
fn Followed(opened: Opened, reference: String) -> impl IntoView {
    let Opened { result, receipt } = opened;
    let number = result.dossier_number;
    let dossier = match receipt {
        Receipt::Hidden => Either::Right(number),
        Receipt::Awaited | Receipt::Issued(_) => Either::Left(view! {
            <Link to=format!("/ho-so/{number}")>{number}</Link>
        }),
    };
    let payable = live::can_pay(&result).then(|| result.clone());
    view! {
        <Title text=t(live::heading(&result)) />
        <Live first=result.clone() reference=reference.clone() receipt>
            {payable.map(|result| view! { <Instructions result reference /> })}
        </Live>
        <dl class="facts">
            <div><dt>{t(AMOUNT)}</dt><dd class="amount">{localized(&result.amount)}</dd></div>
            <div><dt>{t(DOSSIER)}</dt><dd>{dossier}</dd></div>
            <Fact name=t(CHANNEL) value=result.channel_name />
            <Fact name=t(BEGUN_AT) value=result.requested_at />
        </dl>
    }
}
