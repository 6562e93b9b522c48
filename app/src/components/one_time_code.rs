//! The step in which the code from an SMS is typed: “Xác thực mã OTP” of the guide.

use super::{
    countdown::ResendCountdown,
    field::TextField,
    flow::StartAgain,
    form::{ApiForm, FormAction, SubmitButton},
};
use crate::{
    api::accounts::Flow,
    locales::{components::*, language, t},
    place::href,
    portal::portal,
    shell::Session,
};
use leptos::prelude::*;

/// Long enough for a code pasted with a space after each digit.
const LONGEST_CODE: u32 = 12;

/// Where the code went, the field for it, and what to do when it does not come.
#[component]
pub fn OneTimeCodeStep(
    /// The registration or sign-in that the code is for.
    flow: Flow,
    /// Checks the code.
    verify: FormAction,
    /// Sends another.
    resend: FormAction,
    /// Where the flow begins.
    start: &'static str,
    /// Where another way is chosen.
    #[prop(into)]
    other_way: String,
) -> impl IntoView {
    let portal = portal();
    view! {
        <p role="status">
            {t(CODE_SENT_TO)} " "
            <strong data-testid="masked-phone">{flow.masked_phone}</strong>
            ". " {about_the_code(language())}
        </p>
        <SandboxPhone />
        {(flow.tries_left == 0).then(|| view! {
            <p class="notice notice-warning">{t(CODE_USED_UP)}</p>
        })}
        <ApiForm actions=vec![verify]>
            <TextField
                name="code"
                label=t(CODE)
                class="otp-input"
                autocomplete="one-time-code"
                inputmode="numeric"
                maxlength=LONGEST_CODE
            />
            <StartAgain start />
            <SubmitButton label=t(CONFIRM) busy=t(CHECKING) class="button-wide" />
        </ApiForm>
        <Resend action=resend after_s=flow.resend_after_s start />
        <p class="small"><a href=href(&other_way)>{t(OTHER_METHOD)}</a></p>
        <details class="small">
            <summary>{t(LOST_PHONE)}</summary>
            <p>
                {t(CALL)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> " " {t(OR_BRING_PAPERS)}
            </p>
        </details>
    }
}

/// Where the SMS can be read in a demonstration.
#[component]
fn SandboxPhone() -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <Transition>
            {move || session.get().and_then(Result::ok).and_then(|view| view.sandbox_url).map(|url| view! {
                <p class="demo-hint">
                    {t(SMS_IN_DEMO)} " "
                    <a href=format!("{url}/sandbox/phone") target="_blank" rel="noopener">{t(TEST_PHONE)}</a>
                    "."
                </p>
            })}
        </Transition>
    }
}

/// Asks for another code. The server decides when one may be sent.
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
