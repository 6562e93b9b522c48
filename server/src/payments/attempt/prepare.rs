//! Stores an attempt in the place of any live one.

use super::refuse_resting;
use crate::payments::Providers;
use crate::{
    books::fresh_reference,
    http::{Error, RequestContext, Result},
    idempotency::{IdempotentRequest, KeyState},
    jobs,
    payments::{channels, events, poll::PollAttempt},
    receipts::{self, Owner},
    state::AppState,
};
use app::{
    api::{Problem, payments::Attempt},
    locales::language,
};
use domain::{
    fees::FeeLine,
    language::text,
    money::Vnd,
    payment::{AttemptEvent, AttemptState, OrderState},
};
use providers::{BillInformation, BillLine, CreateRequest, Payer, Provider};
use sqlx::{PgTransaction, types::Json};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// The first question to the provider, if nothing else has settled the attempt by then.
const FIRST_QUERY_AFTER: Duration = Duration::minutes(1);
/// How long a payer may take at the provider.
const TIME_TO_PAY: Duration = Duration::minutes(90);

/// What is needed to call the provider once the attempt is stored.
pub(super) struct Prepared {
    pub order_id: Uuid,
    pub attempt_id: Uuid,
    pub channel: String,
    pub provider: Arc<dyn Provider>,
    pub request: CreateRequest,
}

/// What a request turned out to be.
pub(super) enum Preparation {
    /// A new one, stored.
    New(Box<Prepared>),
    /// A repeat of one that was answered.
    Answered(Result<Attempt>),
    /// A repeat of one that died unanswered.
    Abandoned,
}

/// What is due, for whom and to whom.
pub(in crate::payments) struct Order {
    pub id: Uuid,
    pub amount: Vnd,
    lines: Json<Vec<FeeLine>>,
    pub state: OrderState,
    number: i64,
    dossier_code: Option<String>,
    form: serde_json::Value,
    procedure_code: String,
    procedure_name: String,
    unit_code: String,
    unit_name: String,
    full_name: String,
    identity_number: String,
    legal_name: Option<String>,
    tax_code: Option<String>,
}

/// Stores the attempt and the job that asks about it, and claims the key, in one transaction.
pub(super) async fn prepare(
    cx: &RequestContext,
    account_id: Uuid,
    order_id: Uuid,
    channel_code: &str,
    key: &IdempotentRequest,
) -> Result<Preparation> {
    let mut tx = cx.db().begin().await?;
    let order = Order::lock_own(&mut tx, order_id, account_id).await?;
    match key.claim(&mut tx).await? {
        KeyState::New => {}
        KeyState::Answered(answer) => return Ok(Preparation::Answered(answer)),
        KeyState::Abandoned => return Ok(Preparation::Abandoned),
    }
    may_be_paid(order.state)?;
    let channel = channels::chosen(
        &mut *tx,
        cx.app.get::<Providers>(),
        channel_code,
        order.amount,
        cx.now,
    )
    .await?;
    let provider = cx
        .app
        .get::<Providers>()
        .get(&channel.provider)
        .ok_or_else(|| Error::internal(format!("no provider {}", channel.provider)))?;
    refuse_resting(&mut tx, cx, channel_code, order.amount).await?;
    supersede_under_way(&mut tx, order_id, cx.now).await?;
    let new = NewAttempt {
        channel: channel_code,
        provider: &channel.provider,
        key: key.key(),
        asks: provider.descriptor().poll_percent.is_some(),
    };
    let stored = store(&mut tx, &cx.app, &order, &new, cx.now).await?;
    tx.commit().await?;
    let request = CreateRequest {
        bank_code: channel.provider_bank_code,
        client_ip: cx.client_ip,
        ..request(&cx.app, order, &channel.provider, &stored)
    };
    Ok(Preparation::New(Box::new(Prepared {
        order_id,
        attempt_id: stored.id,
        channel: channel_code.to_owned(),
        provider,
        request,
    })))
}

impl Order {
    /// Locks the order of an id.
    ///
    /// # Errors
    /// A database error, also where there is none.
    pub(in crate::payments) async fn lock(
        tx: &mut PgTransaction<'_>,
        order_id: Uuid,
    ) -> Result<Self> {
        Ok(sqlx::query_as!(
            Self,
            r#"select o.id, o.amount, o.lines, o.state, d.number, d.code as dossier_code, d.form,
                   p.code as procedure_code, p.name as procedure_name, u.code as unit_code, u.name as unit_name,
                   a.full_name, a.identity_number, a.legal_name, a.tax_code
               from payment_orders o
               join dossiers d on d.number = o.dossier_number
               join procedures p on p.code = d.procedure_code
               join units u on u.code = d.unit_code
               join accounts a on a.id = d.account_id
               where o.id = $1
               for update of o"#,
            order_id
        )
        .fetch_one(&mut **tx)
        .await?)
    }

    /// Locks the order of an id if it is the account's.
    async fn lock_own(
        tx: &mut PgTransaction<'_>,
        order_id: Uuid,
        account_id: Uuid,
    ) -> Result<Self> {
        let own = sqlx::query_scalar!(
            r#"select exists (select from payment_orders o join dossiers d on d.number = o.dossier_number
                              where o.id = $1 and d.account_id = $2) as "own!""#,
            order_id,
            account_id
        )
        .fetch_one(&mut **tx)
        .await?;
        if own {
            Self::lock(tx, order_id).await
        } else {
            Err(Problem::not_found().into())
        }
    }
}

