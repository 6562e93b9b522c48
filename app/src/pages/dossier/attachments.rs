//! Documents of a dossier: to be added and taken away while it is a draft, to be read afterwards.

use crate::{
    api::{
        Empty,
        attachments::{
            Attachment, AttachmentList, AttachmentPath, ListAttachments, RemoveAttachment,
        },
        dossiers::DossierPath,
        path_of,
    },
    client::load,
    components::{
        ApiForm, Loaded, SubmitButton, enhanced_form::EnhancedForm, error_summary::ErrorSummary,
        form::FormAction,
    },
    locales::{attachments::*, language, t},
    submitted::SubmittedForm,
};
use leptos::prelude::*;

#[component]
pub fn Attachments(number: i64, draft: bool) -> impl IntoView {
    let list = load::<ListAttachments>(move || (DossierPath { number }, Empty {}));
    view! {
        <section id="tai-lieu" class="attachments" aria-labelledby="tai-lieu-ten">
            <h2 id="tai-lieu-ten">{t(TITLE)}</h2>
            <Loaded resource=list view=move |list: AttachmentList| view! { <Documents list draft /> } />
            {draft.then(|| view! { <Upload number /> })}
        </section>
    }
    .into_any()
}

#[component]
fn Documents(list: AttachmentList, draft: bool) -> impl IntoView {
    let number = list.dossier_number;
    if list.items.is_empty() {
        return view! { <p class="hint">{t(NONE)}</p> }.into_any();
    }
    view! {
        <ul class="documents">
            {list.items.into_iter().map(|document| {
                let path = AttachmentPath { number, id: document.id };
                let address = format!("/api/v1/dossiers/{number}/attachments/{}", document.id);
                let remove = remove(language(), &document.name);
                view! {
                    <li>
                        <a href=address download>{document.name}</a>
                        <span class="hint">{size(language(), document.size)}</span>
                        {draft.then(|| view! {
                            <ApiForm actions=vec![FormAction::of::<RemoveAttachment>(&path)] class="inline-form">
                                <div role="group" aria-label=remove>
                                    <SubmitButton label=t(REMOVE) busy=t(REMOVING) class="button-small button-quiet" />
                                </div>
                            </ApiForm>
                        })}
                    </li>
                }
            }).collect_view()}
        </ul>
    }
    .into_any()
}

/// Names and sizes only.
#[component]
pub fn DocumentNames(items: Vec<Attachment>) -> impl IntoView {
    view! {
        <ul class="documents">
            {items.into_iter().map(|document| view! {
                <li>{document.name} " " <span class="hint">{size(language(), document.size)}</span></li>
            }).collect_view()}
        </ul>
    }
}

/// Posted by the browser itself, with scripts or without: only it can send files larger than the memory of an old phone.
#[component]
fn Upload(number: i64) -> impl IntoView {
    let action = path_of::<ListAttachments>(&DossierPath { number });
    let problem = use_context::<SubmittedForm>()
        .filter(|submitted| submitted.action == action)
        .and_then(|submitted| submitted.problem);
    let message = problem
        .as_ref()
        .and_then(|problem| problem.message_for("file").map(str::to_owned));
    let invalid = message.is_some();
    view! {
        <EnhancedForm>
            <form method="post" action=format!("/ho-so/{number}") enctype="multipart/form-data" novalidate>
                <div class="error-summary-place" aria-live="polite">
                    {problem.map(|problem| view! { <ErrorSummary problem /> })}
                </div>
                <div class="field" class:field-invalid=invalid>
                    <label for="f-file">{t(CHOOSE)}</label>
                    <p class="hint" id="f-file-hint">{t(LIMITS)}</p>
                    <input
                        id="f-file"
                        name="file"
                        type="file"
                        multiple
                        // Not HEIC, though it is taken: asked for JPEG, an iPhone makes one of its picture.
                        accept="image/jpeg,image/png,image/webp,application/pdf"
                        aria-invalid=invalid.then_some("true")
                        aria-describedby="f-file-hint f-file-error"
                    />
                    <p class="field-error" id="f-file-error">{message}</p>
                </div>
                <SubmitButton label=t(ADD) busy=t(ADDING) class="button-secondary" />
            </form>
        </EnhancedForm>
    }
    .into_any()
}
