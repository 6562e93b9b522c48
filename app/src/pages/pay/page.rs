//! `/ho-so/{number}/thanh-toan`: “Thanh toán phí, lệ phí”, afterwards “Đã nộp phí, lệ phí”.

use super::{order::ReceiptLink, refunds::Refunds, result::result_page, summary::OrderSummary};
use crate::{
    api::{
        Empty,
        payments::{Attempt, Channel, GetPaymentOrder, OrderPath, PaymentOrder, StartAttempt},
    },
    client::load,
    components::{ApiForm, ChannelField, Loaded, SubmitButton, form::FormAction},
    embedding::{Link, href},
    locales::{
        dossier::{BREADCRUMB, dossier_number},
        language, localized,
        payment::*,
        t,
    },
    pages::dossier::{JustSent, dossier_in_address},
};
use domain::{
    money::Vnd,
    payment::{OrderState, Outcome},
};
use leptos::{
    either::{Either, EitherOf5},
    prelude::*,
};
use leptos_meta::Title;

#[component]
pub fn Pay() -> impl IntoView {
    let path = dossier_in_address();
    let order = load::<GetPaymentOrder>(move || (path.get(), Empty {}));
    let number = path.get_untracked().number;
    let heading = move || {
        order.get().map(|answer| {
            let title = match answer {
                Ok(order) if order.state == OrderState::Paid => PAID_TITLE,
                Ok(_) | Err(_) => PAY_TITLE,
            };
            view! { <Title text=t(title) /> <h1>{t(title)}</h1> }
        })
    };
    view! {
        <nav class="breadcrumb" aria-label=t(BREADCRUMB)>
            <Link to=format!("/ho-so/{number}")>{dossier_number(language(), number)}</Link>
        </nav>
        <Transition>{heading}</Transition>
        <Loaded resource=order view=|order: PaymentOrder| view! { <Order order /> } />
    }
}

#[component]
fn Order(order: PaymentOrder) -> impl IntoView {
    let number = order.dossier_number;
    let paid = (order.state == OrderState::Paid).then(|| {
        let cancelled_on = order.receipt_cancelled_on.clone();
        view! { <Paid number receipt=order.receipt cancelled_on /> }
    });
    let next = match order.state {
        OrderState::Paid => None,
        OrderState::NeedsReview => Some(Either::Left(view! {
            <div class="notice notice-warning">
                <p class="notice-title">{t(AMOUNT_DIFFERS)}</p>
                <p>{t(OFFICER_CHECKS)}</p>
            </div>
        })),
        OrderState::Due | OrderState::InProgress => Some(Either::Right(view! {
            {order.latest_attempt.clone().map(|attempt| view! { <Latest attempt /> })}
            <Choice
                order=order.id
                amount=order.totals.total
                channels=order.channels.clone()
                suggested=order.suggested.clone()
            />
        })),
    };
    let refunds = order.refunds.clone();
    view! {
        <JustSent number />
        {paid}
        <div class="pay">
            <OrderSummary order />
            <div>
                {next}
                <Refunds refunds />
            </div>
        </div>
    }
}

#[component]
fn Paid(number: i64, receipt: Option<uuid::Uuid>, cancelled_on: Option<String>) -> impl IntoView {
    view! {
        <div class="notice notice-success">
            <p class="notice-title">{t(PAID)}</p>
            <div class="actions">
                {receipt.map(|receipt| view! { <ReceiptLink receipt cancelled_on /> })}
                <Link class="button button-small button-secondary" to=format!("/ho-so/{number}")>{t(SEE_DOSSIER)}</Link>
            </div>
        </div>
    }
}

/// What became of the try before, so that nobody pays twice for want of knowing.
#[component]
fn Latest(attempt: Attempt) -> impl IntoView {
    let result = result_page(&attempt.reference);
    let (channel, begun) = (&attempt.channel_name, &attempt.requested_at);
    // A code to scan and an app to open are on the page of the result.
    let continued = if attempt.qr.is_some() || attempt.app_url.is_some() {
        Some(href(&result))
    } else {
        attempt.redirect_url
    };
    match attempt.outcome {
        Outcome::Returned => EitherOf5::E(view! {
            <div class="notice">
                <p class="notice-title">{attempt_returned(language(), channel, begun)}</p>
                <p>{t(STILL_DUE)}</p>
            </div>
        }),
        Outcome::Replaced => EitherOf5::D(view! {
            <div class="notice">
                <p class="notice-title">{t(Outcome::Replaced.label())} "."</p>
                <p>{attempt_begun(language(), channel, begun)} " " <Link to=result>{t(CHECK_RESULT)}</Link></p>
            </div>
        }),
        Outcome::Waiting => EitherOf5::A(view! {
            <div class="notice notice-warning">
                <p class="notice-title">{t(ATTEMPT_WAITING)}</p>
                <p>{attempt_begun(language(), channel, begun)} " " {t(MONEY_TAKEN)}</p>
                <div class="actions">
                    <Link class="button button-small" to=result>{t(CHECK_RESULT)}</Link>
                    {continued.map(|url| view! {
                        <a class="button button-small button-secondary" rel="external" href=url>{t(CONTINUE_PAYING)}</a>
                    })}
                </div>
                <p class="small">{t(NOT_PAID_YET)}</p>
            </div>
        }),
        Outcome::Failed => EitherOf5::B(view! {
            <div class="notice notice-warning">
                <p class="notice-title">{attempt_failed(language(), channel, begun)}</p>
                <p>{attempt.failure.map(|reason| format!("{} ", t(reason.label())))} {t(NO_MONEY_MOVED)}</p>
            </div>
        }),
        Outcome::Succeeded => EitherOf5::C(view! {
            <div class="notice">
                <p class="notice-title">{attempt_succeeded(language(), channel, begun)}</p>
                <p>{t(ORDER_IS_UPDATED)} " " <Link to=result>{t(CHECK_RESULT)}</Link></p>
            </div>
        }),
    }
}

#[component]
fn Choice(
    order: uuid::Uuid,
    amount: Vnd,
    channels: Vec<Channel>,
    suggested: Option<String>,
) -> impl IntoView {
    if channels.is_empty() {
        return view! {
            <div class="notice notice-warning">
                <p class="notice-title">{t(NO_CHANNELS)}</p>
                <p>{t(COME_BACK_LATER)}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <ApiForm actions=vec![FormAction::of::<StartAttempt>(&OrderPath { order })] keyed=true class="payment-form">
            <ChannelField channels suggested />
            <div class="pay-bar">
                <p><span class="visually-hidden">{t(AMOUNT_TO_PAY)} " "</span> <span class="amount">{localized(&amount)}</span></p>
                <SubmitButton label=t(PAY) busy=t(CONNECTING) />
            </div>
        </ApiForm>
    }
    .into_any()
}
