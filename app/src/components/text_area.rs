use super::{
    field::{FieldFrame, described_by},
    field_name::field_id,
    form::FormContext,
};
use leptos::prelude::*;

#[component]
pub fn TextAreaField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] hint: Option<&'static str>,
) -> impl IntoView {
    let context = expect_context::<FormContext>();
    view! {
        <FieldFrame name label hint>
            <textarea
                id=field_id(name)
                name=name
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
