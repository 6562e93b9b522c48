//! The page after a natively posted form that leads to another site. It goes there by itself, and has a link for browsers that do
//! not: after a form, browsers follow no redirect to a site that our policy does not name (`form-action`, Content Security Policy
//! Level 3, section 6.4.1), and whereto the other site redirects on, nobody here knows.

use super::{Client, document, footer::Contact, header::Brand};
use crate::{
    locales::{language, leaving::*, shell::NAME, t},
    save_data::SaveData,
};
use leptos::prelude::*;
use leptos_meta::{Meta, Title, provide_meta_context};

/// Where a browser is sent: an address of another site, and that site's name. The context of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    pub address: String,
    pub site: String,
}

/// The page, whole. Rendered on the server only.
pub fn leaving_page(css: &str) -> AnyView {
    provide_context(SaveData(true));
    document(&Client::default(), css, "portal", LeavingPage).into_any()
}

#[component]
fn LeavingPage() -> impl IntoView {
    provide_meta_context();
    let Destination { address, site } = expect_context();
    let heading = going_to(language(), &site);
    view! {
        <Title text=format!("{heading} – {}", t(NAME)) />
        <Meta name="robots" content="noindex" />
        <Meta http_equiv="refresh" content=format!("0;url={address}") />
        <header class="site-header"><div class="bar"><Brand /></div></header>
        <main id="noi-dung">
            <h1>{heading}</h1>
            <p>{t(NOT_BY_ITSELF)}</p>
            <p class="actions"><a class="button" href=address>{go_to(language(), &site)}</a></p>
        </main>
        <footer class="site-footer"><Contact /></footer>
    }
}
