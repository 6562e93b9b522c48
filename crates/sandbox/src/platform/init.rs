//! INIT: a partner opens a payment.

use axum::{
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    authenticate,
    message::{self, Init, Refusal},
    signature, strike,
};
use crate::{
    Sandbox, bank,
    faults::{Point, bend},
    opening::{self, Order},
    provider::Provider,
};

/// `POST /sandbox/national-platform/init`
pub(crate) async fn answer(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    bend(
        strike(&sandbox, Point::Create, &body),
        || super::answer(Err(Refusal::Maintenance)).into_response(),
        || super::answer(open(&sandbox, &body)),
    )
    .await
}

fn open(sandbox: &Sandbox, body: &[u8]) -> Result<Value, Refusal> {
    let init: Init = message::parse(body)?;
    let config = sandbox.config();
    let computed = signature::init(&init, &config.partner_secret);
    authenticate(config, &init.partner, &init.digest, &computed)?;
    let amount = init.check(&bank::BANKS.each_ref().map(|bank| bank.code))?;
    let order = Order {
        provider: Provider::NationalPlatform,
        reference: init.reference.clone(),
        order: init.reference.clone(),
        amount,
        expires_at: None,
        return_url: String::new(),
        callback_url: None,
        description: init.description.clone(),
        message: json!(init),
    };
    let token = opening::open(sandbox, order)?;
    Ok(json!({
        "MaLoi": "00",
        "MoTaLoi": "Thành công",
        "UrlThanhToan": format!("{}/sandbox/national-platform/pay/{token}", config.public_url),
    }))
}
