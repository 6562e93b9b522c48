//! The captcha of the guide: a picture, a way to another picture, and a field. The browser works for it besides, unseen. Where no
//! picture is to be read the work is all there is, and nothing is shown.

use super::{Loaded, field::TextField, proof::here};
use crate::{
    api::{
        Empty, Problem,
        captchas::{Captcha, CreateCaptcha},
    },
    client::{self, load},
    embedding::href,
    locales::{components::*, t},
    portal::portal,
    save_data::save_data,
};
use leptos::{either::Either, prelude::*};

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
                <WithoutScripts />
                <TextField
                    name="captcha"
                    label=t(CAPTCHA)
                    hint=t(CAPTCHA_HINT)
                />
            })
        } />
    }
}

/// What there is where the island does not wake: another picture by another page, and somebody to call.
#[component]
fn WithoutScripts() -> impl IntoView {
    let portal = portal();
    // A page that saves data has no scripts either, whatever its browser could run.
    let always = save_data();
    view! {
        <p class="hint" class:without-scripts=!always>
            <a href=href(&here())>{t(RELOAD_FOR_PICTURE)}</a> ". "
            {t(CANNOT_SEE_PICTURE)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> "."
        </p>
    }
}

/// The work, and above it the picture, another on request, and more work for whoever cannot see it. Each captcha is good for one
/// answer, so the form asks for another after every refusal.
#[island]
fn CaptchaIsland(first: Captcha) -> impl IntoView {
    let picture = !first.image.is_empty();
    let captcha = RwSignal::new(first);
    let state = RwSignal::new(State::Picture);
    let refused = RwSignal::new(None::<Problem>);
    let worked = RwSignal::new(String::new());
    // The captcha that is worked for in place of reading.
    let instead = StoredValue::new(None);
    let another = move |_| {
        refused.set(None);
        // At once, for the form may be about to move the focus to the field.
        if state.get_untracked() == State::Worked {
            state.set(State::Picture);
            set_field("", Shown::Field);
        }
        leptos::task::spawn_local(async move {
            match client::call::<CreateCaptcha>(&(), &Empty {}).await {
                Ok(fresh) => {
                    if picture {
                        set_field("", Shown::Field);
                    }
                    state.set(State::Picture);
                    captcha.set(fresh);
                }
                Err(problem) => refused.set(Some(problem)),
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
                    set_field(&number, Shown::Nothing);
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
        refused.set(None);
        state.set(State::Working);
        leptos::task::spawn_local(async move {
            let asked = work_instead().await;
            // Another picture may have come meanwhile.
            if state.get_untracked() != State::Working {
                return;
            }
            match asked {
                Ok((id, bits)) => {
                    instead.set_value(Some(id));
                    captcha.set(Captcha {
                        id,
                        image: String::new(),
                        work_bits: bits,
                        demo_answer: None,
                    });
                }
                Err(problem) => {
                    state.set(State::Picture);
                    refused.set(Some(problem));
                }
            }
        });
    };
    let pictured = move || captcha.with(|captcha| !captcha.image.is_empty());
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
            <div class="captcha-picture" hidden=move || !pictured()>
                <img
                    src=move || captcha.with(|captcha| captcha.image.clone())
                    alt=t(CAPTCHA_PICTURE)
                    width="200"
                    height="64"
                />
                {hidden()}
                {move || demo_answer().map(|answer| view! {
                    <p class="demo-hint">{t(CAPTCHA_DEMO)} " " <code data-testid="captcha-demo">{answer}</code></p>
                })}
            </div>
            <button type="button" class="button button-quiet" data-another-captcha on:click=another>
                {move || if pictured() { t(ANOTHER_PICTURE) } else { t(USE_PICTURE) }}
            </button>
            <button
                type="button"
                class="button button-quiet"
                hidden=move || state.get() == State::Worked
                on:click=without_seeing
            >
                {t(WITHOUT_SEEING)}
            </button>
            <p role="status">{move || match state.get() {
                State::Working => t(WORKING),
                State::Worked => t(WORKED),
                State::Picture => "",
            }}</p>
            {move || refused.get().map(|problem| view! {
                <p class="field-error" role="alert">{words(problem)}</p>
            })}
        </div>
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Picture,
    Working,
    Worked,
}

/// What the server said, or that it could not be reached.
fn words(problem: Problem) -> String {
    match problem.detail {
        Some(detail) => format!("{} {detail}", problem.title),
        None => problem.title,
    }
}

#[cfg(feature = "hydrate")]
async fn work_instead() -> Result<(uuid::Uuid, u8), Problem> {
    use crate::api::captchas::CreateWorkCaptcha;
    let asked = client::call::<CreateWorkCaptcha>(&(), &Empty {}).await?;
    Ok((asked.id, asked.bits))
}

#[cfg(not(feature = "hydrate"))]
async fn work_instead() -> Result<(uuid::Uuid, u8), Problem> {
    Err(Problem::offline())
}

/// Tries numbers until one will do, a few hundred at a time so that the page goes on answering; none where it is not wanted any
/// more.
#[cfg(feature = "hydrate")]
async fn number_worked_for(id: uuid::Uuid, bits: u8, wanted: impl Fn() -> bool) -> Option<String> {
    use crate::proof_of_work::leading_zeros;
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

#[derive(Clone, Copy)]
enum Shown {
    Field,
    /// Nothing; what is in it is sent all the same.
    Nothing,
}

/// Puts something where the characters would be typed, and shows or hides that. The field is no part of the island.
#[cfg(feature = "hydrate")]
fn set_field(value: &str, shown: Shown) {
    use super::field_name::field_id;
    use wasm_bindgen::JsCast;
    let field = document().get_element_by_id(&field_id("captcha"));
    let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok())
    else {
        return;
    };
    field.set_value(value);
    if let Ok(Some(frame)) = field.closest(".field") {
        let _ = match shown {
            Shown::Field => frame.remove_attribute("hidden"),
            Shown::Nothing => frame.set_attribute("hidden", ""),
        };
    }
}

#[cfg(not(feature = "hydrate"))]
fn set_field(_: &str, _: Shown) {}
