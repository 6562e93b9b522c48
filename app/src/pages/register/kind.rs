//! `/dang-ky`: whose account.

use super::{SignInInstead, StepHead, under_way::GoOn};
use crate::{
    components::{ChoiceCard, SignedInAlready},
    locales::{
        register::*,
        shell::{CENTRE, HOTLINE},
        t,
    },
    portal::portal,
};
use leptos::prelude::*;

#[component]
pub fn Kind() -> impl IntoView {
    view! {
        <StepHead step=0 heading=KIND_HEADING />
        <SignedInAlready />
        <GoOn />
        <p>{t(KIND_INTRO)}</p>
        <ul class="card-list">
            <ChoiceCard title=t(CITIZEN) text=t(CITIZEN_NEEDS) href="/dang-ky/cong-dan" />
            <ChoiceCard title=t(ENTERPRISE) text=t(ENTERPRISE_NEEDS) href="/dang-ky/doanh-nghiep" />
            <ChoiceCard title=t(AGENCY) text=t(AGENCY_NEEDS) href="/dang-ky/co-quan/thue-bao-di-dong" />
        </ul>
        <PassportOnly />
        <SignInInstead />
    }
}

/// The portal knows people by their Vietnamese numbers: where everybody else goes.
#[component]
fn PassportOnly() -> impl IntoView {
    let portal = portal();
    view! {
        <section class="notice" aria-labelledby="ho-chieu">
            <h2 class="notice-title" id="ho-chieu">{t(PASSPORT_ONLY)}</h2>
            <p>{t(PASSPORT_DESK)}</p>
            <p>
                <strong>{t(CENTRE)}</strong>
                {portal.address.clone().map(|address| view! { <br /> <span lang="vi">{address}</span> })}
                <br />
                {t(HOTLINE)} " " <a href=portal.hotline_href()>{portal.hotline.clone()}</a>
            </p>
            <p>{t(PASSPORT_ELSE)}</p>
        </section>
    }
}
