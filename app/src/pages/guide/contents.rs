//! `/huong-dan`: the table of contents.

use super::Help;
use crate::{
    components::{OpenGraph, Share},
    guide::{ADDRESS, Chapter, leaflet_address},
    locales::{guide::*, language, t},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn Guide() -> impl IntoView {
    view! {
        <Title text=t(TITLE) />
        <OpenGraph path=ADDRESS picture="/og/huong-dan/muc-luc.png" title=t(TITLE) description=t(INTRODUCTION) />
        <h1>{t(TITLE)}</h1>
        <p>{t(INTRODUCTION)}</p>
        <nav aria-label=t(CHAPTERS)>
            <ol class="card-list">
                {Chapter::ALL.into_iter().enumerate().map(|(index, entry)| view! {
                    <li>
                        <a class="choice-card" href=entry.address()>
                            <span class="choice-card-title">{chapter(language(), index + 1, entry.title)}</span>
                            <span class="choice-card-text">
                                {t(entry.summary)} " (" {steps(language(), entry.steps.len())} ")"
                            </span>
                        </a>
                    </li>
                }).collect_view()}
            </ol>
        </nav>
        <section aria-labelledby="to-roi">
            <h2 id="to-roi">{t(PRINT)}</h2>
            <p><a href=leaflet_address() rel="external">{t(LEAFLET)}</a> ". " {t(PRINT_HINT)}</p>
        </section>
        <Share path=ADDRESS title=t(TITLE) />
        <Help />
    }
}
