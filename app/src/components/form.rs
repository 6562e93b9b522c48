//! A form that posts to the API: natively before hydration, in place afterwards.

use crate::{
    api::{Endpoint, FormEndpoint, Problem, ProblemCode, path_of},
    client,
    form_data::{steering, to_input},
    submitted::SubmittedForm,
};
use leptos::{context::Provider, prelude::*};
use std::{pin::Pin, sync::Arc};

type Submission = Pin<Box<dyn Future<Output = Result<String, Problem>> + Send>>;
type Submit = Arc<dyn Fn(serde_json::Value, Option<String>) -> Submission + Send + Sync>;

/// Something a form can be posted to.
#[derive(Clone)]
pub struct FormAction {
    url: String,
    submit: Submit,
}

impl FormAction {
    /// The endpoint `E` at its path.
    #[must_use]
    pub fn of<E: FormEndpoint>(path: &E::Path) -> Self {
        let url = path_of::<E>(path);
        let target = url.clone();
        Self {
            url,
            submit: Arc::new(move |input, key| {
                let call = client::post_form::<E>(target.clone(), &input, key);
                Box::pin(async move { call.await.map(|output| <E as FormEndpoint>::next(&output)) })
            }),
        }
    }

    /// Address of an endpoint, for a submit button that overrides the form's own action.
    #[must_use]
    pub fn url_of<E: Endpoint>(path: &E::Path) -> String {
        path_of::<E>(path)
    }
}

/// What fields and buttons inside a form know of it.
#[derive(Clone, Copy)]
pub struct FormContext {
    /// The last answer with errors, and what was typed.
    pub submitted: RwSignal<SubmittedForm>,
    /// Whether an answer is awaited.
    pub pending: RwSignal<bool>,
    /// The action that the pressed button named, if it named one.
    pub pressed: RwSignal<Option<String>>,
}

impl FormContext {
    /// The message beside a field.
    #[must_use]
    pub fn message(self, name: &str) -> Option<String> {
        self.submitted.with(|submitted| {
            let problem = submitted.problem.as_ref()?;
            problem.message_for(name).map(str::to_owned)
        })
    }

    /// What was typed into a field before the page was rendered.
    #[must_use]
    pub fn typed(self, name: &str) -> Option<String> {
        self.submitted
            .with_untracked(|submitted| submitted.value(name).map(str::to_owned))
    }

    /// Counts the server's answers with a problem. Each uses up what is good for one try, such as a captcha;
    /// an answer that never came uses up nothing.
    #[must_use]
    pub fn refusals(self) -> Memo<u32> {
        Memo::new(move |before: Option<&u32>| {
            let refused = self.submitted.with(|submitted| {
                submitted
                    .problem
                    .as_ref()
                    .is_some_and(|problem| problem.code != ProblemCode::Offline)
            });
            match before {
                None => 0,
                Some(count) => count + u32::from(refused),
            }
        })
    }
}

/// Counts what changed on the server through this page, so that what is shown is loaded again.
#[derive(Clone, Copy)]
pub struct Changes(pub RwSignal<u32>);

/// A form for one or more actions; the first is the default, a [`SubmitButton`] may name another.
#[component]
pub fn ApiForm(
    /// Where it can be posted to.
    actions: Vec<FormAction>,
    /// Whether a double tap must be recognised by an `Idempotency-Key`.
    #[prop(optional)]
    keyed: bool,
    /// Class of the form element.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let key = keyed
        .then(|| RwSignal::new(SharedValue::new(|| uuid::Uuid::new_v4().to_string()).into_inner()));
    let default_url = actions
        .first()
        .map(|action| action.url.clone())
        .unwrap_or_default();
    let answered = posted_natively()
        .filter(|submitted| actions.iter().any(|action| action.url == submitted.action))
        .unwrap_or_default();
    let context = FormContext {
        submitted: RwSignal::new(answered),
        pending: RwSignal::new(false),
        pressed: RwSignal::new(None),
    };
    let changes = expect_context::<Changes>();
    #[cfg(feature = "hydrate")]
    let on_submit = browser::on_submit(actions, context, changes, key);
    #[cfg(not(feature = "hydrate"))]
    let on_submit = {
        let _ = (
            changes,
            to_input,
            &actions.first().map(|action| &action.submit),
        );
        move |_: leptos::ev::SubmitEvent| ()
    };

    view! {
        <form method="post" class=class novalidate on:submit=on_submit aria-busy=move || context.pending.get().to_string()>
            <input type="hidden" name=steering::ACTION value=default_url />
            {key.map(|key| view! { <input type="hidden" name=steering::KEY prop:value=move || key.get() value=key.get_untracked() /> })}
            <ErrorSummary context />
            <Provider value=context>{children()}</Provider>
        </form>
    }
}

/// The form that came back with the page. It belongs to the page as it was delivered: a form drawn later must not
/// take its errors and values for its own.
fn posted_natively() -> Option<SubmittedForm> {
    let delivered = Owner::current_shared_context()
        .is_none_or(|shared| !shared.is_browser() || shared.during_hydration());
    delivered.then(use_context::<SubmittedForm>).flatten()
}

