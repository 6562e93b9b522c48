//! The captcha of the guide: a picture, a way to another picture, and a field.

use super::{field::TextField, notice::Loaded};
use crate::{
    api::{
        Empty,
        captchas::{Captcha, CreateCaptcha},
    },
    components::notice::load,
    locales::{components::*, t},
};
use leptos::prelude::*;

/// A captcha as part of a form.
#[component]
pub fn CaptchaField() -> impl IntoView {
    let captcha = load::<CreateCaptcha>(|| ((), Empty {}));
    view! {
        <Loaded resource=captcha view=|first: Captcha| view! { <CaptchaPicture first /> } />
        <TextField
            name="captcha"
            label=t(CAPTCHA)
            hint=t(CAPTCHA_HINT)
            maxlength=12
        />
    }
}

/// The picture, and another on request: each is good for one answer, so the form asks for another after every refusal.
#[island]
fn CaptchaPicture(first: Captcha) -> impl IntoView {
    let captcha = RwSignal::new(first);
    let failed = RwSignal::new(false);
    let another = move |_| {
        leptos::task::spawn_local(async move {
            match crate::client::call::<CreateCaptcha>(&(), &Empty {}).await {
                Ok(fresh) => {
                    failed.set(false);
                    captcha.set(fresh);
                }
                Err(_) => failed.set(true),
            }
        });
    };
    let demo_answer = move || captcha.with(|captcha| captcha.demo_answer.clone());
    view! {
        <div class="captcha">
            <div class="captcha-picture">
                <img
                    src=move || captcha.with(|captcha| captcha.image.clone())
                    alt=t(CAPTCHA_PICTURE)
                    width="200"
                    height="64"
                />
                <input type="hidden" name="captcha_id" prop:value=move || captcha.with(|captcha| captcha.id.to_string()) value=captcha.get_untracked().id.to_string() />
                {move || demo_answer().map(|answer| view! {
                    <p class="demo-hint">{t(CAPTCHA_DEMO)} " " <code data-testid="captcha-demo">{answer}</code></p>
                })}
            </div>
            <button type="button" class="button button-quiet" data-another-captcha on:click=another>
                {t(ANOTHER_PICTURE)}
            </button>
            {move || failed.get().then(|| view! {
                <p class="field-error">{t(NO_OTHER_PICTURE)}</p>
            })}
        </div>
    }
}
