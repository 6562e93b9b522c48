//! The inquiry: which transfers carry this content?

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{bare, reference};
use crate::{
    Sandbox, clock,
    faults::{Passage, Point, bend},
    json::texts,
    protocol::Lie,
    provider::Provider,
    sign::hmac_sha256,
    world::{Payment, World},
};

/// What is signed, in this order.
const SIGNED: [&str; 3] = ["accountNumber", "content", "requestId"];

/// `POST /sandbox/vietqr/transactions`
pub(crate) async fn take(State(sandbox): State<Sandbox>, Json(message): Json<Value>) -> Response {
    let [_, content, _] = texts(&message, SIGNED);
    let fault = sandbox.faults().strike(Passage {
        provider: Provider::VietQr,
        point: Point::Query,
        reference: &reference(&content),
        bank: "",
    });
    bend(
        fault,
        || {
            let answer = json!({ "code": "96", "message": "maintenance" });
            (StatusCode::SERVICE_UNAVAILABLE, Json(answer)).into_response()
        },
        || Json(answer(&sandbox, &message, Lie(fault))),
    )
    .await
}

/// Code 00 with the transfers, 97 for a bad signature, 98 for a question that is none.
fn answer(sandbox: &Sandbox, message: &Value, lie: Lie) -> Value {
    let credentials = &sandbox.config().credentials;
    let values = texts(message, SIGNED);
    let signed = hmac_sha256(&credentials.vietqr_secret, &values.join("|"));
    if message["signature"] != signed {
        return json!({ "code": "97", "message": "bad signature" });
    }
    let [account, content, request] = values;
    let wanted = bare(&content);
    if account != credentials.vietqr_account || wanted.is_empty() || request.is_empty() {
        return json!({ "code": "98", "message": "malformed" });
    }
    let mut joined = format!("00|{request}");
    let journal = sandbox.journal();
    let transactions: Vec<_> = matching(&journal.world, &content, &wanted)
        .into_iter()
        .filter_map(|payment| {
            let outcome = payment.outcome.as_ref()?;
            let amount = lie.amount(payment.opening.amount).to_string();
            let at = clock::compact(outcome.at);
            let content = &payment.opening.description;
            joined.push_str(&format!("|{}|{amount}|{content}|{at}", outcome.transaction));
            Some(json!({
                "transactionId": outcome.transaction,
                "amount": amount,
                "content": content,
                "transactionTime": at,
            }))
        })
        .collect();
    json!({
        "code": "00",
        "requestId": request,
        "transactions": transactions,
        "signature": hmac_sha256(&credentials.vietqr_secret, &joined),
    })
}

/// Transfers whose content holds the wanted one, oldest first. A content with a reference in it is found without a search.
fn matching<'a>(world: &'a World, content: &str, wanted: &str) -> Vec<&'a Payment> {
    let fits = |payment: &&Payment| bare(&payment.opening.description).contains(wanted);
    let reference = reference(content);
    let mut found: Vec<_> = if reference == content {
        world.at(Provider::VietQr).filter(fits).collect()
    } else {
        let mine = world.by_reference(&reference);
        mine.filter(|payment| payment.opening.provider == Provider::VietQr)
            .filter(fits)
            .collect()
    };
    found.sort_by_key(|payment| payment.opening.opened_at);
    found
}
