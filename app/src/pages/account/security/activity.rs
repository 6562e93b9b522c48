//! What was done with the account lately, so that its owner sees what was somebody else.

use crate::{
    api::{
        Empty,
        security::{Activities, Activity, ListOwnActivity},
    },
    client::load,
    components::Loaded,
    locales::{security::*, t},
};
use leptos::prelude::*;

#[component]
pub fn RecentActivity() -> impl IntoView {
    let activities = load::<ListOwnActivity>(|| ((), Empty {}));
    view! {
        <section aria-labelledby="hoat-dong">
            <h2 id="hoat-dong">{t(ACTIVITY)}</h2>
            <p class="small">{t(ACTIVITY_INTRO)}</p>
            <Loaded resource=activities view=|list: Activities| view! {
                <ol class="steps">
                    {list.items.into_iter().map(|activity| view! { <Item activity /> }).collect_view()}
                </ol>
            } />
        </section>
    }
}

#[component]
fn Item(activity: Activity) -> impl IntoView {
    let from = if activity.by_officer {
        t(BY_OFFICER).to_owned()
    } else {
        [activity.browser, activity.address]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let told = if from.is_empty() {
        activity.at
    } else {
        format!("{} – {from}", activity.at)
    };
    view! { <li>{activity.what} <br /> <span class="small">{told}</span></li> }
}
