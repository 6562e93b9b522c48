//! Following an attempt in the browser: the server tells what is new; where that does not work it is asked.

use super::{ask, live::Receipt};
use crate::{
    api::{
        dossiers::DossierPath,
        path_of,
        payments::{GetPaymentOrder, PaymentResult},
        percent_encoded,
    },
    embedding::{Embedding, embedding},
};
use domain::payment::Outcome;
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use uuid::Uuid;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, EventSource, MessageEvent};

/// The confirmation is usually on its way when the payer comes back.
const FIRST_MS: u32 = 1_000;
const QUICK_MS: u32 = 3_000;
const SLOW_MS: u32 = 10_000;
/// Questions at the quick pace: one minute of them.
const QUICK_QUESTIONS: u32 = 60_000 / QUICK_MS;

/// Follows the attempt until its outcome is known or the page is left. A page that nobody sees follows nothing: browsers make
/// six connections to a host, and six hidden tabs would hold all of them.
pub(super) fn start(reference: String, latest: RwSignal<PaymentResult>) {
    if is_final(latest) {
        return;
    }
    let watch = Watch(Rc::new(Watched {
        reference,
        latest,
        source: RefCell::default(),
        turn: Cell::default(),
    }));
    watch.look();
    let seen = watch.clone();
    let changed = Closure::<dyn FnMut()>::new(move || seen.look());
    let document = document();
    let _ = document.add_event_listener_with_callback(
        "visibilitychange",
        changed.into_js_value().unchecked_ref(),
    );
}

/// Keeps the window's title, which begins with the page's heading, to what the heading says.
pub(super) fn follow_title(heading: Memo<&'static str>) {
    Effect::new(move |before: Option<&'static str>| {
        let now = heading.get();
        if let Some(before) = before.filter(|before| *before != now) {
            let document = document();
            document.set_title(&document.title().replacen(before, now, 1));
        }
        now
    });
}

/// Looks for the receipt once the payment has succeeded on the open page. A frame prints none.
pub(super) fn find_receipt(latest: RwSignal<PaymentResult>, receipt: RwSignal<Receipt>) {
    if embedding() == Embedding::Frame {
        return;
    }
    Effect::new(move |_: Option<()>| {
        let (outcome, number) = latest.with(|result| (result.outcome, result.dossier_number));
        if outcome == Outcome::Succeeded && receipt.get_untracked() == Receipt::Awaited {
            spawn_local(async move {
                if let Some(id) = receipt_of(number).await {
                    receipt.set(Receipt::Issued(id));
                }
            });
        }
    });
}

/// Of an order only what is wanted here: to read all of it would weigh on every page.
#[derive(Deserialize)]
struct Printable {
    receipt: Option<Uuid>,
    receipt_cancelled_on: Option<String>,
}

async fn receipt_of(number: i64) -> Option<Uuid> {
    let order = path_of::<GetPaymentOrder>(&DossierPath { number });
    let answer = Request::get(&order).send().await.ok()?;
    let printable: Printable = serde_json::from_str(&answer.text().await.ok()?).ok()?;
    printable
        .receipt
        .filter(|_| printable.receipt_cancelled_on.is_none())
}

#[derive(Clone)]
struct Watch(Rc<Watched>);

struct Watched {
    reference: String,
    latest: RwSignal<PaymentResult>,
    source: RefCell<Option<EventSource>>,
    /// Goes up whenever the page is shown or hidden; what was begun before that ends.
    turn: Cell<u32>,
}

impl Watch {
    /// Follows while the page is seen. The first thing that the server tells is how things stand now.
    fn look(&self) {
        self.turn_away();
        if document().hidden() || is_final(self.0.latest) {
            return;
        }
        let events = format!(
            "/api/v1/payment-results/{}/events",
            percent_encoded(&self.0.reference)
        );
        match EventSource::new(&events) {
            Ok(events) => self.listen(events),
            Err(_) => self.ask(),
        }
    }

    /// Ends what is under way.
    fn turn_away(&self) {
        self.0.turn.set(self.0.turn.get().wrapping_add(1));
        if let Some(source) = self.0.source.take() {
            source.close();
        }
    }

    /// Takes what the server tells. A connection that broke or was never made is not tried again: it is asked from then on.
    fn listen(&self, events: EventSource) {
        let watch = self.clone();
        let told = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let text = message.data().as_string().unwrap_or_default();
            if let Ok(result) = serde_json::from_str(&text) {
                take(result, watch.0.latest);
            }
            if is_final(watch.0.latest) {
                watch.turn_away();
            }
        });
        let (watch, turn) = (self.clone(), self.0.turn.get());
        let broken = Closure::<dyn FnMut(Event)>::new(move |_| {
            if watch.0.turn.get() == turn {
                watch.turn_away();
                watch.ask();
            }
        });
        events.set_onmessage(Some(told.into_js_value().unchecked_ref()));
        events.set_onerror(Some(broken.into_js_value().unchecked_ref()));
        self.0.source.replace(Some(events));
    }

    fn ask(&self) {
        spawn_local(poll(self.clone(), self.0.turn.get()));
    }
}

/// Asks until the answer is final or the page is turned away from. An unanswered question is asked again: it says nothing
/// about the payment.
async fn poll(watch: Watch, turn: u32) {
    let mut questions = 0;
    loop {
        TimeoutFuture::new(match questions {
            0 => FIRST_MS,
            1..=QUICK_QUESTIONS => QUICK_MS,
            _ => SLOW_MS,
        })
        .await;
        if watch.0.turn.get() != turn || is_final(watch.0.latest) {
            return;
        }
        questions += 1;
        if let Ok(result) = ask(watch.0.reference.clone()).await {
            take(result, watch.0.latest);
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
    latest.with_untracked(|result| result.outcome.is_final())
}
