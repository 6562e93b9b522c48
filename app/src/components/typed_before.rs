//! A form that is filled in again with what was typed before the code was sent.

use super::form::FormAction;
use crate::{
    api::{
        Empty,
        verifications::{GetTypedFields, VerificationKind, VerificationPath},
    },
    client::load,
    submitted::SubmittedForm,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

/// Whether the page was opened to change what was typed, as `change_page` of a verification leads to it.
#[must_use]
pub fn is_change() -> bool {
    use_query_map().with_untracked(|query| query.get("sua").is_some())
}

/// The form inside, empty or with what was typed before. A form that came back with errors has it already.
#[component]
pub fn TypedBefore(
    kind: VerificationKind,
    action: FormAction,
    children: ChildrenFn,
) -> impl IntoView {
    if !is_change() || use_context::<SubmittedForm>().is_some() {
        return Either::Left(children());
    }
    let typed = load::<GetTypedFields>(move || (VerificationPath { kind }, Empty {}));
    Either::Right(Suspend::new(async move {
        let fields = typed.await.map(|typed| typed.fields).unwrap_or_default();
        let fields = fields
            .into_iter()
            .map(|field| (field.name, field.value))
            .collect();
        provide_context(SubmittedForm::again(action.url(), fields));
        children()
    }))
}
