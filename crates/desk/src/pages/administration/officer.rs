//! `/can-bo/quan-tri/can-bo/{id}`: one officer, with what can be changed.

use super::{
    Done, id_in_address,
    officers::{StandingTag, role_names},
    post_fields::PostFields,
};
use crate::locales::administration::*;
use app::{
    api::{
        Empty,
        finance::IdPath,
        officers::{
            ChangeOfficer, GetManaged, GetOfficer, Managed, OfficerDetail, PAGE, end_page,
            password_reset_page,
        },
    },
    client::load,
    components::{
        ApiForm, Fact, LegalFact, Loaded, Proved, SubmitButton, TextAreaField, form::FormAction,
    },
    locales::t,
};
use domain::language::Text;
use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;

const DONE: [(&str, Text); 4] = [
    ("da-tao", MADE),
    ("da-doi", CHANGED),
    ("da-nghi", OFFICER_ENDED),
    ("dat-lai", PASSWORD_TAKEN),
];

#[component]
pub fn OfficerPage() -> impl IntoView {
    let path = id_in_address();
    let officer = load::<GetOfficer>(move || (path.get(), Empty {}));
    view! {
        <Title text=t(OFFICERS) />
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)><a href=PAGE>{t(BACK_TO_OFFICERS)}</a></nav>
        <Loaded headed=true resource=officer view=|officer: OfficerDetail| view! { <Opened officer /> } />
    }
}

#[component]
fn Opened(officer: OfficerDetail) -> impl IntoView {
    let name = officer.summary.full_name.clone();
    let has_ended = officer.summary.ended_at.is_some();
    let acts = if officer.own {
        EitherOf3::A(view! { <div class="notice"><p>{t(OWN)}</p></div> })
    } else if has_ended {
        EitherOf3::B(view! { <div class="notice"><p>{t(ENDED_NEXT)}</p></div> })
    } else {
        let officer = officer.clone();
        EitherOf3::C(view! { <Proved><Acts officer=officer.clone() /></Proved> })
    };
    view! {
        <Title text=name.clone() />
        <h1>{name}</h1>
        <p class="card-meta"><StandingTag has_ended /></p>
        <Done said=&DONE />
        <div class="columns">
            <aside><Facts officer /></aside>
            <div>{acts}</div>
        </div>
    }
    .into_any()
}

#[component]
fn Facts(officer: OfficerDetail) -> impl IntoView {
    let summary = officer.summary;
    let password = if officer.has_password {
        HAS_PASSWORD
    } else {
        NO_PASSWORD
    };
    view! {
        <dl class="facts card">
            <LegalFact name=t(UNIT) value=summary.unit_name gloss=summary.unit_name_en />
            <Fact name=t(ROLES) value=role_names(&summary.roles) />
            <Fact name=t(IDENTITY_NUMBER) value=summary.masked_identity_number />
            <Fact name=t(PHONE) value=officer.masked_phone />
            <Fact name=t(EMAIL) value=officer.email.unwrap_or_else(|| t(NO_EMAIL).to_owned()) />
            <Fact name=t(PASSWORD) value=t(password) />
            <Fact name=t(SINCE) value=officer.since />
            {summary.ended_at.map(|at| view! { <Fact name=t(ENDED_AT) value=at /> })}
        </dl>
    }
    .into_any()
}

/// Another post, and the ways to another password and to the end.
#[component]
fn Acts(officer: OfficerDetail) -> impl IntoView {
    let managed = load::<GetManaged>(|| ((), Empty {}));
    let path = IdPath {
        id: officer.summary.id,
    };
    view! {
        <section class="card">
            <h2>{t(CHANGE)}</h2>
            <Loaded resource=managed view=move |managed: Managed| view! {
                <ChangeForm path managed unit_code=officer.unit_code.clone() had=officer.summary.roles.clone() />
            } />
        </section>
        <ul class="link-list">
            <li><a href=password_reset_page(path.id)>{t(RESET_PASSWORD)}</a></li>
            <li><a href=end_page(path.id)>{t(END)}</a></li>
        </ul>
    }
    .into_any()
}

#[component]
fn ChangeForm(
    path: IdPath,
    managed: Managed,
    unit_code: String,
    had: Vec<app::api::accounts::Role>,
) -> impl IntoView {
    view! {
        <ApiForm actions=vec![FormAction::of::<ChangeOfficer>(&path)]>
            <PostFields managed unit_code had />
            <TextAreaField name="reason" label=t(REASON) hint=t(REASON_HINT) />
            <SubmitButton label=t(SAVE) busy=t(SAVING) />
        </ApiForm>
    }
    .into_any()
}
