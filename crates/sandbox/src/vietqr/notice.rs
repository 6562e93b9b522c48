//! The notice of money that came. No bank's own format is published, so this is one of the portal's making.

use serde_json::{Map, Value};

use crate::{
    clock,
    config::Config,
    protocol::{Call, Lie},
    sign::hmac_sha256,
    world::Payment,
};

/// The notice of one transfer.
pub(crate) fn compose(config: &Config, payment: &Payment, lie: Lie) -> Option<Call> {
    let outcome = payment.outcome.as_ref()?;
    let credentials = &config.credentials;
    let amount = lie.amount(payment.opening.amount).to_string();
    let at = clock::compact(outcome.at);
    let fields = [
        ("transactionId", outcome.transaction.as_str()),
        ("accountNumber", &credentials.vietqr_account),
        ("bankBin", &credentials.vietqr_bank),
        ("amount", &amount),
        ("currency", "VND"),
        ("content", &payment.opening.description),
        ("transactionTime", &at),
    ];
    let signed = fields.map(|(_, value)| value).join("|");
    let signature = hmac_sha256(lie.secret(&credentials.vietqr_secret), &signed);
    let mut message: Map<String, Value> = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    message.insert("signature".to_owned(), signature.into());
    let url = format!("{}/callbacks/vietqr", config.portal_url);
    Some(Call::Json(url, message.into()))
}
