//! `/can-bo/quan-tri/can-bo/{id}/thoi-viec` and `/mat-khau`: an officer's work is ended, or the password taken. Pages of their own,
//! so that nobody does it by mistake.

use super::id_in_address;
use crate::locales::administration::*;
use app::{
    api::{
        Empty,
        finance::IdPath,
        officers::{
            DeactivateOfficer, GetOfficer, OfficerDetail, ResetOfficerPassword, officer_page,
        },
    },
    client::load,
    components::{ApiForm, Loaded, Proved, SubmitButton, TextAreaField, form::FormAction},
    locales::{language, t},
};
use domain::language::{Language, Text};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn EndOfficerPage() -> impl IntoView {
    view! {
        <ActPage act=Act {
            title: END,
            heading: end,
            meaning: END_INTRO,
            confirm: END_IT,
            action: FormAction::of::<DeactivateOfficer>,
        } />
    }
}

#[component]
pub fn ResetOfficerPasswordPage() -> impl IntoView {
    view! {
        <ActPage act=Act {
            title: RESET_PASSWORD,
            heading: reset_password,
            meaning: RESET_PASSWORD_INTRO,
            confirm: RESET_IT,
            action: FormAction::of::<ResetOfficerPassword>,
        } />
    }
}

#[derive(Clone, Copy)]
struct Act {
    title: Text,
    heading: fn(Language, &str) -> String,
    meaning: Text,
    confirm: Text,
    action: fn(&IdPath) -> FormAction,
}

#[component]
fn ActPage(act: Act) -> impl IntoView {
    let path = id_in_address();
    let officer = load::<GetOfficer>(move || (path.get(), Empty {}));
    let back = move || officer_page(path.get().id);
    view! {
        <Title text=t(act.title) />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=back>{t(BACK_TO_OFFICER)}</a></nav>
        <Loaded headed=true resource=officer view=move |officer: OfficerDetail| view! {
            <h1>{(act.heading)(language(), &officer.summary.full_name)}</h1>
            <p>{t(act.meaning)}</p>
            <Proved>
                <ApiForm actions=vec![(act.action)(&path.get())]>
                    <TextAreaField name="reason" label=t(REASON) hint=t(REASON_HINT) />
                    <SubmitButton label=t(act.confirm) busy=t(SAVING) />
                </ApiForm>
            </Proved>
        } />
    }
}
