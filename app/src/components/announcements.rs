//! What the province announces on every page while it holds.

use crate::{
    api::{
        Empty,
        announcements::{Announcement, AnnouncementKind, ListAnnouncements},
    },
    client::load,
    locales::{announcements::*, t},
};
use leptos::prelude::*;

/// The announcements of now; nothing where there are none or they cannot be had.
#[component]
pub fn Announcements() -> impl IntoView {
    let list = load::<ListAnnouncements>(|| ((), Empty {}));
    let draw = move || {
        let items = list.get().and_then(Result::ok)?.items;
        (!items.is_empty()).then(|| {
            view! {
                <div role="region" aria-label=t(ANNOUNCEMENTS)>
                    {items.into_iter().map(|item| view! { <Banner item /> }).collect_view()}
                </div>
            }
        })
    };
    view! { <Transition>{draw}</Transition> }
}

#[component]
fn Banner(item: Announcement) -> impl IntoView {
    let class = match item.kind {
        AnnouncementKind::Info => "announcement announcement-info",
        AnnouncementKind::Warning => "announcement",
    };
    view! {
        <div class=class>
            <p>
                {item.text}
                {item.link.map(|link| view! { " " <a href=link>{t(MORE)}</a> })}
            </p>
        </div>
    }
}
