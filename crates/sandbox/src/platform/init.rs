//! INIT: a partner opens a payment.

use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    authenticate,
    message::{self, Init, Refusal},
    signature,
};
use crate::{
    Sandbox, bank,
    faults::{Point, bend},
    world::Event,
};

/// `POST /sandbox/national-platform/init`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    bend(
        sandbox.faults().take(Point::Init),
        || super::answer(Err(Refusal::Maintenance)).into_response(),
        || super::answer(open(&sandbox, &body)),
    )
    .await
}

/// A repeat of the same message gives the same address, so a partner whose answer got lost may simply ask again.
fn open(sandbox: &Sandbox, body: &[u8]) -> Result<Value, Refusal> {
    let init: Init = message::parse(body)?;
    let config = sandbox.config();
    let computed = signature::init(&init, &config.partner_secret);
    authenticate(config, &init.partner, &init.digest, &computed)?;
    let amount = init.check(&[bank::CODE])?;

    let mut journal = sandbox.journal();
    let token = match journal.world.order_by_reference(&init.reference) {
        Some(order) if order.init == init => order.token,
        Some(_) => return Err(Refusal::Duplicate),
        None => {
            let token = Uuid::new_v4();
            let event = Event::Opened {
                token,
                amount,
                init: Box::new(init),
            };
            journal.record(event).map_err(|error| {
                tracing::error!(%error, "the journal cannot be written");
                Refusal::Maintenance
            })?;
            token
        }
    };
    Ok(json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "UrlThanhToan": format!("{}/sandbox/national-platform/pay/{token}", config.public_url),
    }))
}
