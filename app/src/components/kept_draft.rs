//! What is typed into a form survives a reload, a crash, a lost connection and the way back: this tab keeps it until the form
//! is sent. Secrets are not kept, nor anything once its owner signs out.
//!
//! Kept is what the form says, and beside it what the server had written into it. Only the fields that differ were changed here, and
//! only they are put back: the others may have been saved elsewhere since. Where such a field is among them, the form names the
//! version that it was typed upon, so that the server tells of both.

use super::enhanced_form::all;
use crate::{
    api::{Endpoint, accounts::EndSession},
    form_data::steering,
    locales::{kept_draft, t},
    submitted::is_secret,
};
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, Storage, UrlSearchParams};

/// What has no name is not sent, such as a search within the form.
const TYPED: &str =
    "input[name]:not([type=hidden]):not([type=password]):not([type=file]),select,textarea";

/// A draft's version, among what the server wrote into the form.
const VERSION: &str = "input[type=hidden][name=version]";

pub(super) fn keep(form: &HtmlFormElement) {
    let Some((storage, key)) = place_of(form) else {
        return;
    };
    if let (Some(typed), Some(rendered)) = (fields(form, now), fields(form, as_rendered)) {
        if let Some(version) = version_of(form) {
            rendered.append(VERSION, &version.default_value());
        }
        let (rendered, typed) = (written(&rendered), written(&typed));
        // A full or forbidden storage keeps nothing; the form works as before.
        let _ = storage.set_item(&key, &format!("{}\n{rendered}\n{typed}", owner()));
    }
}

/// After signing out, nobody's drafts are left for whoever comes next.
pub(super) fn forget(form: &HtmlFormElement) {
    if let Some((storage, key)) = place_of(form) {
        let _ = if key.ends_with(EndSession::PATH) {
            storage.clear()
        } else {
            storage.remove_item(&key)
        };
    }
}

/// Puts back what was typed before, and says so. A form that came back with errors has it already.
pub(super) fn restore(form: &HtmlFormElement) {
    let Some(notices) = all(form, ".error-summary-place").into_iter().next() else {
        return;
    };
    let kept = place_of(form).and_then(|(storage, key)| storage.get_item(&key).ok()?);
    let Some(kept) = kept.as_deref().and_then(Kept::read) else {
        return;
    };
    if kept.owner != owner() {
        forget(form);
    } else if notices.child_element_count() == 0 && kept.put_back_into(form) {
        tell(form.clone(), notices);
    }
}

/// What this tab keeps of a form.
struct Kept<'a> {
    owner: &'a str,
    /// What the server had written into the form.
    rendered: UrlSearchParams,
    typed: UrlSearchParams,
}

impl<'a> Kept<'a> {
    fn read(kept: &'a str) -> Option<Self> {
        let (owner, kept) = kept.split_once('\n')?;
        let (rendered, typed) = kept.split_once('\n')?;
        Some(Self {
            owner,
            rendered: UrlSearchParams::new_with_str(rendered).ok()?,
            typed: UrlSearchParams::new_with_str(typed).ok()?,
        })
    }

    /// Says whether that changed anything.
    fn put_back_into(&self, form: &HtmlFormElement) -> bool {
        let (Some(before), Some(rendered)) = (fields(form, now), fields(form, as_rendered)) else {
            return false;
        };
        let mut is_upon_another = false;
        for control in controls(form) {
            let name = control.name();
            if values(&self.typed, &name) == values(&self.rendered, &name) {
                continue;
            }
            is_upon_another |= values(&rendered, &name) != values(&self.rendered, &name);
            if is_choice(&control) {
                let chosen = self.typed.get_all(&name);
                control.set_checked(chosen.includes(&control.value().into(), 0));
            } else if let Some(value) = self.typed.get(&name) {
                control.set_value(&value);
            }
        }
        if let (true, Some(version), Some(typed_upon)) = (
            is_upon_another,
            version_of(form),
            self.rendered.get(VERSION),
        ) {
            version.set_value(&typed_upon);
        }
        fields(form, now).is_some_and(|after| written(&after) != written(&before))
    }
}

fn tell(form: HtmlFormElement, notices: Element) {
    let Ok(place) = notices.clone().dyn_into::<HtmlElement>() else {
        return;
    };
    let drop = move |_| {
        forget(&form);
        form.reset();
        notices.set_text_content(None);
        if let Some(first) = controls(&form).next() {
            let _ = first.focus();
        }
    };
    mount_to(place, move || {
        view! {
            <div class="notice">
                <p>{t(kept_draft::RESTORED)}</p>
                <button type="button" class="button button-quiet" on:click=drop>{t(kept_draft::DROP_RESTORED)}</button>
            </div>
        }
    })
    .forget();
}

/// Where a form's draft lies: under its page and its first action.
fn place_of(form: &HtmlFormElement) -> Option<(Storage, String)> {
    let action = format!("input[name='{}']", steering::ACTION);
    let action = all(form, &action).into_iter().next()?;
    let action = action.unchecked_into::<HtmlInputElement>().value();
    let storage = window().session_storage().ok()??;
    let page = window().location().pathname().ok()?;
    Some((storage, format!("{page} {action}")))
}

/// Who is signed in, as the header says. What one citizen typed is not shown to the next.
fn owner() -> String {
    let menu = document().query_selector("[data-owner]").ok().flatten();
    menu.and_then(|menu| menu.get_attribute("data-owner"))
        .unwrap_or_default()
}

/// The fields with what they hold; nothing where the form has none to type into.
fn fields(
    form: &HtmlFormElement,
    value: fn(&HtmlInputElement) -> Option<String>,
) -> Option<UrlSearchParams> {
    let fields = UrlSearchParams::new().ok()?;
    let mut any = false;
    for control in controls(form) {
        any = true;
        if let Some(value) = value(&control) {
            fields.append(&control.name(), &value);
        }
    }
    any.then_some(fields)
}

/// What is sent of a control; nothing of a choice that is not taken.
fn now(control: &HtmlInputElement) -> Option<String> {
    (!is_choice(control) || control.checked()).then(|| control.value())
}

/// What would have been sent of it before anybody touched it.
fn as_rendered(control: &HtmlInputElement) -> Option<String> {
    if control.tag_name() == "SELECT" {
        let chosen = ["option[selected]", "option"];
        let mut chosen = chosen.iter().flat_map(|option| all(control, option));
        return chosen
            .next()
            .map(|option| option.get_attribute("value").unwrap_or_default());
    }
    if is_choice(control) {
        return control.default_checked().then(|| control.value());
    }
    Some(control.default_value())
}

fn version_of(form: &HtmlFormElement) -> Option<HtmlInputElement> {
    let version = all(form, VERSION).into_iter().next()?;
    version.dyn_into().ok()
}

fn written(fields: &UrlSearchParams) -> String {
    fields.to_string().into()
}

fn values(fields: &UrlSearchParams, name: &str) -> Vec<String> {
    let values = fields.get_all(name);
    values
        .iter()
        .filter_map(|value| value.as_string())
        .collect()
}

/// Text areas and lists have a name and a value as inputs have, and need no code of their own.
fn controls(form: &HtmlFormElement) -> impl Iterator<Item = HtmlInputElement> {
    all(form, TYPED)
        .into_iter()
        .map(JsCast::unchecked_into::<HtmlInputElement>)
        .filter(|control| !is_secret(&control.name()))
}

fn is_choice(control: &HtmlInputElement) -> bool {
    matches!(control.type_().as_str(), "checkbox" | "radio")
}
