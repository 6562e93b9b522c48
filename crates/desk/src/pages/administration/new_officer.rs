//! `/can-bo/quan-tri/can-bo-moi`: an officer is made.

use super::post_fields::PostFields;
use crate::locales::administration::*;
use app::{
    api::{
        Empty,
        officers::{GetManaged, MakeOfficer, Managed, PAGE},
    },
    client::load,
    components::{ApiForm, DateField, Loaded, Proved, SubmitButton, TextField, form::FormAction},
    locales::t,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn NewOfficerPage() -> impl IntoView {
    let managed = load::<GetManaged>(|| ((), Empty {}));
    view! {
        <Title text=t(NEW_OFFICER) />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=PAGE>{t(BACK_TO_OFFICERS)}</a></nav>
        <h1>{t(NEW_OFFICER)}</h1>
        <p>{t(NEW_INTRO)}</p>
        <Loaded resource=managed view=|managed: Managed| view! {
            <Proved><NewOfficerForm managed=managed.clone() /></Proved>
        } />
    }
}

#[component]
fn NewOfficerForm(managed: Managed) -> impl IntoView {
    view! {
        <ApiForm actions=vec![FormAction::of::<MakeOfficer>(&())]>
            <TextField
                name="identity_number"
                label=t(IDENTITY_NUMBER)
                hint=t(IDENTITY_NUMBER_HINT)
                inputmode="numeric"
            />
            <TextField name="full_name" label=t(FULL_NAME) />
            <DateField name="birth_date" label=t(BIRTH_DATE) />
            <TextField name="phone" label=t(PHONE) hint=t(PHONE_HINT) kind="tel" inputmode="tel" />
            <TextField name="email" label=t(EMAIL) hint=t(EMAIL_HINT) kind="email" inputmode="email" />
            <PostFields managed />
            <SubmitButton label=t(MAKE) busy=t(SAVING) />
        </ApiForm>
    }
    .into_any()
}
