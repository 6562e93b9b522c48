//! Small parts that speak of an order wherever it is shown.

use crate::locales::{Text, language, payment::*, shell::OPENS_NEW_WINDOW, t};
use domain::payment::{OrderState, Outcome};
use leptos::prelude::*;

#[component]
pub fn OrderTag(state: OrderState) -> impl IntoView {
    let class = match state {
        OrderState::Paid => "tag tag-success",
        OrderState::Due | OrderState::InProgress | OrderState::NeedsReview => "tag tag-warning",
    };
    view! { <span class=class>{t(label(state))}</span> }
}

const fn label(state: OrderState) -> Text {
    match state {
        OrderState::Due => STATE_DUE,
        // In the words of the history: what one waits for is one thing.
        OrderState::InProgress => Outcome::Waiting.label(),
        OrderState::Paid => STATE_PAID,
        OrderState::NeedsReview => STATE_NEEDS_REVIEW,
    }
}

/// “In biên lai”: the PDF, in a window of its own. `external`, because it is no page of the router's.
#[component]
pub fn ReceiptLink(
    receipt: uuid::Uuid,
    /// Since when it is void.
    cancelled_on: Option<String>,
    /// Whether it is what the page is opened for.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let class = if first {
        "button button-small"
    } else {
        "button button-small button-secondary"
    };
    view! {
        <a
            class=class
            href=format!("/api/v1/receipts/{receipt}/pdf")
            target="_blank"
            rel="external noopener"
        >
            {t(RECEIPT)}
            <span class="visually-hidden">" " {t(OPENS_NEW_WINDOW)}</span>
        </a>
        {cancelled_on.map(|date| view! {
            " " <span class="small">{receipt_cancelled(language(), &date)}</span>
        })}
    }
}
