//! Asks the provider to open a payment, and records its answer.

use super::{prepare::Prepared, unanswered, unavailable};
use crate::payments::Providers;
use crate::{
    http::{Error, Result},
    idempotency::IdempotentRequest,
    payments::{attempt_view::by_key, channels, events},
    state::AppState,
};
use app::api::payments::Attempt;
use domain::payment::AttemptEvent;
use providers::{Created, SendError};
use std::time::Instant;

/// Calls the provider, then records what it said together with the answer to the request.
pub(super) async fn open(
    app: AppState,
    prepared: Prepared,
    request: IdempotentRequest,
) -> Result<Attempt> {
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
        Err(SendError::Invalid(_)) => None,
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
        Ok(_) => by_key(&mut tx, prepared.order_id, request.key()).await,
        Err(SendError::Invalid(why)) => Err(Error::internal(why)),
        Err(error) => {
            let amount = prepared.request.amount;
            let next = channels::next_best(
                &mut tx,
                app.get::<Providers>(),
                amount,
                &prepared.channel,
                now,
            )
            .await?;
            Err(match error {
                SendError::Unknown(_) => unanswered(next),
                _ => unavailable(next),
            }
            .into())
        }
    };
    request.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

fn event_of(answer: &std::result::Result<Created, SendError>) -> AttemptEvent {
    let refused = |code: &str| AttemptEvent::CreateRefused {
        code: code.to_owned(),
    };
    match answer {
        Ok(_) => AttemptEvent::CreateAccepted,
        Err(SendError::Refused(refusal)) => refused(&refusal.code),
        Err(SendError::NotSent) => refused("not_sent"),
        Err(SendError::Invalid(_)) => refused("invalid"),
        Err(SendError::Unknown(_)) => AttemptEvent::CreateUnanswered,
    }
}
