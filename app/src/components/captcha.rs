//! The captcha of the guide: a picture, a way to another picture, and a field. The browser works for it besides, unseen. Where no
//! picture is to be read the work is all there is, and nothing is shown.

use super::{field::TextField, notice::Loaded};
use crate::{
    api::{
        Empty,
        captchas::{Captcha, CreateCaptcha},
    },
    components::notice::load,
    locales::{components::*, t},
};
use leptos::{either::Either, prelude::*};

/// A captcha as part of a form.
#[component]
pub fn CaptchaField() -> impl IntoView {
    let captcha = load::<CreateCaptcha>(|| ((), Empty {}));
    view! {
        <Loaded resource=captcha view=|first: Captcha| {
            if first.image.is_empty() {
                return Either::Left(view! {
                    <CaptchaIsland first />
                    // Every program of the form says something here.
                    <input type="hidden" name="captcha" value="-" />
                });
            }
            Either::Right(view! {
                <CaptchaIsland first />
                <TextField
                    name="captcha"
                    label=t(CAPTCHA)
                    hint=t(CAPTCHA_HINT)
                    maxlength=12
                />
            })
        } />
    }
}

/// The work, and above it the picture, another on request, and more work for whoever cannot see it. Each captcha is good for one
/// answer, so the form asks for another after every refusal.
#[island]
fn CaptchaIsland(first: Captcha) -> impl IntoView {
    let picture = !first.image.is_empty();
    let captcha = RwSignal::new(first);
    let state = RwSignal::new(State::Picture);
    let worked = RwSignal::new(String::new());
    // The captcha that is worked for in place of reading.
    let instead = StoredValue::new(None);
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
    // As soon as there is a captcha, and anew for another. Whoever sends the form earlier does so without.
    Effect::new(move || {
        let (id, bits) = captcha.with(|captcha| (captcha.id, captcha.work_bits));
        worked.set(String::new());
        leptos::task::spawn_local(async move {
            let wanted = move || captcha.try_with_untracked(|captcha| captcha.id) == Some(id);
            if let Some(number) = number_worked_for(id, bits, wanted).await {
                if instead.get_value() == Some(id) {
                    answer(&number);
                    state.set(State::Worked);
                }
                worked.set(number);
            }
        });
    });
    let without_seeing = move |_| {
        if state.get_untracked() == State::Working {
            return;
        }
        state.set(State::Working);
        leptos::task::spawn_local(async move {
            match work_instead().await {
                Some((id, bits)) => {
                    instead.set_value(Some(id));
                    captcha.update(|captcha| {
                        captcha.id = id;
                        captcha.work_bits = bits;
                        captcha.demo_answer = None;
                    });
                }
                None => state.set(State::Failed),
            }
        });
    };
    let demo_answer = move || captcha.with(|captcha| captcha.demo_answer.clone());
    let hidden = move || {
        view! {
            <input type="hidden" name="captcha_id" prop:value=move || captcha.with(|captcha| captcha.id.to_string()) value=captcha.get_untracked().id.to_string() />
            <input type="hidden" name="captcha_work" prop:value=move || worked.get() value="" />
        }
    };
    if !picture {
        return Either::Left(view! {
            {hidden()}
            <button type="button" hidden data-another-captcha on:click=another></button>
        });
    }
    Either::Right(view! {
        <div class="captcha">
            <div class="captcha-picture">
                <img
                    src=move || captcha.with(|captcha| captcha.image.clone())
                    alt=t(CAPTCHA_PICTURE)
                    width="200"
                    height="64"
                    hidden=move || state.get() == State::Worked
                />
                {hidden()}
                {move || demo_answer().map(|answer| view! {
                    <p class="demo-hint">{t(CAPTCHA_DEMO)} " " <code data-testid="captcha-demo">{answer}</code></p>
                })}
            </div>
            <button type="button" class="button button-quiet" data-another-captcha on:click=another>
                {t(ANOTHER_PICTURE)}
            </button>
            <button type="button" class="button button-quiet" on:click=without_seeing>{t(WITHOUT_SEEING)}</button>
            <p role="status">{move || match state.get() {
                State::Working => t(WORKING),
                State::Worked => t(WORKED),
                State::Picture | State::Failed => "",
            }}</p>
            {move || (state.get() == State::Failed).then(|| view! {
                <p class="field-error">{t(NO_OTHER_PICTURE)}</p>
            })}
        </div>
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A picture is to be read.
    Picture,
    /// The browser works in place of that.
    Working,
    /// It has worked; nothing is to be read.
    Worked,
    /// Nothing came.
    Failed,
}

/// Work in place of reading.
#[cfg(feature = "hydrate")]
async fn work_instead() -> Option<(uuid::Uuid, u8)> {
    use crate::api::captchas::CreateWorkCaptcha;
    let asked = crate::client::call::<CreateWorkCaptcha>(&(), &Empty {}).await;
    asked.ok().map(|asked| (asked.id, asked.bits))
}

#[cfg(not(feature = "hydrate"))]
async fn work_instead() -> Option<(uuid::Uuid, u8)> {
    None
}

/// Tries numbers until one will do, a few hundred at a time so that the page goes on answering; none where it is not wanted any
/// more.
#[cfg(feature = "hydrate")]
async fn number_worked_for(id: uuid::Uuid, bits: u8, wanted: impl Fn() -> bool) -> Option<String> {
    use crate::work::leading_zeros;
    // Some ten milliseconds on an old telephone: whoever types notices nothing.
    const AT_A_TIME: u64 = 400;
    let mut from = 0_u64;
    while wanted() {
        let found = (from..from + AT_A_TIME)
            .find(|number| leading_zeros(&format!("{id}:{number}")) >= u32::from(bits));
        if let Some(number) = found {
            return Some(number.to_string());
        }
        from += AT_A_TIME;
        gloo_timers::future::TimeoutFuture::new(0).await;
    }
    None
}

#[cfg(not(feature = "hydrate"))]
async fn number_worked_for(_: uuid::Uuid, _: u8, _: impl Fn() -> bool) -> Option<String> {
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
