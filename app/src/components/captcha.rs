//! The captcha of the guide: a picture, a way to another picture, and a field. The browser works for it besides, unseen. Where no
//! picture is to be read the work is all there is, and nothing is shown. Without scripts the page comes again with another
//! picture, or with a question in words.

use super::{Loaded, field::TextField, form::FormContext};
use crate::{
    api::{
        Empty, Problem,
        captchas::{Captcha, CreateCaptcha, CreateQuestionCaptcha, QuestionCaptcha},
    },
    client::{self, load},
    form_data::steering,
    locales::{components::*, t},
    portal::portal,
    save_data::save_data,
};
use leptos::{either::Either, prelude::*};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[component]
pub fn CaptchaField() -> impl IntoView {
    if expect_context::<FormContext>().asks_in_words() {
        let captcha = load::<CreateQuestionCaptcha>(|| ((), Empty {}));
        return Either::Left(view! {
            <Loaded resource=captcha view=|first: QuestionCaptcha| {
                let question = first.question.clone();
                view! {
                    <CaptchaIsland first=first.into() />
                    <input type="hidden" name=steering::CAPTCHA value=steering::QUESTION />
                    <WithoutScripts question=true />
                    <TextField
                        name="captcha"
                        label=question
                        hint=t(QUESTION_HINT)
                        inputmode="numeric"
                        verbatim=true
                    />
                }
            } />
        });
    }
    let captcha = load::<CreateCaptcha>(|| ((), Empty {}));
    Either::Right(view! {
        <Loaded resource=captcha view=|first: Captcha| {
            if first.image.is_empty() {
                return Either::Left(view! {
                    <CaptchaIsland first=first.into() />
                    // Every program of the form says something here.
                    <input type="hidden" name="captcha" value="-" />
                });
            }
            Either::Right(view! {
                <CaptchaIsland first=first.into() />
                <WithoutScripts question=false />
                <TextField
                    name="captcha"
                    label=t(CAPTCHA)
                    hint=t(CAPTCHA_HINT)
                    verbatim=true
                />
            })
        } />
    })
}

/// What there is where the island does not wake. The buttons post the form to have its page again, with what was typed; they
/// come before its own button, so a first one that is not seen is what the Enter key presses.
#[component]
fn WithoutScripts(
    /// Whether the captcha asks in words.
    question: bool,
) -> impl IntoView {
    let portal = portal();
    // A page that saves data has no scripts either, whatever its browser could run.
    let always = save_data();
    let (picture, words, call) = if question {
        (USE_PICTURE, ANOTHER_QUESTION, NEED_HELP)
    } else {
        (ANOTHER_PICTURE, ANSWER_QUESTION, CANNOT_SEE_PICTURE)
    };
    let button = |kind: &'static str, label| {
        view! {
            <button type="submit" class="button button-quiet" name=steering::ANOTHER_CAPTCHA value=kind>{t(label)}</button>
        }
    };
    view! {
        <div class="captcha-pages" class:without-scripts=!always>
            <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            {button(steering::PICTURE, picture)}
            {button(steering::QUESTION, words)}
            <p class="hint">
                {t(call)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a> "."
            </p>
        </div>
    }
}

/// A captcha as the island shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Shown {
    id: Uuid,
    work_bits: u8,
    look: Look,
    demo_answer: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Look {
    /// Address of a picture.
    Picture(String),
    /// What is asked stands beside the field.
    Question(String),
    Nothing,
}

impl From<Captcha> for Shown {
    fn from(captcha: Captcha) -> Self {
        Self {
            id: captcha.id,
            work_bits: captcha.work_bits,
            look: if captcha.image.is_empty() {
                Look::Nothing
            } else {
                Look::Picture(captcha.image)
            },
            demo_answer: captcha.demo_answer,
        }
    }
}

impl From<QuestionCaptcha> for Shown {
    fn from(captcha: QuestionCaptcha) -> Self {
        Self {
            id: captcha.id,
            work_bits: captcha.work_bits,
            look: Look::Question(captcha.question),
            demo_answer: captcha.demo_answer,
        }
    }
}

