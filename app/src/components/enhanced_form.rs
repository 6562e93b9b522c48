//! Posts the form inside in place: shows that an answer is awaited, puts errors beside the fields, loses nothing typed.
//!
//! An island: the only part of a form that runs in the browser. The form itself works without it.

use leptos::prelude::*;

#[island]
pub fn EnhancedForm(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    {
        let root = NodeRef::new();
        browser::wake_when_shown_again();
        Effect::new(move |_| root.get().as_ref().map(browser::restore));
        view! { <div class="enhanced" node_ref=root on:submit=browser::submit on:input=browser::typed>{children()}</div> }
    }
    #[cfg(not(feature = "hydrate"))]
    view! { <div class="enhanced">{children()}</div> }
}

#[cfg(feature = "hydrate")]
pub(super) use browser::all;

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::{
        error_summary::ErrorSummary,
        field_name::{field_id, suggestion_id},
        kept_draft,
    };
    use crate::{
        api::{FieldError, Problem, ProblemCode, Suggestion},
        form_data::{Accepted, steering},
        locales::{components::chosen_instead, language},
    };
    use domain::calendar::date_so_far;
    use gloo_net::http::Request;
    use gloo_timers::future::TimeoutFuture;
    use leptos::{ev::SubmitEvent, mount::mount_to, prelude::*, task::spawn_local};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{
        Element, Event, FormData, HtmlButtonElement, HtmlDivElement, HtmlElement, HtmlFormElement,
        HtmlInputElement, UrlSearchParams,
    };

    /// Fields whose values are good for one try.
    const GOOD_FOR_ONE_TRY: &str = "input[name='captcha'], input[name='code']";
    const LOOK_AT_WORK_EVERY_MS: u32 = 100;

    pub(super) fn typed(event: Event) {
        let control = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(input) = control
            .as_ref()
            .filter(|control| control.has_attribute("data-date"))
            .and_then(|control| control.dyn_ref::<HtmlInputElement>())
        {
            put_slashes(input);
        }
        let form = control.and_then(|control| control.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into().ok()) {
            kept_draft::keep(&form);
        }
    }

    /// Not within a text, where it would move the cursor. What is taken away at its end never asks for another slash.
    fn put_slashes(input: &HtmlInputElement) {
        let value = input.value();
        let at_its_end = input.selection_start().ok().flatten().is_none_or(|at| {
            usize::try_from(at).is_ok_and(|at| at == value.encode_utf16().count())
        });
        if let (true, Some(formatted)) = (at_its_end, date_so_far(&value)) {
            input.set_value(&formatted);
        }
    }

    pub(super) fn restore(root: &HtmlDivElement) {
        for form in all(root, "form") {
            if let Ok(form) = form.dyn_into() {
                kept_draft::restore(&form);
            }
        }
    }

    pub(super) fn submit(event: SubmitEvent) {
        let Some(form) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        else {
            return;
        };
        let button = event
            .submitter()
            .and_then(|button| button.dyn_into::<HtmlButtonElement>().ok());
        // Another captcha comes with the page.
        if button
            .as_ref()
            .is_some_and(|button| button.name() == steering::ANOTHER_CAPTCHA)
        {
            return;
        }
        if form.enctype() == "multipart/form-data" {
            return sent_by_the_browser(&event, &form, button.as_ref());
        }
        let Some(mut fields) = fields_of(&form, button.as_ref()) else {
            return;
        };
        event.prevent_default();
        if is_busy(&form) {
            return;
        }
        set_busy(&form, button.as_ref());
        spawn_local(async move {
            if captcha_is(&form, "working") {
                while captcha_is(&form, "working") {
                    TimeoutFuture::new(LOOK_AT_WORK_EVERY_MS).await;
                }
                match fields_of(&form, button.as_ref()) {
                    Some(worked_for) if captcha_is(&form, "worked") => fields = worked_for,
                    // The way was given up for the picture.
                    _ => return set_idle(&form),
                }
            }
            match post(fields).await {
                // Stays busy: the page is about to be left.
                Ok(accepted) => {
                    kept_draft::forget(&form);
                    if let Some(provider) = accepted.opens {
                        // Where the browser refuses, the page that comes next has a link to it.
                        let _ = window()
                            .open_with_url_and_target_and_features(&provider, "_blank", "noopener");
                    }
                    go_on_to(&accepted.next);
                }
                Err(problem) => {
                    set_idle(&form);
                    if problem.code == ProblemCode::SignInRequired {
                        // The page is left for the sign-in, also where nothing was typed since it was loaded.
                        kept_draft::keep(&form);
                    }
                    if problem.code != ProblemCode::Offline {
                        renew_what_was_used_up(&form);
                    }
                    if let Some(suggestion) = &problem.suggestion {
                        choose_instead(&form, suggestion);
                    }
                    show(&form, problem);
                }
            }
        });
    }

    /// Loads the next page, also where it is this one and only the place on it is another. Loading this one again would not
    /// do: it may be the answer to a post, which would be posted once more.
    fn go_on_to(next: &str) {
        let location = window().location();
        let here = location
            .pathname()
            .and_then(|path| Ok(path + &location.search()?));
        let is_here = next
            .split_once('#')
            .is_some_and(|(page, _)| here.is_ok_and(|here| here == page));
        let moved_away = is_here
            && window()
                .history()
                .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some("/")))
                .is_ok();
        let _ = if moved_away {
            location.replace(next)
        } else {
            location.assign(next)
        };
    }

    /// Files go natively; it only shows that they are on their way, once. Where the browser believes that there is no network, it may
    /// be wrong: then the server is asked first, because a post that fails would cost the chosen files.
    fn sent_by_the_browser(
        event: &SubmitEvent,
        form: &HtmlFormElement,
        button: Option<&HtmlButtonElement>,
    ) {
        if is_busy(form) {
            event.prevent_default();
            return;
        }
        set_busy(form, button);
        if window().navigator().on_line() {
            return;
        }
        event.prevent_default();
        let form = form.clone();
        spawn_local(async move {
            if is_reachable().await && form.submit().is_ok() {
                return;
            }
            set_idle(&form);
            show(&form, Problem::offline());
        });
    }

    /// Whether the server answers, whatever it says. No service worker answers in its place.
    async fn is_reachable() -> bool {
        Request::get("/healthz").send().await.is_ok()
    }

    /// How far the browser is with its work in place of reading the captcha.
    fn captcha_is(form: &HtmlFormElement, state: &str) -> bool {
        let state = format!("[data-captcha-work='{state}']");
        matches!(form.query_selector(&state), Ok(Some(_)))
    }

    /// The fields as a native post would send them, the pressed button's last.
    fn fields_of(form: &HtmlFormElement, button: Option<&HtmlButtonElement>) -> Option<String> {
        let data = FormData::new_with_form(form).ok()?;
        let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
        if let Some(button) = button.filter(|button| !button.name().is_empty()) {
            fields.append(&button.name(), &button.value());
        }
        Some(fields.to_string().into())
    }

    async fn post(fields: String) -> Result<Accepted, Problem> {
        let href = window().location().href().map_err(|_| Problem::offline())?;
        let page = href.split('#').next().unwrap_or(&href);
        let response = Request::post(page)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(fields)
            .map_err(|_| Problem::offline())?
            .send()
            .await
            .map_err(|_| Problem::offline())?;
        let body = response.text().await.map_err(|_| Problem::offline())?;
        crate::client::read(response.ok(), &body)
    }

    fn is_busy(form: &HtmlFormElement) -> bool {
        form.get_attribute("aria-busy").as_deref() == Some("true")
    }

    /// Marks the form, and says in the pressed button what is being done.
    fn set_busy(form: &HtmlFormElement, pressed: Option<&HtmlButtonElement>) {
        let _ = form.set_attribute("aria-busy", "true");
        for button in all(form, "button[type='submit']") {
            let _ = button.set_attribute("aria-disabled", "true");
        }
        // The Enter key may press one that is not seen.
        let seen = all(form, "button[data-busy]").into_iter().next();
        let pressed = pressed.filter(|button| button.has_attribute("data-busy"));
        let button = pressed.map(|button| button.clone().into()).or(seen);
        if let Some(button) = button
            && let Some(busy) = button.get_attribute("data-busy")
        {
            let label = button.text_content().unwrap_or_default();
            let _ = button.set_attribute("data-label", label.trim());
            button.set_text_content(Some(&busy));
        }
    }

    fn set_idle(form: &Element) {
        let _ = form.remove_attribute("aria-busy");
        for button in all(form, "button[type='submit']") {
            let _ = button.remove_attribute("aria-disabled");
            if let Some(label) = button.get_attribute("data-label") {
                let _ = button.remove_attribute("data-label");
                button.set_text_content(Some(&label));
            }
        }
    }

    /// The answer used up the idempotency key, the captcha and the code. An answer that never came uses up nothing, so
    /// that the same key recognises the retry.
    fn renew_what_was_used_up(form: &HtmlFormElement) {
        for key in all(form, &format!("input[name='{}']", steering::KEY)) {
            if let Ok(key) = key.dyn_into::<HtmlInputElement>() {
                key.set_value(&uuid::Uuid::new_v4().to_string());
            }
        }
        for field in all(form, GOOD_FOR_ONE_TRY) {
            if let Ok(field) = field.dyn_into::<HtmlInputElement>() {
                field.set_value("");
            }
        }
        for another in all(form, "[data-another-captcha]") {
            if let Ok(another) = another.dyn_into::<HtmlElement>() {
                another.click();
            }
        }
    }

    /// Shows a problem on top of the form and beside its fields, and moves the focus to the first of them.
    fn show(form: &HtmlFormElement, problem: Problem) {
        for said in all(form, "[data-until-refused]") {
            said.remove();
        }
        for control in all(form, "[aria-invalid]") {
            let _ = control.remove_attribute("aria-invalid");
        }
        for field in all(form, ".field-invalid") {
            let _ = field.class_list().remove_1("field-invalid");
        }
        for message in all(form, ".field-error") {
            message.set_text_content(None);
        }
        let mut first = None;
        for error in &problem.errors {
            if let Some(control) = mark(error) {
                first.get_or_insert(control);
            }
        }
        if let Some(place) = all(form, ".error-summary-place").into_iter().next() {
            place.set_text_content(None);
            if let Ok(place) = place.dyn_into::<HtmlElement>() {
                mount_to(place, move || view! { <ErrorSummary problem /> }).forget();
            }
        }
        let focus = first.or_else(|| all(form, ".error-summary").into_iter().next());
        if let Some(Ok(element)) = focus.map(|element| element.dyn_into::<HtmlElement>()) {
            let _ = element.focus();
        }
    }

    /// Chooses what is likely to work, brings it into sight, and names it beside its field. What no eye sees, such as the version of a
    /// draft, is put in its place.
    fn choose_instead(form: &HtmlFormElement, suggestion: &Suggestion) {
        for unseen in all(form, "input[type='hidden']") {
            if let Ok(unseen) = unseen.dyn_into::<HtmlInputElement>()
                && unseen.name() == suggestion.field
            {
                unseen.set_value(&suggestion.value);
            }
        }
        let choices = all(form, "input[type='radio']");
        let choice = choices
            .into_iter()
            .filter_map(|choice| choice.dyn_into::<HtmlInputElement>().ok())
            .find(|choice| choice.name() == suggestion.field && choice.value() == suggestion.value);
        let Some(choice) = choice.filter(|choice| !choice.disabled()) else {
            return;
        };
        choice.set_checked(true);
        kept_draft::keep(form);
        if let Ok(Some(folded)) = choice.closest("details") {
            let _ = folded.set_attribute("open", "");
        }
        let name = choice.get_attribute("data-name");
        let place = document().get_element_by_id(&suggestion_id(&suggestion.field));
        if let (Some(name), Some(place)) = (name, place) {
            place.set_text_content(Some(&chosen_instead(language(), &name)));
        }
    }

    /// Yields the field's control.
    fn mark(error: &FieldError) -> Option<Element> {
        let id = field_id(&error.field);
        let control = document().get_element_by_id(&id)?;
        let _ = control.set_attribute("aria-invalid", "true");
        if let Ok(Some(field)) = control.closest(".field") {
            let _ = field.class_list().add_1("field-invalid");
        }
        if let Some(message) = document().get_element_by_id(&format!("{id}-error")) {
            message.set_text_content(Some(&error.message));
        }
        Some(control)
    }

    /// A page left for the provider's may come back from the browser's memory as it was left, busy. It then loads again, so
    /// that it tells what has happened meanwhile.
    pub(super) fn wake_when_shown_again() {
        let shown = window_event_listener_untyped("pageshow", |_| {
            if let Ok(Some(_)) = document().query_selector("form[aria-busy='true']") {
                let _ = window().location().reload();
            }
        });
        on_cleanup(move || shown.remove());
    }

    pub(crate) fn all(root: &Element, selector: &str) -> Vec<Element> {
        let Ok(found) = root.query_selector_all(selector) else {
            return Vec::new();
        };
        (0..found.length())
            .filter_map(|index| found.get(index)?.dyn_into().ok())
            .collect()
    }
}
