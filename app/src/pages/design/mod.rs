//! Every part that pages are built from, in every state: for those who change them. Not in production.

mod content;
mod controls;
mod feedback;
mod foundations;
mod payments;
mod tables;

use crate::{
    locales::{design::*, t},
    pages::NotFound,
    portal::portal,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::{Meta, Title};

#[component]
pub fn Design() -> impl IntoView {
    if portal().demo {
        Either::Left(view! { <Parts /> })
    } else {
        Either::Right(view! { <NotFound /> })
    }
}

#[component]
fn Parts() -> impl IntoView {
    view! {
        <Title text=t(TITLE) />
        <Meta name="robots" content="noindex" />
        <h1>{t(TITLE)}</h1>
        <p>{t(INTRODUCTION)}</p>
        <p class="actions">
            <a class="button button-small button-secondary" href="?theme=system">{t(AS_SYSTEM)}</a>
            <a class="button button-small button-secondary" href="?theme=light">{t(LIGHT)}</a>
            <a class="button button-small button-secondary" href="?theme=dark">{t(DARK)}</a>
        </p>
        <foundations::Foundations />
        <controls::Buttons />
        <controls::Fields />
        <feedback::Feedback />
        <payments::Choosing />
        <payments::Results />
        <content::Navigation />
        <content::Lists />
        <tables::Tables />
        <content::Guidance />
    }
}

#[component]
fn Group(name: crate::locales::Text, children: Children) -> impl IntoView {
    view! {
        <section class="sample">
            <h2>{t(name)}</h2>
            {children()}
        </section>
    }
    // Without its type, or the page's would outgrow the stack that renders it.
    .into_any()
}
