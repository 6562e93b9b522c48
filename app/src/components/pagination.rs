//! The way through a list of several pages.

use crate::{
    api::paging::Paging,
    locales::{components::*, language, t},
    place::href,
};
use leptos::prelude::*;

/// Links to the pages before and after; nothing where there is one page only.
#[component]
pub fn Pagination(
    /// Where the list stands.
    paging: Paging,
    /// Address in the portal of a page of the list.
    address: impl Fn(u32) -> String + Send + 'static,
) -> impl IntoView {
    let Paging { page, pages, .. } = paging;
    (pages > 1).then(move || {
        view! {
            <nav class="pagination" aria-label=t(PAGES)>
                {(page > 1).then(|| view! {
                    <a class="button button-secondary" rel="prev" href=href(&address(page - 1))>{t(PREVIOUS_PAGE)}</a>
                })}
                <span>{page_of(language(), page, pages)}</span>
                {(page < pages).then(|| view! {
                    <a class="button button-secondary" rel="next" href=href(&address(page + 1))>{t(NEXT_PAGE)}</a>
                })}
            </nav>
        }
    })
}
