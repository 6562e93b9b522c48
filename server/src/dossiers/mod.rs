//! Dossiers: drafting, sending, listing.

mod drafts;
mod versions;

pub use drafts::remove;

use crate::{
    catalogue::online_form,
    fee_gaps,
    http::{Error, RequestContext, Result},
    idempotency::{IdempotentRequest, KeyState},
    payments, rate_limit,
};
use app::{
    api::{
        Empty, Problem,
        dossiers::{
            Dossier, DossierContent, DossierList, DossierPath, DossierSummary, NewDossier,
            OrderSummary, SendDossier,
        },
        paging::{PAGE_SIZE, PageQuery, Paging},
    },
    forms::FormInput,
    locales::{labels::FILE_DOSSIER, t},
};
use domain::{
    calendar::{format_date, vietnam_date},
    dossier::DossierState,
    language::{Language, Text, text},
    money::Vnd,
    payment::OrderState,
};
use sqlx::{Connection, PgExecutor, PgTransaction, Postgres, pool::PoolConnection};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

const UNIT_MISSING: Text = text("Chọn đơn vị tiếp nhận.", "Choose the receiving office.");

/// Drafts of one account.
const DRAFTS: rate_limit::Limit = rate_limit::Limit {
    name: "draft",
    burst: 60,
    per: Duration::hours(1),
};

/// Of a draft that was not saved since it was made.
const FIRST_VERSION: &str = "1";

struct Row {
    number: i64,
    code: Option<String>,
    procedure_code: String,
    procedure_name: String,
    procedure_name_en: Option<String>,
    unit_code: Option<String>,
    unit_name: Option<String>,
    unit_name_en: Option<String>,
    state: DossierState,
    form: serde_json::Value,
    version: i32,
    updated_at: OffsetDateTime,
    order_amount: Option<Vnd>,
    order_state: Option<OrderState>,
}

impl Row {
    fn summary(&self) -> DossierSummary {
        DossierSummary {
            number: self.number,
            code: self.code.clone(),
            procedure_name: self.procedure_name.clone(),
            procedure_name_en: self.procedure_name_en.clone(),
            unit_name: self.unit_name.clone().unwrap_or_default(),
            unit_name_en: self.unit_name_en.clone(),
            state: self.state,
            updated_on: format_date(vietnam_date(self.updated_at)),
            order: order_summary(self.order_amount, self.order_state),
        }
    }

    fn dossier(self) -> Result<Dossier> {
        let summary = self.summary();
        let form: FormInput = serde_json::from_value(self.form)?;
        Ok(Dossier {
            summary,
            procedure_code: self.procedure_code,
            unit_code: self.unit_code.unwrap_or_default(),
            version: self.version.to_string(),
            online_form: form.online_form(),
            form,
        })
    }
}

/// What a list shows of a dossier's order, if it has one.
pub(crate) fn order_summary(
    amount: Option<Vnd>,
    state: Option<OrderState>,
) -> Option<OrderSummary> {
    let (amount, state) = amount.zip(state)?;
    Some(OrderSummary { amount, state })
}

async fn find(db: impl PgExecutor<'_>, number: i64, account_id: Uuid) -> Result<Dossier> {
    sqlx::query_as!(
        Row,
        r#"select d.number, d.code, d.procedure_code, p.name as procedure_name, p.name_en as procedure_name_en, d.unit_code,
               u.name as "unit_name?", u.name_en as "unit_name_en?", d.state, d.form, d.version, d.updated_at,
               o.amount as "order_amount?", o.state as "order_state?"
           from dossiers d
           join procedures p on p.code = d.procedure_code
           left join units u on u.code = d.unit_code
           left join payment_orders o on o.dossier_number = d.number
           where d.number = $1 and d.account_id = $2"#,
        number,
        account_id
    )
    .fetch_optional(db)
    .await?
    .ok_or_else(Problem::not_found)?
    .dossier()
}

