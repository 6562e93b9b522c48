//! The part of the page that follows an attempt.

use super::outcome::AttemptOutcome;
use crate::{
    api::payments::{ChannelKind, PaymentResult},
    embedding::{Embedding, embedding},
    locales::{Text, payment_result::*, t},
};
use domain::payment::Outcome;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whether the payer may still pay by what the page shows: a code, an app, or cash.
pub(super) fn can_pay(result: &PaymentResult) -> bool {
    result.state.is_under_way()
        && (result.qr.is_some()
            || result.app_url.is_some()
            || result.channel_kind == ChannelKind::Cash)
}

/// What the page is called: a payment that is still to be made has no result.
pub(super) fn heading(result: &PaymentResult) -> Text {
    let asks_to_pay = can_pay(result)
        || (embedding() == Embedding::Frame
            && result.state.is_under_way()
            && result.redirect_url.is_some());
    match result.outcome {
        _ if asks_to_pay => TO_PAY_TITLE,
        _ if result.refunding => RESULT_TITLE,
        Outcome::Waiting => WAITING_TITLE,
        Outcome::Replaced | Outcome::Succeeded | Outcome::Failed | Outcome::Returned => {
            RESULT_TITLE
        }
    }
}

/// The receipt of the order, as far as the viewer may know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Receipt {
    /// The order is not the viewer's.
    Hidden,
    Awaited,
    Issued(Uuid),
}

impl Receipt {
    const fn issued(self) -> Option<Uuid> {
        match self {
            Self::Issued(id) => Some(id),
            Self::Hidden | Self::Awaited => None,
        }
    }
}

/// The latest answer, told anew until it is final. How to pay stands below it, made by the server, until one cannot any more.
#[island]
pub(super) fn Live(
    first: PaymentResult,
    reference: String,
    receipt: Receipt,
    children: Children,
) -> impl IntoView {
    let latest = RwSignal::new(first);
    let receipt = RwSignal::new(receipt);
    let title = Memo::new(move |_| t(latest.with(heading)));
    #[cfg(feature = "hydrate")]
    {
        super::watching::start(reference.clone(), latest);
        super::watching::follow_title(title);
        super::watching::find_receipt(latest, receipt);
    }
    let told = move || view! { <AttemptOutcome result=latest.get() reference=reference.clone() receipt=receipt.get().issued() /> };
    view! {
        <h1>{move || title.get()}</h1>
        <div role="status" data-outcome=move || outcome_name(latest.get().outcome)>{told}</div>
        <div hidden=move || !latest.with(can_pay)>{children()}</div>
    }
}

/// For style sheets and tests.
const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting => "waiting",
        Outcome::Replaced => "replaced",
        Outcome::Succeeded => "succeeded",
        Outcome::Failed => "failed",
        Outcome::Returned => "returned",
    }
}
