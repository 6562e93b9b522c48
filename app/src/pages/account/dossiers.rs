//! “Hồ sơ của bạn”: every dossier of the account, drafts too.

use super::address;
use crate::{
    api::dossiers::{DossierList, DossierSummary, OrderSummary},
    components::{LegalName, Pagination},
    locales::{account::*, language, localized, t},
    pages::{StateTag, pay::OrderTag},
};
use domain::{dossier::DossierState, payment::OrderState};
use leptos::{either::Either, prelude::*};

/// The list, or where to begin.
#[component]
pub fn Dossiers(
    /// Newest first.
    list: DossierList,
) -> impl IntoView {
    if list.items.is_empty() {
        return Either::Left(view! {
            <div class="empty">
                <p class="empty-title">{t(NO_DOSSIERS)}</p>
                <p><a class="button button-small" href="/thu-tuc">{t(FIND_PROCEDURE)}</a></p>
            </div>
        });
    }
    Either::Right(view! {
        <p class="result-count">{dossiers(language(), list.paging.total)}</p>
        <ul class="card-list">
            {list.items.into_iter().map(|dossier| view! { <Card dossier /> }).collect_view()}
        </ul>
        <Pagination paging=list.paging address=|page| address(page, None) />
    })
}

#[component]
fn Card(dossier: DossierSummary) -> impl IntoView {
    let number = dossier.number;
    let reference = dossier.code.unwrap_or_else(|| number.to_string());
    let draft = dossier.state == DossierState::Draft;
    view! {
        <li class="card">
            <a class="card-title" href=format!("/ho-so/{number}")>
                <LegalName name=dossier.procedure_name gloss=dossier.procedure_name_en />
            </a>
            <p class="card-meta">
                <StateTag state=dossier.state />
                <span>{t(DOSSIER)} " " <span class="reference">{reference}</span></span>
                {(!dossier.unit_name.is_empty()).then(|| view! {
                    <span><LegalName name=dossier.unit_name gloss=dossier.unit_name_en /></span>
                })}
                <span>{dossier.updated_on}</span>
            </p>
            {dossier.order.map(|order| view! { <Order number order /> })}
            {draft.then(|| view! {
                <a class="button button-small button-secondary" href=format!("/ho-so/{number}")>{t(CONTINUE)}</a>
            })}
        </li>
    }
}

#[component]
fn Order(number: i64, order: OrderSummary) -> impl IntoView {
    let due = matches!(order.state, OrderState::Due | OrderState::InProgress);
    view! {
        <p class="card-meta">
            <span class="amount">{localized(&order.amount)}</span>
            <OrderTag state=order.state />
        </p>
        {due.then(|| view! {
            <a class="button button-small" href=format!("/ho-so/{number}/thanh-toan")>{t(PAY)}</a>
        })}
    }
}
