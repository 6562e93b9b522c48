//! Transfers from the treasury's account: how money goes back where a provider has no call for it.

use std::io;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};

use crate::{
    Sandbox,
    faults::{InjectionPoint, Operation, distort},
    journal::Journal,
    json::is_digits,
    pages::Failure,
    payments::transaction_number,
    provider::Provider,
    world::{Event, Refund},
};

/// Accounts that end like this have been closed.
const CLOSED: &str = "0000";

#[derive(Deserialize)]
struct Transfer {
    refund_reference: String,
    bank_bin: String,
    account_number: String,
    account_name: String,
    amount: u64,
    content: String,
}

#[derive(Serialize)]
struct Done {
    refund_reference: String,
    status: &'static str,
    bank_transaction: String,
    message: &'static str,
}

/// `POST /sandbox/bank/transfers-out`: CSV in, CSV out, line by line; 422 where it is not such a CSV.
pub(crate) async fn order(State(sandbox): State<Sandbox>, body: String) -> Response {
    let parsed: Result<Vec<Transfer>, _> = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(body.as_bytes())
        .deserialize()
        .collect();
    let transfers = match parsed {
        Ok(transfers) => transfers,
        Err(error) => return (StatusCode::UNPROCESSABLE_ENTITY, error.to_string()).into_response(),
    };
    let first = transfers.first();
    let reference = first.map_or("", |transfer| &transfer.refund_reference);
    let point = InjectionPoint::at(Provider::Bank, Operation::Refund, reference);
    let fault = sandbox.faults().inject(point);
    distort(
        fault,
        || (StatusCode::SERVICE_UNAVAILABLE, "maintenance").into_response(),
        || match carry_out_all(&sandbox, transfers) {
            Ok(csv) => ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response(),
            Err(error) => Failure::from(error).into_response(),
        },
    )
    .await
}

fn carry_out_all(sandbox: &Sandbox, transfers: Vec<Transfer>) -> io::Result<Vec<u8>> {
    let mut journal = sandbox.journal();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for transfer in transfers {
        let done = carry_out(sandbox, &mut journal, transfer)?;
        writer.serialize(done).map_err(io::Error::other)?;
    }
    let written = writer.into_inner();
    written.map_err(|error| io::Error::other(error.to_string()))
}

/// One transfer, once for its reference however often it is ordered.
fn carry_out(sandbox: &Sandbox, journal: &mut Journal, transfer: Transfer) -> io::Result<Done> {
    let answer = |status, bank_transaction, message| Done {
        refund_reference: transfer.refund_reference.clone(),
        status,
        bank_transaction,
        message,
    };
    let failed = |message| answer("failed", String::new(), message);
    let reference = &transfer.refund_reference;
    if let Some(known) = journal.world.refund(Provider::Bank, reference) {
        return Ok(if known.amount == transfer.amount {
            answer("done", known.transaction.clone(), "")
        } else {
            failed("reference used with another amount")
        });
    }
    let complaint = if transfer.refund_reference.is_empty() {
        "no reference"
    } else if transfer.bank_bin.len() != 6 || !is_digits(&transfer.bank_bin) {
        "unknown bank"
    } else if !is_digits(&transfer.account_number) || transfer.account_name.is_empty() {
        "unknown account"
    } else if transfer.account_number.ends_with(CLOSED) {
        "account closed"
    } else if transfer.amount == 0 || transfer.content.is_empty() {
        "no amount or content"
    } else {
        ""
    };
    if !complaint.is_empty() {
        return Ok(failed(complaint));
    }
    let transaction = transaction_number(sandbox, Provider::Bank);
    journal.record(Event::Refunded(Refund {
        provider: Provider::Bank,
        reference: String::new(),
        refund_reference: transfer.refund_reference.clone(),
        amount: transfer.amount,
        at: sandbox.now(),
        transaction: transaction.clone(),
        payment: None,
    }))?;
    Ok(answer("done", transaction, ""))
}
