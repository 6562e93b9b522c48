//! The queue of attempts that need an officer, and one attempt with everything that happened to it.

use super::{corrections, history, refunds::list};
use crate::{
    audit::{Event, money},
    books::folded::{Folded, load_many},
    http::{RequestContext, Result},
    payments::poll,
    refunds::propose::left_of,
};
use app::{
    api::{
        Empty, Problem,
        finance::{
            AttemptPath, FinanceAttempt, FinanceAttemptDetail, FinanceAttempts, FinanceQuery,
        },
        paging::{MOST_COUNTED, PAGE_SIZE, Paging, page_number},
        payments::ChannelKind,
    },
    locales::language,
};
use domain::{calendar::format_date_time, money::Vnd, payment::AttemptState, typed};
use sqlx::{PgConnection, PgExecutor, PgPool};
use std::collections::HashMap;
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    id: Uuid,
    order_id: Uuid,
    reference: String,
    number: i64,
    code: Option<String>,
    channel_name: String,
    channel_name_english: Option<String>,
    channel_kind: ChannelKind,
    provider: String,
    amount: Vnd,
    state: AttemptState,
    needs_person: bool,
    requested_at: OffsetDateTime,
    queried_at: Option<OffsetDateTime>,
    next_query_at: Option<OffsetDateTime>,
    queries: i32,
}

/// Handles `GET /api/v1/finance/attempts`.
///
/// # Errors
/// 401; 403; or a database error.
pub async fn index(cx: RequestContext, (): (), query: FinanceQuery) -> Result<FinanceAttempts> {
    cx.finance_reader()?;
    let words = typed::code(&query.q);
    let page = page_number(&query.page);
    let (rows, paging) = if words.is_empty() {
        waiting(cx.db(), page).await?
    } else {
        let found = find(cx.db(), &words).await?;
        let paging = Paging::of(i64::try_from(found.len()).unwrap_or(i64::MAX), page);
        (on_page(found, paging), paging)
    };
    let orders: Vec<Uuid> = rows.iter().map(|row| row.order_id).collect();
    let mut connection = cx.db().acquire().await?;
    let folded = load_many(&mut connection, &orders).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let folded = folded_of(&folded, &row);
        items.push(view(&mut connection, row, &folded).await?);
    }
    Ok(FinanceAttempts { items, paging })
}

fn on_page(found: Vec<Row>, paging: Paging) -> Vec<Row> {
    found
        .into_iter()
        .skip(usize::try_from(paging.skipped()).unwrap_or(usize::MAX))
        .take(PAGE_SIZE as usize)
        .collect()
}

/// Handles `GET /api/v1/finance/attempts/{reference}`.
///
/// # Errors
/// 401; 403; 404; or a database error.
pub async fn show(cx: RequestContext, path: AttemptPath, _: Empty) -> Result<FinanceAttemptDetail> {
    cx.finance_reader()?;
    detail(&cx, &path.reference).await
}

