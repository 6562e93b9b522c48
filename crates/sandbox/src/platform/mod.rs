//! The national payment platform: opens payments, lets the payer choose a bank, tells the portal how it ended, and answers
//! questions about it.

pub(crate) mod bill;
pub(crate) mod choose;
pub(crate) mod confirm;
pub(crate) mod init;
pub(crate) mod message;
pub(crate) mod outcome;
pub(crate) mod query;
pub(crate) mod signature;

use axum::Json;
use serde_json::Value;

use crate::{Sandbox, config::Config, world::Order};
use message::{Inquiry, Refusal};

fn answer(result: Result<Value, Refusal>) -> Json<Value> {
    Json(result.unwrap_or_else(|refusal| refusal.to_json()))
}

/// Who sends, and is it them.
fn authenticate(
    config: &Config,
    partner: &str,
    given: &str,
    computed: &str,
) -> Result<(), Refusal> {
    if partner != config.partner_code {
        Err(Refusal::Partner)
    } else if given != computed {
        Err(Refusal::Signature)
    } else {
        Ok(())
    }
}

/// The payment a QUERY or GET_BILL (`kind`) asks about.
fn find(sandbox: &Sandbox, body: &[u8], kind: &str) -> Result<Order, Refusal> {
    let inquiry: Inquiry = message::parse(body)?;
    let config = sandbox.config();
    let computed = signature::inquiry(&inquiry, &config.partner_secret);
    authenticate(config, &inquiry.partner, &inquiry.digest, &computed)?;
    inquiry.check(kind)?;
    let journal = sandbox.journal();
    let order = journal.world.order_by_reference(&inquiry.reference);
    order
        .filter(|order| order.init.time == inquiry.time)
        .cloned()
        .ok_or(Refusal::NotFound)
}
