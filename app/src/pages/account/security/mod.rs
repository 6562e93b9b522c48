//! `/tai-khoan/bao-mat`: how the account is got into, and where it is signed in.

mod activity;
mod certificates;
mod changes;
mod identities;
mod move_number;
mod passkeys;
mod proof;
mod sessions;

pub use changes::{
    ChangeEmailPage, ChangePasswordPage, ChangePhonePage, EmailCodePage, PhoneCodePage,
};
pub use move_number::IdentityNumberPage;
pub use proof::ProofPage;

use crate::{
    api::{
        Empty, Problem,
        accounts::{Account, SessionView},
        federated_login::ListLoginMethods,
        security::{GetSecurity, IDENTITY_NUMBER_PAGE, KeepPhone, Security},
    },
    client::load,
    components::{
        ApiForm, Fact, Loaded, PageHeading, ProblemNotice, SubmitButton, form::FormAction,
    },
    locales::{
        Text, certificates as certificate, identity_number, language, login_methods, passkey,
        recovery, security::*, t,
    },
    routes::Session,
};
use activity::RecentActivity;
use certificates::Certificates;
use identities::Identities;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use passkeys::Passkeys;
use sessions::Sessions;

#[component]
pub fn SecurityPage() -> impl IntoView {
    let session = expect_context::<Session>().0;
    let security = load::<GetSecurity>(|| ((), Empty {}));
    let ways = load::<ListLoginMethods>(|| ((), Empty {}));
    let changed = use_query_map().with_untracked(|query| query.get("da-doi"));
    view! {
        <PageHeading heading=HEADING />
        <Changed what=changed />
        <Loaded resource=session view=move |session: SessionView| match session.account {
            Some(account) => Either::Left(view! {
                <Loaded resource=security view=move |security: Security| view! {
                    <Replacement at=security.phone_replaced_at.clone() />
                    <Ways account=account.clone() security=security.clone() />
                    <Passkeys second_factor=security.second_factor proved_recently=security.proved_recently />
                } />
                <Identities ways />
                <Certificates ways />
                <Sessions />
                <RecentActivity />
                <p class="small"><a href="/tai-khoan">{t(BACK)}</a></p>
            }),
            None => Either::Right(view! { <ProblemNotice problem=Problem::sign_in_required() /> }),
        } />
    }
}

#[component]
fn Changed(what: Option<String>) -> impl IntoView {
    let said = match what.as_deref() {
        Some("mat-khau") => CHANGED_PASSWORD,
        Some("so-dien-thoai") => CHANGED_PHONE,
        Some("thu-dien-tu") => CHANGED_EMAIL,
        Some("so-giay-to") => identity_number::MOVED,
        Some("them-khoa") => passkey::ADDED,
        Some("xoa-khoa") => passkey::REMOVED,
        Some("dang-xuat") => SIGNED_OUT_THERE,
        Some("dang-xuat-noi-khac") => SIGNED_OUT_ELSEWHERE,
        Some("lien-ket") => login_methods::NOW_LINKED,
        Some("huy-lien-ket") => login_methods::UNLINKED,
        Some("gan-chung-thu") => certificate::ADDED,
        Some("go-chung-thu") => certificate::REMOVED,
        Some("giu-so") => recovery::OBJECTED,
        _ => return None,
    };
    Some(view! { <p class="notice notice-success" role="status">{t(said)}</p> })
}

/// Somebody has reported the telephone lost.
#[component]
fn Replacement(at: Option<String>) -> impl IntoView {
    at.map(|when| {
        view! {
            <div class="notice notice-warning">
                <p class="notice-title">{t(PHONE_REPLACED)}</p>
                <p>{replaced_at(language(), &when)}</p>
                <ApiForm actions=vec![FormAction::of::<KeepPhone>(&())]>
                    <SubmitButton label=t(KEEP_MY_NUMBER) busy=t(SAVING) />
                </ApiForm>
            </div>
        }
    })
}

#[component]
fn Ways(account: Account, security: Security) -> impl IntoView {
    let password = if security.has_password {
        HAS_PASSWORD
    } else {
        NO_PASSWORD
    };
    let change = |href: &'static str, what: Text| {
        view! { <li><a href=href>{t(what)}</a></li> }
    };
    view! {
        <dl class="facts card">
            <Fact name=t(PASSWORD) value=t(password) />
            <Fact name=t(PHONE) value=account.masked_phone />
            <Fact name=t(EMAIL) value=account.email.unwrap_or_else(|| t(NONE_YET).to_owned()) />
        </dl>
        <ul class="link-list">
            {change("/tai-khoan/mat-khau", CHANGE_PASSWORD)}
            {change("/tai-khoan/so-dien-thoai", CHANGE_PHONE)}
            {change("/tai-khoan/thu-dien-tu", CHANGE_EMAIL)}
            {security.has_old_number.then(|| change(IDENTITY_NUMBER_PAGE, identity_number::MOVE))}
        </ul>
    }
}
