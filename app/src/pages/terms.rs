//! `/dieu-khoan`: what one agrees to, and what happens with personal data.

use crate::{
    locales::{Text, language, t, terms::*},
    portal::portal,
};
use domain::one_time_code::LIFETIME;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

#[component]
pub fn Terms() -> impl IntoView {
    let portal = portal();
    view! {
        <Title text=t(HEADING) />
        <Meta name="description" content=t(DESCRIPTION) />
        <h1>{t(HEADING)}</h1>
        <section>
            <h2>{t(USE)}</h2>
            <ul>{items(&USE_RULES)}</ul>
        </section>
        <section>
            <h2>{t(DATA)}</h2>
            <ul>{items(&DATA_KINDS)}</ul>
            <p>{t(SHARED_WITH)}</p>
        </section>
        <section>
            <h2>{t(KEPT)}</h2>
            <ul>
                <li>{kept_code(language(), LIFETIME.whole_minutes())}</li>
                {items(&[KEPT_ACCOUNT, KEPT_DOSSIERS])}
            </ul>
        </section>
        <section>
            <h2>{t(RIGHTS)}</h2>
            <p>{t(RIGHTS_TEXT)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> "."</p>
        </section>
    }
}

fn items(texts: &[Text]) -> impl IntoView + use<> {
    texts
        .iter()
        .map(|text| view! { <li>{t(*text)}</li> })
        .collect_view()
}