/// Handles `POST /api/v1/finance/attempts/{reference}/refresh`.
///
/// # Errors
/// 401; 403; 404; or a database error. A provider that does not answer is no error: the detail says when it was asked.
pub async fn ask(cx: RequestContext, path: AttemptPath, _: Empty) -> Result<FinanceAttemptDetail> {
    let officer = cx.finance_officer()?;
    let id = sqlx::query_scalar!(
        "select id from payment_attempts where reference = $1",
        path.reference
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    // Before the provider is asked, whatever it answers: that is an event of the attempt.
    money::of_attempt(cx.db(), Event::AttemptAsked, id)
        .await?
        .by(officer)
        .write(cx.db(), &cx)
        .await?;
    poll::refresh_status(&cx.app, id).await?;
    detail(&cx, &path.reference).await
}

/// One attempt as an officer sees it.
///
/// # Errors
/// 404, or a database error.
pub(super) async fn detail(cx: &RequestContext, reference: &str) -> Result<FinanceAttemptDetail> {
    let mut connection = cx.db().acquire().await?;
    detail_with(&mut connection, cx, reference).await
}

async fn detail_with(
    connection: &mut PgConnection,
    cx: &RequestContext,
    reference: &str,
) -> Result<FinanceAttemptDetail> {
    let row = find(&mut *connection, reference)
        .await?
        .into_iter()
        .find(|row| row.reference == reference)
        .ok_or_else(Problem::not_found)?;
    let id = row.id;
    let events = history::of(&mut *connection, id, reference).await?;
    let folded = load_many(&mut *connection, &[row.order_id]).await?;
    let folded = folded_of(&folded, &row);
    Ok(FinanceAttemptDetail {
        events,
        correction: corrections::open_of(&mut *connection, cx, id).await?,
        refunds: list::of_attempt(&mut *connection, cx, id).await?,
        attempt: view(connection, row, &folded).await?,
    })
}

/// A page of the attempts that need an officer, the longest waiting first.
async fn waiting(db: &PgPool, page: u32) -> Result<(Vec<Row>, Paging)> {
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (
               select from payment_attempts where needs_person limit $1) counted"#,
        MOST_COUNTED + 1
    )
    .fetch_one(db)
    .await?;
    let paging = Paging::of(total, page);
    let rows = sqlx::query_as!(
        Row,
        r#"select a.id, a.order_id, a.reference, d.number, d.code, c.name as channel_name,
               c.name_english as channel_name_english, c.kind as channel_kind, a.provider, a.amount, a.state, a.needs_person, a.requested_at, a.queried_at, a.next_query_at, a.queries
           from payment_attempts a
           join payment_channels c on c.code = a.channel_code
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           where a.needs_person
           order by a.requested_at, a.id
           limit $1 offset $2"#,
        i64::from(PAGE_SIZE),
        paging.skipped()
    )
    .fetch_all(db)
    .await?;
    Ok((rows, paging))
}

/// The attempt of a reference, or those of the dossier of a code or running number, oldest first.
async fn find(db: impl PgExecutor<'_>, words: &str) -> Result<Vec<Row>> {
    // Each of the three is looked up in an index of its own: no column is turned into a text to be compared.
    Ok(sqlx::query_as!(
        Row,
        r#"select a.id, a.order_id, a.reference, d.number, d.code, c.name as channel_name, c.name_english as channel_name_english,
               c.kind as channel_kind, a.provider, a.amount, a.state, a.needs_person, a.requested_at, a.queried_at, a.next_query_at, a.queries
           from payment_attempts a
           join payment_channels c on c.code = a.channel_code
           join payment_orders o on o.id = a.order_id
           join dossiers d on d.number = o.dossier_number
           where a.reference = lower($1)
              or a.order_id = any (array(
                  select s.id from payment_orders s join dossiers n on n.number = s.dossier_number
                  where n.code = $1 or n.number = $2))
           order by a.requested_at, a.id"#,
        words,
        words.parse::<i64>().ok()
    )
    .fetch_all(db)
    .await?)
}

fn folded_of(orders: &HashMap<Uuid, Vec<Folded>>, row: &Row) -> Folded {
    let mut attempts = orders.get(&row.order_id).into_iter().flatten();
    let folded = attempts.find(|folded| folded.id == row.id).cloned();
    folded.unwrap_or_else(|| {
        let (reference, provider) = (row.reference.clone(), row.provider.clone());
        Folded::new(row.id, reference, provider, row.amount)
    })
}

async fn view(connection: &mut PgConnection, row: Row, folded: &Folded) -> Result<FinanceAttempt> {
    Ok(FinanceAttempt {
        refundable: left_of(connection, folded, None).await?.total(),
        received: folded.attempt.received(),
        reference: row.reference,
        dossier_reference: row.code.unwrap_or_else(|| row.number.to_string()),
        channel_name: language().name_of(row.channel_name, row.channel_name_english),
        channel_kind: row.channel_kind,
        provider: row.provider,
        due: row.amount,
        state: row.state,
        needs_person: row.needs_person,
        requested_at: format_date_time(row.requested_at),
        queried_at: row.queried_at.map(format_date_time),
        next_query_at: row.next_query_at.map(format_date_time),
        queries: row.queries,
    })
}
