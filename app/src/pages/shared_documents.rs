//! `/chia-se-tai-lieu`: documents shared from a phone, and the drafts that they may belong to.

use super::dossier::DocumentNames;
use crate::{
    api::{
        Empty, ProblemCode,
        attachments::{
            AttachSharedDocuments, DraftChoice, DropSharedDocuments, ListSharedDocuments,
            SharedDocuments,
        },
        dossiers::DossierPath,
        path_of,
    },
    client::load,
    components::{
        ApiForm, PageHeading, ProblemNotice, SubmitButton, error_summary::ErrorSummary,
        form::FormAction, legal_name::told, notice::set_status,
    },
    locales::{attachments::*, language, t},
    submitted::SubmittedForm,
};
use leptos::prelude::*;

/// Nothing shared becomes part of a dossier before its owner says of which.
#[component]
pub fn SharedDocumentsPage() -> impl IntoView {
    let shared = load::<ListSharedDocuments>(|| ((), Empty {}));
    let refused = use_context::<SubmittedForm>()
        .filter(|submitted| submitted.action == path_of::<ListSharedDocuments>(&()))
        .and_then(|submitted| submitted.problem);
    let draw = move || {
        shared.get().map(|answer| match answer {
            Ok(shared) if shared.items.is_empty() => view! { <p>{t(SHARED_NONE)}</p> }.into_any(),
            Ok(shared) => view! { <Waiting shared /> }.into_any(),
            Err(problem) if problem.code == ProblemCode::SignInRequired => {
                set_status(problem.status);
                view! {
                    <div class="notice notice-warning" role="status">
                        <p>{t(SHARED_SIGN_IN)}</p>
                        <a class="button" href="/dang-nhap?tiep=%2Fchia-se-tai-lieu">{t(SIGN_IN)}</a>
                    </div>
                }
                .into_any()
            }
            Err(problem) => view! { <ProblemNotice problem /> }.into_any(),
        })
    };
    view! {
        <PageHeading heading=SHARED_TITLE />
        {refused.map(|problem| view! { <ErrorSummary problem /> })}
        <Transition>{draw}</Transition>
    }
}

#[component]
fn Waiting(shared: SharedDocuments) -> impl IntoView {
    view! {
        <DocumentNames items=shared.items />
        <p>{t(SHARED_WAIT)}</p>
        <Drafts drafts=shared.drafts />
        <ApiForm actions=vec![FormAction::of::<DropSharedDocuments>(&())]>
            <SubmitButton label=t(DROP) busy=t(DROPPING) class="button-quiet" />
        </ApiForm>
    }
}

#[component]
fn Drafts(drafts: Vec<DraftChoice>) -> impl IntoView {
    if drafts.is_empty() {
        return view! {
            <div class="notice">
                <p>{t(NO_DRAFTS)}</p>
                <a class="button" href="/thu-tuc">{t(FIND_PROCEDURE)}</a>
            </div>
        }
        .into_any();
    }
    drafts
        .into_iter()
        .map(|draft| {
            let path = DossierPath {
                number: draft.number,
            };
            let (name, _) = told(draft.procedure_name, draft.procedure_name_en);
            let label = attach_to(language(), draft.number, &name);
            view! {
                <ApiForm actions=vec![FormAction::of::<AttachSharedDocuments>(&path)]>
                    <SubmitButton label busy=t(ATTACHING) class="button-secondary button-wide" />
                </ApiForm>
            }
        })
        .collect_view()
        .into_any()
}
