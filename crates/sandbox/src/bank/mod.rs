//! Vietcombank as the payer meets it: cards, the payment page, one-time codes, and the books.

pub(crate) mod card;
pub(crate) mod pay;
mod view;

use axum::{Json, extract::State};
use uuid::Uuid;

use crate::{Sandbox, world::Charge};

/// `MaNganHang`
pub(crate) const CODE: &str = "VCB";
pub(crate) const NAME: &str = "Vietcombank";
pub(crate) const FULL_NAME: &str = "Ngân hàng TMCP Ngoại thương Việt Nam";

/// Where the payer of this payment types in the card.
pub(crate) fn address(token: Uuid) -> String {
    format!("/sandbox/vietcombank/pay/{token}")
}

/// `GET /sandbox/bank/books.json`: every charge, oldest first.
pub(crate) async fn books(State(sandbox): State<Sandbox>) -> Json<Vec<Charge>> {
    Json(sandbox.journal().world.charges.clone())
}
