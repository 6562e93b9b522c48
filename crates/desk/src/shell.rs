//! The document around officers' pages, and the routes.

use crate::{locales::*, pages};
use app::{
    Assets, LanguageSwitch, Session,
    api::{
        Empty,
        accounts::{EndSession, GetSession, ROLES_OF_FINANCE, Role, SessionView},
        audit, cash, officers,
    },
    client::load,
    components::{ApiForm, SubmitButton, form::FormAction, legal_name::told},
    document,
    locales::t,
    pages::NotFound,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};

const ROOT: &str = "/can-bo";

#[must_use]
pub fn is_desk(path: &str) -> bool {
    path.strip_prefix(ROOT)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// An officer's page, whole. Rendered on the server only.
pub fn shell(assets: &Assets) -> AnyView {
    document(&assets.desk, &assets.css, "desk", App).into_any()
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Session(load::<GetSession>(|| ((), Empty {}))));
    let name = t(NAME);
    view! {
        <Title formatter=move |title: String| if title.is_empty() { name.to_owned() } else { format!("{title} – {name}") } />
        <Router>
            <a class="skip-link" href="#noi-dung">{t(SKIP_TO_CONTENT)}</a>
            <Header />
            <main id="noi-dung" tabindex="-1">
                <Routes fallback=NotFound>
                    <Route path=path!("/can-bo") view=pages::Home />
                    <Route path=path!("/can-bo/ho-so/:number") view=pages::DossierPage />
                    <Route path=path!("/can-bo/tien-mat") view=pages::CashPage />
                    <Route path=path!("/can-bo/tien-mat/:reference") view=pages::CashAttemptPage />
                    <Route path=path!("/can-bo/tai-chinh") view=pages::finance::Queue />
                    <Route path=path!("/can-bo/tai-chinh/giao-dich/:reference") view=pages::finance::AttemptPage />
                    <Route path=path!("/can-bo/tai-chinh/hoan-phi") view=pages::finance::RefundsPage />
                    <Route path=path!("/can-bo/tai-chinh/hoan-phi/:id") view=pages::finance::RefundPage />
                    <Route path=path!("/can-bo/tai-chinh/kenh") view=pages::finance::ChannelsPage />
                    <Route path=path!("/can-bo/tai-chinh/kenh/:code") view=pages::finance::SwitchChannelPage />
                    <Route path=path!("/can-bo/quan-tri") view=pages::administration::OfficersPage />
                    <Route path=path!("/can-bo/quan-tri/can-bo-moi") view=pages::administration::NewOfficerPage />
                    <Route path=path!("/can-bo/quan-tri/can-bo/:id") view=pages::administration::OfficerPage />
                    <Route path=path!("/can-bo/quan-tri/can-bo/:id/thoi-viec") view=pages::administration::EndOfficerPage />
                    <Route path=path!("/can-bo/quan-tri/can-bo/:id/mat-khau") view=pages::administration::ResetOfficerPasswordPage />
                    <Route path=path!("/can-bo/quan-tri/co-quan") view=pages::administration::AgenciesPage />
                    <Route path=path!("/can-bo/quan-tri/co-quan/:id") view=pages::administration::AgencyPage />
                    <Route path=path!("/can-bo/nhat-ky") view=pages::administration::AuditLogPage />
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn Header() -> impl IntoView {
    let session = expect_context::<Session>().0;
    view! {
        <header class="site-header">
            <div class="bar">
                <a class="brand" href=ROOT>
                    <span class="brand-mark" aria-hidden="true"></span>
                    <span>{t(NAME)}</span>
                </a>
                <div class="account-bar">
                    <Transition>
                        {move || session.get().and_then(Result::ok).map(|view| view! { <Account view /> })}
                    </Transition>
                </div>
            </div>
            <div class="link-bar">
                <nav aria-label=t(NAVIGATION) class="main-nav">
                    <Transition>{move || session.get().and_then(Result::ok).map(work)}</Transition>
                    <a href="/">{t(CITIZENS_PORTAL)}</a>
                </nav>
                <LanguageSwitch />
            </div>
        </header>
    }
}

/// The way to what an officer works on.
fn work(view: SessionView) -> impl IntoView {
    view.officer.map(|officer| {
        let of_desk = officer.is_one_of(&[Role::DeskOfficer]);
        let of_cash = officer.is_one_of(&[Role::CashOfficer]);
        let of_finance = officer.is_one_of(&ROLES_OF_FINANCE);
        let of_administration = officer.is_one_of(&[Role::Administrator]);
        let reads_log = officer.is_one_of(&[Role::Administrator, Role::Auditor]);
        view! {
            {of_desk.then(|| view! { <a href=ROOT>{t(DOSSIERS)}</a> })}
            {of_cash.then(|| view! { <a href=cash::PAGE>{t(CASH)}</a> })}
            {of_finance.then(|| view! { <a href=pages::finance::ROOT>{t(FINANCE)}</a> })}
            {of_administration.then(|| view! { <a href=officers::PAGE>{t(ADMINISTRATION)}</a> })}
            {reads_log.then(|| view! { <a href=audit::PAGE>{t(AUDIT_LOG)}</a> })}
        }
    })
}

/// Who is signed in and for which unit.
#[component]
fn Account(view: SessionView) -> impl IntoView {
    match view.account {
        Some(account) => Either::Left(view! {
            <span class="desk-officer">
                <strong>{account.full_name}</strong>
                {view.officer.map(|officer| {
                    let (unit, lang) = told(officer.unit_name, officer.unit_name_en);
                    view! { <span lang=lang>{unit}</span> }
                })}
            </span>
            <ApiForm actions=vec![FormAction::of::<EndSession>(&())] class="inline-form">
                <SubmitButton label=t(SIGN_OUT) busy=t(SIGNING_OUT) class="button-small button-quiet" />
            </ApiForm>
        }),
        None => Either::Right(view! {
            <a class="button button-small" href="/dang-nhap?tiep=%2Fcan-bo" rel="nofollow">{t(SIGN_IN)}</a>
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::is_desk;

    #[test]
    fn only_what_lies_below_their_root_is_a_page_of_officers() {
        for (path, officers) in [
            ("/can-bo", true),
            ("/can-bo/ho-so/363815", true),
            ("/can-bo/khong-co", true),
            ("/can-bo-khac", false),
            ("/embed/can-bo", false),
            ("/", false),
        ] {
            assert_eq!(is_desk(path), officers, "{path}");
        }
    }
}
