//! Opening a payment, at whatever provider.

use serde_json::Value;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    Sandbox,
    provider::Provider,
    world::{Event, Opening},
};

/// What a request asks for, once the provider has checked it.
pub(crate) struct Order {
    pub provider: Provider,
    pub reference: String,
    /// What the provider calls the payment on the wire.
    pub order: String,
    /// Whole đồng.
    pub amount: u64,
    /// When the request wants it closed; `None` leaves that to the provider.
    pub expires_at: Option<OffsetDateTime>,
    pub return_url: String,
    pub callback_url: Option<String>,
    pub description: String,
    /// The request, whole.
    pub message: Value,
}

/// Why a payment cannot be opened.
#[derive(Debug, PartialEq)]
pub(crate) enum Refused {
    /// The reference was used before, with other content.
    Duplicate,
    /// The journal cannot be written.
    Unwritten,
}

/// Opens a payment. A repeat of the same message gives the same one, so a portal whose answer got lost may simply ask again.
pub(crate) fn open(sandbox: &Sandbox, order: Order) -> Result<Uuid, Refused> {
    let now = sandbox.now();
    let mut journal = sandbox.journal();
    if let Some(known) = journal.world.by_order(order.provider, &order.order) {
        return if known.opening.message == order.message {
            Ok(known.opening.token)
        } else {
            Err(Refused::Duplicate)
        };
    }
    let token = Uuid::new_v4();
    let opening = Opening {
        token,
        provider: order.provider,
        reference: order.reference,
        order: order.order,
        amount: order.amount,
        opened_at: now,
        expires_at: order
            .expires_at
            .unwrap_or(now + sandbox.config().payment_lifetime),
        return_url: order.return_url,
        callback_url: order.callback_url,
        description: order.description,
        message: order.message,
    };
    journal
        .record(Event::Opened(Box::new(opening)))
        .map_err(|error| {
            tracing::error!(%error, "the journal cannot be written");
            Refused::Unwritten
        })?;
    Ok(token)
}

/// The address of the page where the payer pays, at every provider but the national platform.
pub(crate) fn page(sandbox: &Sandbox, provider: Provider, token: Uuid) -> String {
    format!(
        "{}/sandbox/pay/{provider}/{token}",
        sandbox.config().public_url
    )
}
