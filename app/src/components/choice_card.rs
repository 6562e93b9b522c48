//! One of several ways on, as a card.

use crate::locales::{components::NOT_TAKEN_HERE, t};
use leptos::prelude::*;

/// A way on that can be taken: the whole card is a link.
#[component]
pub fn ChoiceCard(
    title: &'static str,
    /// What it means or needs.
    #[prop(into)]
    text: String,
    #[prop(into)] href: String,
) -> impl IntoView {
    view! {
        <li>
            <a class="choice-card" href=href rel="nofollow">
                <span class="choice-card-title">{title}</span>
                <span class="choice-card-text">{text}</span>
            </a>
        </li>
    }
}

/// A way on that people look for and that this portal does not take: said here, before anybody has tried it.
#[component]
pub fn ClosedChoice(
    title: &'static str,
    /// Where to go instead.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <li>
            <div class="choice-card choice-card-closed">
                <span class="choice-card-title">{title} " " <span class="tag">{t(NOT_TAKEN_HERE)}</span></span>
                <span class="choice-card-text">{text}</span>
            </div>
        </li>
    }
}
