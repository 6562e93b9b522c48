use crate::{
    api::paging::Paging,
    embedding::href,
    locales::{components::*, language, t},
};
use leptos::{either::EitherOf3, prelude::*};

/// Links to the pages before and after, and where there is room to some between; nothing where there is one page only.
#[component]
pub fn Pagination(
    paging: Paging,
    /// Address in the portal of a page of the list.
    address: impl Fn(u32) -> String + Send + 'static,
) -> impl IntoView {
    let Paging { page, pages, .. } = paging;
    (pages > 1).then(move || {
        let place = page_of(language(), page, pages);
        let name = format!("{}: {place}", t(PAGES));
        view! {
            <nav class="pagination" aria-label=name>
                {(page > 1).then(|| view! {
                    <a class="button button-secondary" rel="prev" href=href(&address(page - 1))>{t(PREVIOUS_PAGE)}</a>
                })}
                <ol>
                    {stops(paging).into_iter().map(|stop| view! {
                        <li>
                            {match stop {
                                Some(stop) if stop == page => EitherOf3::A(view! { <span aria-current="page">{stop}</span> }),
                                Some(stop) => EitherOf3::B(view! { <a href=href(&address(stop))>{stop}</a> }),
                                None => EitherOf3::C("…"),
                            }}
                        </li>
                    }).collect_view()}
                </ol>
                <span>{place}</span>
                {(page < pages).then(|| view! {
                    <a class="button button-secondary" rel="next" href=href(&address(page + 1))>{t(NEXT_PAGE)}</a>
                })}
            </nav>
        }
    })
}

/// The first page, the last, those around this one, and nothing where some are left out.
fn stops(Paging { page, pages, .. }: Paging) -> Vec<Option<u32>> {
    let mut stops = Vec::new();
    let mut before = 0;
    for stop in (1..=pages).filter(|stop| *stop == 1 || *stop == pages || stop.abs_diff(page) <= 2)
    {
        if stop > before + 1 {
            stops.push(None);
        }
        stops.push(Some(stop));
        before = stop;
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_neighbours_can_be_reached_and_gaps_are_told() {
        for (page, pages, expected) in [
            (1, 2, "1 2"),
            (1, 50, "1 2 3 … 50"),
            (25, 50, "1 … 23 24 25 26 27 … 50"),
            (50, 50, "1 … 48 49 50"),
        ] {
            let stops: Vec<_> = stops(Paging {
                total: 0,
                page,
                pages,
            })
            .into_iter()
            .map(|stop| stop.map_or("…".to_owned(), |stop| stop.to_string()))
            .collect();
            assert_eq!(stops.join(" "), expected, "page {page} of {pages}");
        }
    }
}
