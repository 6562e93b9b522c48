//! Sends approved refunds through providers, and asks about them until it is known what became of them.

use super::{list, record};
use crate::payments::Providers;
use crate::{
    audit::{Event, money},
    books::fresh_reference,
    http::{RequestContext, Result},
    jobs::{Done, Work},
    refunds::events,
    state::AppState,
};
use app::api::{
    Empty, Problem,
    finance::{IdPath, Refund},
};
use domain::{
    language::text,
    money::Vnd,
    refund::{RefundEvent, RefundState},
};
use providers::{
    OtherRefund, Provider, QueryRequest, RefundAnswer, RefundQueryRequest, RefundRequest, SendError,
};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use std::{net::IpAddr, sync::Arc};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Sends an approved refund, or asks the provider what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "send_refund")]
pub struct SendRefund {
    pub refund_id: Uuid,
}

impl Work for SendRefund {
    const KINDS: &[&str] = &["send_refund"];
}

/// What providers are told as the reason: no diacritics, no `|`.
const DESCRIPTION: &str = "Hoan phi, le phi thu tuc hanh chinh";
/// Our own address as providers ask for it; they know ours from the connection.
const OUR_ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

/// A call to a provider is over by then, whatever became of whoever made it. By the clock, whatever the time scale.
const LONGEST_SENDING: Duration = Duration::seconds(15);

struct RefundToSend {
    reference: String,
    state: RefundState,
    amount: Vnd,
    charged: Vnd,
    provider_transaction: String,
    requested_at: OffsetDateTime,
    /// The event by which it was sent last.
    sending: Option<i64>,
    /// When that was; where it was not sent, when it was approved.
    sent_at: OffsetDateTime,
    /// Whether whoever sent it last has said that no answer came.
    ended: bool,
    others: Vec<OtherRefund>,
    queries: i32,
    attempt_reference: String,
    attempt_amount: Vnd,
    attempt_requested_at: OffsetDateTime,
    provider_code: String,
    /// None while it is not configured.
    provider: Option<Arc<dyn Provider>>,
}

/// Handles `POST /api/v1/finance/refunds/{id}/refresh`.
///
/// # Errors
/// 401; 403; 404; 409 where there is nothing to ask; or a database error.
pub async fn refresh_status(cx: RequestContext, path: IdPath, _: Empty) -> Result<Refund> {
    let officer = cx.finance_officer()?;
    let state = sqlx::query_scalar!("select state from refunds where id = $1", path.id)
        .fetch_optional(cx.db())
        .await?
        .ok_or_else(Problem::not_found)?;
    if !state.needs_answer() {
        return Err(Problem::conflict(text(
            "Không cần kiểm tra: khoản hoàn này không chờ nhà cung cấp trả lời.",
            "You do not need to check: this refund is not waiting for a provider.",
        ))
        .into());
    }
    // Before the provider is asked, whatever it answers: that is an event of the refund.
    money::of_refund(cx.db(), Event::RefundAsked, path.id)
        .await?
        .by(officer)
        .write(cx.db(), &cx)
        .await?;
    go_on(&cx.app, path.id).await?;
    list::find(cx.db(), &cx, path.id).await
}

/// Sends or asks once, as the poll job, and says when to go on.
pub async fn run(app: AppState, SendRefund { refund_id }: SendRefund) -> Result<Done> {
    go_on(&app, refund_id).await
}

async fn go_on(app: &AppState, refund_id: Uuid) -> Result<Done> {
    let Some(refund) = find(app, refund_id).await? else {
        return Ok(Done::Finished);
    };
    let state = match (refund.state, &refund.provider) {
        (RefundState::Approved, Some(provider)) => {
            send(app, refund_id, &refund, provider.as_ref()).await?
        }
        (RefundState::Pending | RefundState::Unknown, Some(provider)) => {
            ask(app, refund_id, &refund, provider.as_ref()).await?
        }
        // Taken out of the configuration: it is sent or asked about once the provider is back, and on day 3 a person must look.
        (state, None) if state.needs_answer() => {
            tracing::warn!(refund = %refund_id, provider = refund.provider_code, "the provider is not configured");
            state
        }
        (settled, _) => settled,
    };
    if !state.needs_answer() {
        return Ok(Done::Finished);
    }
    let now = app.clock.now();
    // Sending is no question: the first comes a minute later.
    let tries = u32::try_from(refund.queries).unwrap_or(0);
    let schedule = app.config.poll_schedule(&refund.provider_code);
    let next = schedule
        .wait(app.time_scale.age(refund.requested_at, now), tries)
        .map(|wait| now + app.time_scale.wait(wait))
        .or_else(|| {
            refund
                .may_be_on_its_way(now)
                .then(|| refund.sent_at + LONGEST_SENDING)
        });
    sqlx::query!(
        "update refunds set queries = queries + 1, next_query_at = $2, needs_person = $3 where id = $1",
        refund_id,
        next,
        next.is_none()
    )
    .execute(&app.db)
    .await?;
    match next {
        Some(next) => Ok(Done::Again(next)),
        None => {
            tracing::error!(refund = %refund_id, "no answer after three days: a person must ask the provider");
            Ok(Done::Finished)
        }
    }
}

