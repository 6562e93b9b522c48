//! `/dang-nhap/dvc-quoc-gia/tai-khoan`: identity number and password.

use super::{RegisterInstead, next::next_path, tabs::Tabs};
use crate::{
    api::accounts::StartSignIn,
    components::{
        ApiForm, CaptchaField, PasskeyButton, PasswordField, SubmitButton, TextField,
        UnlessSignedIn, form::FormAction, passkey::Ceremony,
    },
    embedding::{Embedding, embedding},
    locales::{sign_in::*, signed_in::SIGN_IN_AGAIN, t},
    routes::Session,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The guide's step 4.
#[component]
pub fn Credentials() -> impl IntoView {
    let next = next_path();
    view! {
        <Title text=format!("{} – {}", t(BY_IDENTITY_NUMBER), t(SIGN_IN)) />
        <h1>{t(SIGN_IN)}</h1>
        <UnlessSignedIn next=next.get_untracked() again=SIGN_IN_AGAIN>
            <SignInForm next />
        </UnlessSignedIn>
    }
}

#[component]
fn SignInForm(next: Memo<Option<String>>) -> impl IntoView {
    view! {
        <Tabs current=None next=next.get_untracked() />
        {(embedding() == Embedding::TopLevel).then(|| view! {
            <PasskeyButton ceremony=Ceremony::SignIn next=next.get_untracked().unwrap_or_default() />
        })}
        <DemoAccount />
        <ApiForm actions=vec![FormAction::of::<StartSignIn>(&())]>
            <input type="hidden" name="next" value=move || next.get().unwrap_or_default() />
            <TextField
                name="identity_number"
                label=t(USER_NAME)
                hint=t(USER_NAME_HINT)
                autocomplete="username"
            />
            <PasswordField name="password" label=t(PASSWORD) autocomplete="current-password" />
            <CaptchaField />
            <SubmitButton label=t(SIGN_IN) busy=t(CHECKING) class="button-wide" />
        </ApiForm>
        <p class="small"><a href="/quen-mat-khau" rel="nofollow">{t(FORGOT_PASSWORD)}</a></p>
        <RegisterInstead />
    }
}

/// It exists in a demonstration only.
#[component]
fn DemoAccount() -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <Transition>
            {move || session.get().and_then(Result::ok).filter(|view| view.demo).map(|_| view! {
                <details class="demo-hint">
                    <summary>{t(DEMO_ACCOUNT)}</summary>
                    <dl class="facts">
                        <div><dt>{t(USER_NAME)}</dt><dd><code>"072090000017"</code></dd></div>
                        <div><dt>{t(PASSWORD)}</dt><dd><code>"ThuNghiem-2026"</code></dd></div>
                    </dl>
                </details>
            })}
        </Transition>
    }
}
