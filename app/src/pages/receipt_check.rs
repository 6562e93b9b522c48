//! `/bien-lai/{code}`: what the QR code on a receipt leads to.

use crate::{
    api::{
        Empty,
        receipts::{CheckPath, CheckReceipt, ReceiptCheck},
    },
    client::load,
    components::{Glossed, Loaded, PageHeading},
    locales::{Text, language, localized, receipt::*, t},
};
use domain::typed;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;

/// A receipt as the portal issued it, to be compared with the paper.
#[component]
pub fn ReceiptCheckPage() -> impl IntoView {
    let params = use_params_map();
    let check = load::<CheckReceipt>(move || {
        let code = params.with(|params| params.get("code").unwrap_or_default());
        let code = typed::reference(&code);
        (CheckPath { code }, Empty {})
    });
    view! {
        <PageHeading heading=TITLE />
        <Loaded resource=check view=|check: ReceiptCheck| view! { <Check check /> } />
    }
}

#[component]
fn Check(check: ReceiptCheck) -> impl IntoView {
    let standing = match check.cancelled_at {
        None => Either::Left(view! {
            <div class="notice notice-success">
                <p class="notice-title">{t(ISSUED_HERE)}</p>
                <p>{t(COMPARE)}</p>
            </div>
        }),
        Some(at) => Either::Right(view! {
            <div class="notice notice-error">
                <p class="notice-title">{void_since(language(), &at)}</p>
                <p>{t(VOID)}</p>
            </div>
        }),
    };
    view! {
        {standing}
        <dl class="facts">
            <Line name=FORM_SYMBOL value=check.form_symbol />
            <Line name=SERIAL value=check.serial />
            <Line name=NUMBER value=check.number />
            <Line name=AGENCY value=check.agency_name lang="vi" />
            <Line name=DOSSIER value=check.dossier_reference />
            <Line name=FEES value=localized(&check.totals.fees) />
            <Line name=CHARGES value=localized(&check.totals.charges) />
            <div class="total"><dt><Glossed term=TOTAL /></dt><dd class="amount">{localized(&check.total)}</dd></div>
            <Line name=ISSUED_AT value=check.issued_at />
        </dl>
        <section>
            <h2>{t(WHAT_IT_TELLS)}</h2>
            <ul>
                <li>{t(MONEY_WAS_COLLECTED)}</li>
                <li>{t(DIFFERENT_MEANS_CHANGED)}</li>
                <li>{t(NOT_WHO_NOR_RESULT)}</li>
                <li>{t(LOOK_AT_ADDRESS)}</li>
            </ul>
        </section>
    }
}

/// A line of the receipt, named as on the paper.
#[component]
fn Line(
    name: Text,
    #[prop(into)] value: String,
    #[prop(optional)] lang: Option<&'static str>,
) -> impl IntoView {
    view! { <div><dt><Glossed term=name /></dt><dd lang=lang>{value}</dd></div> }
}
