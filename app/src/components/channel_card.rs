//! One payment channel as a card, with what one must have before choosing it.

use super::{field_name::field_id, form::FormContext};
use crate::{
    api::payments::{Channel, ChannelKind},
    locales::{Language, channels::*, language, t},
};
use domain::fold;
use leptos::prelude::*;

pub const NAME: &str = "channel";

#[derive(Clone)]
pub struct Card {
    pub channel: Channel,
    /// The first that can be chosen: it carries the field's own id, to which the error summary links.
    pub first: bool,
    pub chosen: bool,
    /// What is likely to work where another channel did not.
    pub suggested: bool,
}

#[component]
pub fn ChannelCard(card: Card) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let Card {
        channel,
        first,
        chosen,
        suggested,
    } = card;
    let id = if first {
        field_id(NAME)
    } else {
        format!("{}-{}", field_id(NAME), channel.code)
    };
    let is_bank = channel.kind == ChannelKind::Bank;
    // The law names banks in Vietnamese only.
    let named_by_law = is_bank && language() == Language::Vietnamese;
    let searched = is_bank.then(|| searched(&channel));
    let closed = channel.closed.is_some();
    let tags = view! {
        {channel.disrupted.then(|| view! { " " <span class="tag tag-warning">{t(DISRUPTED)}</span> })}
        {suggested.then(|| view! { " " <span class="tag">{t(SUGGESTED)}</span> })}
        {channel.remembered.then(|| view! { " " <span class="tag">{t(USED_LAST)}</span> })}
    };
    view! {
        <label class="channel" class:channel-closed=closed for=id.clone() data-search=searched>
            <input
                id=id.clone()
                type="radio"
                name=NAME
                value=channel.code
                checked=chosen
                disabled=closed
                autofocus=first && context.takes_focus(NAME)
                aria-invalid=context.invalid(NAME).filter(|_| first)
                aria-describedby=format!("{id}-precondition")
                data-name=channel.name.clone()
            />
            <span class="monogram" aria-hidden="true">{channel.monogram}</span>
            <span class="channel-name">{channel.name} {tags}</span>
            <span class="channel-precondition small" id=format!("{id}-precondition")>
                {named_by_law.then(|| view! { <span class="channel-full-name">{channel.full_name}</span> " " })}
                <span>{channel.closed.unwrap_or(channel.precondition)}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What a bank is found by: its names and its letters, folded, and without spaces, because “MB Bank” is typed as one word too.
fn searched(channel: &Channel) -> String {
    let names = [&channel.name, &channel.full_name, &channel.monogram];
    names.map(|name| fold(name).replace(' ', "")).join(" ")
}
