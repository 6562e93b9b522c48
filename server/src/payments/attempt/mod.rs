//! Attempts: one try to pay an order over one channel.

mod open;
pub(super) mod prepare;

use self::prepare::Preparation;
use super::{attempt_view::by_key, channels, health, poll};
use crate::payments::Providers;
use crate::{
    http::{Error, RequestContext, Result},
    idempotency::IdempotentRequest,
    rate_limit,
};
use app::{
    api::{
        Problem, ProblemCode,
        payments::{Attempt, NewAttempt, OrderPath, StartAttempt},
    },
    locales::{LANGUAGE, language},
};
use domain::{
    language::{Language, text},
    money::Vnd,
    payment::health::Breaker,
};
use sqlx::{PgConnection, PgPool};
use time::Duration;
use tracing::Instrument;
use uuid::Uuid;

/// Attempts of one account.
const ATTEMPTS: rate_limit::Limit = rate_limit::Limit {
    name: "attempt",
    burst: 60,
    per: Duration::minutes(30),
};

/// Handles `POST /api/v1/payment-orders/{order}/attempts`.
///
/// The attempt is stored before the provider is called, so that whatever happens then is found again. A repeat with the
/// same key is answered like the first request.
///
/// # Errors
/// 400 without a key; 401; 404; 409 where the order is paid or the first request is in flight; 422 for an unknown or closed
/// channel or a key used for another one; 503 where the provider refused, could not be reached or is spared just now; 504
/// where it did not answer. In the last two nothing was charged, and the next best channel is suggested.
pub async fn start(cx: RequestContext, path: OrderPath, input: NewAttempt) -> Result<Attempt> {
    let account_id = cx.account()?;
    let request = IdempotentRequest::of::<StartAttempt>(&cx, &path, &input)?;
    // A repeat begins nothing. Whoever asks again until there is an answer must not run out of attempts by that.
    if !request.is_repeat(cx.db()).await? {
        rate_limit::take(cx.db(), ATTEMPTS, &account_id.to_string(), cx.now).await?;
    }
    if let Some(live) = live_attempt(cx.db(), path.order, account_id, request.key()).await? {
        poll::poll_before_superseding(&cx.app, live).await?;
    }
    match prepare::prepare(&cx, account_id, path.order, &input.channel, &request).await? {
        // In a task of its own, which goes on where the browser hangs up meanwhile. It takes the language along.
        Preparation::New(prepared) => {
            let opened = LANGUAGE.scope(language(), open::open(cx.app.clone(), *prepared, request));
            tokio::spawn(opened.in_current_span())
                .await
                .map_err(Error::internal)?
        }
        Preparation::Answered(answer) => answer,
        // Its server died while the provider was asked: what is known of it by now is the answer.
        Preparation::Abandoned => {
            let mut tx = cx.db().begin().await?;
            let answer = by_key(&mut tx, path.order, request.key()).await;
            request.keep(&mut tx, &answer).await?;
            tx.commit().await?;
            answer
        }
    }
}

/// The attempt that a post with this key would supersede.
async fn live_attempt(
    db: &PgPool,
    order_id: Uuid,
    account_id: Uuid,
    key: &str,
) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "select a.id from payment_attempts a
         join payment_orders o on o.id = a.order_id
         join dossiers d on d.number = o.dossier_number
         where o.id = $1 and d.account_id = $2 and (a.live or a.state = 'in_flight')
           and not exists (select from payment_attempts
                           where order_id = $1 and idempotency_key = $3)
         order by a.created_at desc limit 1",
        order_id,
        account_id,
        key
    )
    .fetch_optional(db)
    .await?)
}

/// Spares a channel that failed for others just now, and its payers the waiting.
async fn refuse_resting(
    tx: &mut PgConnection,
    cx: &RequestContext,
    channel: &str,
    amount: Vnd,
) -> Result<()> {
    let health = health::of_channel(&mut *tx, channel, cx.now).await?;
    if health.breaker != Breaker::Open {
        return Ok(());
    }
    let next = channels::next_best(tx, cx.app.get::<Providers>(), amount, channel, cx.now).await?;
    Err(unavailable(next).into())
}

/// 503 with the next best channel.
fn unavailable(next: Option<channels::NextBest>) -> Problem {
    let problem = Problem::new(
        503,
        ProblemCode::ProviderUnavailable,
        text(
            "Chưa kết nối được với kênh thanh toán.",
            "We could not connect to the payment method.",
        ),
    );
    with_next(problem, next)
}

/// 504 with the next best channel. The payer never saw the provider's page, so has not paid there.
fn unanswered(next: Option<channels::NextBest>) -> Problem {
    let problem = Problem::new(
        504,
        ProblemCode::ProviderUnknown,
        text(
            "Kênh thanh toán chưa trả lời.",
            "The payment method has not responded.",
        ),
    );
    with_next(problem, next)
}

fn with_next(problem: Problem, next: Option<channels::NextBest>) -> Problem {
    match next {
        Some(next) => problem
            .with_detail(move |language| match language {
                Language::Vietnamese => format!(
                    "Bạn chưa bị trừ tiền. Có thể thanh toán qua {}, đã chọn sẵn.",
                    next.name
                ),
                Language::English => format!(
                    "You have not been charged. You can pay with {} instead; it is selected.",
                    next.name
                ),
            })
            .with_suggestion("channel", next.code),
        None => problem.with_detail(text(
            "Bạn chưa bị trừ tiền. Thử lại sau ít phút hoặc chọn kênh khác.",
            "You have not been charged. Try again in a few minutes or choose another method.",
        )),
    }
}
