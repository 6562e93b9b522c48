//! Fields: label, hint, control, and beside it what is wrong.

use super::{field_name::field_id, form::FormContext};
use crate::locales::{components::*, t};
use leptos::prelude::*;

/// What every field shows around its control. Without its type: a form of ten fields would otherwise be a type too
/// large for the stack that renders it.
#[component]
pub(super) fn FieldFrame(
    name: &'static str,
    #[prop(into)] label: String,
    hint: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let id = field_id(name);
    view! {
        <div class="field" class:field-invalid=context.message(name).is_some()>
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {children()}
            <FieldMessage name />
        </div>
    }
    .into_any()
}

/// The message beside a field, or the place where it will be.
#[component]
pub fn FieldMessage(name: &'static str) -> impl IntoView {
    let context = expect_context::<FormContext>();
    view! {
        <p class="field-error" id=format!("{}-error", field_id(name))>
            {context.message(name)}
        </p>
    }
}

pub(super) fn described_by(name: &str, hint: bool) -> String {
    let id = field_id(name);
    if hint {
        format!("{id}-hint {id}-error")
    } else {
        format!("{id}-error")
    }
}

/// Says beside the label where nothing needs to be typed or chosen.
fn labelled(label: String, optional: bool) -> String {
    if optional {
        format!("{label} ({})", t(OPTIONAL))
    } else {
        label
    }
}

#[component]
pub fn TextField(
    name: &'static str,
    #[prop(into)] label: String,
    /// What to type, if the label does not say it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// `text`, `email`, `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Value before anything was typed.
    #[prop(optional, into)]
    value: String,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = "text")] inputmode: &'static str,
    #[prop(optional)] optional: bool,
    #[prop(optional)] class: Option<&'static str>,
    /// Whether slashes are put into the digits of a date while it is typed.
    #[prop(optional)]
    date: bool,
    /// Whether keyboards are to leave it as it is typed: no capital at its beginning, no other word in its place.
    #[prop(optional)]
    verbatim: bool,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let value = context.typed(name).unwrap_or(value);
    let label = labelled(label, optional);
    view! {
        <FieldFrame name label hint>
            <input
                id=field_id(name)
                class=class
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                data-date=date.then_some("")
                autocapitalize=verbatim.then_some("none")
                spellcheck=verbatim.then_some("false")
                autofocus=context.takes_focus(name)
                aria-required=(!optional).to_string()
                aria-invalid=context.invalid(name)
                aria-describedby=described_by(name, hint.is_some())
            />
        </FieldFrame>
    }
}

/// A date typed as `dd/mm/yyyy`: quicker than turning a calendar back to a birth year.
#[component]
pub fn DateField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(default = "off")] autocomplete: &'static str,
) -> impl IntoView {
    let hint = hint.unwrap_or_else(|| t(DATE_HINT));
    view! {
        <TextField name label hint value autocomplete inputmode="numeric" date=true />
    }
}

/// A choice of a list: value, name, and the language of the name where it is not that of the page.
pub type Choice = (String, String, Option<&'static str>);

#[component]
pub fn SelectField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] hint: Option<&'static str>,
    options: Vec<Choice>,
    /// Name of the empty value.
    #[prop(into)]
    empty: String,
    #[prop(optional, into)] value: String,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let chosen = context.typed(name).unwrap_or(value);
    view! {
        <FieldFrame name label hint>
            <select
                id=field_id(name)
                name=name
                autofocus=context.takes_focus(name)
                aria-invalid=context.invalid(name)
                aria-describedby=described_by(name, hint.is_some())
            >
                <option value="">{empty}</option>
                {options.into_iter().map(|(value, label, lang)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected lang=lang>{label}</option> }
                }).collect_view()}
            </select>
        </FieldFrame>
    }
}

/// One of a few, all in view.
#[component]
pub fn RadioField(
    name: &'static str,
    #[prop(into)] label: String,
    /// Values and their names.
    options: Vec<(&'static str, &'static str)>,
    #[prop(optional, into)] value: String,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let label = labelled(label, optional);
    let chosen = context.typed(name).unwrap_or(value);
    let focus = context.takes_focus(name);
    let invalid = context.invalid(name);
    view! {
        <fieldset
            class="field"
            class:field-invalid=context.message(name).is_some()
            aria-describedby=described_by(name, false)
        >
            <legend>{label}</legend>
            <div class="choices">
                {options.into_iter().enumerate().map(|(index, (value, label))| {
                    let id = if index == 0 { field_id(name) } else { format!("{}-{value}", field_id(name)) };
                    view! {
                        <label class="choice" for=id.clone()>
                            <input
                                id=id.clone()
                                type="radio"
                                name=name
                                value=value
                                checked=chosen == value
                                autofocus=focus && index == 0
                                aria-invalid=invalid.filter(|_| index == 0)
                            />
                            <span>{label}</span>
                        </label>
                    }
                }).collect_view()}
            </div>
            <FieldMessage name />
        </fieldset>
    }
    .into_any()
}

#[component]
pub fn CheckboxField(
    /// Name of the input member, with `:bool`.
    name: &'static str,
    children: Children,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let checked = context.typed(name).is_some();
    view! {
        <div class="field" class:field-invalid=context.message(name).is_some()>
            <label class="choice" for=field_id(name)>
                <input
                    id=field_id(name)
                    type="checkbox"
                    name=name
                    checked=checked
                    autofocus=context.takes_focus(name)
                    aria-invalid=context.invalid(name)
                    aria-describedby=described_by(name, false)
                />
                <span>{children()}</span>
            </label>
            <FieldMessage name />
        </div>
    }
}
