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

/// The picture, another on request, and work for whoever cannot see it. Each is good for one answer, so the form asks for another
/// picture after every refusal.
#[island]
fn CaptchaPicture(first: Captcha) -> impl IntoView {
    let captcha = RwSignal::new(first);
    let state = RwSignal::new(State::Picture);
    let another = move |_| {
        leptos::task::spawn_local(async move {
            match crate::client::call::<CreateCaptcha>(&(), &Empty {}).await {
                Ok(fresh) => {
                    state.set(State::Picture);
                    captcha.set(fresh);
                }
                Err(_) => state.set(State::Failed),
            }
        });
    };
    let work = move |_| {
        if state.get_untracked() == State::Working {
            return;
        }
        state.set(State::Working);
        leptos::task::spawn_local(async move {
            match worked_for().await {
                Some((id, number)) => {
                    captcha.update(|captcha| {
                        captcha.id = id;
                        captcha.demo_answer = None;
                    });
                    answer(&number);
                    state.set(State::Worked);
                }
                None => state.set(State::Failed),
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
                    hidden=move || state.get() == State::Worked
                />
                <input type="hidden" name="captcha_id" prop:value=move || captcha.with(|captcha| captcha.id.to_string()) value=captcha.get_untracked().id.to_string() />
                {move || demo_answer().map(|answer| view! {
                    <p class="demo-hint">{t(CAPTCHA_DEMO)} " " <code data-testid="captcha-demo">{answer}</code></p>
                })}
            </div>
            <button type="button" class="button button-quiet" data-another-captcha on:click=another>
                {t(ANOTHER_PICTURE)}
            </button>
            <button type="button" class="button button-quiet" on:click=work>{t(WITHOUT_SEEING)}</button>
            <p role="status">{move || match state.get() {
                State::Working => t(WORKING),
                State::Worked => t(WORKED),
                State::Picture | State::Failed => "",
            }}</p>
            {move || (state.get() == State::Failed).then(|| view! {
                <p class="field-error">{t(NO_OTHER_PICTURE)}</p>
            })}
        </div>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A picture is to be read.
    Picture,
    /// The browser works.
    Working,
    /// It has worked; nothing is to be read.
    Worked,
    /// Nothing came.
    Failed,
}

/// Tries numbers until one will do, a few thousand at a time so that the page goes on answering.
#[cfg(feature = "hydrate")]
async fn worked_for() -> Option<(uuid::Uuid, String)> {
    use crate::{api::captchas::CreateWorkCaptcha, work::leading_zeros};
    const AT_A_TIME: u64 = 4_000;
    let asked = crate::client::call::<CreateWorkCaptcha>(&(), &Empty {})
        .await
        .ok()?;
    let wanted = u32::from(asked.bits);
    let mut from = 0_u64;
    loop {
        let found = (from..from + AT_A_TIME)
            .find(|number| leading_zeros(&format!("{}:{number}", asked.id)) >= wanted);
        if let Some(number) = found {
            return Some((asked.id, number.to_string()));
        }
        from += AT_A_TIME;
        gloo_timers::future::TimeoutFuture::new(0).await;
    }
}

#[cfg(not(feature = "hydrate"))]
async fn worked_for() -> Option<(uuid::Uuid, String)> {
    None
}

/// Puts the number where the characters would be typed.
#[cfg(feature = "hydrate")]
fn answer(number: &str) {
    use super::field_name::field_id;
    use wasm_bindgen::JsCast;
    let field = document().get_element_by_id(&field_id("captcha"));
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok())
    {
        field.set_value(number);
    }
}

#[cfg(not(feature = "hydrate"))]
fn answer(_: &str) {}
