//! Refunds as finance officers see them.

use crate::payments::Providers;
use crate::{
    http::{RequestContext, Result},
    refunds::reasons,
    state::AppState,
};
use app::{
    api::{
        Empty, Problem,
        finance::{IdPath, Refund, RefundAccount, RefundQuery, Refunds},
        paging::{MOST_COUNTED, PAGE_SIZE, Paging, page_number},
    },
    locales::language,
};
use domain::{
    calendar::format_date_time,
    money::Vnd,
    refund::{RefundCause, RefundState},
};
use sqlx::PgExecutor;
use time::OffsetDateTime;
use uuid::Uuid;

struct Row {
    id: Uuid,
    reference: String,
    attempt: String,
    provider: String,
    number: i64,
    code: Option<String>,
    payer_name: String,
    channel_name: String,
    channel_name_english: Option<String>,
    amount: Vnd,
    surplus: Vnd,
    fees: Vnd,
    charges: Vnd,
    cause: RefundCause,
    reason: String,
    state: RefundState,
    proposed_by: Option<Uuid>,
    account_by: Option<Uuid>,
    bank_bin: Option<String>,
    account_number: Option<String>,
    account_holder: Option<String>,
    namer: Option<String>,
    taken_by: Option<Uuid>,
    proposer: Option<String>,
    decider: Option<String>,
    proposed_at: OffsetDateTime,
    settled_at: Option<OffsetDateTime>,
    needs_person: bool,
    fee_stays_due: bool,
}

impl Row {
    fn view(self, app: &AppState, account_id: Uuid) -> Refund {
        Refund {
            id: self.id,
            reference: self.reference,
            attempt: self.attempt,
            dossier_reference: self.code.unwrap_or_else(|| self.number.to_string()),
            payer_name: self.payer_name,
            channel_name: language().name_of(self.channel_name, self.channel_name_english),
            amount: self.amount,
            surplus: self.surplus,
            fees: self.fees,
            charges: self.charges,
            cause: self.cause,
            // An officer's stays as it was typed.
            reason: match self.proposed_by {
                None => reasons::told(self.reason, language()),
                Some(_) => self.reason,
            },
            state: self.state,
            through_provider: app
                .get::<Providers>()
                .get(&self.provider)
                .is_some_and(|provider| provider.descriptor().refund),
            own: [self.proposed_by, self.account_by, self.taken_by].contains(&Some(account_id)),
            account: match (self.bank_bin, self.account_number, self.account_holder) {
                (Some(bank_bin), Some(account_number), Some(account_holder)) => {
                    Some(RefundAccount {
                        bank_bin,
                        account_number,
                        account_holder,
                    })
                }
                _ => None,
            },
            account_named_by: self.namer,
            proposed_by: self.proposer,
            decided_by: self.decider,
            proposed_at: format_date_time(self.proposed_at),
            settled_at: self.settled_at.map(format_date_time),
            needs_person: self.needs_person,
            fee_stays_due: self.fee_stays_due,
        }
    }
}

#[derive(Default)]
struct Wanted<'a> {
    id: Option<Uuid>,
    attempt_id: Option<Uuid>,
    state: Option<&'a str>,
    page: Option<(i64, i64)>,
}

async fn rows(db: impl PgExecutor<'_>, wanted: Wanted<'_>) -> Result<Vec<Row>> {
    let (limit, offset) = wanted.page.unzip();
    Ok(sqlx::query_as!(
        Row,
        r#"select r.id, r.reference, t.reference as attempt, t.provider, d.number, d.code, a.full_name as payer_name,
               c.name as channel_name, c.name_english as channel_name_english, r.amount, r.surplus, r.fees, r.charges, r.cause,
               r.reason, r.state, r.proposed_by, r.account_by, r.bank_bin, r.account_number, r.account_holder, n.full_name as "namer?",
               (select f.taken_by from refunds x join transfer_result_files f on f.id = x.results_file
                where x.id = r.replaces) as "taken_by?",
               p.full_name as "proposer?", q.full_name as "decider?", r.proposed_at, r.settled_at, r.needs_person,
               r.fee_stays_due
           from refunds r
           join payment_attempts t on t.id = r.attempt_id
           join payment_channels c on c.code = t.channel_code
           join payment_orders o on o.id = t.order_id
           join dossiers d on d.number = o.dossier_number
           join accounts a on a.id = d.account_id
           left join accounts p on p.id = r.proposed_by
           left join accounts q on q.id = r.decided_by
           left join accounts n on n.id = r.account_by
           where ($1::uuid is null or r.id = $1)
             and ($2::uuid is null or r.attempt_id = $2)
             and ($3::text is null or r.state = $3)
           order by r.proposed_at, r.id
           limit $4 offset $5"#,
        wanted.id,
        wanted.attempt_id,
        wanted.state,
        limit,
        offset
    )
    .fetch_all(db)
    .await?)
}

/// # Errors
/// 404, or a database error.
pub async fn find(db: impl PgExecutor<'_>, cx: &RequestContext, id: Uuid) -> Result<Refund> {
    let wanted = Wanted {
        id: Some(id),
        ..Wanted::default()
    };
    let row = rows(db, wanted).await?.pop();
    let row = row.ok_or_else(Problem::not_found)?;
    Ok(row.view(&cx.app, cx.account()?))
}

/// Handles `GET /api/v1/finance/refunds/{id}`.
///
/// # Errors
/// 401; 403; 404; or a database error.
pub async fn show(cx: RequestContext, path: IdPath, _: Empty) -> Result<Refund> {
    cx.finance_reader()?;
    find(cx.db(), &cx, path.id).await
}

/// Refunds of one attempt, oldest first.
pub async fn of_attempt(
    db: impl PgExecutor<'_>,
    cx: &RequestContext,
    attempt_id: Uuid,
) -> Result<Vec<Refund>> {
    let account_id = cx.account()?;
    let wanted = Wanted {
        attempt_id: Some(attempt_id),
        ..Wanted::default()
    };
    let rows = rows(db, wanted).await?;
    Ok(rows
        .into_iter()
        .map(|row| row.view(&cx.app, account_id))
        .collect())
}

/// Handles `GET /api/v1/finance/refunds`.
///
/// # Errors
/// 401; 403; or a database error.
pub async fn list(cx: RequestContext, (): (), query: RefundQuery) -> Result<Refunds> {
    let account_id = cx.finance_reader()?;
    let state = Some(query.state.as_str()).filter(|state| !state.is_empty());
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (
               select from refunds where $1::text is null or state = $1 limit $2) counted"#,
        state,
        MOST_COUNTED + 1
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, page_number(&query.page));
    let wanted = Wanted {
        state,
        page: Some((i64::from(PAGE_SIZE), paging.skipped())),
        ..Wanted::default()
    };
    let items = rows(cx.db(), wanted)
        .await?
        .into_iter()
        .map(|row| row.view(&cx.app, account_id))
        .collect();
    Ok(Refunds { items, paging })
}
