//! Several lines of text.

use super::{
    field::{FieldFrame, described_by},
    field_name::field_id,
    form::FormContext,
};
use leptos::prelude::*;

/// A field for several lines.
#[component]
pub fn TextAreaField(
    /// Name of the input member.
    name: &'static str,
    /// Label.
    #[prop(into)]
    label: String,
    /// What to type, if the label does not say it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Most characters.
    maxlength: u32,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    view! {
        <FieldFrame name label hint>
            <textarea
                id=field_id(name)
                name=name
                maxlength=maxlength
                autocomplete="off"
                autofocus=context.takes_focus(name)
                aria-required="true"
                aria-invalid=context.invalid(name)
                aria-describedby=described_by(name, hint.is_some())
            >
                {context.typed(name)}
            </textarea>
        </FieldFrame>
    }
    .into_any()
}
