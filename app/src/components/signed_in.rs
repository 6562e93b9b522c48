//! Pages of signing in and registering, for whoever is signed in already: the way back of the browser leads to them once more.

use crate::{
    api::accounts::{Account, AccountKind},
    embedding::{Embedding, Link, embedding},
    locales::{Text, components::GO_ON, signed_in::*, t},
    routes::Session,
    submitted::SubmittedForm,
};
use leptos::{either::Either, prelude::*};

/// The account that is signed in; nothing where none is, or it is not known yet.
pub(super) fn signed_in(session: Option<Session>) -> Option<Account> {
    session?.0.get()?.ok()?.account
}

/// Says that nobody has to sign in, above what the page is for.
#[component]
pub fn SignedInAlready(
    /// Path of ours to go on to.
    #[prop(optional_no_strip)]
    next: Option<String>,
) -> impl IntoView {
    let session = use_context::<Session>();
    view! {
        <Transition>
            {move || signed_in(session).map(|account| view! { <SignedInNotice account next=next.clone() /> })}
        </Transition>
    }
}

/// What is inside, for whoever is not signed in. Whoever is, is told so, and has it folded: perhaps it is another account that is
/// wanted. A form that came back is shown as it was posted.
#[component]
pub fn UnlessSignedIn(
    /// Path of ours to go on to.
    #[prop(optional_no_strip)]
    next: Option<String>,
    /// What unfolds it.
    again: Text,
    /// Only where such an account is signed in; of every other kind one may be wanted besides.
    #[prop(optional)]
    of: Option<AccountKind>,
    children: ChildrenFn,
) -> impl IntoView {
    let session = use_context::<Session>();
    let came_back = use_context::<SubmittedForm>().is_some();
    let draw = move || match signed_in(session).filter(|_| !came_back) {
        Some(account) => {
            let folds = of.is_none_or(|kind| account.kind == kind);
            let inside = if folds {
                Either::Left(view! { <details><summary>{t(again)}</summary>{children()}</details> })
            } else {
                Either::Right(children())
            };
            Either::Left(view! {
                <SignedInNotice account next=next.clone() />
                {inside}
            })
        }
        None => Either::Right(children()),
    };
    view! { <Transition>{draw}</Transition> }
}

#[component]
pub(super) fn SignedInNotice(account: Account, next: Option<String>) -> impl IntoView {
    let label = if next.is_some() { GO_ON } else { TO_ACCOUNT };
    let to = next.unwrap_or_else(|| {
        let own = match embedding() {
            Embedding::TopLevel => "/tai-khoan",
            Embedding::Frame => "/giao-dich",
        };
        own.to_owned()
    });
    view! {
        <div class="notice notice-success" role="status">
            <p class="notice-title">{t(ALREADY)} " " <span lang="vi">{account.name().to_owned()}</span></p>
            <p>{t(ALREADY_NEXT)}</p>
            <Link class="button" to=to rel="nofollow">{t(label)}</Link>
        </div>
    }
}