/// The work, and above it the picture, another on request, and more work for whoever cannot see it. Each captcha is good for one
/// answer, so the form asks for another after every refusal; and for five minutes, so it is renewed while the page is open.
#[island]
fn CaptchaIsland(first: Shown) -> impl IntoView {
    let asks = matches!(first.look, Look::Question(_));
    let is_read = first.look != Look::Nothing;
    let captcha = RwSignal::new(first);
    let state = RwSignal::new(State::Picture);
    let refused = RwSignal::new(None::<Problem>);
    let worked = RwSignal::new(String::new());
    // The captcha that is worked for in place of reading.
    let instead = StoredValue::new(None);
    let another = move |quietly: bool| {
        refused.set(None);
        // At once, for the form may be about to move the focus to the field.
        if state.get_untracked() != State::Picture {
            state.set(State::Picture);
            set_field("", Field::Seen);
        }
        leptos::task::spawn_local(async move {
            match fresh(asks).await {
                Ok(fresh) => {
                    if is_read {
                        set_field("", Field::Seen);
                    }
                    if let Look::Question(question) = &fresh.look {
                        set_question(question);
                    }
                    state.set(State::Picture);
                    captcha.set(fresh);
                }
                Err(problem) if !quietly => refused.set(Some(problem)),
                Err(_) => {}
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
                    set_field(&number, Field::Unseen);
                    state.set(State::Worked);
                }
                worked.set(number);
            }
        });
    });
    let without_seeing = move || {
        if state.get_untracked() == State::Working {
            return;
        }
        refused.set(None);
        state.set(State::Working);
        set_field("", Field::Unseen);
        leptos::task::spawn_local(async move {
            let asked = work_instead().await;
            // Another picture may have come meanwhile.
            if state.get_untracked() != State::Working {
                return;
            }
            match asked {
                Ok((id, work_bits)) => {
                    instead.set_value(Some(id));
                    captcha.set(Shown {
                        id,
                        work_bits,
                        look: Look::Nothing,
                        demo_answer: None,
                    });
                }
                Err(problem) => {
                    state.set(State::Picture);
                    set_field("", Field::Seen);
                    refused.set(Some(problem));
                }
            }
        });
    };
    Effect::new(move || {
        let gone = move || match state.get_untracked() {
            State::Worked => without_seeing(),
            State::Picture => another(true),
            State::Working => {}
        };
        let id = move || captcha.try_with_untracked(|captcha| captcha.id);
        leptos::task::spawn_local(keep_good(id, gone));
    });
    let shown = move || {
        state.get() == State::Picture && captcha.with(|captcha| captcha.look != Look::Nothing)
    };
    let image = move || {
        captcha.with(|captcha| match &captcha.look {
            Look::Picture(image) => image.clone(),
            Look::Question(_) | Look::Nothing => String::new(),
        })
    };
    let demo_answer = move || captcha.with(|captcha| captcha.demo_answer.clone());
    let hidden = move || {
        view! {
            <input type="hidden" name="captcha_id" prop:value=move || captcha.with(|captcha| captcha.id.to_string()) value=captcha.get_untracked().id.to_string() />
            <input type="hidden" name="captcha_work" prop:value=move || worked.get() value="" />
        }
    };
    if !is_read {
        return Either::Left(view! {
            {hidden()}
            <button type="button" hidden data-another-captcha on:click=move |_| another(false)></button>
        });
    }
    let (other, back) = if asks {
        (ANOTHER_QUESTION, ANOTHER_QUESTION)
    } else {
        (ANOTHER_PICTURE, USE_PICTURE)
    };
    Either::Right(view! {
        <div class="captcha">
            <div class=if asks { "captcha-question" } else { "captcha-picture" } hidden=move || !shown()>
                {(!asks).then(|| view! { <img src=image alt=t(CAPTCHA_PICTURE) width="200" height="64" /> })}
                {hidden()}
                {move || demo_answer().map(|answer| view! {
                    <p class="demo-hint">{t(CAPTCHA_DEMO)} " " <code data-testid="captcha-demo">{answer}</code></p>
                })}
            </div>
            <button type="button" class="button button-quiet" data-another-captcha on:click=move |_| another(false)>
                {move || if shown() { t(other) } else { t(back) }}
            </button>
            <button
                type="button"
                class="button button-quiet"
                hidden=move || state.get() != State::Picture
                on:click=move |_| without_seeing()
            >
                {t(WITHOUT_SEEING)}
            </button>
            <p role="status" data-captcha-work=move || state.get().held()>{move || match state.get() {
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

async fn fresh(asks: bool) -> Result<Shown, Problem> {
    if asks {
        let asked = client::call::<CreateQuestionCaptcha>(&(), &Empty {}).await;
        return asked.map(Shown::from);
    }
    let drawn = client::call::<CreateCaptcha>(&(), &Empty {}).await;
    drawn.map(Shown::from)
}

/// Renews the captcha in good time for as long as it can be, also while nobody looks at the page. After that it is `gone`, once
/// somebody does. By the clock, not by ticks: a telephone stops a page that is not seen.
#[cfg(feature = "hydrate")]
async fn keep_good(id: impl Fn() -> Option<Uuid>, gone: impl Fn()) {
    use crate::api::{
        ProblemCode,
        captchas::{CaptchaPath, RenewCaptcha},
    };
    use leptos::web_sys::js_sys::Date;
    const LOOK_EVERY_MS: u32 = 10_000;
    /// Well within its five minutes.
    const RENEW_EVERY_MS: f64 = 120_000.0;
    /// How old the first may be already: it came with the page.
    const FIRST_IS_OLD_MS: f64 = 60_000.0;
    let mut good = (id(), Date::now() - FIRST_IS_OLD_MS);
    let mut ended = None;
    loop {
        gloo_timers::future::TimeoutFuture::new(LOOK_EVERY_MS).await;
        let Some(id) = id() else { return };
        if good.0 != Some(id) {
            good = (Some(id), Date::now());
            continue;
        }
        if ended == Some(id) {
            if !document().hidden() {
                gone();
            }
            continue;
        }
        if Date::now() - good.1 < RENEW_EVERY_MS {
            continue;
        }
        match client::call::<RenewCaptcha>(&CaptchaPath { id }, &Empty {}).await {
            Ok(_) => good.1 = Date::now(),
            Err(problem) if problem.code == ProblemCode::NotFound => ended = Some(id),
            // Asked again when the page looks next.
            Err(_) => {}
        }
    }
}

#[cfg(not(feature = "hydrate"))]
async fn keep_good(_: impl Fn() -> Option<Uuid>, _: impl Fn()) {}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Picture,
    Working,
    Worked,
}

impl State {
    /// What the form around reads when it is sent: it waits for the work.
    fn held(self) -> Option<&'static str> {
        match self {
            Self::Picture => None,
            Self::Working => Some("working"),
            Self::Worked => Some("worked"),
        }
    }
}

/// What the server said, or that it could not be reached.
fn words(problem: Problem) -> String {
    match problem.detail {
        Some(detail) => format!("{} {detail}", problem.title),
        None => problem.title,
    }
}

#[cfg(feature = "hydrate")]
async fn work_instead() -> Result<(Uuid, u8), Problem> {
    use crate::api::captchas::CreateWorkCaptcha;
    let asked = client::call::<CreateWorkCaptcha>(&(), &Empty {}).await?;
    Ok((asked.id, asked.bits))
}

#[cfg(not(feature = "hydrate"))]
async fn work_instead() -> Result<(Uuid, u8), Problem> {
    Err(Problem::offline())
}

/// Tries numbers until one will do, a few hundred at a time so that the page goes on answering; none where it is not wanted any
/// more.
#[cfg(feature = "hydrate")]
async fn number_worked_for(id: Uuid, bits: u8, wanted: impl Fn() -> bool) -> Option<String> {
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
async fn number_worked_for(_: Uuid, _: u8, _: impl Fn() -> bool) -> Option<String> {
    None
}

#[derive(Clone, Copy)]
enum Field {
    Seen,
    /// What is in it is sent all the same.
    Unseen,
}

/// Puts something where the characters would be typed, and shows or hides that. The field is no part of the island.
#[cfg(feature = "hydrate")]
fn set_field(value: &str, shown: Field) {
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
            Field::Seen => frame.remove_attribute("hidden"),
            Field::Unseen => frame.set_attribute("hidden", ""),
        };
    }
}

#[cfg(not(feature = "hydrate"))]
fn set_field(_: &str, _: Field) {}

/// Asks something else beside the field.
#[cfg(feature = "hydrate")]
fn set_question(question: &str) {
    use super::field_name::field_id;
    let label = format!("label[for='{}']", field_id("captcha"));
    if let Ok(Some(label)) = document().query_selector(&label) {
        label.set_text_content(Some(question));
    }
}

#[cfg(not(feature = "hydrate"))]
fn set_question(_: &str) {}
