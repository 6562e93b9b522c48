//! A form that the browser itself posted after its session had ended: it waits in the page that asks for a sign-in, and is posted
//! once more by whoever has signed in beside it. Nothing of it is kept anywhere else.

use crate::{
    embedding::href,
    form_data::steering,
    locales::{components::SIGN_IN, session_ended::*, shell::OPENS_NEW_WINDOW, t},
    submitted::SubmittedForm,
};
use leptos::prelude::*;

#[component]
pub(super) fn SentAgain(posted: SubmittedForm) -> impl IntoView {
    let field =
        |name: String, value: String| view! { <input type="hidden" name=name value=value /> };
    // The key it came with was not used up, but is no part of what was typed.
    let key = uuid::Uuid::new_v4().to_string();
    view! {
        <p>{t(STILL_HERE)}</p>
        <form method="post" class="actions">
            <a class="button" href=href("/dang-nhap") target="_blank" rel="noopener">
                {t(SIGN_IN)}
                <span class="visually-hidden">" " {t(OPENS_NEW_WINDOW)}</span>
            </a>
            {field(steering::ACTION.to_owned(), posted.action)}
            {field(steering::KEY.to_owned(), key)}
            {posted.fields.into_iter().map(|(name, value)| field(name, value)).collect_view()}
            <button type="submit" class="button button-secondary">{t(SEND_AGAIN)}</button>
        </form>
    }
}
