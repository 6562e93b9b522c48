//! The step in which a code is typed: “Xác thực mã OTP” of the guide.

use super::{
    countdown::ResendCountdown,
    field::TextField,
    form::{ApiForm, FormAction, SubmitButton},
    passkey::{Ceremony, PasskeyButton},
    verification::{StartAgain, UnderWay, load_verification},
};
use crate::{
    api::verifications::{
        CodeMethod, ResendCode, Verification, VerificationKind, VerificationPath, VerificationStep,
    },
    embedding::{Embedding, embedding, href},
    locales::{components::*, language, t},
    routes::Session,
};
use leptos::{either::Either, prelude::*};

/// The code's page: the field for it, or the way on where the code was given already.
#[component]
pub fn CodeUnderWay(kind: VerificationKind, verify: FormAction) -> impl IntoView {
    view! {
        <UnderWay
            verification=load_verification(kind)
            start=kind.start_page()
            view=move |verification: Verification| if verification.step == VerificationStep::OneTimeCode {
                Either::Left(view! { <OneTimeCodeStep verification verify=verify.clone() /> })
            } else {
                Either::Right(view! {
                    <div class="notice notice-success">
                        <p class="notice-title">{t(CODE_CONFIRMED)}</p>
                        <a class="button" href=href(verification.page())>{t(GO_ON)}</a>
                    </div>
                })
            }
        />
    }
}

#[component]
fn OneTimeCodeStep(verification: Verification, verify: FormAction) -> impl IntoView {
    let resend = FormAction::of::<ResendCode>(&VerificationPath {
        kind: verification.kind,
    });
    let start = verification.kind.start_page();
    let other_way = format!("/cach-nhan-ma/{}", name_of(verification.kind));
    let by_email = verification.method == CodeMethod::Email;
    view! {
        <SentTo verification=verification.clone() />
        <InSandbox by_email />
        {(verification.tries_left == 0).then(|| view! {
            <p class="notice notice-warning">{t(CODE_USED_UP)}</p>
        })}
        {(verification.passkey && embedding() == Embedding::TopLevel).then(|| view! {
            <PasskeyButton ceremony=Ceremony::SecondFactor next=String::new() />
        })}
        <ApiForm actions=vec![verify]>
            <CodeField />
            <StartAgain start />
            <SubmitButton label=t(CONFIRM) busy=t(CHECKING) class="button-wide" />
        </ApiForm>
        <Resend action=resend after_s=verification.resend_after_s start />
        <ChangeTyped kind=verification.kind page=verification.change_page.clone() />
        {(!verification.other_methods.is_empty()).then(|| view! {
            <p class="small"><a href=href(&other_way)>{t(OTHER_METHOD)}</a></p>
        })}
        {matches!(verification.kind, VerificationKind::SignIn | VerificationKind::PasswordRecovery).then(|| view! {
            <p class="small"><a href="/mat-so-dien-thoai">{t(LOST_PHONE)}</a></p>
        })}
    }
}

/// The way back to the form, in which all that was typed stands.
#[component]
fn ChangeTyped(kind: VerificationKind, page: String) -> impl IntoView {
    let words = match kind {
        VerificationKind::EmailChange => CHANGE_ADDRESS,
        VerificationKind::PasswordRecovery | VerificationKind::PhoneRecovery => CHANGE_TYPED,
        _ => CHANGE_NUMBER,
    };
    (!page.is_empty())
        .then(|| view! { <p class="small"><a href=href(&page) rel="nofollow">{t(words)}</a></p> })
}

/// Six boxes that are one field, so that pasting, the keyboard, screen readers and the telephone's own suggestion work as
/// anywhere.
#[component]
fn CodeField() -> impl IntoView {
    view! {
        <TextField
            name="code"
            label=t(CODE)
            class="otp-input"
            autocomplete="one-time-code"
            inputmode="numeric"
        />
    }
}

/// Where the code went, as far as whoever asked may know.
#[component]
fn SentTo(verification: Verification) -> impl IntoView {
    let told = match verification.method {
        CodeMethod::Email => verification.masked_email,
        CodeMethod::Sms | CodeMethod::Voice => verification.masked_phone,
    };
    let sent = match verification.method {
        CodeMethod::Sms => CODE_SENT_TO,
        CodeMethod::Voice => CODE_READ_OUT_TO,
        CodeMethod::Email => CODE_MAILED_TO,
    };
    if told.is_empty() {
        let sent = match verification.method {
            CodeMethod::Email => CODE_MAILED_IF,
            CodeMethod::Sms | CodeMethod::Voice => CODE_SENT_IF,
        };
        return Either::Left(view! {
            <p role="status">{t(sent)} " " {about_the_code(language())}</p>
        });
    }
    Either::Right(view! {
        <p role="status">
            {t(sent)} " "
            <strong data-testid="masked-phone">{told}</strong>
            ". " {about_the_code(language())}
        </p>
    })
}

/// Where the message can be read in a demonstration.
#[component]
fn InSandbox(by_email: bool) -> impl IntoView {
    let session = expect_context::<Session>().0;
    let (page, name) = if by_email {
        ("/sandbox/mail", TEST_MAILBOX)
    } else {
        ("/sandbox/phone", TEST_PHONE)
    };
    view! {
        <Transition>
            {move || session.get().and_then(Result::ok).and_then(|view| view.sandbox_url).map(|url| view! {
                <p class="demo-hint">
                    {t(SMS_IN_DEMO)} " "
                    <a href=format!("{url}{page}") target="_blank" rel="noopener">{t(name)}</a>
                    "."
                </p>
            })}
        </Transition>
    }
}

/// The server decides when another code may be sent.
#[component]
fn Resend(action: FormAction, after_s: u64, start: &'static str) -> impl IntoView {
    view! {
        <ApiForm actions=vec![action] class="resend">
            <p class="hint">{t(NO_CODE_YET)} " " <ResendCountdown seconds=after_s /></p>
            <StartAgain start />
            <SubmitButton label=t(RESEND) busy=t(SENDING) class="button-secondary" />
        </ApiForm>
    }
}

/// As addresses name it: the same name as in JSON.
fn name_of(kind: VerificationKind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|name| Some(name.as_str()?.to_owned()))
        .unwrap_or_default()
}
