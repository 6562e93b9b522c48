//! Attempts: one try to pay an order over one channel.

use super::{
    attempt_view::by_key,
    events::{self, stored_state},
    query,
};
use crate::{
    accounts::throttle,
    http::{Cx, Error, Result},
    jobs::{self, Work},
    state::AppState,
};
use app::{
    api::{
        Problem, ProblemCode,
        payments::{Attempt, NewAttempt, OrderPath},
    },
    locales::{LANGUAGE, language},
};
use domain::{
    fees::FeeLine,
    language::text,
    money::Vnd,
    payment::{AttemptEvent, AttemptState, OrderState},
};
use providers::{BillInformation, BillLine, CreateError, CreateRequest, Payer, Provider};
use rand::Rng;
use sqlx::{PgPool, PgTransaction};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use tracing::Instrument;
use uuid::Uuid;

/// The first question to the provider, if nothing else has settled the attempt by then.
const FIRST_QUERY_AFTER: Duration = Duration::minutes(1);

/// How often a repeat looks whether the request that it repeats has been answered, and for how long: a little longer than
/// a provider may take.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);
const LONGEST_WAIT: std::time::Duration = std::time::Duration::from_secs(12);

/// Attempts of one account.
const ATTEMPTS: throttle::Limit = throttle::Limit {
    name: "attempt",
    burst: 60,
    per: Duration::minutes(30),
};

/// What is needed to call the provider once the attempt is stored.
struct Prepared {
    attempt_id: Uuid,
    provider: Arc<dyn Provider>,
    request: CreateRequest,
}

