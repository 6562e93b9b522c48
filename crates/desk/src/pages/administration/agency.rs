//! `/can-bo/quan-tri/co-quan/{id}`: one agency's account that waits, to be decided upon.

use super::id_in_address;
use crate::locales::administration::*;
use app::{
    api::{
        Empty,
        agencies::{ApproveAgency, GetWaitingAgency, PAGE, RefuseAgency, WaitingAgency},
        finance::IdPath,
    },
    client::load,
    components::{
        ApiForm, Fact, LegalName, Loaded, Proved, SubmitButton, TextAreaField, form::FormAction,
        legal_name::told,
    },
    locales::t,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AgencyPage() -> impl IntoView {
    let path = id_in_address();
    let agency = load::<GetWaitingAgency>(move || (path.get(), Empty {}));
    view! {
        <Title text=t(AGENCY) />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=PAGE>{t(AGENCIES)}</a></nav>
        <Loaded headed=true resource=agency view=|agency: WaitingAgency| view! { <Opened agency /> } />
    }
}

#[component]
fn Opened(agency: WaitingAgency) -> impl IntoView {
    let path = IdPath { id: agency.id };
    let (title, _) = told(agency.unit_name.clone(), agency.unit_name_en.clone());
    view! {
        <Title text=title />
        <h1><LegalName name=agency.unit_name gloss=agency.unit_name_en /></h1>
        <p>{t(CHECK_FIRST)}</p>
        <dl class="facts card">
            <Fact name=t(REGISTERED_BY) value=agency.full_name />
            <Fact name=t(IDENTITY_NUMBER) value=agency.masked_identity_number />
            <Fact name=t(PHONE) value=agency.phone />
            <Fact name=t(EMAIL) value=agency.email />
            <Fact name=t(REGISTERED_AT) value=agency.registered_at />
        </dl>
        <Proved><Decide path /></Proved>
    }
    .into_any()
}

#[component]
fn Decide(path: IdPath) -> impl IntoView {
    view! {
        <section class="card">
            <h2>{t(DECISION)}</h2>
            <ApiForm actions=vec![FormAction::of::<ApproveAgency>(&path)]>
                <SubmitButton label=t(APPROVE) busy=t(SAVING) />
            </ApiForm>
            <ApiForm actions=vec![FormAction::of::<RefuseAgency>(&path)]>
                <TextAreaField name="reason" label=t(REASON_TO_REFUSE) hint=t(REFUSED_TOLD) />
                <SubmitButton label=t(REFUSE) busy=t(SENDING) class="button-secondary" />
            </ApiForm>
        </section>
    }
    .into_any()
}
