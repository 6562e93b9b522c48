//! `/tro-nang`: what people with disabilities can expect, and what they cannot yet.

use crate::{
    components::PageHeading,
    locales::{Text, accessibility::*, t},
    portal::portal,
};
use leptos::prelude::*;

#[component]
pub fn AccessibilityStatement() -> impl IntoView {
    let portal = portal();
    let list = |texts: &[Text]| {
        let items = texts.iter().map(|text| view! { <li>{t(*text)}</li> });
        view! { <ul>{items.collect_view()}</ul> }
    };
    view! {
        <PageHeading heading=TITLE />
        <p>{t(AIM)}</p>
        <section>
            <h2>{t(MET_HEADING)}</h2>
            {list(&MET)}
        </section>
        <section>
            <h2>{t(UNKNOWN_HEADING)}</h2>
            {list(&UNKNOWN)}
        </section>
        <section>
            <h2>{t(COMPLAIN_HEADING)}</h2>
            <p>{t(COMPLAIN)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> "."</p>
            {portal.zalo_url.clone().map(|url| view! { <p><a href=url rel="noopener">{t(ZALO)}</a></p> })}
        </section>
        <p class="small">{t(DATED)}</p>
    }
}
