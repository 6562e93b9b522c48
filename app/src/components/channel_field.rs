//! The choice of a payment channel: groups of cards, one choice over all of them.

use super::{
    bank_search::BankSearch,
    channel_card::{Card, ChannelCard, NAME},
    field::FieldMessage,
    field_name::{field_id, suggestion_id},
    form::FormContext,
};
use crate::{
    api::payments::{Channel, ChannelKind},
    locales::{channels::*, components::chosen_instead, language, t},
};
use leptos::prelude::*;

/// Banks in sight at once; the others unfold.
const BANKS_IN_SIGHT: usize = 4;

/// The QR code, banks, wallets and cash, each kind only if there is any.
///
/// Everybody's keyboard and reader go in this order. On a phone the wallets are drawn first, because their apps are on it and
/// nobody scans their own screen; only on a phone, where nobody goes by keyboard, because what is seen must not jump about
/// under a keyboard's focus. The groups are alternatives: none needs what another says.
#[component]
pub fn ChannelField(
    /// Channels in the order in which they are offered.
    channels: Vec<Channel>,
    /// Code of the channel to try where another could not be opened.
    #[prop(optional_no_strip)]
    suggested: Option<String>,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let instead = context.suggested(NAME).or(suggested);
    let cards = cards(channels, &context, instead.as_deref());
    let told = cards
        .iter()
        .find(|card| card.suggested && card.chosen)
        .map(|card| chosen_instead(language(), &card.channel.name));
    let of = |kind: ChannelKind| -> Vec<Card> {
        let of_kind = cards.iter().filter(|card| card.channel.kind == kind);
        of_kind.cloned().collect()
    };
    view! {
        <div class="field channel-field" class:field-invalid=context.message(NAME).is_some()>
            <FieldMessage name=NAME />
            <p class="suggestion" id=suggestion_id(NAME) role="status">{told}</p>
            <div class="channel-groups">
                <Group legend=SCAN_QR class="channels" cards=of(ChannelKind::Qr) />
                <Banks cards=of(ChannelKind::Bank) />
                <Group legend=CHOOSE_WALLET class="channels channels-apps" cards=of(ChannelKind::Wallet) />
                <Group legend=PAY_CASH class="channels" cards=of(ChannelKind::Cash) />
            </div>
        </div>
    }
    .into_any()
}

fn cards(channels: Vec<Channel>, context: &FormContext, instead: Option<&str>) -> Vec<Card> {
    let chosen = chosen(&channels, context, instead).map(str::to_owned);
    let first = channels
        .iter()
        .find(|channel| channel.closed.is_none())
        .map(|channel| channel.code.clone());
    let card = |channel: Channel| Card {
        first: first.as_ref() == Some(&channel.code),
        chosen: chosen.as_ref() == Some(&channel.code),
        suggested: instead == Some(&channel.code),
        channel,
    };
    channels.into_iter().map(card).collect()
}

/// The code to begin with: what is likely to work where another did not, what was posted, or what the payer used last
/// unless it is failing for others.
fn chosen<'a>(
    channels: &'a [Channel],
    context: &FormContext,
    instead: Option<&str>,
) -> Option<&'a str> {
    let posted = context.typed(NAME);
    let open = || channels.iter().filter(|channel| channel.closed.is_none());
    let named = |code: &str| open().find(|channel| channel.code == code);
    let refused = context.suggested(NAME);
    refused
        .as_deref()
        .and_then(named)
        .or_else(|| posted.as_deref().and_then(named))
        .or_else(|| instead.and_then(named))
        .or_else(|| open().find(|channel| channel.remembered && !channel.disrupted))
        .map(|channel| channel.code.as_str())
}

/// Nothing where there are no cards.
#[component]
fn Group(legend: crate::locales::Text, class: &'static str, cards: Vec<Card>) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        view! {
            <fieldset class=class aria-describedby=format!("{}-error", field_id(NAME))>
                <legend>{t(legend)}</legend>
                {cards.into_iter().map(|card| view! { <ChannelCard card /> }).collect_view()}
            </fieldset>
        }
        .into_any()
    })
}

/// The first banks and the chosen one in sight, the others unfold.
#[component]
fn Banks(cards: Vec<Card>) -> impl IntoView {
    let (near, far): (Vec<_>, Vec<_>) = cards
        .into_iter()
        .enumerate()
        .partition(|(place, card)| *place < BANKS_IN_SIGHT || card.chosen);
    if far.is_empty() {
        let cards = near.into_iter().map(|(_, card)| card).collect();
        return view! { <Group legend=CHOOSE_BANK class="channels" cards /> }.into_any();
    }
    let draw = |cards: Vec<(usize, Card)>| {
        cards
            .into_iter()
            .map(|(_, card)| view! { <ChannelCard card /> })
            .collect_view()
    };
    view! {
        <fieldset class="channels" aria-describedby=format!("{}-error", field_id(NAME))>
            <legend>{t(CHOOSE_BANK)}</legend>
            <BankSearch />
            {draw(near)}
            <details class="other-banks">
                <summary>{t(OTHER_BANKS)} " " <span class="count">{far.len()}</span></summary>
                {draw(far)}
            </details>
        </fieldset>
    }
    .into_any()
}
