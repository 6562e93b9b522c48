//! `/can-bo/tai-chinh/kenh`: how channels are doing, and switching them on and off.

use super::{Part, Parts, chart::Chart};
use crate::locales::{
    channels::*,
    finance::{CHANNEL, CHANNELS, KIND, PROVIDER, STATE, kind},
};
use app::{
    api::{
        Empty,
        finance::{ChannelPath, ChannelState, ChannelStates, ListChannelStates, SwitchChannel},
    },
    components::{ApiForm, Loaded, PageHeading, SubmitButton, form::FormAction, notice::load},
    locales::{language, t},
};
use domain::payment::health::Breaker;
use leptos::prelude::*;

/// Every channel in a row.
#[component]
pub fn ChannelsPage() -> impl IntoView {
    let states = load::<ListChannelStates>(|| ((), Empty {}));
    view! {
        <PageHeading heading=CHANNELS />
        <Parts current=Part::Channels />
        <p>{t(ORDER)}</p>
        <Loaded resource=states view=|states: ChannelStates| view! { <Table states /> } />
    }
}

#[component]
fn Table(states: ChannelStates) -> impl IntoView {
    let columns = [CHANNEL, KIND, PROVIDER, STATE, TEN_MINUTES, HOUR, SHOWN];
    view! {
        <div class="wide-table" tabindex="0" role="region" aria-label=t(CHANNELS)>
            <table>
                <thead>
                    <tr>{columns.map(|name| view! { <th scope="col">{t(name)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {states.items.into_iter().map(|state| view! { <Row state /> }).collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(state: ChannelState) -> impl IntoView {
    let class = match state.health.breaker {
        Breaker::Closed => "tag",
        Breaker::Open => "tag tag-error",
        Breaker::HalfOpen => "tag tag-warning",
    };
    let health = health(language(), &state.health);
    view! {
        <tr>
            <th scope="row">{state.name.clone()}</th>
            <td>{t(kind(state.kind))}</td>
            <td>{state.provider}</td>
            <td>
                <span class=class>{t(breaker(state.health.breaker))}</span>
                {state.health.disrupted.then(|| view! { " " <span class="tag tag-warning">{t(DISRUPTED)}</span> })}
            </td>
            <td>{health}</td>
            <td><Chart code=state.code.clone() name=state.name.clone() history=state.history /></td>
            <td><Switch code=state.code name=state.name enabled=state.enabled /></td>
        </tr>
    }
}

#[component]
fn Switch(code: String, name: String, enabled: bool) -> impl IntoView {
    let next = !enabled;
    let class = if enabled {
        "button-small button-secondary"
    } else {
        "button-small"
    };
    view! {
        <p>{t(if enabled { ON } else { OFF })}</p>
        <ApiForm actions=vec![FormAction::of::<SwitchChannel>(&ChannelPath { code })] class="inline-form">
            <input type="hidden" name="enabled:bool" value=next.to_string() />
            <SubmitButton label=switch(language(), next, &name) busy=t(SWITCHING) class />
        </ApiForm>
    }
    .into_any()
}
