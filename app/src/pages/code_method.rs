//! `/cach-nhan-ma/{…}`: another way for a one-time code to reach whoever waits for it.

use crate::{
    api::{
        Empty,
        flows::{ChooseCodeMethod, CodeMethod, Flow, FlowKind, FlowPath, GetFlow},
    },
    components::{
        ApiForm, PageHeading, ProblemNotice, SubmitButton, UnderWay, form::FormAction, notice::load,
    },
    locales::{components::*, t},
    place::href,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, de::IntoDeserializer};

/// The ways that are left, a button each.
#[component]
pub fn CodeMethodPage() -> impl IntoView {
    let name = use_params_map().with_untracked(|params| params.get("kind").unwrap_or_default());
    let kind = FlowKind::deserialize(
        IntoDeserializer::<serde::de::value::Error>::into_deserializer(name.as_str()),
    );
    view! {
        <PageHeading heading=OTHER_METHOD />
        {match kind {
            Ok(kind) => Either::Left(view! { <Ways kind /> }),
            Err(_) => Either::Right(view! { <ProblemNotice problem=crate::api::Problem::not_found() /> }),
        }}
    }
}

#[component]
fn Ways(kind: FlowKind) -> impl IntoView {
    let flow = load::<GetFlow>(move || (FlowPath { kind }, Empty {}));
    view! {
        <UnderWay flow start=kind.start_page() view=move |flow: Flow| {
            let ways: Vec<_> = flow.other_methods.iter().map(|method| way(&flow, *method)).collect();
            view! {
                <p>{t(CHOOSE_METHOD)}</p>
                {ways}
                <p class="small"><a href=href(flow.page())>{t(BACK_TO_CODE)}</a></p>
            }
        } />
    }
}

fn way(flow: &Flow, method: CodeMethod) -> impl IntoView + use<> {
    let (label, value, told) = match method {
        CodeMethod::Sms => (BY_SMS, "sms", flow.masked_phone.clone()),
        CodeMethod::Voice => (BY_VOICE, "voice", flow.masked_phone.clone()),
        CodeMethod::Email => (BY_EMAIL, "email", flow.masked_email.clone()),
    };
    let label = if told.is_empty() {
        t(label).to_owned()
    } else {
        format!("{} ({told})", t(label))
    };
    view! {
        <ApiForm actions=vec![FormAction::of::<ChooseCodeMethod>(&FlowPath { kind: flow.kind })]>
            <input type="hidden" name="method" value=value />
            <SubmitButton label busy=t(SENDING) class="button-secondary button-wide" />
        </ApiForm>
    }
}
