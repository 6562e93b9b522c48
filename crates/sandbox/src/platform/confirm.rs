//! CONFIRM: telling the portal how a payment ended, until it acknowledges or the tries are used up.

use std::time::Duration;

use axum::{Json, extract::State};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{message::Confirm, query::WRONG_BY, signature};
use crate::{
    Sandbox,
    bank::card,
    clock,
    config::Config,
    faults::{Fault, Point},
    world::{Delivery, Event, Order},
};

/// What the portal acknowledges with. The rest of it (`MaXacThuc`, times) is an echo in both known implementations, and
/// whether it should be more is not published, so it is not judged.
#[derive(Deserialize)]
struct Acknowledgement {
    #[serde(rename = "MaLoi")]
    code: String,
    #[serde(rename = "MoTaLoi", default)]
    meaning: Option<String>,
}

/// `GET /sandbox/national-platform/deliveries.json`: every try so far, oldest first.
pub(crate) async fn log(State(sandbox): State<Sandbox>) -> Json<Vec<Delivery>> {
    Json(sandbox.journal().world.deliveries.clone())
}

/// Starts delivering the outcome of a payment; `tried` tries have been made before.
pub(crate) fn deliver(sandbox: &Sandbox, token: Uuid, tried: usize) {
    let sandbox = sandbox.clone();
    tokio::spawn(async move {
        let pauses = &sandbox.config().confirm_pauses;
        // Going on after a restart starts at once: the pause has been long enough.
        for attempt in tried + 1..=pauses.len() + 1 {
            let Some(order) = sandbox.journal().world.order(token).cloned() else {
                return;
            };
            if attempt_once(&sandbox, &order, attempt).await {
                return;
            }
            if let Some(pause) = pauses.get(attempt - 1) {
                tokio::time::sleep(*pause).await;
            }
        }
    });
}

/// One try, bent by the next fault; whether the portal acknowledged it.
async fn attempt_once(sandbox: &Sandbox, order: &Order, attempt: usize) -> bool {
    let fault = sandbox.faults().take(Point::Confirm);
    if let Some(Fault::Late(ms)) = fault {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let Some(message) = compose(sandbox.config(), order, fault) else {
        return false;
    };
    let copies = if fault == Some(Fault::Duplicate) {
        2
    } else {
        1
    };
    let mut acknowledged = false;
    for _copy in 0..copies {
        let mut delivery = Delivery {
            reference: order.init.reference.clone(),
            attempt,
            at: OffsetDateTime::now_utc(),
            fault: fault.map(String::from),
            status: None,
            code: None,
            meaning: None,
            error: None,
            acknowledged: false,
        };
        if fault == Some(Fault::Lose) {
            delivery.error = Some("lost on the way".to_owned());
        } else {
            send(sandbox, &message, fault, &mut delivery).await;
        }
        acknowledged |= delivery.acknowledged;
        if let Err(error) = sandbox.journal().record(Event::Delivered(delivery)) {
            tracing::error!(%error, "the journal cannot be written");
        }
    }
    acknowledged
}

async fn send(sandbox: &Sandbox, message: &Confirm, fault: Option<Fault>, delivery: &mut Delivery) {
    let url = format!(
        "{}/callbacks/national-platform",
        sandbox.config().portal_url
    );
    let response = match sandbox.0.http.post(url).json(message).send().await {
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
    delivery.status = Some(response.status().as_u16());
    match response.json::<Acknowledgement>().await {
        Ok(acknowledgement) => {
            delivery.acknowledged = acknowledgement.code == "00";
            delivery.code = Some(acknowledgement.code);
            delivery.meaning = acknowledgement.meaning;
        }
        Err(error) => delivery.error = Some(error.without_url().to_string()),
    }
}

/// The message about an ended payment; `None` while it has not ended.
fn compose(config: &Config, order: &Order, fault: Option<Fault>) -> Option<Confirm> {
    let outcome = order.outcome.as_ref()?;
    let amount = match fault {
        Some(Fault::WrongAmount) => order.amount + WRONG_BY,
        _ => order.amount,
    };
    let card = outcome.card.as_deref().and_then(card::find);
    let mut message = Confirm {
        kind: "CONFIRM".to_owned(),
        code: outcome.verdict.code().to_owned(),
        meaning: outcome.verdict.meaning().to_owned(),
        partner: order.init.partner.clone(),
        reference: order.init.reference.clone(),
        amount: amount.to_string(),
        currency: order.init.currency.clone(),
        transaction: outcome.transaction.clone(),
        bank: outcome.bank.clone(),
        time: clock::compact(outcome.at),
        description: order.init.description.clone(),
        token: String::new(),
        card_number: card.map(|c| c.masked()).unwrap_or_default(),
        card_month: card
            .map(|c| format!("{:02}", c.issued.month))
            .unwrap_or_default(),
        card_year: card.map(|c| c.issued.year.to_string()).unwrap_or_default(),
        digest: String::new(),
    };
    let secret = match fault {
        Some(Fault::BadDigest) => "not the shared secret",
        _ => &config.partner_secret,
    };
    message.digest = signature::confirm(&message, secret);
    Some(message)
}
