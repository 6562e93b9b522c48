//! What is told of an attempt: never more than is known.

use super::live::can_pay;
use crate::{
    api::{
        payments::{ChannelKind, PaymentResult},
        percent_encoded,
    },
    embedding::{Embedding, Link, embedding, href},
    locales::{
        Text, dossier::SEE_HISTORY, frame::*, language, payment::SEE_DOSSIER, payment_result::*, t,
    },
    pages::pay::ReceiptLink,
};
use domain::payment::{AttemptState, Outcome};
use leptos::{
    either::{Either, EitherOf6},
    prelude::*,
};

#[component]
pub fn AttemptOutcome(
    result: PaymentResult,
    reference: String,
    /// The receipt, for whoever may print it.
    #[prop(optional_no_strip)]
    receipt: Option<uuid::Uuid>,
) -> impl IntoView {
    if result.refunding && !matches!(result.state, AttemptState::Paid | AttemptState::Returned) {
        return EitherOf6::A(view! { <GoesBack result /> });
    }
    match result.outcome {
        Outcome::Waiting => EitherOf6::B(view! { <Waiting result reference /> }),
        Outcome::Succeeded => EitherOf6::C(view! {
            <Succeeded number=result.dossier_number surplus=result.refunding receipt />
        }),
        Outcome::Failed => EitherOf6::D(view! { <Failed result /> }),
        Outcome::Replaced => EitherOf6::E(view! { <Replaced result /> }),
        Outcome::Returned => EitherOf6::F(view! { <Returned number=result.dossier_number /> }),
    }
}

/// What is awaited, and what of it is known.
fn waiting(result: &PaymentResult) -> (Text, Option<Text>) {
    match result.state {
        AttemptState::AmountMismatch => (OTHER_AMOUNT, Some(OTHER_AMOUNT_WHY)),
        _ if result.with_officer => (WITH_OFFICER, Some(WITH_OFFICER_WHY)),
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
    let choice = can_pay(&result).then(|| format!("/ho-so/{}/thanh-toan", result.dossier_number));
    let kind = result.channel_kind;
    let about_money = about_money(&result);
    let asked = result
        .queried_at
        .map(|at| last_question(language(), kind, &at));
    let next = result
        .next_query_at
        .map(|at| next_question(language(), &at));
    let questions: Vec<_> = asked.into_iter().chain(next).collect();
    let again = href(&result_page(&reference));
    let framed = embedding() == Embedding::Frame;
    // In a frame one has not been to the provider yet: its page comes first. Elsewhere one comes back from there.
    let (there, back_there) = match result.redirect_url {
        Some(url) if framed => (Some(url), None),
        url => (None, url),
    };
    let check = if there.is_some() {
        "button button-small button-secondary"
    } else {
        "button button-small"
    };
    let still_to_pay = match (back_there, choice) {
        (Some(url), _) => Some(Either::Left(view! {
            <p>{t(STILL_TO_PAY)} " " <a href=url rel="noopener">{t(BACK_TO_PROVIDER)}</a></p>
        })),
        (None, Some(choice)) => Some(Either::Right(view! {
            <p>{t(STILL_TO_PAY)} " " <Link to=choice>{t(CHOOSE_ANOTHER)}</Link></p>
        })),
        (None, None) => None,
    };
    view! {
        <div class="notice notice-warning">
            <p class="notice-title">{t(title)}</p>
            {there.map(|url| view! {
                <p>{t(PAY_IN_OTHER_WINDOW)}</p>
                <p><a class="button button-small" href=url target="_blank" rel="noopener">{t(OPEN_PROVIDER)}</a></p>
            })}
            {why.map(|why| view! { <p>{t(why)}</p> })}
            {about_money.map(|text| view! { <p>{t(text)}</p> })}
            {(!questions.is_empty()).then(|| view! { <p>{questions.join(" ")}</p> })}
            <p>{t(CLOSE_ANYTIME)} " " <Link to=history()>{t(HISTORY)}</Link> "."</p>
            <div class="actions">
                <a class=check href=again>{t(CHECK_AGAIN)}</a>
            </div>
            {still_to_pay}
        </div>
    }
}

/// Warns whoever still has this one open, and leads to the one that counts.
#[component]
fn Replaced(result: PaymentResult) -> impl IntoView {
    let officer = result.with_officer.then(|| {
        view! { <p>{t(WITH_OFFICER)} " " {t(WITH_OFFICER_WHY)}</p> }
    });
    let current = match result.replaced_by {
        Some(reference) => Either::Left(view! {
            <a class="button button-small" href=href(&result_page(&reference))>{t(SEE_CURRENT)}</a>
        }),
        None => Either::Right(view! {
            <Link class="button button-small" to=format!("/ho-so/{}/thanh-toan", result.dossier_number)>{t(SEE_CURRENT)}</Link>
        }),
    };
    view! {
        <div class="notice notice-warning">
            <p class="notice-title">{t(Outcome::Replaced.label())} "."</p>
            <p>{t(PAY_HERE_NO_MORE)}</p>
            <p>{t(REPLACED_MONEY)}</p>
            {officer}
            <div class="actions">{current}</div>
        </div>
    }
}

/// The page of an attempt.
#[must_use]
pub fn result_page(reference: &str) -> String {
    format!("/thanh-toan/ket-qua?data={}", percent_encoded(reference))
}

/// Where the payer finds all attempts again.
fn history() -> &'static str {
    match embedding() {
        Embedding::TopLevel => "/tai-khoan?giao-dich=1",
        Embedding::Frame => "/giao-dich",
    }
}

