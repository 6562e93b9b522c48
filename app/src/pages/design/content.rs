//! Ways through the portal, lists, guidance.

use super::Group;
use crate::{
    api::paging::Paging,
    components::{ChoiceCard, ClosedChoice, Fact, Pagination, Stepper},
    locales::{Text, design::*, localized, t},
};
use domain::money::Vnd;
use leptos::prelude::*;

/// Where a list of 1,000 stands: at its beginning, in its middle, at its end.
const PLACES_IN_A_LIST: [u32; 3] = [1, 25, 50];

#[component]
pub(super) fn Navigation() -> impl IntoView {
    view! {
        <Group name=NAVIGATION>
            <nav class="breadcrumb" aria-label=t(NAVIGATION)><a href="/thu-tuc">{t(PROCEDURE)}</a></nav>
            {(0..STEPS.len()).map(|current| view! { <Stepper steps=&STEPS current /> }).collect_view()}
            <nav aria-label=t(TABS)>
                <ul class="tabs">
                    <li><a class="tab tab-current" aria-current="page" href="#noi-dung">{t(TAB_CURRENT)}</a></li>
                    <li><a class="tab" href="#noi-dung">{t(TAB_OTHER)}</a></li>
                    <li class="tab">{t(TAB_CLOSED)}</li>
                </ul>
            </nav>
            {PLACES_IN_A_LIST.into_iter().map(|page| view! {
                <Pagination paging=Paging::of(1_000, page) address=|page| format!("/design?page={page}") />
            }).collect_view()}
        </Group>
    }
}

#[component]
pub(super) fn Lists() -> impl IntoView {
    view! {
        <Group name=LISTS>
            <ul class="card-list">
                <li class="card">
                    <a class="card-title" href="#noi-dung">{t(LONG_NAME)}</a>
                    <p class="card-meta"><span class="tag">{t(TAG)}</span><span>{t(PLACE)}</span><span>"22/11/2026"</span></p>
                    <p class="card-meta"><span class="amount">{localized(&Vnd::new(215_000))}</span><span class="tag tag-warning">{t(TAG_WARNING)}</span></p>
                    <a class="button button-small" href="#noi-dung">{t(MAIN_BUTTON)}</a>
                </li>
                <ChoiceCard title=t(MAIN_BUTTON) text=t(NOTICE_TEXT) href="#noi-dung" />
                <ClosedChoice title=t(TAB_CLOSED) text=t(CLOSED_CHOICE) />
            </ul>
            <details class="level" open=true>
                <summary><span>{t(UNFOLDED)}</span><span class="count">"45"</span></summary>
                <ul>
                    <li><a href="#noi-dung"><span>{t(PLACE)}</span><span class="count">"22"</span></a></li>
                    <li><a href="#noi-dung"><span>{t(LONG_NAME)}</span><span class="count">"1"</span></a></li>
                </ul>
            </details>
            <dl class="card facts">
                <Fact name=t(FACT) value=t(FACT_VALUE) />
                <Fact name=t(PROCEDURE) value=t(LONG_NAME) />
                <div>
                    <dt>{t(AMOUNT)}</dt>
                    <dd class="line"><span>{t(FEE)}</span><span class="line-amount">{localized(&Vnd::new(200_000))}</span></dd>
                </div>
                <div class="total"><dt>{t(TOTAL)}</dt><dd class="amount">{localized(&Vnd::new(200_000))}</dd></div>
            </dl>
            <ol class="timeline">
                <Happened what=SENT at="20/11/2026 08:15" />
                <Happened what=RECEIVED at="20/11/2026 14:02" />
                <li aria-current="step"><strong>{t(AT_WORK)}</strong><p class="small">"21/11/2026 09:40"</p></li>
            </ol>
        </Group>
    }
}

#[component]
fn Happened(what: Text, at: &'static str) -> impl IntoView {
    view! { <li><span>{t(what)}</span><p class="small">{at}</p></li> }
}

#[component]
pub(super) fn Guidance() -> impl IntoView {
    view! {
        <Group name=GUIDANCE>
            <figure>
                <img src="/favicon.svg" alt=t(FIGURE) width="200" height="200" />
                <figcaption>{t(CAPTION)}</figcaption>
            </figure>
            <ul class="share" aria-label=t(SHARE)>
                <li><a class="button button-small button-secondary" href="#noi-dung">"Zalo"</a></li>
                <li><a class="button button-small button-secondary" href="#noi-dung">"Facebook"</a></li>
                <li><button type="button" class="button button-small button-secondary">{t(COPY)}</button></li>
            </ul>
            <details class="faq"><summary>{t(QUESTION)}</summary><p>{t(ANSWER)}</p></details>
            <details class="faq" open=true><summary>{t(LONG_NAME)}</summary><p>{t(ANSWER)}</p></details>
            <h3>{t(COLUMNS)}</h3>
            <div class="columns">
                <div class="card">{t(COLUMN_LOOK)}</div>
                <div class="card">{t(COLUMN_FOUND)}</div>
            </div>
        </Group>
    }
}
