//! CONFIRM: how the portal is told the outcome.

use serde_json::json;

use super::{message::Confirm, signature};
use crate::{
    bank::card,
    clock,
    config::Config,
    protocol::{Call, Lie},
    world::Payment,
};

/// The message about an ended payment; `None` while it has not ended.
pub(crate) fn compose(config: &Config, payment: &Payment, lie: Lie) -> Option<Call> {
    let outcome = payment.outcome.as_ref()?;
    let card = outcome.card.as_deref().and_then(card::find);
    let mut message = Confirm {
        kind: "CONFIRM".to_owned(),
        code: outcome.verdict.code().to_owned(),
        meaning: outcome.verdict.meaning().to_owned(),
        partner: payment.field("MaDoiTac").to_owned(),
        reference: payment.opening.reference.clone(),
        amount: lie.amount(payment.opening.amount).to_string(),
        currency: payment.field("MaTienTe").to_owned(),
        transaction: outcome.transaction.clone(),
        bank: outcome.bank.clone(),
        time: clock::compact(outcome.at),
        description: payment.opening.description.clone(),
        token: String::new(),
        card_number: card.map(|c| c.masked()).unwrap_or_default(),
        card_month: card
            .map(|c| format!("{:02}", c.issued.month))
            .unwrap_or_default(),
        card_year: card.map(|c| c.issued.year.to_string()).unwrap_or_default(),
        digest: String::new(),
    };
    message.digest = signature::confirm(&message, lie.secret(&config.partner_secret));
    let url = format!("{}/callbacks/national-platform", config.portal_url);
    Some(Call::Json(url, json!(message)))
}
