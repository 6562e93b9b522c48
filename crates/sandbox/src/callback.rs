//! Telling the portal how a payment ended, until it acknowledges or the tries are used up.

use std::time::Duration;

use axum::{
    Json,
    extract::{Query, State},
};
use serde::Deserialize;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use crate::{
    Sandbox,
    faults::{Distortion, Fault, InjectionPoint, Operation},
    protocol::{self, Call},
    provider::Provider,
    world::{Acknowledgement, Delivery, Event, Payment, Verdict},
};

/// How long a callback out of order waits for another to come before it.
const ORDERLY: Duration = Duration::from_secs(2);

#[derive(Deserialize)]
pub(crate) struct Which {
    provider: Option<Provider>,
}

/// `GET /sandbox/deliveries.json[?provider=]`: every try so far, oldest first.
pub(crate) async fn log(
    State(sandbox): State<Sandbox>,
    Query(which): Query<Which>,
) -> Json<Vec<Delivery>> {
    of(&sandbox, which.provider)
}

/// The tries of one provider, or of all.
pub(crate) fn of(sandbox: &Sandbox, provider: Option<Provider>) -> Json<Vec<Delivery>> {
    let journal = sandbox.journal();
    let tries = journal.world.deliveries.iter();
    let wanted = tries.filter(|d| provider.is_none_or(|wanted| d.provider == wanted));
    Json(wanted.cloned().collect())
}

/// Starts delivering the outcome of a payment; `tried` tries have been made before.
pub(crate) fn deliver(sandbox: &Sandbox, token: Uuid, tried: usize) {
    let sandbox = sandbox.clone();
    tokio::spawn(async move {
        let pauses = &sandbox.config().callback_pauses;
        // Going on after a restart starts at once: the pause has been long enough.
        for attempt in tried + 1..=pauses.len() + 1 {
            let Some(payment) = sandbox.journal().world.payment(token).cloned() else {
                return;
            };
            if is_silent(&payment) || attempt_once(&sandbox, &payment, attempt).await {
                return;
            }
            if let Some(pause) = pauses.get(attempt - 1) {
                sleep(*pause).await;
            }
        }
    });
}

/// Whether the provider keeps this outcome to itself until asked.
fn is_silent(payment: &Payment) -> bool {
    match payment.opening.provider {
        Provider::NganLuong | Provider::Bank => true,
        // ZaloPay calls back about payments, not about the lack of one.
        Provider::Zalopay => payment.verdict() != Some(Verdict::Paid),
        _ => matches!(payment.verdict(), None | Some(Verdict::Expired)),
    }
}

/// One try, distorted by the next fault; whether the portal acknowledged it.
async fn attempt_once(sandbox: &Sandbox, payment: &Payment, attempt: usize) -> bool {
    let opening = &payment.opening;
    let fault = sandbox.faults().inject(InjectionPoint {
        provider: opening.provider,
        operation: Operation::Callback,
        reference: &opening.reference,
        bank: payment.field("MaNganHang"),
    });
    wait(sandbox, fault).await;
    let copies = 1 + usize::from(fault == Some(Fault::Duplicate));
    let mut acknowledged = false;
    for _copy in 0..copies {
        let mut delivery = Delivery {
            provider: opening.provider,
            reference: opening.reference.clone(),
            payment: opening.token,
            attempt,
            at: sandbox.now(),
            fault: fault.map(String::from),
            status: None,
            answer: Acknowledgement::default(),
            error: None,
        };
        if fault == Some(Fault::Lose) {
            delivery.error = Some("lost on the way".to_owned());
        } else {
            send(sandbox, payment, fault, &mut delivery).await;
            sandbox.0.called_back.notify_waiters();
        }
        acknowledged |= delivery.answer.acknowledged;
        let _unrecorded = sandbox.journal().record(Event::Delivered(delivery));
    }
    acknowledged
}

async fn wait(sandbox: &Sandbox, fault: Option<Fault>) {
    match fault {
        Some(Fault::Late(ms)) => sleep(Duration::from_millis(ms)).await,
        Some(Fault::OutOfOrder) => {
            let _nothing_else_came = timeout(ORDERLY, sandbox.0.called_back.notified()).await;
        }
        _ => {}
    }
}

async fn send(sandbox: &Sandbox, payment: &Payment, fault: Option<Fault>, delivery: &mut Delivery) {
    let config = sandbox.config();
    let http = &sandbox.0.http;
    let request = match protocol::callback(config, payment, Distortion(fault)) {
        Some(Call::Get(url)) => http.get(url),
        Some(Call::Json(url, message)) => http.post(url).json(&message),
        None => return,
    };
    let response = match request.send().await {
        Ok(response) => response,
        Err(error) => {
            delivery.error = Some(error.without_url().to_string());
            return;
        }
    };
    if fault == Some(Fault::LoseAnswer) {
        delivery.error = Some("acknowledgement lost on the way".to_owned());
        return;
    }
    let status = response.status().as_u16();
    delivery.status = Some(status);
    match response.bytes().await {
        Ok(body) => {
            delivery.answer =
                protocol::acknowledgement(config, payment.opening.provider, status, &body);
        }
        Err(error) => delivery.error = Some(error.without_url().to_string()),
    }
}
