use super::password_field::PasswordField;
use crate::locales::{components::*, language, t};
use leptos::prelude::*;

#[component]
pub fn PasswordAdvice() -> impl IntoView {
    view! {
        <p>{t(GOOD_PASSWORD)}</p>
        <ul>
            <li>{password_length(language())}</li>
            <li>{t(LONG_SENTENCE)}</li>
            <li>{t(NO_OWN_NUMBERS)}</li>
        </ul>
    }
}

/// Inside a form: the password, and once more.
#[component]
pub fn NewPasswordFields() -> impl IntoView {
    view! {
        <PasswordField name="password" label=t(NEW_PASSWORD) autocomplete="new-password" />
        <PasswordField name="repeated" label=t(PASSWORD_AGAIN) autocomplete="new-password" />
    }
}
