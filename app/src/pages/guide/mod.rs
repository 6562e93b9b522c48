//! `/huong-dan`: the citizens' guide.

mod chapter;
mod contents;

pub use chapter::GuideChapter;
pub use contents::Guide;

use crate::{
    locales::{guide::*, t},
    portal::portal,
};
use leptos::prelude::*;

/// Whom to ask when the guide was not enough.
#[component]
pub fn Help() -> impl IntoView {
    let portal = portal();
    view! {
        <section class="guide-help card" aria-labelledby="can-giup">
            <h2 id="can-giup">{t(NEED_HELP)}</h2>
            <p>{t(CALL)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> ". " {t(OFFICE_HOURS)}</p>
            {portal.zalo_url.clone().map(|url| view! { <p><a href=url rel="noopener">{t(ZALO)}</a></p> })}
            <p><a href="/hoi-dap">{t(SEE_FAQ)}</a></p>
        </section>
    }
}
