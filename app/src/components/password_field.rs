use super::{
    field::{FieldFrame, described_by},
    field_name::field_id,
    form::FormContext,
};
use crate::locales::{components::SHOW_PASSWORD, t};
use leptos::prelude::*;

/// Pasting and password managers are welcome (NIST SP 800-63B); there is no `maxlength`, because it would cut a pasted password
/// without a word.
#[component]
pub fn PasswordField(
    name: &'static str,
    #[prop(into)] label: String,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let id = field_id(name);
    view! {
        <FieldFrame name label hint>
            <div class="password-row">
                <input
                    id=id.clone()
                    name=name
                    type="password"
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    autofocus=context.takes_focus(name)
                    aria-required="true"
                    aria-invalid=context.invalid(name)
                    aria-describedby=described_by(name, hint.is_some())
                />
                <PasswordToggle controls=id />
            </div>
        </FieldFrame>
    }
}

/// Shows what is typed, and hides it again. Without scripts it could do nothing, so it comes with them.
#[island]
fn PasswordToggle(
    /// Id of the password's control.
    controls: String,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let scripted = RwSignal::new(false);
    Effect::new(move |_| scripted.set(true));
    let control = StoredValue::new(controls);
    let toggle = move |_| {
        shown.update(|shown| *shown = !*shown);
        if let Some(input) = document().get_element_by_id(&control.get_value()) {
            let kind = if shown.get_untracked() {
                "text"
            } else {
                "password"
            };
            let _ = input.set_attribute("type", kind);
        }
    };
    move || {
        scripted.get().then(|| {
            view! {
                <button
                    type="button"
                    class="button button-quiet"
                    aria-controls=control.get_value()
                    aria-pressed=move || shown.get().to_string()
                    on:click=toggle
                >
                    {t(SHOW_PASSWORD)}
                </button>
            }
        })
    }
}
