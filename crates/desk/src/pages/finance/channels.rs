//! `/can-bo/tai-chinh/kenh`: how channels are doing; `/can-bo/tai-chinh/kenh/{code}`: one is switched on or off. A page of its own,
//! where a reason is asked for.

use super::{Done, Part, Parts, chart::Chart};
use crate::locales::{
    BREADCRUMB,
    channels::*,
    finance::{CHANNEL, CHANNELS, KIND, PROVIDER, STATE, kind},
};
use app::{
    api::{
        Empty,
        finance::{ChannelPath, ChannelState, ChannelStates, ListChannelStates, SwitchChannel},
        percent_encoded,
    },
    client::load,
    components::{ApiForm, Loaded, PageHeading, SubmitButton, TextAreaField, form::FormAction},
    locales::{language, t},
    pages::NotFound,
};
use domain::{language::Text, payment::health::Breaker};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

const DONE: [(&str, Text); 1] = [("da-doi", SWITCHED)];

#[component]
pub fn ChannelsPage() -> impl IntoView {
    let states = load::<ListChannelStates>(|| ((), Empty {}));
    view! {
        <PageHeading heading=CHANNELS />
        <Parts current=Part::Channels />
        <Done said=&DONE />
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
            <td><Shown code=state.code name=state.name enabled=state.enabled /></td>
        </tr>
    }
}

/// Whether payers see it, and the way to change that, for which a reason is asked.
#[component]
fn Shown(code: String, name: String, enabled: bool) -> impl IntoView {
    let class = if enabled {
        "button button-small button-secondary"
    } else {
        "button button-small"
    };
    view! {
        <p>{t(if enabled { ON } else { OFF })}</p>
        <a class=class href=switch_address(&code)>{switch(language(), !enabled, &name)}</a>
    }
    .into_any()
}

/// The channel of the address is switched to what it is not.
#[component]
pub fn SwitchChannelPage() -> impl IntoView {
    let params = use_params_map();
    let code = Memo::new(move |_| params.with(|params| params.get("code").unwrap_or_default()));
    let states = load::<ListChannelStates>(|| ((), Empty {}));
    view! {
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=Part::Channels.address()>{t(CHANNELS)}</a></nav>
        <Loaded headed=true resource=states view=move |states: ChannelStates| {
            let code = code.get();
            match states.items.into_iter().find(|state| state.code == code) {
                Some(state) => Either::Left(view! { <Switch state /> }),
                None => Either::Right(view! { <NotFound /> }),
            }
        } />
    }
}

#[component]
fn Switch(state: ChannelState) -> impl IntoView {
    let on = !state.enabled;
    let label = switch(language(), on, &state.name);
    let path = ChannelPath { code: state.code };
    view! {
        <Title text=label.clone() />
        <h1>{label.clone()}</h1>
        <p>{t(if on { SWITCH_ON_MEANS } else { SWITCH_OFF_MEANS })}</p>
        <ApiForm actions=vec![FormAction::of::<SwitchChannel>(&path)]>
            <input type="hidden" name="enabled:bool" value=on.to_string() />
            <TextAreaField name="reason" label=t(REASON) hint=t(REASON_HINT) />
            <SubmitButton label busy=t(SWITCHING) />
        </ApiForm>
    }
    .into_any()
}

fn switch_address(code: &str) -> String {
    format!("{}/{}", Part::Channels.address(), percent_encoded(code))
}
