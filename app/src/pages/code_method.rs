//! `/cach-nhan-ma/{…}`: another way for a one-time code to reach whoever waits for it.

use crate::{
    api::verifications::{
        ChooseCodeMethod, CodeMethod, Verification, VerificationKind, VerificationPath,
    },
    components::{
        ApiForm, PageHeading, ProblemNotice, SubmitButton, UnderWay, form::FormAction,
        load_verification,
    },
    embedding::href,
    locales::{components::*, t},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, de::IntoDeserializer};

#[component]
pub fn CodeMethodPage() -> impl IntoView {
    let name = use_params_map().with_untracked(|params| params.get("kind").unwrap_or_default());
    let kind = VerificationKind::deserialize(
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
fn Ways(kind: VerificationKind) -> impl IntoView {
    let verification = load_verification(kind);
    view! {
        <UnderWay verification start=kind.start_page() view=move |verification: Verification| {
            let ways: Vec<_> = verification.other_methods.iter().map(|method| way(&verification, *method)).collect();
            view! {
                <p>{t(CHOOSE_METHOD)}</p>
                {ways}
                <p class="small"><a href=href(verification.page())>{t(BACK_TO_CODE)}</a></p>
            }
        } />
    }
}

fn way(verification: &Verification, method: CodeMethod) -> impl IntoView + use<> {
    let (label, value, told) = match method {
        CodeMethod::Sms => (BY_SMS, "sms", verification.masked_phone.clone()),
        CodeMethod::Voice => (BY_VOICE, "voice", verification.masked_phone.clone()),
        CodeMethod::Email => (BY_EMAIL, "email", verification.masked_email.clone()),
    };
    let label = if told.is_empty() {
        t(label).to_owned()
    } else {
        format!("{} ({told})", t(label))
    };
    view! {
        <ApiForm actions=vec![FormAction::of::<ChooseCodeMethod>(&VerificationPath { kind: verification.kind })]>
            <input type="hidden" name="method" value=value />
            <SubmitButton label busy=t(SENDING) class="button-secondary button-wide" />
        </ApiForm>
    }
}