async fn find(app: &AppState, refund_id: Uuid) -> Result<Option<RefundToSend>> {
    let row = sqlx::query!(
        r#"select r.reference, r.state, r.amount, r.charged, r.provider_transaction, r.requested_at, r.queries, r.attempt_id,
               a.reference as attempt_reference, a.amount as attempt_amount, a.requested_at as attempt_requested_at, a.provider,
               s.id as "sending?", (select e.recorded_at from refund_events e where e.id = s.id) as "sent_at?",
               coalesce(s.unanswered > s.id, false) as "ended!"
           from refunds r
           join payment_attempts a on a.id = r.attempt_id
           cross join lateral (
               select coalesce(max(e.id) filter (where e.event ->> 'type' = 'send_requested'),
                       max(e.id) filter (where e.event ->> 'type' = 'unanswered')) as id,
                   max(e.id) filter (where e.event ->> 'type' = 'unanswered') as unanswered
               from refund_events e where e.refund_id = r.id) s
           where r.id = $1"#,
        refund_id
    )
    .fetch_optional(&app.db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(requested_at) = row.requested_at else {
        return Ok(None);
    };
    let provider = app.get::<Providers>().get(&row.provider);
    let others = sqlx::query_as!(
        OtherRefund,
        r#"select o.settlement_number as provider_refund, o.amount,
               exists (select from refund_events e
                       where e.refund_id = o.id and e.event ->> 'type' = 'done' and e.id < $3) as "done_before!"
           from refunds o
           where o.attempt_id = $1 and o.id <> $2 and o.requested_at is not null and o.state in ('pending', 'unknown', 'done')"#,
        row.attempt_id,
        refund_id,
        row.sending
    )
    .fetch_all(&app.db)
    .await?;
    Ok(Some(RefundToSend {
        reference: row.reference,
        state: row.state,
        amount: row.amount,
        charged: row.charged,
        provider_transaction: row.provider_transaction,
        requested_at,
        sending: row.sending,
        sent_at: row.sent_at.unwrap_or(requested_at),
        ended: row.ended,
        others,
        queries: row.queries,
        attempt_reference: row.attempt_reference,
        attempt_amount: row.attempt_amount,
        attempt_requested_at: row.attempt_requested_at,
        provider_code: row.provider,
        provider,
    }))
}

impl RefundToSend {
    /// Whether somebody may still be calling the provider, so that it need not know the refund yet.
    fn may_be_on_its_way(&self, now: OffsetDateTime) -> bool {
        self.sending.is_some() && !self.ended && now - self.sent_at < LONGEST_SENDING
    }

    /// Whether an answer is about another refund, whose number was counted before.
    fn is_of_another(&self, event: &RefundEvent) -> bool {
        let RefundEvent::Done { number: Some(done) } = event else {
            return false;
        };
        self.others
            .iter()
            .any(|other| other.provider_refund.as_ref() == Some(done))
    }
}

/// Takes the right to send it, for one caller only; nothing where another has taken it. The right is the event by which it may
/// have been sent from now on: a server that dies leaves a question, not a second refund.
async fn claim(app: &AppState, refund_id: Uuid, now: OffsetDateTime) -> Result<Option<i64>> {
    let mut tx = app.db.begin().await?;
    if events::lock_state(&mut tx, refund_id).await? != RefundState::Approved {
        return Ok(None);
    }
    record::record(&mut tx, refund_id, &RefundEvent::SendRequested, now).await?;
    let sending = last_sending(&mut tx, refund_id).await?;
    tx.commit().await?;
    Ok(sending)
}

/// The event by which a refund was sent last.
async fn last_sending(tx: &mut PgConnection, refund_id: Uuid) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "select coalesce(max(id) filter (where event ->> 'type' = 'send_requested'),
             max(id) filter (where event ->> 'type' = 'unanswered'))
         from refund_events where refund_id = $1",
        refund_id
    )
    .fetch_one(tx)
    .await?)
}

