//! `/dang-ky/cho-duyet`: an agency's account waits for an administrator.

use super::StepHead;
use crate::locales::{register::*, t};
use leptos::prelude::*;

#[component]
pub fn Waiting() -> impl IntoView {
    view! {
        <StepHead step=5 heading=WAITING_HEADING />
        <div class="notice notice-success" role="status">
            <p class="notice-title">{t(WAITING_TITLE)}</p>
            <p>{t(WAITING_NEXT)}</p>
            <a class="button button-secondary" href="/">{t(TO_HOME)}</a>
        </div>
    }
}