/// What is wrong, on top of the form, with links to the fields: `external`, because the router would scroll to a
/// field without moving the focus into it.
#[component]
fn ErrorSummary(context: FormContext) -> impl IntoView {
    let problem = move || {
        context
            .submitted
            .with(|submitted| submitted.problem.clone())
    };
    view! {
        <div class="error-summary-place" aria-live="polite">
            {move || problem().map(|problem| view! {
                <div class="notice notice-error error-summary" tabindex="-1">
                    <p class="notice-title">{problem.title}</p>
                    {problem.detail.map(|detail| view! { <p>{detail}</p> })}
                    <ul>
                        {problem.errors.into_iter().map(|error| view! {
                            <li><a rel="external" href=format!("#{}", field_id(&error.field))>{error.message}</a></li>
                        }).collect_view()}
                    </ul>
                    {problem.reference.map(|reference| view! { <p class="small">"Mã tra cứu lỗi: " <code>{reference}</code></p> })}
                </div>
            })}
        </div>
    }
}

/// Id of a field's control.
#[must_use]
pub fn field_id(name: &str) -> String {
    let name = name.split(':').next().unwrap_or(name);
    format!("f-{}", name.replace('.', "-"))
}

/// Sends the form; shows that an answer is awaited, and cannot be pressed twice meanwhile.
#[component]
pub fn SubmitButton(
    /// What it does, in a verb.
    #[prop(into)]
    label: String,
    /// What is being done while an answer is awaited.
    #[prop(into)]
    busy: String,
    /// Another action than the form's first.
    #[prop(optional, into)]
    action: Option<String>,
    /// `button-secondary`, for what is not the main way on.
    #[prop(optional)]
    class: &'static str,
    /// Whether it cannot be pressed for the time being.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let pending = context.pending;
    let name = action.is_some().then_some(steering::ACTION);
    let awaited = {
        let action = action.clone();
        move || pending.get() && context.pressed.with(|pressed| *pressed == action)
    };
    view! {
        <button type="submit" class=format!("button {class}") name=name value=action disabled=disabled aria-disabled=move || pending.get().to_string()>
            {move || if awaited() { busy.clone() } else { label.clone() }}
        </button>
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Changes, FormAction, FormContext, steering, to_input};
    use crate::{
        api::Problem, api::ProblemCode, form_data::steering_value, submitted::SubmittedForm,
    };
    use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
    use leptos_router::{NavigateOptions, hooks::use_navigate};
    use wasm_bindgen::JsCast;
    use web_sys::{FormData, HtmlButtonElement, HtmlElement, HtmlFormElement, UrlSearchParams};

    /// Fields of the form and the pressed button's, in the order of the page.
    fn fields_of(event: &SubmitEvent) -> Option<Vec<(String, String)>> {
        let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
        let data = FormData::new_with_form(&form).ok()?;
        let pairs = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        let text: String = pairs.to_string().into();
        let mut fields: Vec<(String, String)> = serde_urlencoded::from_str(&text).ok()?;
        if let Some(action) = named_by_button(event) {
            fields.push((steering::ACTION.to_owned(), action));
        }
        Some(fields)
    }

    /// The action that the pressed button names, if it names one.
    fn named_by_button(event: &SubmitEvent) -> Option<String> {
        let button: HtmlButtonElement = event.submitter()?.dyn_into().ok()?;
        (button.name() == steering::ACTION).then(|| button.value())
    }

    /// A page left for the provider's may be taken out of the browser's memory again by the back button, as it was
    /// left: waiting. It then waits no longer, and loads again what it shows.
    fn wake_when_shown_again(context: FormContext, changes: Changes) {
        let shown = window_event_listener_untyped("pageshow", move |_| {
            if context.pending.get_untracked() {
                context.pending.set(false);
                changes.0.update(|count| *count += 1);
            }
        });
        on_cleanup(move || shown.remove());
    }

    pub(super) fn on_submit(
        actions: Vec<FormAction>,
        context: FormContext,
        changes: Changes,
        key: Option<RwSignal<String>>,
    ) -> impl Fn(SubmitEvent) + 'static {
        let navigate = use_navigate();
        wake_when_shown_again(context, changes);
        move |event: SubmitEvent| {
            let Some(fields) = fields_of(&event) else {
                return;
            };
            let url = steering_value(&fields, steering::ACTION).unwrap_or_default();
            let Some(action) = actions.iter().find(|action| action.url == url).cloned() else {
                return;
            };
            event.prevent_default();
            if context.pending.get_untracked() {
                return;
            }
            context.pressed.set(named_by_button(&event));
            context.pending.set(true);
            let navigate = navigate.clone();
            let submission = (action.submit)(to_input(&fields), key.map(|key| key.get_untracked()));
            spawn_local(async move {
                let answer = submission.await;
                // Without an answer the same key goes out again, so that a retry is recognised.
                if let (Some(key), false) = (key, is_offline(&answer)) {
                    key.set(uuid::Uuid::new_v4().to_string());
                }
                match answer {
                    Ok(next) if next.starts_with('/') => {
                        context.submitted.set(SubmittedForm::default());
                        context.pending.set(false);
                        changes.0.update(|count| *count += 1);
                        navigate(&next, NavigateOptions::default());
                    }
                    Ok(next) => {
                        // Stays pending: the page is about to be left for the provider's.
                        let _ = window().location().assign(&next);
                    }
                    Err(problem) => {
                        context.pending.set(false);
                        context
                            .submitted
                            .set(SubmittedForm::new(&action.url, &fields, problem));
                        request_animation_frame(focus_first_error);
                    }
                }
            });
        }
    }

    fn is_offline(answer: &Result<String, Problem>) -> bool {
        matches!(answer, Err(problem) if problem.code == ProblemCode::Offline)
    }

    fn focus_first_error() {
        let first = document()
            .query_selector("[aria-invalid='true']")
            .ok()
            .flatten()
            .or_else(|| document().query_selector(".error-summary").ok().flatten());
        if let Some(element) = first.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    }
}
