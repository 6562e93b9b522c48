//! `/tai-khoan/so-giay-to`: an account under a CMND is moved to the CCCD of the same person.

use crate::{
    api::{
        Empty,
        federated_login::{ListLoginMethods, LoginMethods},
        pending_identity::{GetPendingIdentity, PendingIdentity},
        security::{ChangeIdentityNumber, GetSecurity, IDENTITY_NUMBER_PAGE, PAGE, Security},
    },
    client::load,
    components::{
        ApiForm, Fact, IssuerCard, Loaded, PageHeading, Proved, SubmitButton, form::FormAction,
    },
    locales::{identity_number::*, login_methods::IDENTIFIED_BY, security::*, t},
};
use leptos::{either::Either, prelude::*};

#[component]
pub fn IdentityNumberPage() -> impl IntoView {
    let security = load::<GetSecurity>(|| ((), Empty {}));
    view! {
        <PageHeading heading=MOVE />
        <Loaded resource=security view=|security: Security| if security.has_old_number {
            Either::Left(view! {
                <p>{t(MOVE_INTRO)}</p>
                <Proved><Steps /></Proved>
            })
        } else {
            Either::Right(view! { <p>{t(NOTHING_TO_MOVE)}</p> })
        } />
        <p class="small"><a href=PAGE>{t(BACK_TO_SECURITY)}</a></p>
    }
}

/// Who was identified, if somebody was; and the ways to be.
#[component]
fn Steps() -> impl IntoView {
    let pending = load::<GetPendingIdentity>(|| ((), Empty {}));
    let ways = load::<ListLoginMethods>(|| ((), Empty {}));
    view! {
        <Transition>
            {move || pending.get().and_then(Result::ok).map(|pending| view! { <Identified pending /> })}
        </Transition>
        <section aria-labelledby="xac-minh">
            <h2 id="xac-minh">{t(VERIFY)}</h2>
            <Loaded resource=ways view=|ways: LoginMethods| view! {
                <ul class="card-list">
                    {ways.issuers.into_iter().map(|issuer| view! {
                        <IssuerCard issuer next=IDENTITY_NUMBER_PAGE />
                    }).collect_view()}
                </ul>
            } />
        </section>
    }
}

#[component]
fn Identified(pending: PendingIdentity) -> impl IntoView {
    view! {
        <dl class="facts card">
            <Fact name=t(VERIFIED_NUMBER) value=pending.masked_identity_number />
            <Fact name=t(VERIFIED_NAME) value=pending.full_name lang="vi" />
            <Fact name=t(IDENTIFIED_BY) value=t(method(pending.method)) />
        </dl>
        <ApiForm actions=vec![FormAction::of::<ChangeIdentityNumber>(&())]>
            <p class="hint">{t(MOVE_MEANS)}</p>
            <SubmitButton label=t(MOVE_TO_THIS) busy=t(SAVING) class="button-wide" />
        </ApiForm>
    }
    .into_any()
}