#[component]
fn Succeeded(number: i64, surplus: bool, receipt: Option<uuid::Uuid>) -> impl IntoView {
    let class = if receipt.is_some() {
        "button button-small button-secondary"
    } else {
        "button button-small"
    };
    view! {
        <div class="notice notice-success">
            <p class="notice-title">{t(Outcome::Succeeded.label())} "."</p>
            {surplus.then(|| view! { <p>{t(SURPLUS_GOES_BACK)}</p> })}
            <p>{t(RECEIPT_IN_HISTORY)}</p>
            <div class="actions">
                {receipt.map(|receipt| view! { <ReceiptLink receipt cancelled_on=None first=true /> })}
                <Link class=class to=history()>{t(SEE_HISTORY)}</Link>
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

/// The money was there, and is not any more.
#[component]
fn Returned(number: i64) -> impl IntoView {
    let order = format!("/ho-so/{number}/thanh-toan");
    view! {
        <div class="notice">
            <p class="notice-title">{t(RETURNED)}</p>
            <p>{t(RETURNED_NEXT)}</p>
            <div class="actions">
                <Link class="button button-small" to=order>{t(SEE_ORDER)}</Link>
                <Link class="button button-small button-secondary" to=history()>{t(SEE_HISTORY)}</Link>
            </div>
        </div>
    }
}

#[component]
fn Failed(result: PaymentResult) -> impl IntoView {
    let choice = format!("/ho-so/{}/thanh-toan", result.dossier_number);
    let said = result.failure.map(|reason| t(reason.label()));
    let may_try = said.into_iter().chain([t(TRY_AGAIN)]);
    let may_try = may_try.collect::<Vec<_>>().join(" ");
    let (title, why) = match result.state {
        AttemptState::Expired => (
            t(TIME_OVER).to_owned(),
            format!(
                "{} {}",
                t(nothing_received(result.channel_kind)),
                t(MONEY_AFTER_ALL)
            ),
        ),
        AttemptState::Cancelled => (t(CANCELLED).to_owned(), may_try),
        _ => (format!("{}.", t(Outcome::Failed.label())), may_try),
    };
    view! {
        <div class="notice notice-error">
            <p class="notice-title">{title}</p>
            <p>{why}</p>
            <Link class="button button-small" to=choice>{t(CHOOSE_AGAIN)}</Link>
        </div>
    }
}