/// Handles `GET /api/v1/dossiers/{number}`.
///
/// # Errors
/// 401; 404, also for somebody else's; or a database error.
pub async fn show(cx: RequestContext, path: DossierPath, _: Empty) -> Result<Dossier> {
    find(cx.db(), path.number, cx.account()?).await
}

/// Handles `GET /api/v1/dossiers`. A page beyond the end is the last.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), query: PageQuery) -> Result<DossierList> {
    let account_id = cx.account()?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "count!" from dossiers where account_id = $1"#,
        account_id
    )
    .fetch_one(cx.db())
    .await?;
    let paging = Paging::of(total, query.number());
    let rows = sqlx::query_as!(
        Row,
        r#"select d.number, d.code, d.procedure_code, p.name as procedure_name, p.name_en as procedure_name_en, d.unit_code,
               u.name as "unit_name?", u.name_en as "unit_name_en?", d.state, d.form, d.version, d.updated_at,
               o.amount as "order_amount?", o.state as "order_state?"
           from dossiers d
           join procedures p on p.code = d.procedure_code
           left join units u on u.code = d.unit_code
           left join payment_orders o on o.dossier_number = d.number
           where d.account_id = $1
           order by d.number desc
           limit $2 offset $3"#,
        account_id,
        i64::from(PAGE_SIZE),
        paging.skipped()
    )
    .fetch_all(cx.db())
    .await?;
    Ok(DossierList {
        items: rows.iter().map(Row::summary).collect(),
        paging,
    })
}

/// Handles `POST /api/v1/dossiers`. A repeat with the same key yields the same draft, with what was typed since the first: who goes
/// back from a draft to the page it was made on, and saves there again, loses nothing.
///
/// # Errors
/// 400 without a key; 401; 409 with too many drafts, or where the draft was saved meanwhile; field errors; or a database error.
pub async fn create(cx: RequestContext, (): (), input: NewDossier) -> Result<Dossier> {
    let account_id = cx.account()?;
    let key = cx.required_idempotency_key()?;
    rate_limit::take(cx.db(), DRAFTS, &account_id.to_string(), cx.now).await?;
    let oversized = input.form.oversized();
    if !oversized.is_empty() {
        return Err(oversized.into());
    }
    let mut tx = cx.db().begin().await?;
    may_be_filed(&mut tx, &input).await?;
    drafts::limit(&mut tx, account_id, key).await?;
    let unit = unit_of(&mut tx, &input.procedure_code, &input.unit_code).await?;
    let made = sqlx::query_scalar!(
        "insert into dossiers (account_id, idempotency_key, procedure_code, unit_code, state, form, created_at,
             updated_at)
         values ($1, $2, $3, $4, 0, $5, $6, $6)
         on conflict on constraint dossiers_idempotency_key do nothing
         returning number",
        account_id,
        key,
        input.procedure_code,
        unit,
        serde_json::to_value(&input.form)?,
        cx.now,
    )
    .fetch_optional(&mut *tx)
    .await?;
    let number = match made {
        Some(number) => number,
        None => save_again(&mut tx, account_id, key, input, cx.now).await?,
    };
    let dossier = find(&mut *tx, number, account_id).await?;
    tx.commit().await?;
    Ok(dossier)
}

/// Writes into the draft that was made with this key, which has seen no other version than its first. One that was sent stays as it
/// is.
async fn save_again(
    tx: &mut PgTransaction<'_>,
    account_id: Uuid,
    key: &str,
    input: NewDossier,
    now: OffsetDateTime,
) -> Result<i64> {
    let number = sqlx::query_scalar!(
        "select number from dossiers where account_id = $1 and idempotency_key = $2",
        account_id,
        key
    )
    .fetch_one(&mut **tx)
    .await?;
    let draft = lock_draft(tx, number, account_id).await?;
    if draft.state == DossierState::Draft {
        let mut content = DossierContent {
            version: FIRST_VERSION.to_owned(),
            unit_code: input.unit_code,
            form: input.form,
        };
        versions::check_on_new_page(&draft, &content)?;
        content.version = draft.version.to_string();
        store(tx, &draft, number, &content, DossierState::Draft, now).await?;
    }
    Ok(number)
}

