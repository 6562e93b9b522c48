//! Colours and type.

use super::Group;
use crate::locales::{design::*, localized, t};
use domain::money::Vnd;
use leptos::prelude::*;

#[component]
pub(super) fn Foundations() -> impl IntoView {
    view! {
        <Group name=BOTH_THEMES>
            <div class="filter-grid">
                <Colours theme="light" />
                <Colours theme="dark" />
            </div>
        </Group>
        <Group name=TYPE>
            <h2>{t(SECTION_TITLE)}</h2>
            <h3>{t(PART_TITLE)}</h3>
            <p>{t(RUNNING_TEXT)}</p>
            <p class="small">{t(NOTE)}</p>
            <p class="amount">{localized(&Vnd::new(1_234_500))}</p>
            <code class="code-box">"000.20.31.H53-200610-0007"</code>
        </Group>
    }
}

#[component]
fn Colours(theme: &'static str) -> impl IntoView {
    view! {
        <div class="card" data-theme=theme>
            <p>{t(INK)}</p>
            <p class="hint">{t(SOFT_INK)}</p>
            <p><a href="#noi-dung">{t(A_LINK)}</a></p>
            <p class="actions">
                <span class="tag">{t(TAG)}</span>
                <span class="tag tag-success">{t(TAG_SUCCESS)}</span>
                <span class="tag tag-warning">{t(TAG_WARNING)}</span>
                <span class="tag tag-error">{t(TAG_ERROR)}</span>
            </p>
            <p class="actions">
                <button type="button" class="button button-small">{t(MAIN_BUTTON)}</button>
                <button type="button" class="button button-small button-secondary">{t(SECONDARY_BUTTON)}</button>
            </p>
            <div class="notice notice-error"><p class="notice-title">{t(NOTICE_ERROR)}</p></div>
            <div class="notice notice-warning"><p class="notice-title">{t(NOTICE_WARNING)}</p></div>
            <div class="notice notice-success"><p class="notice-title">{t(NOTICE_SUCCESS)}</p></div>
        </div>
    }
}
