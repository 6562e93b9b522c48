//! `/tai-khoan`: “Thông tin tài khoản”, the filed dossiers, and the transaction history over them.

mod details;
mod dossiers;
mod history;

use crate::{
    api::{
        Empty, Problem,
        accounts::SessionView,
        dossiers::{DossierList, ListDossiers},
    },
    components::{Loaded, ProblemNotice, notice::load},
    shell::Session,
};
use details::Details;
use dossiers::Dossiers;
use history::{History, HistoryLink};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

/// The account of whoever is signed in.
#[component]
pub fn AccountPage() -> impl IntoView {
    let session = expect_context::<Session>().0;
    let dossiers = load::<ListDossiers>(|| ((), Empty {}));
    view! {
        <Title text="Thông tin tài khoản" />
        <h1>"Thông tin tài khoản"</h1>
        <Loaded resource=session view=move |session: SessionView| match session.account {
            Some(account) => Either::Left(view! {
                <Details account />
                <section aria-labelledby="ho-so-da-nop">
                    <div class="section-head">
                        <h2 id="ho-so-da-nop">"Hồ sơ đã nộp"</h2>
                        <HistoryLink />
                    </div>
                    <Loaded resource=dossiers view=|list: DossierList| view! { <Dossiers list /> } />
                </section>
                <History />
            }),
            None => Either::Right(view! { <ProblemNotice problem=Problem::sign_in_required() /> }),
        } />
    }
}