/// The procedure can be filed here, and with this form.
async fn may_be_filed(tx: &mut PgTransaction<'_>, input: &NewDossier) -> Result<()> {
    let form = sqlx::query_scalar!(
        "select online_form from procedures where code = $1 and service_level >= 3",
        input.procedure_code
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    if online_form(form.as_deref()) == Some(input.form.online_form()) {
        Ok(())
    } else {
        Err(Problem::conflict(text(
            "Tờ khai không phải của thủ tục này.",
            "This form is not for this procedure.",
        ))
        .with_detail(|language: Language| {
            let file = FILE_DOSSIER.to(language);
            match language {
                Language::Vietnamese => format!("Mở lại trang thủ tục rồi chọn “{file}”."),
                Language::English => {
                    format!("Open the procedure’s page again and select “{file}”.")
                }
            }
        })
        .into())
    }
}

/// The unit, if it carries out the procedure; nothing while none is chosen.
async fn unit_of(
    tx: &mut PgTransaction<'_>,
    procedure_code: &str,
    unit_code: &str,
) -> Result<Option<String>> {
    if unit_code.is_empty() {
        return Ok(None);
    }
    let unit = sqlx::query_scalar!(
        "select unit_code from procedure_units where procedure_code = $1 and unit_code = $2",
        procedure_code,
        unit_code
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(|| {
        Problem::field(
            "unit_code",
            text(
                "Chọn một đơn vị trong danh sách.",
                "Choose an office from the list.",
            ),
        )
    })?;
    Ok(Some(unit))
}

/// Handles `POST /api/v1/dossiers/{number}/form`.
///
/// # Errors
/// 401; 404; 409 once it was sent, or where it was saved meanwhile; field errors; or a database error.
pub async fn save(cx: RequestContext, path: DossierPath, input: DossierContent) -> Result<Dossier> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    let draft = lock_draft(&mut tx, path.number, account_id).await?;
    if draft.state != DossierState::Draft {
        return Err(Problem::conflict(text(
            "Hồ sơ đã gửi nên không sửa được nữa.",
            "You have submitted this application, so it can no longer be changed.",
        ))
        .into());
    }
    store(
        &mut tx,
        &draft,
        path.number,
        &input,
        DossierState::Draft,
        cx.now,
    )
    .await?;
    let dossier = find(&mut *tx, path.number, account_id).await?;
    tx.commit().await?;
    Ok(dossier)
}

/// Handles `POST /api/v1/dossiers/{number}/send`. Sending what was sent already changes nothing and is no error, so that
/// a double tap is none either. What was typed is saved even where it cannot be sent yet.
///
/// # Errors
/// 400 without a key; 401; 404; 409 where it cannot be told what is due; 422 where the key came with something else; field errors;
/// or a database error.
pub async fn send(
    cx: RequestContext,
    mut connection: PoolConnection<Postgres>,
    path: DossierPath,
    input: DossierContent,
) -> Result<Dossier> {
    let account_id = cx.account()?;
    let request = IdempotentRequest::of::<SendDossier>(&cx, &path, &input)?;
    let mut tx = connection.begin().await?;
    let draft = lock_draft(&mut tx, path.number, account_id).await?;
    match request.claim(&mut tx).await? {
        KeyState::New => {}
        KeyState::Answered(answer) => return answer,
        // The claim commits with the order, so there is none to be found.
        KeyState::Abandoned => return Err(Error::internal("an order without its answer")),
    }
    if draft.state != DossierState::Draft {
        return find(&mut *tx, path.number, account_id).await;
    }
    let checked = check(&input, vietnam_date(cx.now));
    let fees = match &checked {
        Ok(fee_input) if draft.fee_due_on_filing => {
            payments::order::fees_due(&mut tx, &draft.procedure_code, fee_input, cx.now).await?
        }
        _ => Ok(Vec::new()),
    };
    let state = match (&checked, &fees) {
        (Ok(_), Ok(_)) => DossierState::Sent,
        _ => DossierState::Draft,
    };
    store(&mut tx, &draft, path.number, &input, state, cx.now).await?;
    let lines = match (checked, fees) {
        (Ok(_), Ok(lines)) => lines,
        (Err(errors), _) => {
            request.release(&mut tx).await?;
            tx.commit().await?;
            return Err(errors.into());
        }
        (Ok(_), Err(error)) => {
            request.release(&mut tx).await?;
            fee_gaps::report(&mut tx, &draft.procedure_code, &error, cx.now).await?;
            tx.commit().await?;
            cx.app.jobs.wake();
            return Err(fee_gaps::not_sent(&cx).into());
        }
    };
    payments::order::create(&mut tx, path.number, &lines, cx.now).await?;
    let answer = find(&mut *tx, path.number, account_id).await;
    request.keep(&mut tx, &answer).await?;
    tx.commit().await?;
    answer
}

fn check(
    input: &DossierContent,
    today: time::Date,
) -> std::result::Result<domain::fees::FeeInput, Vec<app::api::FieldError>> {
    let mut errors = Vec::new();
    if input.unit_code.is_empty() {
        errors.push(app::api::FieldError {
            field: "unit_code".to_owned(),
            message: t(UNIT_MISSING).to_owned(),
        });
    }
    match input.form.check(today) {
        Ok(fee_input) if errors.is_empty() => Ok(fee_input),
        Ok(_) => Err(errors),
        Err(more) => {
            errors.extend(more);
            Err(errors)
        }
    }
}

struct Locked {
    state: DossierState,
    procedure_code: String,
    unit_code: Option<String>,
    unit_name: Option<String>,
    form: serde_json::Value,
    version: i32,
    updated_at: OffsetDateTime,
    fee_due_on_filing: bool,
    online_form: Option<String>,
}

async fn lock_draft(tx: &mut PgTransaction<'_>, number: i64, account_id: Uuid) -> Result<Locked> {
    Ok(sqlx::query_as!(
        Locked,
        r#"select d.state, d.procedure_code, d.unit_code, u.name as "unit_name?", d.form, d.version, d.updated_at, p.online_form,
               coalesce(p.payment_moment = 'on_filing', false) as "fee_due_on_filing!"
           from dossiers d
           join procedures p on p.code = d.procedure_code
           left join units u on u.code = d.unit_code
           where d.number = $1 and d.account_id = $2
           for update of d"#,
        number,
        account_id
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(drafts::gone)?)
}

/// Writes what was typed into a locked draft, which stays one or is sent by it; that is noted. A repeat of what is there makes no
/// other version.
async fn store(
    tx: &mut PgTransaction<'_>,
    draft: &Locked,
    number: i64,
    input: &DossierContent,
    state: DossierState,
    now: OffsetDateTime,
) -> Result<()> {
    let oversized = input.form.oversized();
    if !oversized.is_empty() {
        return Err(oversized.into());
    }
    if online_form(draft.online_form.as_deref()) != Some(input.form.online_form()) {
        return Err(Problem::conflict(text(
            "Tờ khai không phải của hồ sơ này.",
            "This form is not for this application.",
        ))
        .into());
    }
    versions::check(draft, input)?;
    let unit = unit_of(tx, &draft.procedure_code, &input.unit_code).await?;
    sqlx::query!(
        "with written as (
             update dossiers set unit_code = $2, form = $3, state = $4, sent_at = $5, updated_at = $6,
                 version = version + (unit_code is distinct from $2 or form <> $3)::int
             where number = $1 returning number, account_id, state, sent_at
         )
         insert into dossier_events (dossier_number, at, account_id, state)
         select number, sent_at, account_id, state from written where sent_at is not null",
        number,
        unit,
        serde_json::to_value(&input.form)?,
        state as _,
        (state == DossierState::Sent).then_some(now),
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
