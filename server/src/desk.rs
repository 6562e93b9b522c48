//! What officers of the one-stop desk see: the dossiers of their own unit.

use crate::{
    attachments,
    audit::{Event, Object},
    catalogue::words_of,
    dossiers::order_summary,
    http::{RequestContext, Result},
};
use app::{
    api::{
        Empty, Problem,
        desk::{
            ArrivalCount, DeskDossier, DeskPage, DeskQuery, DeskSummary, DossierStep, StateCount,
        },
        dossiers::DossierPath,
        paging::{Paging, page_number},
    },
    forms::FormInput,
};
use domain::{calendar::format_date_time, dossier::DossierState, money::Vnd, payment::OrderState};
use sqlx::PgPool;
use time::OffsetDateTime;

const PAGE_SIZE: u32 = 50;

struct Row {
    number: i64,
    code: Option<String>,
    procedure_name: String,
    procedure_name_en: Option<String>,
    applicant_name: String,
    sent_at: OffsetDateTime,
    state: DossierState,
    order_amount: Option<Vnd>,
    order_state: Option<OrderState>,
}

impl Row {
    fn summary(self) -> DeskSummary {
        DeskSummary {
            number: self.number,
            code: self.code,
            procedure_name: self.procedure_name,
            procedure_name_en: self.procedure_name_en,
            applicant_name: self.applicant_name,
            sent_at: format_date_time(self.sent_at),
            state: self.state,
            order: order_summary(self.order_amount, self.order_state),
        }
    }
}

/// Handles `GET /api/v1/desk/dossiers`.
///
/// # Errors
/// 401; 403 for whoever is no officer; or a database error.
pub async fn list(cx: RequestContext, (): (), query: DeskQuery) -> Result<DeskPage> {
    let unit = &cx.officer()?.unit_code;
    let patterns: Vec<String> = words_of(&query.q)
        .iter()
        .map(|word| format!("%{word}%"))
        .collect();
    let wanted = wanted(&query.state);
    let counts = counts(cx.db(), unit, &patterns).await?;
    let total = counts
        .iter()
        .filter(|counted| wanted.is_none_or(|wanted| wanted == counted.state))
        .map(|counted| counted.count)
        .sum();
    let paging = Paging::sized(PAGE_SIZE, total, page_number(&query.page));
    let rows = sqlx::query_as!(
        Row,
        r#"select d.number, d.code, p.name as procedure_name, p.name_en as procedure_name_en,
               a.full_name as applicant_name, d.sent_at as "sent_at!", d.state, o.amount as "order_amount?", o.state as "order_state?"
           from dossiers d
           join procedures p on p.code = d.procedure_code
           join accounts a on a.id = d.account_id
           left join payment_orders o on o.dossier_number = d.number
           where d.unit_code = $1 and d.state > 0
             and ($2::smallint is null or d.state = $2)
             and ($3::text[] = '{}' or dossier_words(d) like all ($3))
           order by d.sent_at, d.number
           limit $4 offset $5"#,
        unit,
        wanted as _,
        &patterns,
        i64::from(PAGE_SIZE),
        i64::from(paging.page - 1) * i64::from(PAGE_SIZE),
    )
    .fetch_all(cx.db())
    .await?;
    Ok(DeskPage {
        items: rows.into_iter().map(Row::summary).collect(),
        paging,
        state: wanted,
        counts,
    })
}

/// The state that is looked for: new dossiers, unless another or all of them are named.
fn wanted(state: &str) -> Option<DossierState> {
    if state == "all" {
        return None;
    }
    Some(state.parse().unwrap_or(DossierState::Sent))
}

/// The unit's dossiers with these words, counted by state.
async fn counts(db: &PgPool, unit: &str, patterns: &[String]) -> Result<Vec<StateCount>> {
    let mut counts = sqlx::query_as!(
        StateCount,
        r#"select d.state, count(*) as "count!"
           from dossiers d
           where d.unit_code = $1 and d.state > 0
             and ($2::text[] = '{}' or dossier_words(d) like all ($2))
           group by d.state
           order by d.state"#,
        unit,
        patterns,
    )
    .fetch_all(db)
    .await?;
    // What a desk begins with is shown even where it is done.
    if counts
        .first()
        .is_none_or(|first| first.state != DossierState::Sent)
    {
        let none = StateCount {
            state: DossierState::Sent,
            count: 0,
        };
        counts.insert(0, none);
    }
    Ok(counts)
}

/// Handles `GET /api/v1/desk/dossiers/{number}`.
///
/// # Errors
/// 401; 403 for whoever is no officer; 404, also for another unit's and for drafts; or a database error.
pub async fn show(cx: RequestContext, path: DossierPath, _: Empty) -> Result<DeskDossier> {
    let unit = &cx.officer()?.unit_code;
    let row = sqlx::query!(
        r#"select d.number, d.code, d.account_id, p.name as procedure_name, p.name_en as procedure_name_en,
               a.full_name as applicant_name, d.sent_at as "sent_at!", d.state, d.form, o.amount as "order_amount?", o.state as "order_state?"
           from dossiers d
           join procedures p on p.code = d.procedure_code
           join accounts a on a.id = d.account_id
           left join payment_orders o on o.dossier_number = d.number
           where d.number = $1 and d.unit_code = $2 and d.state > 0"#,
        path.number,
        unit,
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    Event::DossierViewed
        .on(Object::Dossier(row.number))
        .concerning(row.account_id)
        .by(cx.account()?)
        .write(cx.db(), &cx)
        .await?;
    let form: FormInput = serde_json::from_value(row.form)?;
    let summary = Row {
        number: row.number,
        code: row.code,
        procedure_name: row.procedure_name,
        procedure_name_en: row.procedure_name_en,
        applicant_name: row.applicant_name,
        sent_at: row.sent_at,
        state: row.state,
        order_amount: row.order_amount,
        order_state: row.order_state,
    };
    Ok(DeskDossier {
        summary: summary.summary(),
        form,
        documents: attachments::of_dossier(cx.db(), path.number).await?.items,
        history: history(cx.db(), path.number).await?,
    })
}

async fn history(db: &PgPool, number: i64) -> Result<Vec<DossierStep>> {
    let rows = sqlx::query!(
        "select at, state from dossier_events where dossier_number = $1 order by id",
        number
    )
    .fetch_all(db)
    .await?;
    let steps = rows.into_iter().map(|row| DossierStep {
        at: format_date_time(row.at),
        state: row.state,
    });
    Ok(steps.collect())
}

/// Handles `GET /api/v1/desk/arrivals`.
///
/// # Errors
/// 401; 403 for whoever is no officer; or a database error.
pub async fn arrivals(cx: RequestContext, (): (), _: Empty) -> Result<ArrivalCount> {
    let arrived = sqlx::query_scalar!(
        r#"select count(*) as "count!" from dossiers where unit_code = $1 and state > 0"#,
        cx.officer()?.unit_code
    )
    .fetch_one(cx.db())
    .await?;
    Ok(ArrivalCount { arrived })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_begins_with_new_dossiers_whatever_the_address_says() {
        for (named, expected) in [
            ("", Some(DossierState::Sent)),
            ("sent", Some(DossierState::Sent)),
            (
                "supplement_requested",
                Some(DossierState::SupplementRequested),
            ),
            ("all", None),
            ("Sent", Some(DossierState::Sent)),
            ("' or 1=1", Some(DossierState::Sent)),
        ] {
            assert_eq!(wanted(named), expected, "{named:?}");
        }
    }
}
