//! Procedures that match what is being typed into the search field, before the form is sent.

use crate::{
    api::catalogue::{ProcedureQuery, ProcedureSummary, SearchProcedures},
    client,
    components::LegalName,
    embedding::href,
    locales::{language, procedures::suggestions},
};
use leptos::{ev, prelude::*, task::spawn_local, web_sys::Element};
use std::time::Duration;

/// Typing pauses this long before the server is asked.
const PAUSE: Duration = Duration::from_millis(250);
/// Letters that must have been typed: fewer match half the catalogue.
const FEWEST_LETTERS: usize = 3;
const MOST_SUGGESTIONS: usize = 5;

/// A list under the search field. Without scripts there is none, and the form finds the same.
#[island]
pub(super) fn Suggestions() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<ProcedureSummary>::new());
    Effect::new(move || {
        let listener = window_event_listener(ev::input, move |event| {
            if event_target::<Element>(&event).id() == "q" {
                typed.set(event_target_value(&event));
            }
        });
        on_cleanup(move || listener.remove());
    });
    Effect::new(move || {
        let text = typed.get();
        if text.trim().chars().count() < FEWEST_LETTERS {
            found.update(Vec::clear);
            return;
        }
        let ask = move || spawn_local(async move { look_up(text, typed, found).await });
        if let Ok(timer) = set_timeout_with_handle(ask, PAUSE) {
            on_cleanup(move || timer.clear());
        }
    });
    let count = move || match found.with(Vec::len) {
        0 => String::new(),
        count => suggestions(language(), count),
    };
    view! {
        <div class="suggestions">
            <p class="visually-hidden" role="status">{count}</p>
            <ul>
                {move || found.get().into_iter().map(|procedure| view! {
                    <li>
                        <a href=href(&format!("/thu-tuc/{}", procedure.code))>
                            <LegalName name=procedure.name gloss=procedure.name_en />
                        </a>
                    </li>
                }).collect_view()}
            </ul>
        </div>
    }
}

/// Asks, and shows the answer unless something else has been typed meanwhile. No answer, no suggestions: the form remains.
async fn look_up(text: String, typed: RwSignal<String>, found: RwSignal<Vec<ProcedureSummary>>) {
    let query = ProcedureQuery {
        q: text.clone(),
        ..Default::default()
    };
    let answer = client::call::<SearchProcedures>(&(), &query).await;
    if typed.get_untracked() == text {
        let mut items = answer.map(|page| page.items).unwrap_or_default();
        items.truncate(MOST_SUGGESTIONS);
        found.set(items);
    }
}
