//! The list of dossiers: a table at a desk, cards on a narrow screen.

use super::inbox::address;
use crate::locales::*;
use app::{
    api::desk::{DeskPage, DeskQuery, DeskSummary},
    components::{LegalName, Pagination},
    locales::{language, localized, t},
    pages::{OrderTag, StateTag},
};
use leptos::{either::Either, prelude::*};

#[component]
pub fn List(page: DeskPage, query: DeskQuery) -> impl IntoView {
    if page.items.is_empty() {
        return Either::Left(view! {
            <div class="notice">
                <p class="notice-title">{t(NOTHING_HERE)}</p>
                {(!query.q.is_empty()).then(|| view! { <p>{t(NOTHING_FOUND)}</p> })}
            </div>
        });
    }
    let paging = page.paging;
    let address_of = move |page: u32| {
        address(&DeskQuery {
            page: page.to_string(),
            ..query.clone()
        })
    };
    Either::Right(view! {
        <p>
            <span class="result-count">{dossiers_found(language(), paging.total)}</span>
            " " <span class="small">{t(ORDER_OF_LIST)}</span>
        </p>
        <div class="wide-table">
            <table>
                <caption class="visually-hidden">{t(DOSSIERS_OF_UNIT)}</caption>
                <thead>
                    <tr>
                        {[NUMBER, PROCEDURE, APPLICANT, SENT_AT, FEE, STATE].map(|name| view! { <th scope="col">{t(name)}</th> })}
                    </tr>
                </thead>
                <tbody>
                    {page.items.into_iter().map(|dossier| view! { <Row dossier /> }).collect_view()}
                </tbody>
            </table>
        </div>
        <Pagination paging address=address_of />
    })
}

#[component]
fn Row(dossier: DeskSummary) -> impl IntoView {
    let number = dossier.number;
    let reference = dossier.code.unwrap_or_else(|| number.to_string());
    let fee = match dossier.order {
        Some(order) => Either::Left(view! {
            <span><span class="amount">{localized(&order.amount)}</span> " " <OrderTag state=order.state /></span>
        }),
        None => Either::Right(view! { <span class="small">{t(NO_FEE_YET)}</span> }),
    };
    view! {
        <tr>
            <td class="number"><a href=format!("/can-bo/ho-so/{number}")>{reference}</a></td>
            <td><LegalName name=dossier.procedure_name gloss=dossier.procedure_name_en /></td>
            <td>{dossier.applicant_name}</td>
            <td class="number">{dossier.sent_at}</td>
            <td>{fee}</td>
            <td><StateTag state=dossier.state /></td>
        </tr>
    }
}
