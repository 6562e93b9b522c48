//! `/dang-nhap/lien-ket`: an account with the same papers is here already; whoever owns both proves it once.

use crate::{
    api::{
        Empty, percent_encoded,
        vouched::{GetVouched, Vouched},
    },
    components::{Fact, Loaded, PageHeading, notice::load},
    locales::{security::method, t, ways_in::*},
};
use leptos::prelude::*;

/// Who is vouched for, and the way to sign in.
#[component]
pub fn LinkAccounts() -> impl IntoView {
    let vouched = load::<GetVouched>(|| ((), Empty {}));
    view! {
        <PageHeading heading=LINK />
        <Loaded resource=vouched view=|vouched: Vouched| {
            let name = if vouched.tax_code.is_empty() { vouched.masked_identity_number } else { vouched.tax_code };
            let sign_in = format!("/dang-nhap/dvc-quoc-gia/tai-khoan?tiep={}", percent_encoded(&vouched.next));
            view! {
                <dl class="facts card">
                    <Fact name=t(FULL_NAME) value=vouched.full_name lang="vi" />
                    <Fact name=t(USER_NAME) value=name />
                    <Fact name=t(VOUCHED_BY) value=t(method(vouched.method)) />
                </dl>
                <div class="notice">
                    <p class="notice-title">{t(LINK_TITLE)}</p>
                    <p>{t(LINK_NEXT)}</p>
                    <a class="button" href=sign_in rel="nofollow">{t(SIGN_IN_TO_LINK)}</a>
                </div>
                <p class="small"><a href="/quen-mat-khau" rel="nofollow">{t(FORGOT_PASSWORD)}</a></p>
            }
        } />
    }
}
