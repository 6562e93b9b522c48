//! How to pay while one still can: the app, the code to scan, or the way to the desk. Made by the server.

use super::transfer::Transfer;
use crate::{
    api::{
        payments::{ChannelKind, PaymentResult},
        percent_encoded,
    },
    components::{Copied, Fact, FactToCopy},
    locales::{language, localized, payment_result::*, t},
};
use leptos::{either::Either, prelude::*};

/// Edge of the picture in CSS pixels: a phone reads it from an arm's length.
const QR_EDGE: u32 = 240;

#[component]
pub(super) fn Instructions(result: PaymentResult, reference: String) -> impl IntoView {
    match result.channel_kind {
        ChannelKind::Cash => Either::Left(view! { <Cash result /> }),
        _ => {
            let code = format!("/api/v1/payment-results/{}/qr", percent_encoded(&reference));
            let (picture, to_save) = (format!("{code}.svg"), format!("{code}.png"));
            Either::Right(view! { <Code result picture to_save /> })
        }
    }
}

/// The app first, on what has one; then the code, its steps, and its content in words.
#[component]
pub fn Code(
    result: PaymentResult,
    picture: String,
    /// Address of the same as a PNG: galleries and banks' apps open no SVG.
    to_save: String,
) -> impl IntoView {
    let plain_amount = result.amount.as_i64().to_string();
    let amount = localized(&result.amount).into_owned();
    let (title, class) = if result.qr.is_some() {
        (SCAN_TO_PAY, "on-phones")
    } else {
        (PAY_IN_APP, "")
    };
    let app = result.app_url.map(|url| {
        view! { <p class=class><a class="button button-wide" rel="external" href=url>{t(OPEN_APP)}</a></p> }
    });
    let or = app
        .is_some()
        .then(|| view! { <p class="on-phones">{t(OR_SCAN)}</p> });
    view! {
        <section class="card" aria-labelledby="tra-tien">
            <h2 id="tra-tien">{t(title)}</h2>
            {app}
            {result.qr.map(|code| view! {
                {or}
                <div class="scan">
                    <img class="qr" src=picture alt=qr_picture(language(), &amount) width=QR_EDGE height=QR_EDGE />
                    <ol class="steps">
                        {SCAN_STEPS.map(|step| view! { <li>{t(step)}</li> }).collect_view()}
                    </ol>
                </div>
                <p><a class="button button-secondary" href=to_save rel="external nofollow" download="">{t(SAVE_PICTURE)}</a></p>
                {Transfer::read(&code).map(|transfer| view! { <ByHand transfer amount plain_amount /> })}
            })}
        </section>
    }
}

/// The transfer spelled out, for whoever cannot scan.
#[component]
fn ByHand(transfer: Transfer, amount: String, plain_amount: String) -> impl IntoView {
    let (account, content) = (transfer.account.clone(), transfer.content.clone());
    view! {
        <p class="on-phones">{t(ON_THIS_PHONE)}</p>
        <dl class="facts">
            <Fact name=t(BANK) value=transfer.bank_in_words() />
            <FactToCopy name=t(ACCOUNT_NUMBER) value=transfer.account copied=account />
            {transfer.holder.map(|holder| view! { <Fact name=t(ACCOUNT_HOLDER) value=holder lang="vi" /> })}
            <FactToCopy name=t(AMOUNT) value=amount copied=plain_amount />
            <FactToCopy name=t(CONTENT) value=transfer.content copied=content />
        </dl>
        <Copied />
    }
}

#[component]
pub fn Cash(result: PaymentResult) -> impl IntoView {
    let amount = localized(&result.amount).into_owned();
    view! {
        <section class="card" aria-labelledby="nop-tien">
            <h2 id="nop-tien">{t(WHERE_TO_PAY)}</h2>
            <p>{t(AT_THE_DESK)}</p>
            <h3>{t(WHAT_TO_BRING)}</h3>
            <ul>
                <li>{dossier_to_name(language(), result.dossier_number)}</li>
                <li>{t(IDENTITY_CARD)}</li>
                <li>{cash_to_bring(language(), &amount)}</li>
            </ul>
            <p>{t(RECEIPT_AT_DESK)}</p>
        </section>
    }
}
