//! What stands above every page of the portal: whose it is, who is signed in, and where one can go.

use crate::routes::Session;
use crate::{
    api::accounts::{Account, EndSession},
    components::{ApiForm, SubmitButton, form::FormAction},
    locales::{Language, Text, language, shell::*, t},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::{use_location, use_query_map};

#[component]
pub(crate) fn Header() -> impl IntoView {
    let session = expect_context::<Session>().0;
    let account = move || {
        session
            .get()
            .map(|answer| answer.ok().and_then(|view| view.account))
    };
    view! {
        <header class="site-header">
            <div class="bar">
                <Brand />
                <div class="account-bar">
                    <Transition>
                        {move || account().map(|account| match account {
                            Some(account) => Either::Left(view! { <SignedIn account /> }),
                            None => Either::Right(view! {
                                <a class="register-link" href="/dang-ky" rel="nofollow">{t(REGISTER)}</a>
                                <a class="button button-small" href="/dang-nhap" rel="nofollow">{t(SIGN_IN)}</a>
                            }),
                        })}
                    </Transition>
                </div>
            </div>
            <div class="link-bar">
                <nav aria-label=t(MAIN_NAVIGATION) class="main-nav">
                    <SectionLink to="/thu-tuc" name=PROCEDURES />
                    <SectionLink to="/tra-cuu" name=TRACKING />
                    <SectionLink to="/huong-dan" name=GUIDE class="where-wide" />
                    <SectionLink to="/hoi-dap" name=FAQ class="where-wider" />
                </nav>
                <LanguageSwitch />
            </div>
        </header>
    }
}

#[component]
pub(super) fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <span class="brand-mark" aria-hidden="true"></span>
            <span>{t(NAME)}</span>
        </a>
    }
}

/// A link to a part of the portal, marked while one is in it.
#[component]
fn SectionLink(
    to: &'static str,
    name: Text,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || {
        let path = path.get();
        match path.strip_prefix(to) {
            Some("") => Some("page"),
            Some(rest) if rest.starts_with('/') => Some("true"),
            _ => None,
        }
    };
    let class = (!class.is_empty()).then_some(class);
    view! { <a href=to class=class aria-current=current>{t(name)}</a> }
}

#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let other = match language() {
        Language::Vietnamese => Language::English,
        Language::English => Language::Vietnamese,
    };
    let query = use_query_map();
    let address = move || {
        let mut query = query.get();
        query.replace("lang", other.tag().to_owned());
        query.to_query_string()
    };
    view! {
        <a class="language-switch" href=address lang=other.tag() hreflang=other.tag() rel="nofollow">{t(OTHER_LANGUAGE)}</a>
    }
}

#[component]
fn SignedIn(account: Account) -> impl IntoView {
    let given_name = account
        .full_name
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .to_owned();
    // By it a draft kept in the browser is shown to the one who typed it only.
    let owner = format!("{} {}", account.masked_identity_number, account.full_name);
    view! {
        <a class="account-link" href="/tai-khoan" data-owner=owner aria-label=account_of(language(), &account.full_name)>{given_name}</a>
        <ApiForm actions=vec![FormAction::of::<EndSession>(&())] class="inline-form">
            <SubmitButton label=t(SIGN_OUT) busy=t(SIGNING_OUT) class="button-small button-quiet" />
        </ApiForm>
    }
}
