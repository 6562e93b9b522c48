//! `/dang-ky/cong-dan/thue-bao-di-dong`: who registers.

use super::{SignInInstead, StepHead};
use crate::{
    api::accounts::StartRegistration,
    components::{
        ApiForm, CaptchaField, CheckboxField, DateField, SubmitButton, TextField, form::FormAction,
    },
    locales::{register::*, t},
};
use leptos::prelude::*;

/// The form of the guide's step 4.
#[component]
pub fn Details() -> impl IntoView {
    view! {
        <StepHead step=2 heading=DETAILS_HEADING />
        <p>{t(DETAILS_INTRO)}</p>
        <ApiForm actions=vec![FormAction::of::<StartRegistration>(&())]>
            <TextField
                name="identity_number"
                label=t(IDENTITY_NUMBER)
                hint=t(IDENTITY_NUMBER_HINT)
                inputmode="numeric"
                maxlength=20
            />
            <TextField name="full_name" label=t(FULL_NAME) hint=t(FULL_NAME_HINT) autocomplete="name" maxlength=100 />
            <DateField name="birth_date" label=t(BIRTH_DATE) autocomplete="bday" />
            <TextField
                name="phone"
                label=t(PHONE)
                hint=t(PHONE_HINT)
                kind="tel"
                autocomplete="tel"
                inputmode="tel"
                maxlength=20
            />
            <TextField
                name="email"
                label=t(EMAIL)
                kind="email"
                autocomplete="email"
                inputmode="email"
                maxlength=254
                optional=true
            />
            <CaptchaField />
            <CheckboxField name="terms:bool">
                {t(ACCEPT)} " "
                <a href="/dieu-khoan" target="_blank" rel="noopener">{t(TERMS)}</a>
            </CheckboxField>
            <SubmitButton label=t(REGISTER) busy=t(SENDING_CODE) class="button-wide" />
        </ApiForm>
        <SignInInstead />
    }
}
