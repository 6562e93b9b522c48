//! `/dang-nhap/lien-ket`: an account with the same papers is here already; whoever owns both proves it once.

use crate::{
    api::{
        Empty,
        pending_identity::{GetPendingIdentity, PendingIdentity},
        percent_encoded,
    },
    client::load,
    components::{Fact, PageHeading, UnderWay},
    locales::{login_methods::*, security::method, t},
};
use leptos::prelude::*;

#[component]
pub fn LinkAccounts() -> impl IntoView {
    let pending = load::<GetPendingIdentity>(|| ((), Empty {}));
    view! {
        <PageHeading heading=LINK />
        <UnderWay verification=pending start="/dang-nhap" view=|pending: PendingIdentity| {
            let name = if pending.tax_code.is_empty() { pending.masked_identity_number } else { pending.tax_code };
            let sign_in = format!("/dang-nhap/dvc-quoc-gia/tai-khoan?tiep={}", percent_encoded(&pending.next));
            view! {
                <dl class="facts card">
                    <Fact name=t(FULL_NAME) value=pending.full_name lang="vi" />
                    <Fact name=t(USER_NAME) value=name />
                    <Fact name=t(IDENTIFIED_BY) value=t(method(pending.method)) />
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
