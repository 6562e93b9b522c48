//! `/can-bo/quan-tri/can-bo/{id}/thoi-viec`: an officer's work is ended, on a page of its own so that nobody does it by mistake.

use super::{id_in_address, officer::LONGEST_REASON};
use crate::locales::administration::*;
use app::{
    api::{
        Empty,
        officers::{EndOfficer, GetOfficer, OfficerDetail, officer_page},
    },
    components::{
        ApiForm, Loaded, Proved, SubmitButton, TextAreaField, form::FormAction, notice::load,
    },
    locales::{language, t},
};
use leptos::prelude::*;
use leptos_meta::Title;

/// What it means, and why it is done.
#[component]
pub fn EndOfficerPage() -> impl IntoView {
    let path = id_in_address();
    let officer = load::<GetOfficer>(move || (path.get(), Empty {}));
    let back = move || officer_page(path.get().id);
    view! {
        <Title text=t(END) />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=back>{t(BACK_TO_OFFICER)}</a></nav>
        <Loaded headed=true resource=officer view=move |officer: OfficerDetail| view! {
            <h1>{end(language(), &officer.summary.full_name)}</h1>
            <p>{t(END_INTRO)}</p>
            <Proved>
                <ApiForm actions=vec![FormAction::of::<EndOfficer>(&path.get())]>
                    <TextAreaField name="reason" label=t(REASON) hint=t(REASON_HINT) maxlength=LONGEST_REASON />
                    <SubmitButton label=t(END_IT) busy=t(SAVING) />
                </ApiForm>
            </Proved>
        } />
    }
}
