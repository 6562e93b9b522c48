//! `/mat-so-dien-thoai`: a lost telephone.

use super::UserNameField;
use crate::{
    api::{
        recovery::{
            NameNewPhone, ObjectToNewPhone, StartPhoneRecovery, VerifyNewPhone, VerifyPhoneRecovery,
        },
        verifications::{Verification, VerificationKind, VerificationStep},
    },
    components::{
        ApiForm, CaptchaField, CodeUnderWay, PageHeading, StartAgain, SubmitButton, TextField,
        TypedBefore, UnderWay, form::FormAction, is_change, load_verification,
    },
    locales::{recovery::*, t},
    portal::portal,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

const BY_EMAIL: VerificationKind = VerificationKind::PhoneRecovery;
const BY_PHONE: VerificationKind = VerificationKind::PhoneReplacement;

#[component]
pub fn LostPhone() -> impl IntoView {
    let portal = portal();
    let action = FormAction::of::<StartPhoneRecovery>(&());
    view! {
        <PageHeading heading=LOST_PHONE />
        <p>{t(LOST_PHONE_INTRO)}</p>
        <p>{t(LOST_PHONE_WAIT)}</p>
        <TypedBefore kind=BY_EMAIL action=action.clone()>
            <ApiForm actions=vec![action.clone()]>
                <UserNameField />
                <TextField name="email" label=t(EMAIL) kind="email" autocomplete="email" inputmode="email" />
                <CaptchaField />
                <SubmitButton label=t(SEND_CODE) busy=t(SENDING) class="button-wide" />
            </ApiForm>
        </TypedBefore>
        <details class="small">
            <summary>{t(NO_EMAIL)}</summary>
            <p>
                {t(CALL)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> " " {t(OR_BRING_PAPERS)}
            </p>
        </details>
    }
}

#[component]
pub fn EmailCode() -> impl IntoView {
    view! {
        <PageHeading heading=CODE_HEADING />
        <CodeUnderWay kind=BY_EMAIL verify={FormAction::of::<VerifyPhoneRecovery>(&())} />
    }
}

/// After the code from the e-mail, and once more where the number that was typed then was wrong.
#[component]
pub fn NewPhone() -> impl IntoView {
    let changes = is_change();
    let kind = if changes { BY_PHONE } else { BY_EMAIL };
    let verification = load_verification(kind);
    let start = kind.start_page();
    view! {
        <PageHeading heading=NEW_PHONE />
        <UnderWay verification start view=move |verification: Verification| if changes || verification.step == VerificationStep::NewPhone {
            Either::Left(view! { <NewPhoneForm start /> })
        } else {
            Either::Right(view! { <a class="button" href=verification.page()>{t(CODE_HEADING)}</a> })
        } />
    }
}

#[component]
fn NewPhoneForm(start: &'static str) -> impl IntoView {
    let action = FormAction::of::<NameNewPhone>(&());
    view! {
        <TypedBefore kind=BY_PHONE action=action.clone()>
            <ApiForm actions=vec![action.clone()]>
                <TextField
                    name="phone"
                    label=t(NEW_PHONE)
                    hint=t(NEW_PHONE_HINT)
                    kind="tel"
                    autocomplete="tel"
                    inputmode="tel"
                />
                <StartAgain start />
                <SubmitButton label=t(SEND_CODE) busy=t(SENDING) class="button-wide" />
            </ApiForm>
        </TypedBefore>
    }
}

#[component]
pub fn NewPhoneCode() -> impl IntoView {
    view! {
        <PageHeading heading=CODE_HEADING />
        <CodeUnderWay kind=BY_PHONE verify={FormAction::of::<VerifyNewPhone>(&())} />
    }
}

#[component]
pub fn Noted() -> impl IntoView {
    view! {
        <PageHeading heading=NOTED />
        <div class="notice notice-success" role="status">
            <p>{t(NOTED_WHEN)}</p>
            <p>{t(NOTED_MEANWHILE)}</p>
        </div>
    }
}

/// From the message to the old number. Opening the link changes nothing: programs that look at links open it as well.
#[component]
pub fn Objection() -> impl IntoView {
    let token = use_query_map().with_untracked(|query| query.get("ma").unwrap_or_default());
    view! {
        <PageHeading heading=OBJECT />
        <p>{t(OBJECT_INTRO)}</p>
        <ApiForm actions=vec![FormAction::of::<ObjectToNewPhone>(&())]>
            <input type="hidden" name="token" value=token />
            <SubmitButton label=t(KEEP_MY_NUMBER) busy=t(SAVING) class="button-wide" />
        </ApiForm>
    }
}

/// The number stays.
#[component]
pub fn Objected() -> impl IntoView {
    view! {
        <PageHeading heading=OBJECTED_HEADING />
        <div class="notice notice-success" role="status">
            <p class="notice-title">{t(OBJECTED)}</p>
            <p>{t(OBJECTED_NEXT)}</p>
        </div>
    }
}
