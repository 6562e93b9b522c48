//! Following an attempt in the browser: the server tells what is new; where that does not work it is asked.

use super::ask;
use crate::api::{payments::PaymentResult, percent_encoded};
use domain::payment::Outcome;
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, EventSource, MessageEvent};

/// The confirmation is usually on its way when the payer comes back.
const FIRST_MS: u32 = 1_000;
const QUICK_MS: u32 = 3_000;
const SLOW_MS: u32 = 10_000;
/// Questions at the quick pace: one minute of them.
const QUICK_QUESTIONS: u32 = 60_000 / QUICK_MS;

/// Follows the attempt until its outcome is known or the page is left.
pub(super) fn start(reference: String, latest: RwSignal<PaymentResult>) {
    if is_final(latest) {
        return;
    }
    let events = format!(
        "/api/v1/payment-results/{}/events",
        percent_encoded(&reference)
    );
    match EventSource::new(&events) {
        Ok(events) => listen(events, reference, latest),
        Err(_) => spawn_local(poll(reference, latest)),
    }
}

/// Takes what the server tells. A connection that broke or was never made is not tried again: it is asked from then on.
fn listen(events: EventSource, reference: String, latest: RwSignal<PaymentResult>) {
    let source = events.clone();
    let told = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let text = message.data().as_string().unwrap_or_default();
        if let Ok(result) = serde_json::from_str(&text) {
            take(result, latest);
        }
        if is_final(latest) {
            source.close();
        }
    });
    let source = events.clone();
    let broken = Closure::<dyn FnMut(Event)>::new(move |_| {
        source.close();
        spawn_local(poll(reference.clone(), latest));
    });
    events.set_onmessage(Some(told.into_js_value().unchecked_ref()));
    events.set_onerror(Some(broken.into_js_value().unchecked_ref()));
}

/// Asks until the answer is final. An unanswered question is asked again: it says nothing about the payment.
async fn poll(reference: String, latest: RwSignal<PaymentResult>) {
    let mut questions = 0;
    while !is_final(latest) {
        TimeoutFuture::new(match questions {
            0 => FIRST_MS,
            1..=QUICK_QUESTIONS => QUICK_MS,
            _ => SLOW_MS,
        })
        .await;
        questions += 1;
        if let Ok(result) = ask(reference.clone()).await {
            take(result, latest);
        }
    }
}

/// Shows what is new, once. A code or an app that was not there before is shown by the page loaded anew.
fn take(result: PaymentResult, latest: RwSignal<PaymentResult>) {
    let shown = latest.get_untracked();
    if result == shown {
        return;
    }
    let appeared =
        |before: &Option<String>, now: &Option<String>| before.is_none() && now.is_some();
    if appeared(&shown.qr, &result.qr) || appeared(&shown.app_url, &result.app_url) {
        let _ = window().location().reload();
    } else {
        latest.set(result);
    }
}

fn is_final(latest: RwSignal<PaymentResult>) -> bool {
    latest.with_untracked(|result| result.outcome != Outcome::Waiting)
}