/// Lets it be sent again, unless somebody has done so since it was found not to have arrived.
async fn record_not_sent(
    app: &AppState,
    refund_id: Uuid,
    sending: Option<i64>,
) -> Result<RefundState> {
    let mut tx = app.db.begin().await?;
    let state = events::lock_state(&mut tx, refund_id).await?;
    if last_sending(&mut tx, refund_id).await? != sending {
        return Ok(state);
    }
    let now = app.clock.now();
    let state = record::record(&mut tx, refund_id, &RefundEvent::NotSent, now).await?;
    tx.commit().await?;
    Ok(state)
}

/// Sends it, if nobody else does.
async fn send(
    app: &AppState,
    refund_id: Uuid,
    refund: &RefundToSend,
    provider: &dyn Provider,
) -> Result<RefundState> {
    let now = app.clock.now();
    let Some(sending) = claim(app, refund_id, now).await? else {
        return Ok(refund.state);
    };
    let request = RefundRequest {
        refund_reference: refund.reference.clone(),
        reference: refund.attempt_reference.clone(),
        requested_at: refund.attempt_requested_at,
        provider_transaction: Some(refund.provider_transaction.clone())
            .filter(|number| !number.is_empty()),
        charged: refund.charged,
        amount: refund.amount,
        description: DESCRIPTION.to_owned(),
        approved_by: "finance".to_owned(),
        client_ip: OUR_ADDRESS,
        refund_requested_at: refund.requested_at,
        sent_at: now,
        request_id: fresh_reference(),
    };
    let event = match provider.refund(&request).await {
        Ok(answer) => Some(event_of(answer)),
        Err(SendError::Refused(refusal)) => Some(RefundEvent::Failed { code: refusal.code }),
        Err(SendError::Invalid(why)) => {
            tracing::error!(refund = %refund_id, why, "a refund could not be expressed");
            let code = "invalid".to_owned();
            Some(RefundEvent::Failed { code })
        }
        Err(SendError::NotSent) => Some(RefundEvent::NotSent),
        Err(error @ SendError::Unknown(_)) => {
            tracing::warn!(refund = %refund_id, %error, "the provider did not answer a refund");
            None
        }
    };
    match event {
        Some(RefundEvent::NotSent) => record_not_sent(app, refund_id, Some(sending)).await,
        Some(event) if !refund.is_of_another(&event) => record(app, refund_id, &event).await,
        _ => record(app, refund_id, &RefundEvent::Unanswered).await,
    }
}

async fn ask(
    app: &AppState,
    refund_id: Uuid,
    refund: &RefundToSend,
    provider: &dyn Provider,
) -> Result<RefundState> {
    let request = RefundQueryRequest {
        refund_reference: refund.reference.clone(),
        refund_requested_at: refund.requested_at,
        sent_at: refund.sent_at,
        amount: refund.amount,
        payment: QueryRequest {
            reference: refund.attempt_reference.clone(),
            amount: refund.attempt_amount,
            requested_at: refund.attempt_requested_at,
            provider_token: None,
            client_ip: OUR_ADDRESS,
            now: app.clock.now(),
            request_id: fresh_reference(),
        },
        others: refund.others.clone(),
    };
    match provider.query_refund(&request).await {
        Ok(answer) => match event_of(answer) {
            RefundEvent::NotSent if refund.may_be_on_its_way(app.clock.now()) => Ok(refund.state),
            RefundEvent::NotSent => record_not_sent(app, refund_id, refund.sending).await,
            event if refund.is_of_another(&event) => {
                tracing::warn!(refund = %refund_id, "the provider's answer is about another refund");
                Ok(refund.state)
            }
            event => record(app, refund_id, &event).await,
        },
        Err(error) => {
            tracing::warn!(refund = %refund_id, %error, "the provider could not be asked about a refund");
            Ok(refund.state)
        }
    }
}

fn event_of(answer: RefundAnswer) -> RefundEvent {
    match answer {
        RefundAnswer::Done { provider_refund } => RefundEvent::Done {
            number: provider_refund,
        },
        RefundAnswer::Pending => RefundEvent::Accepted,
        RefundAnswer::Failed { code } => RefundEvent::Failed { code },
        RefundAnswer::NotFound => RefundEvent::NotSent,
    }
}

async fn record(app: &AppState, refund_id: Uuid, event: &RefundEvent) -> Result<RefundState> {
    let mut tx = app.db.begin().await?;
    let state = record::record(&mut tx, refund_id, event, app.clock.now()).await?;
    tx.commit().await?;
    app.jobs.wake();
    Ok(state)
}
