//! Small parts that speak of an order wherever it is shown.

use domain::payment::OrderState;
use leptos::prelude::*;

/// Where an order stands, in a word.
#[component]
pub fn OrderTag(
    /// Where it stands.
    state: OrderState,
) -> impl IntoView {
    let class = match state {
        OrderState::Paid => "tag tag-success",
        OrderState::Due | OrderState::InProgress | OrderState::NeedsReview => "tag tag-warning",
    };
    view! { <span class=class>{label(state)}</span> }
}

const fn label(state: OrderState) -> &'static str {
    match state {
        OrderState::Due => "Chưa thanh toán",
        OrderState::InProgress => "Đang thanh toán",
        OrderState::Paid => "Đã thanh toán",
        OrderState::NeedsReview => "Đang được kiểm tra",
    }
}

/// “In biên lai”: the PDF, in a window of its own. `external`, because it is no page of the router's.
#[component]
pub fn ReceiptLink(
    /// Id of the receipt.
    receipt: uuid::Uuid,
) -> impl IntoView {
    view! {
        <a
            class="button button-small button-secondary"
            href=format!("/api/v1/receipts/{receipt}/pdf")
            target="_blank"
            rel="external noopener"
        >
            "In biên lai"
        </a>
    }
}
