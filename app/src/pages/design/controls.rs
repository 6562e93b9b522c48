//! What is pressed and filled in.

use super::Group;
use crate::{
    api::{FieldError, Problem},
    components::{
        CaptchaField, CheckboxField, DateField, ErrorSummary, PasswordField, RadioField,
        SelectField, TextField, form::FormContext,
    },
    locales::{Text, design::*, t},
    submitted::SubmittedForm,
};
use leptos::{context::Provider, prelude::*};

#[component]
pub(super) fn Buttons() -> impl IntoView {
    view! {
        <Group name=BUTTONS>
            <p>{t(BUTTON_STATES)}</p>
            <div class="actions">
                <button type="button" class="button">{t(MAIN_BUTTON)}</button>
                <button type="button" class="button button-secondary">{t(SECONDARY_BUTTON)}</button>
                <button type="button" class="button button-quiet">{t(QUIET_BUTTON)}</button>
                <button type="button" class="button button-small">{t(SMALL_BUTTON)}</button>
                <button type="button" class="button" disabled=true>{t(DISABLED_BUTTON)}</button>
                <button type="button" class="button" aria-disabled="true">{t(BUSY_BUTTON)}</button>
            </div>
            <p><button type="button" class="button button-wide">{t(WIDE_BUTTON)}</button></p>
        </Group>
    }
}

/// Fields as they are at first, and as they come back: what the forms of the portal use.
#[component]
pub(super) fn Fields() -> impl IntoView {
    // The first wrong field would take the focus, and the page would open in its middle.
    let mut unfocused = problem();
    unfocused.errors.insert(0, error("", FIELD_MESSAGE));
    let refused = SubmittedForm {
        fields: vec![("wrong".to_owned(), t(LONG_VALUE).to_owned())],
        problem: Some(unfocused),
        ..SubmittedForm::default()
    };
    view! {
        <Group name=FIELDS>
            <ErrorSummary problem=problem() />
            <Provider value=FormContext::of(refused)>
                <TextField name="empty" label=t(EMPTY_FIELD) hint=t(FIELD_HINT) optional=true />
                <TextField name="filled" label=t(FILLED_FIELD) value=t(LONG_VALUE) />
                <TextField name="wrong" label=t(INVALID_FIELD) />
                <DateField name="day" label=t(DAY) />
                <RadioField name="choice" label=t(CHOICE) options=vec![("1", t(FIRST_CHOICE)), ("2", t(SECOND_CHOICE))] value="1" />
                <RadioField name="wrong_choice" label=t(INVALID_CHOICE) options=vec![("1", t(FIRST_CHOICE)), ("2", t(SECOND_CHOICE))] />
                <SelectField name="list" label=t(LIST) options=vec![("1".to_owned(), t(LONG_NAME).to_owned(), None)] empty=t(NOTHING_CHOSEN) />
                <CheckboxField name="agreed:bool">{t(AGREEMENT)}</CheckboxField>
                <PasswordField name="password" label=t(PASSWORD) autocomplete="off" />
                <TextField name="one_time_code" label=t(CODE) class="otp-input" inputmode="numeric" value="204 681" />
                <CaptchaField />
            </Provider>
            <PlainControls />
        </Group>
    }
}

/// Controls that no component stands for.
#[component]
fn PlainControls() -> impl IntoView {
    view! {
        <div class="field">
            <label for="mau-khong-sua">{t(DISABLED_FIELD)}</label>
            <input id="mau-khong-sua" type="text" value="072090000017" disabled=true />
        </div>
        <div class="field">
            <label for="mau-nhieu-dong">{t(LONG_TEXT_FIELD)}</label>
            <textarea id="mau-nhieu-dong">{t(RUNNING_TEXT)}</textarea>
        </div>
        <div class="field">
            <label for="mau-tep">{t(FILES)}</label>
            <input id="mau-tep" type="file" multiple=true />
        </div>
        <ul class="files">
            <li><span>{t(A_FILE)}</span><button type="button" class="button button-small button-quiet">{t(REMOVE)}</button></li>
            <li>
                <span>{t(FILE_ON_ITS_WAY)}</span>
                <button type="button" class="button button-small button-quiet">{t(REMOVE)}</button>
                <progress max="100" value="60" aria-label=t(PROGRESS_OF_FILE)></progress>
            </li>
        </ul>
    }
    .into_any()
}

fn problem() -> Problem {
    Problem::fields(vec![
        error("wrong", FIELD_MESSAGE),
        error("wrong_choice", CHOICE_MESSAGE),
    ])
}

fn error(field: &str, message: Text) -> FieldError {
    FieldError {
        field: field.to_owned(),
        message: t(message).to_owned(),
    }
}
