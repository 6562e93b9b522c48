//! What is typed into a form survives a reload, a crash, a lost connection and the way back: this tab keeps it until the form
//! is sent. Secrets are not kept, nor anything once its owner signs out.

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

pub(super) fn keep(form: &HtmlFormElement) {
    if let (Some((storage, key)), Some(typed)) = (place_of(form), typed(form)) {
        // A full or forbidden storage keeps nothing; the form works as before.
        let _ = storage.set_item(&key, &format!("{}\n{typed}", owner()));
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
    let Some((whose, kept)) = kept.as_deref().and_then(|kept| kept.split_once('\n')) else {
        return;
    };
    if whose != owner() {
        forget(form);
    } else if notices.child_element_count() == 0 && put_back(form, kept) {
        tell(form.clone(), notices);
    }
}

/// Says whether that changed anything.
fn put_back(form: &HtmlFormElement, kept: &str) -> bool {
    let before = typed(form);
    let Ok(kept) = UrlSearchParams::new_with_str(kept) else {
        return false;
    };
    for control in controls(form) {
        let name = control.name();
        if is_choice(&control) {
            let chosen = kept.get_all(&name).includes(&control.value().into(), 0);
            control.set_checked(chosen);
        } else if let Some(value) = kept.get(&name) {
            control.set_value(&value);
        }
    }
    typed(form) != before
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
fn typed(form: &HtmlFormElement) -> Option<String> {
    let fields = UrlSearchParams::new().ok()?;
    let mut any = false;
    for control in controls(form) {
        any = true;
        if !is_choice(&control) || control.checked() {
            fields.append(&control.name(), &control.value());
        }
    }
    any.then(|| fields.to_string().into())
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