pub(in crate::payments) struct NewAttempt<'a> {
    pub channel: &'a str,
    pub provider: &'a str,
    pub key: &'a str,
    /// Whether the provider can be asked.
    pub asks: bool,
}

pub(in crate::payments) struct Stored {
    pub id: Uuid,
    pub reference: String,
    pub requested_at: OffsetDateTime,
}

/// Writes an attempt that is about to be opened, its first event and the job that asks about it.
pub(in crate::payments) async fn store(
    tx: &mut PgTransaction<'_>,
    app: &AppState,
    order: &Order,
    new: &NewAttempt<'_>,
    now: OffsetDateTime,
) -> Result<Stored> {
    let stored = Stored {
        id: Uuid::new_v4(),
        reference: fresh_reference(),
        // Providers know times to the second, and a query must repeat this one.
        requested_at: now.replace_nanosecond(0).unwrap_or(now),
    };
    let first_query = new
        .asks
        .then(|| now + app.time_scale.wait(FIRST_QUERY_AFTER));
    sqlx::query!(
        "insert into payment_attempts (id, order_id, idempotency_key, channel_code, provider, reference, amount, state, live,
             requested_at, next_query_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, true, $9, $10, $11)",
        stored.id,
        order.id,
        new.key,
        new.channel,
        new.provider,
        stored.reference,
        order.amount as _,
        AttemptState::Created as _,
        stored.requested_at,
        first_query,
        now,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into payment_events (attempt_id, event, recorded_at) values ($1, $2, $3)",
        stored.id,
        serde_json::to_value(AttemptEvent::CreateRequested)?,
        now
    )
    .execute(&mut **tx)
    .await?;
    events::project_order(tx, order.id, OrderState::InProgress).await?;
    if let Some(first_query) = first_query {
        let work = PollAttempt {
            attempt_id: stored.id,
            provider: new.provider.to_owned(),
        };
        jobs::enqueue(&mut **tx, &work, first_query, now).await?;
    }
    Ok(stored)
}

fn request(app: &AppState, order: Order, provider: &str, stored: &Stored) -> CreateRequest {
    let public_url = &app.portal.public_url;
    let amount = order.amount;
    let bill = bill_of(order);
    CreateRequest {
        reference: stored.reference.clone(),
        amount,
        description: format!("THANH TOAN HO SO {}", bill.dossier_code),
        bank_code: None,
        return_url: format!("{public_url}/thanh-toan/ket-qua?data={}", stored.reference),
        callback_url: format!("{public_url}/callbacks/{provider}"),
        language: language(),
        expires_at: stored.requested_at + TIME_TO_PAY,
        client_ip: std::net::Ipv4Addr::LOCALHOST.into(),
        requested_at: stored.requested_at,
        bill,
    }
}

/// What the provider is told of what is paid for.
pub(in crate::payments) fn bill_of(order: Order) -> BillInformation {
    let owner = Owner {
        full_name: order.full_name,
        identity_number: order.identity_number,
        legal_name: order.legal_name,
        tax_code: order.tax_code,
    };
    let payer = receipts::Payer::of(owner, &order.form);
    BillInformation {
        procedure_code: order.procedure_code,
        procedure_name: order.procedure_name,
        unit_code: order.unit_code,
        unit_name: order.unit_name,
        dossier_code: order
            .dossier_code
            .unwrap_or_else(|| order.number.to_string()),
        payer: Payer {
            name: payer.name,
            identity_number: payer.identity_number,
            tax_code: payer.tax_code,
            address: payer.address,
            district: String::new(),
            province: "Tây Ninh".to_owned(),
        },
        lines: order
            .lines
            .0
            .into_iter()
            .map(|line| BillLine {
                kind: line.kind,
                code: line.code,
                name: line.name,
                amount: line.amount,
            })
            .collect(),
    }
}

fn may_be_paid(state: OrderState) -> Result<()> {
    match state {
        OrderState::Due | OrderState::InProgress => Ok(()),
        OrderState::Paid => Err(Problem::conflict(text(
            "Hồ sơ này đã được thanh toán.",
            "The fees for this application have been paid.",
        ))
        .with_detail(text(
            "Không cần nộp lại. Xem biên lai trong lịch sử giao dịch.",
            "You do not need to pay again. Your receipt is in your transaction history.",
        ))
        .into()),
        OrderState::NeedsReview => Err(Problem::conflict(text(
            "Số tiền nhận được khác số tiền phải nộp.",
            "The amount we received is not the amount due.",
        ))
        .with_detail(text(
            "Lúc này bạn không cần nộp lại. Cán bộ tài chính sẽ kiểm tra, rồi ghi nhận khoản đã nộp hoặc hoàn lại tiền; kết quả hiện tại đây.",
            "Do not pay again for now. A finance officer will check it, then accept or refund the payment; the result will show here.",
        ))
        .into()),
    }
}

/// Rule 4: the new attempt takes the place of the live one, and of money on its way, which are asked about until known all the
/// same.
pub(in crate::payments) async fn supersede_under_way(
    tx: &mut PgTransaction<'_>,
    order_id: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let under_way = sqlx::query_scalar!(
        "select id from payment_attempts where order_id = $1 and (live or state = 'in_flight')",
        order_id
    )
    .fetch_all(&mut **tx)
    .await?;
    for attempt_id in under_way {
        events::record(tx, attempt_id, &AttemptEvent::Superseded, None, now).await?;
    }
    Ok(())
}
