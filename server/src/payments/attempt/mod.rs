//! Attempts: one try to pay an order over one channel.

mod open;
pub(super) mod prepare;

use self::prepare::Preparation;
use super::{attempt_view::by_key, channels, health, query};
use crate::{
    accounts::throttle,
    http::{Cx, Error, Result},
    idempotency::Once,
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
use rand::Rng;
use sqlx::{PgConnection, PgPool};
use time::Duration;
use tracing::Instrument;
use uuid::Uuid;

/// Attempts of one account.
const ATTEMPTS: throttle::Limit = throttle::Limit {
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
pub async fn start(cx: Cx, path: OrderPath, input: NewAttempt) -> Result<Attempt> {
    let account_id = cx.account()?;
    let once = Once::of::<StartAttempt>(&cx, &path, &input)?;
    // A repeat begins nothing. Whoever asks again until there is an answer must not run out of attempts by that.
    if !once.is_repeat(cx.db()).await? {
        throttle::take(cx.db(), ATTEMPTS, &account_id.to_string(), cx.now).await?;
    }
    if let Some(live) = live_attempt(cx.db(), path.order, account_id, once.key()).await? {
        query::ask_before_superseding(&cx.app, live).await?;
    }
    match prepare::prepare(&cx, account_id, path.order, &input.channel, &once).await? {
        // In a task of its own, which goes on where the browser hangs up meanwhile. It takes the language along.
        Preparation::New(prepared) => {
            let opened = LANGUAGE.scope(language(), open::open(cx.app.clone(), *prepared, once));
            tokio::spawn(opened.in_current_span())
                .await
                .map_err(Error::internal)?
        }
        Preparation::Answered(answer) => answer,
        // Its server died while the provider was asked: what is known of it by now is the answer.
        Preparation::Abandoned => {
            let mut tx = cx.db().begin().await?;
            let answer = by_key(&mut tx, path.order, once.key()).await;
            once.keep(&mut tx, &answer).await?;
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
         where o.id = $1 and d.account_id = $2 and a.live
           and not exists (select from payment_attempts
                           where order_id = $1 and idempotency_key = $3)",
        order_id,
        account_id,
        key
    )
    .fetch_optional(db)
    .await?)
}

/// Spares a channel that failed for others just now, and its payers the waiting.
async fn refuse_resting(tx: &mut PgConnection, cx: &Cx, channel: &str, amount: Vnd) -> Result<()> {
    let health = health::of_channel(&mut *tx, channel, cx.now).await?;
    if health.breaker != Breaker::Open {
        return Ok(());
    }
    let next = channels::next_best(tx, &cx.app.providers, amount, channel, cx.now).await?;
    Err(unavailable(next).into())
}

/// 503 with the next best channel.
fn unavailable(next: Option<channels::NextBest>) -> Problem {
    let problem = Problem::new(
        503,
        ProblemCode::ProviderUnavailable,
        text(
            "Chưa kết nối được với kênh thanh toán.",
            "The payment channel could not be reached.",
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
            "The payment channel has not answered.",
        ),
    );
    with_next(problem, next)
}

fn with_next(problem: Problem, next: Option<channels::NextBest>) -> Problem {
    match next {
        Some(next) => problem
            .with_detail(move |language| match language {
                Language::Vietnamese => format!(
                    "Chưa có khoản tiền nào bị trừ. Có thể nộp ngay bằng {}, đã chọn sẵn cho bạn.",
                    next.name
                ),
                Language::English => format!(
                    "No money was taken. You can pay right now by {}; it is selected for you.",
                    next.name
                ),
            })
            .with_suggestion("channel", next.code),
        None => problem.with_detail(text(
            "Chưa có khoản tiền nào bị trừ. Thử lại sau ít phút hoặc chọn kênh khác.",
            "No money was taken. Try again in a few minutes, or choose another channel.",
        )),
    }
}

/// Where the payer lives, by whichever of the forms was sent.
pub fn payer_address(form: &serde_json::Value) -> String {
    ["address", "permanent_address"]
        .into_iter()
        .find_map(|member| form[member].as_str())
        .unwrap_or_default()
        .to_owned()
}

/// 110 random bits in 22 letters and digits, so that a reference can be shown in an address and tells nobody the next, and
/// fits into the content of a bank transfer (25 characters with “DVC” before it).
pub fn fresh_reference() -> String {
    // Crockford's base 32: nothing that people confuse.
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bytes = [0_u8; 22];
    rand::rng().fill_bytes(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect()
}
