//! A password, hidden while it is typed unless its owner wants to see it.

use super::{
    field::{FieldFrame, described_by, invalid, takes_focus},
    form::{FormContext, field_id},
};
use leptos::prelude::*;

/// A password. Pasting and password managers are welcome (NIST SP 800-63B); there is no `maxlength`, because it would
/// cut a pasted password without a word.
#[component]
pub fn PasswordField(
    /// Name of the input member.
    name: &'static str,
    /// Label.
    #[prop(into)]
    label: String,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// What a password must be, before one is typed.
    #[prop(optional)]
    hint: Option<&'static str>,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    let id = field_id(name);
    let shown = RwSignal::new(false);
    // Without scripts the button could do nothing, so it comes with them.
    let scripted = RwSignal::new(false);
    Effect::new(move |_| scripted.set(true));
    view! {
        <FieldFrame name label hint>
            <div class="password-row">
                <input
                    id=id.clone()
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    autofocus=takes_focus(context, name)
                    aria-required="true"
                    aria-invalid=invalid(context, name)
                    aria-describedby=described_by(name, hint.is_some())
                />
                {move || scripted.get().then(|| view! {
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-controls=id.clone()
                        aria-pressed=move || shown.get().to_string()
                        on:click=move |_| shown.update(|shown| *shown = !*shown)
                    >
                        "Hiện mật khẩu"
                    </button>
                })}
            </div>
        </FieldFrame>
    }
}
