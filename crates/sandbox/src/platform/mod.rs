//! The national payment platform: opens payments, lets the payer choose a bank, tells the portal how it ended, and answers
//! questions about it.

pub(crate) mod bill;
pub(crate) mod by_dossier;
pub(crate) mod choose;
pub(crate) mod confirm;
pub(crate) mod init;
pub(crate) mod message;
pub(crate) mod query;
pub(crate) mod signature;

use axum::Json;
use serde_json::Value;

use crate::{
    Sandbox,
    config::Config,
    faults::{Fault, Passage, Point},
    outcome::{self, with_query},
    provider::Provider,
    world::{Payment, Verdict},
};
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
fn find(sandbox: &Sandbox, body: &[u8], kind: &str) -> Result<Payment, Refusal> {
    let inquiry: Inquiry = message::parse(body)?;
    let config = sandbox.config();
    let computed = signature::inquiry(&inquiry, &config.partner_secret);
    authenticate(config, &inquiry.partner, &inquiry.digest, &computed)?;
    inquiry.check(kind)?;
    let found = outcome::by_order(sandbox, Provider::NationalPlatform, &inquiry.reference);
    found
        .map_err(|error| {
            tracing::error!(%error, "the journal cannot be written");
            Refusal::Maintenance
        })?
        .filter(|payment| payment.field("ThoiGianGD") == inquiry.time)
        .ok_or(Refusal::NotFound)
}

/// The fault that strikes a message, whose reference is read before anything else about it is known to be right.
fn strike(sandbox: &Sandbox, point: Point, body: &[u8]) -> Option<Fault> {
    let message: Value = serde_json::from_slice(body).unwrap_or_default();
    sandbox.faults().strike(Passage {
        provider: Provider::NationalPlatform,
        point,
        reference: message["MaThamChieu"].as_str().unwrap_or_default(),
        bank: message["MaNganHang"].as_str().unwrap_or_default(),
    })
}

/// Where the browser goes afterwards: to the one configured address, whatever the payment.
pub(crate) fn return_url(config: &Config, payment: &Payment) -> String {
    let code = match payment.verdict() {
        Some(Verdict::Paid) => "00",
        _ => "01",
    };
    let reference = &payment.opening.reference;
    let secure = signature::browser_return(reference, code, &config.partner_secret);
    let fields = [
        ("data", reference.as_str()),
        ("responseCode", code),
        ("secureCode", &secure),
    ];
    with_query(
        &format!("{}/thanh-toan/ket-qua", config.portal_url),
        &fields,
    )
}
