//! Asks the provider to open a payment, and records its answer.

use super::{prepare::Prepared, unanswered, unavailable};
use crate::{
    http::{Error, Result},
    idempotency::Once,
    payments::{attempt_view::by_key, channels, events},
    state::AppState,
};
use app::api::payments::Attempt;
use domain::payment::AttemptEvent;
use providers::{CreateError, Created};
use std::time::Instant;

/// Calls the provider, then records what it said together with the answer to the request.
pub(super) async fn open(app: AppState, prepared: Prepared, once: Once) -> Result<Attempt> {
    let began = Instant::now();
    let answer = prepared.provider.create(&prepared.request).await;
    let took = i32::try_from(began.elapsed().as_millis()).unwrap_or(i32::MAX);
    if let Err(error) = &answer {
        tracing::warn!(attempt = %prepared.attempt_id, %error, "the provider did not open a payment");
    }
    let raw = answer.as_ref().ok().map(|created| created.raw.as_bytes());
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    events::record(&mut tx, prepared.attempt_id, &event_of(&answer), raw, now).await?;
    let ways = answer.as_ref().cloned().unwrap_or_default();
    // What was asked wrongly says nothing about the provider.
    let opened = match &answer {
        Err(CreateError::Invalid(_)) => None,
        answer => Some(answer.is_ok()),
    };
    sqlx::query!(
        "update payment_attempts
         set redirect_url = $2, app_url = $3, qr = $4, provider_token = $5, opened = $6, open_milliseconds = $7
         where id = $1",
        prepared.attempt_id,
        ways.redirect_url,
        ways.app_url,
        ways.qr,
        ways.provider_token,
        opened,
        opened.map(|_| took)
    )
    .execute(&mut *tx)
    .await?;
    let answer = match answer {
        Ok(_) => by_key(&mut tx, prepared.order_id, once.key()).await,
        Err(CreateError::Invalid(why)) => Err(Error::internal(why)),
        Err(error) => {
            let amount = prepared.request.amount;
            let next = channels::next_best(&mut tx, &app.providers, amount, &prepared.channel, now)
                .await?;
            Err(match error {
                CreateError::Unknown(_) => unanswered(next),
                _ => unavailable(next),
            }
            .into())
        }
    };
    once.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

fn event_of(answer: &std::result::Result<Created, CreateError>) -> AttemptEvent {
    let refused = |code: &str| AttemptEvent::CreateRefused {
        code: code.to_owned(),
    };
    match answer {
        Ok(_) => AttemptEvent::CreateAccepted,
        Err(CreateError::Refused { code, .. }) => refused(code),
        Err(CreateError::NotSent) => refused("not_sent"),
        Err(CreateError::Invalid(_)) => refused("invalid"),
        Err(CreateError::Unknown(_)) => AttemptEvent::CreateUnanswered,
    }
}
