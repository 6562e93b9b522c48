//! Payment channels as cards, each with what one must have before choosing it.

use super::{field::FieldMessage, field_name::field_id, form::FormContext};
use crate::{
    api::payments::{Channel, ChannelKind},
    locales::{components::*, t},
};
use leptos::prelude::*;

/// Name of the input member.
const NAME: &str = "channel";

/// Banks first, then wallets, if there are any: one choice over both.
#[component]
pub fn ChannelField(
    /// Channels that can be chosen, in the order in which they are offered.
    channels: Vec<Channel>,
) -> impl IntoView {
    let (banks, wallets): (Vec<_>, Vec<_>) = channels
        .into_iter()
        .partition(|channel| channel.kind == ChannelKind::Bank);
    let first = banks
        .first()
        .or(wallets.first())
        .map(|channel| channel.code.clone())
        .unwrap_or_default();
    let context = expect_context::<FormContext>();
    view! {
        <div class="field" class:field-invalid=context.message(NAME).is_some()>
            <FieldMessage name=NAME />
            <Group legend=t(CHOOSE_BANK) channels=banks first=first.clone() />
            <Group legend=t(CHOOSE_WALLET) channels=wallets first />
        </div>
    }
}

/// The channels of one kind; nothing where there are none.
#[component]
fn Group(legend: &'static str, channels: Vec<Channel>, first: String) -> impl IntoView {
    (!channels.is_empty()).then(|| {
        view! {
            <fieldset class="channels" aria-describedby=format!("{}-error", field_id(NAME))>
                <legend>{legend}</legend>
                {channels.into_iter().map(|channel| {
                    let is_first = channel.code == first;
                    view! { <ChannelCard channel is_first /> }
                }).collect_view()}
            </fieldset>
        }
    })
}

#[component]
fn ChannelCard(channel: Channel, is_first: bool) -> impl IntoView {
    let context = expect_context::<FormContext>();
    // The first one carries the field's own id: the error summary links to it.
    let id = if is_first {
        field_id(NAME)
    } else {
        format!("{}-{}", field_id(NAME), channel.code)
    };
    let chosen = context.typed(NAME).is_some_and(|code| code == channel.code);
    view! {
        <label class="channel" for=id.clone()>
            <input
                id=id.clone()
                type="radio"
                name=NAME
                value=channel.code
                checked=chosen
                autofocus=is_first && context.takes_focus(NAME)
                aria-invalid=context.invalid(NAME).filter(|_| is_first)
                aria-describedby=format!("{id}-precondition")
            />
            <span class="monogram" aria-hidden="true">{channel.monogram}</span>
            <span class="channel-name">{channel.name}</span>
            <span class="channel-precondition small" id=format!("{id}-precondition")>{channel.precondition}</span>
        </label>
    }
}
