//! What is told of an attempt: never more than is known.

use crate::{
    api::{
        payments::{ChannelKind, PaymentResult},
        percent_encoded,
    },
    embedding::{Embedding, Link, embedding, href},
    locales::{
        Text, dossier::SEE_HISTORY, frame::*, language, payment::SEE_DOSSIER, payment_result::*, t,
    },
};
use domain::payment::{AttemptState, Outcome};
use leptos::{either::EitherOf4, prelude::*};

#[component]
pub fn AttemptOutcome(result: PaymentResult, reference: String) -> impl IntoView {
    if result.refunding && result.state != AttemptState::Paid {
        return EitherOf4::A(view! { <GoesBack result /> });
    }
    match result.outcome {
        Outcome::Waiting => EitherOf4::B(view! { <Waiting result reference /> }),
        Outcome::Succeeded => EitherOf4::C(view! {
            <Succeeded number=result.dossier_number surplus=result.refunding />
        }),
        Outcome::Failed => EitherOf4::D(view! { <Failed result /> }),
    }
}

/// What is awaited, and what of it is known.
fn waiting(result: &PaymentResult) -> (Text, Option<Text>) {
    match result.state {
        AttemptState::AmountMismatch => (OTHER_AMOUNT, Some(OTHER_AMOUNT_WHY)),
        _ if result.with_officer => (WITH_OFFICER, Some(WITH_OFFICER_WHY)),
        AttemptState::Superseded => (REPLACED, Some(REPLACED_MONEY)),
        _ => (waiting_for(result.channel_kind), None),
    }
}

/// What to know about one's money meanwhile. Nobody has paid cash yet, and money of another amount is said not to be paid again.
const fn about_money(result: &PaymentResult) -> Option<Text> {
    if matches!(result.state, AttemptState::AmountMismatch) {
        return None;
    }
    match result.channel_kind {
        ChannelKind::Bank | ChannelKind::Wallet | ChannelKind::Qr => Some(IF_PAID),
        ChannelKind::Cash => None,
    }
}

#[component]
fn Waiting(result: PaymentResult, reference: String) -> impl IntoView {
    let (title, why) = waiting(&result);
    let kind = result.channel_kind;
    let about_money = about_money(&result);
    let asked = result
        .queried_at
        .map(|at| last_question(language(), kind, &at));
    let next = result
        .next_query_at
        .map(|at| next_question(language(), &at));
    let questions: Vec<_> = asked.into_iter().chain(next).collect();
    let again = href(&format!(
        "/thanh-toan/ket-qua?data={}",
        percent_encoded(&reference)
    ));
    let framed = embedding() == Embedding::Frame;
    let provider = result.redirect_url;
    view! {
        <div class="notice notice-warning">
            <p class="notice-title">{t(title)}</p>
            {why.map(|why| view! { <p>{t(why)}</p> })}
            {about_money.map(|text| view! { <p>{t(text)}</p> })}
            {(!questions.is_empty()).then(|| view! { <p>{questions.join(" ")}</p> })}
            {(framed && provider.is_some()).then(|| view! { <p>{t(PAY_IN_OTHER_WINDOW)}</p> })}
            <p>{t(CLOSE_ANYTIME)} " " <Link to=history()>{t(HISTORY)}</Link> "."</p>
            <div class="actions">
                {provider.map(|url| view! {
                    <a class="button button-small" href=url target=framed.then_some("_blank") rel="noopener">{t(OPEN_PROVIDER)}</a>
                })}
                <a class="button button-small button-secondary" href=again>{t(CHECK_AGAIN)}</a>
            </div>
        </div>
    }
}

/// Where the payer finds all attempts again.
fn history() -> &'static str {
    match embedding() {
        Embedding::TopLevel => "/tai-khoan?giao-dich=1",
        Embedding::Frame => "/giao-dich",
    }
}

#[component]
fn Succeeded(number: i64, surplus: bool) -> impl IntoView {
    view! {
        <div class="notice notice-success">
            <p class="notice-title">{t(Outcome::Succeeded.label())} "."</p>
            {surplus.then(|| view! { <p>{t(SURPLUS_GOES_BACK)}</p> })}
            <p>{t(RECEIPT_IN_HISTORY)}</p>
            <div class="actions">
                <Link class="button button-small" to=history()>{t(SEE_HISTORY)}</Link>
                <Link class="button button-small button-secondary" to=format!("/ho-so/{number}")>{t(SEE_DOSSIER)}</Link>
            </div>
        </div>
    }
}

/// The money is there, and not for keeping.
#[component]
fn GoesBack(result: PaymentResult) -> impl IntoView {
    let why = match result.state {
        AttemptState::AmountMismatch => NOT_WHAT_WAS_DUE,
        _ => PAID_BY_ANOTHER,
    };
    let order = format!("/ho-so/{}/thanh-toan", result.dossier_number);
    view! {
        <div class="notice">
            <p class="notice-title">{t(GOES_BACK)}</p>
            <p>{t(why)}</p>
            <div class="actions">
                <Link class="button button-small" to=order>{t(SEE_REFUND)}</Link>
            </div>
        </div>
    }
}

#[component]
fn Failed(result: PaymentResult) -> impl IntoView {
    let choice = format!("/ho-so/{}/thanh-toan", result.dossier_number);
    let (title, why) = match result.state {
        AttemptState::Expired => (
            t(TIME_OVER).to_owned(),
            format!(
                "{} {}",
                t(nothing_received(result.channel_kind)),
                t(MONEY_AFTER_ALL)
            ),
        ),
        AttemptState::Cancelled => (t(CANCELLED).to_owned(), t(TRY_AGAIN).to_owned()),
        _ => (
            format!("{}.", t(Outcome::Failed.label())),
            t(TRY_AGAIN).to_owned(),
        ),
    };
    view! {
        <div class="notice notice-error">
            <p class="notice-title">{title}</p>
            <p>{why}</p>
            <Link class="button button-small" to=choice>{t(CHOOSE_AGAIN)}</Link>
        </div>
    }
}
