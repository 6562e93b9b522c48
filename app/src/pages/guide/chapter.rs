//! `/huong-dan/{slug}`: one chapter, step by step.

use super::Help;
use crate::{
    components::{OpenGraph, Share, WithTerms},
    guide::{ADDRESS, Chapter, Picture, Step},
    locales::{guide::*, language, t},
    pages::NotFound,
    save_data::save_data,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// Pictures before this one are loaded with the page; the others when they come near.
const LOADED_AT_ONCE: usize = 1;

#[component]
pub fn GuideChapter() -> impl IntoView {
    let params = use_params_map();
    let slug = params.with_untracked(|params| params.get("slug").unwrap_or_default());
    match Chapter::find(&slug) {
        Some((index, found)) => Either::Left(view! { <Found index chapter=found /> }),
        None => Either::Right(view! { <NotFound /> }),
    }
}

#[component]
fn Found(index: usize, chapter: Chapter) -> impl IntoView {
    let name = crate::locales::guide::chapter(language(), index + 1, chapter.title);
    let picture = format!("/og{ADDRESS}/{}.png", chapter.slug);
    view! {
        <Title text=name.clone() />
        <OpenGraph path=chapter.address() picture title=t(chapter.title) description=t(chapter.summary) />
        <nav class="breadcrumb" aria-label=t(GUIDE)><a href=ADDRESS>{t(GUIDE)}</a></nav>
        <h1>{name}</h1>
        <p>{t(chapter.summary)}</p>
        <ol class="guide-steps">
            {chapter.steps.iter().enumerate().map(|(index, step)| view! {
                <GuideStep step=*step lazy={index >= LOADED_AT_ONCE} />
            }).collect_view()}
        </ol>
        <Neighbours index />
        <Share path=chapter.address() title=t(chapter.title) />
        <Help />
    }
}

#[component]
fn GuideStep(step: Step, lazy: bool) -> impl IntoView {
    view! {
        <li>
            <div class="guide-words">
                <p class="guide-text"><WithTerms text=t(step.text) /></p>
                {step.help.map(|help| view! { <p class="guide-more"><WithTerms text=t(help) /></p> })}
            </div>
            <StepPicture picture=step.picture lazy />
        </li>
    }
}

/// The screen of a step; where the browser asks to be sent less, a link to it.
#[component]
fn StepPicture(picture: Picture, lazy: bool) -> impl IntoView {
    if save_data() {
        return Either::Left(view! {
            <p><a href=picture.address(language()) rel="external">{t(SEE_PICTURE)} ": " {t(picture.alt)}</a></p>
        });
    }
    Either::Right(view! {
        <figure class="guide-picture">
            <img
                src=picture.address(language())
                alt=t(picture.alt)
                width=Picture::WIDTH
                height=Picture::HEIGHT
                loading=lazy.then_some("lazy")
                decoding="async"
            />
        </figure>
    })
}

#[component]
fn Neighbours(index: usize) -> impl IntoView {
    let link = |rel: &'static str, index: Option<usize>, label| {
        let chapter = *Chapter::ALL.get(index?)?;
        Some(view! {
            <a class="button button-secondary" rel=rel href=chapter.address()>{t(label)} ": " {t(chapter.title)}</a>
        })
    };
    view! {
        <nav class="pagination guide-neighbours" aria-label=t(OTHER_CHAPTERS)>
            {link("prev", index.checked_sub(1), PREVIOUS)}
            {link("next", Some(index + 1), NEXT)}
        </nav>
    }
}
