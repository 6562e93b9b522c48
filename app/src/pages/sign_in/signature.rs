//! `/dang-nhap/dvc-quoc-gia/usb`, `/sim`: signing in, and registering, with a digital signature.

use super::{next::next_path, tabs::Tabs};
use crate::{
    api::{
        Empty,
        signatures::{
            BeginSignature, FinishSignature, GetSignatureRequest, SignatureRequest, SigningDevice,
        },
    },
    client::load,
    components::{
        ApiForm, NeedsScripts, SignWithToken, SubmitButton, TextAreaField, TextField, UnderWay,
        form::FormAction,
    },
    locales::{Text, login_methods::*, sign_in::SIGN_IN, t},
    routes::Session,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

#[component]
fn Head(heading: Text) -> impl IntoView {
    view! {
        <Title text=format!("{} – {}", t(heading), t(SIGN_IN)) />
        <h1>{t(heading)}</h1>
    }
}

#[component]
pub fn ByToken() -> impl IntoView {
    let next = next_path().get_untracked().unwrap_or_default();
    view! {
        <Head heading=BY_TOKEN />
        <Tabs current=Some(SigningDevice::UsbToken) next=Some(next.clone()).filter(|next| !next.is_empty()) />
        <p>{t(BY_TOKEN_INTRO)}</p>
        <ApiForm actions=vec![FormAction::of::<BeginSignature>(&())]>
            <input type="hidden" name="device" value="usb_token" />
            <input type="hidden" name="next" value=next />
            <SubmitButton label=t(BEGIN) busy=t(BEGINNING) class="button-wide" />
        </ApiForm>
    }
}

#[component]
pub fn BySim() -> impl IntoView {
    let next = next_path().get_untracked().unwrap_or_default();
    view! {
        <Head heading=BY_SIM />
        <Tabs current=Some(SigningDevice::SigningSim) next=Some(next.clone()).filter(|next| !next.is_empty()) />
        <p>{t(BY_SIM_INTRO)}</p>
        <ApiForm actions=vec![FormAction::of::<BeginSignature>(&())]>
            <input type="hidden" name="device" value="signing_sim" />
            <input type="hidden" name="next" value=next />
            <TextField name="phone" label=t(SIM_PHONE) kind="tel" autocomplete="tel" inputmode="tel" />
            <SubmitButton label=t(SEND_TO_SIM) busy=t(BEGINNING) class="button-wide" />
        </ApiForm>
    }
}

#[component]
pub fn Sign() -> impl IntoView {
    let request = load::<GetSignatureRequest>(|| ((), Empty {}));
    view! {
        <Head heading=SIGN />
        <UnderWay verification=request start="/dang-nhap" view=|request: SignatureRequest| match request.device {
            SigningDevice::UsbToken => Either::Left(view! { <WithToken request /> }),
            SigningDevice::SigningSim => Either::Right(view! { <WithSim request /> }),
        } />
    }
}

/// The token's program is asked by the page, or opened beside it.
#[component]
fn WithToken(request: SignatureRequest) -> impl IntoView {
    let by_hand = format!(
        "{}?challenge={}",
        request.signer_url,
        crate::api::percent_encoded(&request.challenge)
    );
    let again = request.device.page();
    view! {
        <InSandbox page="/sandbox/token" name=DEMO_TOKEN />
        <ApiForm actions=vec![FormAction::of::<FinishSignature>(&())]>
            <SignWithToken signer_url=request.signer_url challenge=request.challenge.clone() />
            <NeedsScripts words=TOKEN_NEEDS_SCRIPTS />
            <details>
                <summary>{t(BY_HAND)}</summary>
                <p>{t(CHALLENGE)} ":"</p>
                <pre class="challenge"><code>{request.challenge}</code></pre>
                <p class="hint">{t(CHALLENGE_HINT)}</p>
                <p><a href=by_hand target="_blank" rel="noopener">{t(OPEN_TOKEN)}</a></p>
                <TextAreaField name="cms" label=t(SIGNATURE) hint=t(SIGNATURE_HINT) />
                <SubmitButton label=t(CHECK) busy=t(CHECKING) class="button-wide" />
            </details>
        </ApiForm>
        <p class="small"><a href=again rel="nofollow">{t(BEGIN_AGAIN)}</a></p>
    }
}

#[component]
fn WithSim(request: SignatureRequest) -> impl IntoView {
    let again = request.device.page();
    view! {
        <InSandbox page="/sandbox/phone/sim" name=DEMO_SIM />
        <p>{t(CONTROL_CODE)} ": " <strong class="control-code" data-testid="control-code">{request.control_code}</strong></p>
        <p>{t(COMPARE)}</p>
        <ApiForm actions=vec![FormAction::of::<FinishSignature>(&())]>
            <SubmitButton label=t(I_SIGNED) busy=t(CHECKING) class="button-wide" />
        </ApiForm>
        <p class="small"><a href=again rel="nofollow">{t(BEGIN_AGAIN)}</a></p>
    }
}

/// Where the token or SIM is in a demonstration.
#[component]
fn InSandbox(page: &'static str, name: Text) -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <Transition>
            {move || session.get().and_then(Result::ok).and_then(|view| view.sandbox_url).map(|url| view! {
                <p class="demo-hint">
                    {t(IN_DEMO)} " "
                    <a href=format!("{url}{page}") target="_blank" rel="noopener">{t(name)}</a>
                    "."
                </p>
            })}
        </Transition>
    }
}
