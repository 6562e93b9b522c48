//! A form that posts to the API: natively without scripts, in place with them. Either way the form bridge turns its fields
//! into the call.

use super::{enhanced_form::EnhancedForm, error_summary::ErrorSummary, field_name::bare};
use crate::{
    api::{FormEndpoint, path_of},
    form_data::steering,
    locales::{components::TYPE_PASSWORD_AGAIN, t},
    submitted::SubmittedForm,
};
use leptos::{context::Provider, prelude::*};
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormAction {
    url: String,
}

impl FormAction {
    #[must_use]
    pub fn of<E: FormEndpoint>(path: &E::Path) -> Self {
        Self {
            url: path_of::<E>(path),
        }
    }

    /// Path of its endpoint.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// What fields know of the form around them: what was typed and what is wrong, if it came back with errors.
#[derive(Clone, Default)]
pub struct FormContext(Arc<SubmittedForm>);

impl FormContext {
    #[must_use]
    pub fn of(submitted: SubmittedForm) -> Self {
        Self(Arc::new(submitted))
    }

    /// What is wrong with a field. Of a password that was right it is that the page does not have it any more.
    #[must_use]
    pub fn message(&self, name: &str) -> Option<String> {
        let name = bare(name);
        let problem = self.0.problem.as_ref();
        problem
            .and_then(|problem| problem.message_for(name))
            .map(str::to_owned)
            .or_else(|| self.lost(name).then(|| t(TYPE_PASSWORD_AGAIN).to_owned()))
    }

    fn lost(&self, name: &str) -> bool {
        self.0.lost.iter().any(|lost| lost == name)
    }

    /// Whether the captcha asks in words.
    #[must_use]
    pub fn asks_in_words(&self) -> bool {
        self.0.asks_in_words
    }

    /// `aria-invalid` of a field's control.
    #[must_use]
    pub fn invalid(&self, name: &str) -> Option<&'static str> {
        self.message(name).is_some().then_some("true")
    }

    #[must_use]
    pub fn typed(&self, name: &str) -> Option<String> {
        self.0.value(name).map(str::to_owned)
    }

    /// True for the first field with an error, which then takes the focus without any script.
    #[must_use]
    pub fn takes_focus(&self, name: &str) -> bool {
        let problem = self.0.problem.as_ref();
        problem
            .and_then(|problem| problem.errors.first())
            .map(|first| &first.field)
            .or(self.0.goes_on_at.as_ref())
            .is_some_and(|first| first == bare(name))
    }

    /// Another value of a field, with which the form is likely to be taken.
    #[must_use]
    pub fn suggested(&self, name: &str) -> Option<String> {
        let suggestion = self.0.problem.as_ref()?.suggestion.as_ref()?;
        (suggestion.field == bare(name)).then(|| suggestion.value.clone())
    }

    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.0.problem.is_some()
    }

    #[must_use]
    pub fn refused_with(&self, code: crate::api::ProblemCode) -> bool {
        self.0
            .problem
            .as_ref()
            .is_some_and(|problem| problem.code == code)
    }
}

/// A form for one or more actions; the first is the default, a [`SubmitButton`] may name another.
#[component]
pub fn ApiForm(
    actions: Vec<FormAction>,
    /// Whether a double tap must be recognised by an `Idempotency-Key`.
    #[prop(optional)]
    keyed: bool,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let default_url = actions.first().map(|action| action.url.clone());
    let answered = use_context::<SubmittedForm>()
        .filter(|submitted| actions.iter().any(|action| action.url == submitted.action))
        .unwrap_or_default();
    let problem = answered.problem.clone();
    let context = FormContext::of(answered);
    let key = keyed.then(|| uuid::Uuid::new_v4().to_string());
    view! {
        <EnhancedForm>
            <form method="post" class=class novalidate>
                <input type="hidden" name=steering::ACTION value=default_url />
                {key.map(|key| view! { <input type="hidden" name=steering::KEY value=key /> })}
                <div class="error-summary-place" aria-live="polite">
                    {problem.map(|problem| view! { <ErrorSummary problem /> })}
                </div>
                <Provider value=context>{children()}</Provider>
            </form>
        </EnhancedForm>
    }
    .into_any()
}

/// With scripts it shows that an answer is awaited, and cannot be pressed twice meanwhile.
#[component]
pub fn SubmitButton(
    /// What it does, in a verb.
    #[prop(into)]
    label: String,
    /// What is being done while an answer is awaited.
    #[prop(into)]
    busy: String,
    /// Another action than the form's first.
    #[prop(optional)]
    action: Option<FormAction>,
    /// `button-secondary`, for what is not the main way on.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let name = action.is_some().then_some(steering::ACTION);
    view! {
        <button type="submit" class=format!("button {class}") name=name value=action.map(|action| action.url) data-busy=busy>
            {label}
        </button>
    }
}