/// Handles `POST /api/v1/payment-orders/{order}/attempts`.
///
/// The attempt is stored before the provider is called, so that whatever happens then is found again. A repeat with the
/// same key is answered with the first attempt.
///
/// # Errors
/// 400 without a key; 401; 404; 409 where the order is paid; 422 for an unknown channel or a key used for another one;
/// 503 where the provider refused or could not be reached, when nothing was charged.
pub async fn start(cx: Cx, path: OrderPath, input: NewAttempt) -> Result<Attempt> {
    let account_id = cx.account()?;
    let key = cx.required_idempotency_key()?.to_owned();
    throttle::take(cx.db(), ATTEMPTS, &account_id.to_string(), cx.now).await?;
    if let Some(live) = live_attempt(cx.db(), path.order, account_id, &key).await? {
        query::ask_before_superseding(&cx.app, live).await?;
    }
    match prepare(&cx, account_id, path.order, &input.channel, &key).await? {
        // In a task of its own, which goes on where the browser hangs up meanwhile. It takes the language along.
        Some(prepared) => {
            let opened = LANGUAGE.scope(language(), open(cx.app.clone(), prepared));
            tokio::spawn(opened.in_current_span())
                .await
                .map_err(Error::internal)??;
        }
        None => wait_until_opened(cx.db(), path.order, &key).await?,
    }
    by_key(cx.db(), path.order, &key).await
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

/// Asks the provider to open the payment, and records its answer.
async fn open(app: AppState, prepared: Prepared) -> Result<()> {
    let answer = prepared.provider.create(&prepared.request).await;
    let (event, redirect_url, raw) = match &answer {
        Ok(created) => (
            AttemptEvent::CreateAccepted,
            Some(created.redirect_url.as_str()),
            Some(created.raw.as_bytes()),
        ),
        Err(CreateError::Refused { code, .. }) => (
            AttemptEvent::CreateRefused { code: code.clone() },
            None,
            None,
        ),
        Err(CreateError::NotSent) => (refused("not_sent"), None, None),
        Err(CreateError::Invalid(_)) => (refused("invalid"), None, None),
        Err(CreateError::Unknown(_)) => (AttemptEvent::CreateUnanswered, None, None),
    };
    if let Err(error) = &answer {
        tracing::warn!(attempt = %prepared.attempt_id, %error, "the provider did not open a payment");
    }
    let mut tx = app.db.begin().await?;
    events::record(&mut tx, prepared.attempt_id, &event, raw, app.clock.now()).await?;
    sqlx::query!(
        "update payment_attempts set redirect_url = $2 where id = $1",
        prepared.attempt_id,
        redirect_url
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    match answer {
        // Without an answer the payment may exist: the waiting page tells what is known and asks on.
        Ok(_) | Err(CreateError::Unknown(_)) => Ok(()),
        Err(CreateError::Invalid(why)) => Err(Error::internal(why)),
        Err(CreateError::Refused { .. } | CreateError::NotSent) => Err(unavailable()),
    }
}

/// A repeat is answered like the request that it repeats, so it waits while that one is with the provider: a browser
/// without scripts shows a double tap the second answer, which must lead to the bank as well. Where the first request
/// died with its server, the waiting ends with what is known.
async fn wait_until_opened(db: &PgPool, order_id: Uuid, key: &str) -> Result<()> {
    let opened = async {
        loop {
            let state = sqlx::query_scalar!(
                "select state from payment_attempts where order_id = $1 and idempotency_key = $2",
                order_id,
                key
            )
            .fetch_one(db)
            .await?;
            if state != AttemptState::Created.as_str() {
                return Ok(());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    tokio::time::timeout(LONGEST_WAIT, opened)
        .await
        .unwrap_or(Ok(()))
}

fn refused(code: &str) -> AttemptEvent {
    AttemptEvent::CreateRefused {
        code: code.to_owned(),
    }
}

fn unavailable() -> Error {
    Problem::new(
        503,
        ProblemCode::ProviderUnavailable,
        text(
            "Chưa kết nối được với kênh thanh toán.",
            "The payment channel could not be reached.",
        ),
    )
    .with_detail(text(
        "Chưa có khoản tiền nào bị trừ. Thử lại sau ít phút hoặc chọn kênh khác.",
        "No money was taken. Try again in a few minutes, or choose another channel.",
    ))
    .into()
}

/// Stores the attempt in the place of any live one. Yields nothing where the key was used already.
async fn prepare(
    cx: &Cx,
    account_id: Uuid,
    order_id: Uuid,
    channel_code: &str,
    key: &str,
) -> Result<Option<Prepared>> {
    let mut tx = cx.db().begin().await?;
    let order = sqlx::query!(
        r#"select o.amount, o.lines, o.state, d.number, d.code as dossier_code, d.form,
               p.code as procedure_code, p.name as procedure_name, u.code as unit_code, u.name as unit_name,
               a.full_name, a.identity_number
           from payment_orders o
           join dossiers d on d.number = o.dossier_number
           join procedures p on p.code = d.procedure_code
           join units u on u.code = d.unit_code
           join accounts a on a.id = d.account_id
           where o.id = $1 and d.account_id = $2
           for update of o"#,
        order_id,
        account_id
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    if is_repeat(&mut tx, order_id, channel_code, key).await? {
        return Ok(None);
    }
    may_be_paid(stored_state(order.state)?)?;
    let channel = sqlx::query!(
        "select provider, provider_bank_code from payment_channels where code = $1 and enabled",
        channel_code
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(|| {
        Problem::field(
            "channel",
            text(
                "Chọn một ngân hàng hoặc ví điện tử.",
                "Choose a bank or an e-wallet.",
            ),
        )
    })?;
    let provider = cx
        .app
        .providers
        .get(&channel.provider)
        .ok_or_else(|| Error::internal(format!("no provider {}", channel.provider)))?;

    supersede_live(&mut tx, order_id, cx.now).await?;
    let reference = fresh_reference();
    // Providers know times to the second, and a query must repeat this one.
    let requested_at = cx.now.replace_nanosecond(0).unwrap_or(cx.now);
    let attempt_id = Uuid::new_v4();
    sqlx::query!(
        "insert into payment_attempts (id, order_id, idempotency_key, channel_code, reference, amount, state, live,
             requested_at, next_query_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, true, $8, $9, $10)",
        attempt_id,
        order_id,
        key,
        channel_code,
        reference,
        order.amount,
        AttemptState::Created.as_str(),
        requested_at,
        cx.now + FIRST_QUERY_AFTER,
        cx.now,
    )
    .execute(&mut *tx)
    .await?;
    events::record(
        &mut tx,
        attempt_id,
        &AttemptEvent::CreateRequested,
        None,
        cx.now,
    )
    .await?;
    let work = Work::QueryAttempt { attempt_id };
    jobs::enqueue(&mut *tx, &work, cx.now + FIRST_QUERY_AFTER, cx.now).await?;
    tx.commit().await?;

    let lines: Vec<FeeLine> = serde_json::from_value(order.lines)?;
    let dossier = order
        .dossier_code
        .unwrap_or_else(|| order.number.to_string());
    Ok(Some(Prepared {
        attempt_id,
        provider,
        request: CreateRequest {
            reference,
            amount: Vnd::new(order.amount),
            description: format!("THANH TOAN HO SO {dossier}"),
            bank_code: channel.provider_bank_code,
            client_ip: cx.client_ip,
            requested_at,
            bill: BillInformation {
                procedure_code: order.procedure_code,
                procedure_name: order.procedure_name,
                unit_code: order.unit_code,
                unit_name: order.unit_name,
                dossier_code: dossier,
                payer: Payer {
                    name: order.full_name,
                    identity_number: Some(order.identity_number),
                    address: payer_address(&order.form),
                    district: String::new(),
                    province: "Tây Ninh".to_owned(),
                },
                lines: lines
                    .into_iter()
                    .map(|line| BillLine {
                        kind: line.kind,
                        code: line.code,
                        name: line.name,
                        amount: line.amount,
                    })
                    .collect(),
            },
        },
    }))
}

/// Where the payer lives, by whichever of the forms was sent.
pub fn payer_address(form: &serde_json::Value) -> String {
    ["address", "permanent_address"]
        .into_iter()
        .find_map(|member| form[member].as_str())
        .unwrap_or_default()
        .to_owned()
}

/// Whether the key was used for this order.
async fn is_repeat(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    channel_code: &str,
    key: &str,
) -> Result<bool> {
    let first = sqlx::query_scalar!(
        "select channel_code from payment_attempts where order_id = $1 and idempotency_key = $2",
        order_id,
        key
    )
    .fetch_optional(&mut **tx)
    .await?;
    match first {
        Some(first) if first != channel_code => Err(Problem::new(
            422,
            ProblemCode::IdempotencyKeyReused,
            text(
                "Mã chống gửi trùng đã dùng cho kênh khác.",
                "The idempotency key was used for another channel.",
            ),
        )
        .with_detail(text(
            "Tải lại trang rồi thử lại.",
            "Reload the page and try again.",
        ))
        .into()),
        first => Ok(first.is_some()),
    }
}

fn may_be_paid(state: OrderState) -> Result<()> {
    match state {
        OrderState::Due | OrderState::InProgress => Ok(()),
        OrderState::Paid => Err(Problem::conflict(text("Hồ sơ này đã được thanh toán.", "This dossier has been paid."))
            .with_detail(text("Không cần nộp lại. Xem biên lai trong lịch sử giao dịch.", "There is nothing more to pay. The receipt is in your transaction history."))
            .into()),
        OrderState::NeedsReview => Err(Problem::conflict(
            text("Khoản đã nhận khác số tiền phải nộp, đang được kiểm tra.", "The amount received differs from the amount due; it is being checked."),
        )
        .with_detail(text("Không nộp lại. Cán bộ tài chính sẽ liên hệ; cần gấp thì gọi tổng đài.", "Do not pay again. A finance officer will contact you; if it is urgent, call the hotline."))
        .into()),
    }
}

async fn supersede_live(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let live = sqlx::query_scalar!(
        "select id from payment_attempts where order_id = $1 and live",
        order_id
    )
    .fetch_all(&mut **tx)
    .await?;
    for attempt_id in live {
        events::record(tx, attempt_id, &AttemptEvent::Superseded, None, now).await?;
    }
    Ok(())
}

/// 128 random bits, so that a reference can be shown in an address and tells nobody the next.
fn fresh_reference() -> String {
    let mut bytes = [0_u8; 16];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}
