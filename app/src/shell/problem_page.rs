//! The page that says in words why a request was refused. It asks nothing of the API, runs no scripts, and so can be shown when
//! nothing else can.

use super::{
    Client, document,
    footer::{Contact, FrameFooter},
    header::Brand,
};
use crate::{
    api::{Problem, ProblemCode, percent_encoded},
    embedding::{Embedding, Link, embedding},
    locales::{
        components::{ERROR_REFERENCE, NOT_OPENED, SIGN_IN, TO_HOME},
        problem::*,
        shell::NAME,
        t,
    },
    save_data::SaveData,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::{Meta, Title, provide_meta_context};

/// Where somebody came from whose request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayBack {
    /// A form was posted to the address of its page; nothing where that is no page.
    Form(Option<String>),
    /// The address itself was opened.
    Address(String),
}

/// The page, whole. Rendered on the server only; the problem and the way back are its contexts.
pub fn problem_page(css: &str) -> AnyView {
    provide_context(SaveData(true));
    document(&Client::default(), css, "portal", ProblemPage).into_any()
}

#[component]
fn ProblemPage() -> impl IntoView {
    provide_meta_context();
    let name = t(NAME);
    let in_portal = embedding() == Embedding::TopLevel;
    let problem = expect_context::<Problem>().outside_a_form();
    let way_back = expect_context::<WayBack>();
    let heading = match way_back {
        WayBack::Form(_) => t(NOT_DONE),
        WayBack::Address(_) => t(NOT_OPENED),
    };
    // Back from another site's form is that site.
    let typed = matches!(way_back, WayBack::Form(_)) && problem.code != ProblemCode::CrossSite;
    let way_on = way_on(&problem, way_back);
    view! {
        <Title text=format!("{heading} – {name}") />
        <Meta name="robots" content="noindex" />
        {in_portal.then(|| view! { <header class="site-header"><div class="bar"><Brand /></div></header> })}
        <main id="noi-dung">
            <h1>{heading}</h1>
            <div class="notice notice-error" role="alert">
                <p class="notice-title">{problem.title}</p>
                {problem.detail.map(|detail| view! { <p>{detail}</p> })}
                {problem.reference.map(|reference| view! { <p class="small">{t(ERROR_REFERENCE)} " " <code>{reference}</code></p> })}
            </div>
            {typed.then(|| view! { <p>{t(BACK_BRINGS_IT)}</p> })}
            <p class="actions">
                {way_on.map(|(address, words)| view! { <a class="button" href=address>{words}</a> })}
                <Link class="button button-secondary" to="/">{t(TO_HOME)}</Link>
            </p>
        </main>
        {if in_portal {
            Either::Left(view! { <footer class="site-footer"><Contact /></footer> })
        } else {
            Either::Right(view! { <FrameFooter /> })
        }}
    }
}

/// Where one goes on: to the form's page, or to the same address where that can help.
fn way_on(problem: &Problem, way_back: WayBack) -> Option<(String, &'static str)> {
    match way_back {
        WayBack::Form(page) => {
            let words = match problem.code {
                ProblemCode::CrossSite => OPEN_PAGE_HERE,
                _ => BACK_TO_PAGE,
            };
            page.map(|page| (page, t(words)))
        }
        WayBack::Address(address) if problem.code == ProblemCode::SignInRequired => Some((
            format!("/dang-nhap?tiep={}", percent_encoded(&address)),
            t(SIGN_IN),
        )),
        WayBack::Address(address) if problem.status == 429 || problem.status >= 500 => {
            Some((address, t(TRY_AGAIN)))
        }
        WayBack::Address(_) => None,
    }
}
