//! What the portal says back.

use super::Group;
use crate::{
    components::Skeleton,
    locales::{Text, design::*, t},
};
use leptos::prelude::*;

#[component]
pub(super) fn Feedback() -> impl IntoView {
    view! {
        <Group name=FEEDBACK>
            <p class="announcement"><span>{t(ANNOUNCEMENT)}</span></p>
            <Notice class="notice" title=NOTICE />
            <Notice class="notice notice-success" title=NOTICE_SUCCESS />
            <Notice class="notice notice-warning" title=NOTICE_WARNING />
            <Notice class="notice notice-error" title=NOTICE_ERROR />
            <p class="actions">
                <span class="tag">{t(TAG)}</span>
                <span class="tag tag-success">{t(TAG_SUCCESS)}</span>
                <span class="tag tag-warning">{t(TAG_WARNING)}</span>
                <span class="tag tag-error">{t(TAG_ERROR)}</span>
            </p>
            <Skeleton />
            <progress max="100" value="60" aria-label=t(PROGRESS_OF_FILE)></progress>
            <div class="empty">
                <p class="empty-title">{t(EMPTY_TITLE)}</p>
                <p>{t(EMPTY_TEXT)}</p>
                <a class="button button-small" href="/thu-tuc">{t(PROCEDURE)}</a>
            </div>
            <p class="demo-hint">{t(DEMO_HINT)} " " <code>"204681"</code></p>
        </Group>
    }
}

#[component]
fn Notice(class: &'static str, title: Text) -> impl IntoView {
    view! {
        <div class=class>
            <p class="notice-title">{t(title)}</p>
            <p>{t(NOTICE_TEXT)}</p>
            <div class="actions"><button type="button" class="button button-small button-secondary">{t(SECONDARY_BUTTON)}</button></div>
        </div>
    }
}
