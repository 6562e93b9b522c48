//! One procedure, and the overview for the search form.

use crate::http::{RequestContext, Result};
use app::api::{
    Empty, Problem,
    catalogue::{
        CatalogueOverview, FeeInForce, Field, OnlineForm, Procedure, ProcedurePath,
        ProcedureSummary, Unit,
    },
};
use domain::{calendar::vietnam_date, catalogue::ProcedureCode, fees::FeeRule};
use sqlx::PgPool;

/// Handles `GET /api/v1/catalogue`.
pub async fn overview(cx: RequestContext, (): (), _: Empty) -> Result<CatalogueOverview> {
    let units = sqlx::query!(
        // Names of communes recur from district to district.
        r#"select u.code, u.level, u.name_en,
               case when u.level = 'commune' then u.name || ', ' || d.name else u.name end as "name!"
           from units u left join units d on d.code = u.parent"#
    )
    .fetch_all(cx.db())
    .await?;
    let fields = sqlx::query!(
        r#"select f.code, f.name, f.name_en, f.level, count(p.code) as "procedures!"
           from fields f left join procedures p on p.field_code = f.code
           group by f.code"#
    )
    .fetch_all(cx.db())
    .await?;
    let mut units: Vec<Unit> = units
        .into_iter()
        .map(|row| Unit {
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            level: row.level,
        })
        .collect();
    let mut fields: Vec<Field> = fields
        .into_iter()
        .map(|row| Field {
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            level: row.level,
            procedures: row.procedures,
        })
        .collect();
    // Postgres would order by bytes, and put “Nông” before “Nội”.
    units.sort_by_cached_key(|unit| (unit.level, domain::fold(&unit.name)));
    fields.sort_by_cached_key(|field| (field.level, domain::fold(&field.name)));
    Ok(CatalogueOverview { units, fields })
}

/// Handles `GET /api/v1/procedures/{code}`.
///
/// # Errors
/// 404, or a database error.
pub async fn show(cx: RequestContext, path: ProcedurePath, _: Empty) -> Result<Procedure> {
    let row = sqlx::query!(
        "select p.*, f.name as field_name, f.name_en as field_name_en
         from procedures p join fields f on f.code = p.field_code
         where p.code = $1",
        path.code
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    let units = sqlx::query!(
        r#"select u.code, u.level, u.name_en,
               case when u.level = 'commune' then u.name || ', ' || d.name else u.name end as "name!"
           from procedure_units pu
           join units u on u.code = pu.unit_code
           left join units d on d.code = u.parent
           where pu.procedure_code = $1
           order by d.name, u.name"#,
        path.code
    )
    .fetch_all(cx.db())
    .await?;
    let today = vietnam_date(cx.now);
    let fees = find_fee_rules(cx.db(), &path.code)
        .await?
        .into_iter()
        .filter(|rule| rule.is_in_force(today))
        .map(fee_in_force)
        .collect();
    let online_form = online_form(row.online_form.as_deref());
    Ok(Procedure {
        summary: ProcedureSummary {
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            field_name: row.field_name,
            field_name_en: row.field_name_en,
            level: row.level,
            service_level: row.service_level,
            can_file: online_form.is_some() && row.service_level.can_file_online(),
        },
        units: units
            .into_iter()
            .map(|row| Unit {
                code: row.code,
                name: row.name,
                name_en: row.name_en,
                level: row.level,
            })
            .collect(),
        time_limit: row.time_limit,
        result: row.result,
        target_group: row.target_group,
        legal_basis: row.legal_basis,
        documents: serde_json::from_value(row.documents)?,
        steps: serde_json::from_value(row.steps)?,
        fee_text: row.fee_text,
        fees,
        english: row.english.map(serde_json::from_value).transpose()?,
        online_form,
        code_confirmed: row.code_confirmed,
    })
}

/// The form of a stored name.
#[must_use]
pub fn online_form(name: Option<&str>) -> Option<OnlineForm> {
    name?.parse().ok()
}

fn fee_in_force(rule: FeeRule) -> FeeInForce {
    FeeInForce {
        name: rule.name,
        name_en: rule.name_en,
        kind: rule.kind,
        amount: rule.amount,
        reduced_amount: rule.reduced_amount,
        included_copies: rule.included_copies,
        extra_copy_amount: rule.extra_copy_amount,
        legal_basis: rule.legal_basis,
    }
}

/// All fee rules of a procedure, whatever the date.
pub async fn find_fee_rules(
    db: impl sqlx::PgExecutor<'_>,
    procedure_code: &str,
) -> Result<Vec<FeeRule>> {
    let procedure = ProcedureCode::parse(procedure_code).map_err(crate::http::Error::internal)?;
    let rows = sqlx::query!(
        "select * from fee_rules where procedure_code = $1 order by kind, code, valid_from",
        procedure_code
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| FeeRule {
            procedure: procedure.clone(),
            code: row.code,
            name: row.name,
            name_en: row.name_en,
            kind: row.kind,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            amount: row.amount,
            reduced_amount: row.reduced_amount,
            included_copies: row
                .included_copies
                .and_then(|copies| u32::try_from(copies).ok()),
            extra_copy_amount: row.extra_copy_amount,
            legal_basis: row.legal_basis,
        })
        .collect())
}

pub async fn is_empty(db: &PgPool) -> Result<bool> {
    Ok(
        sqlx::query_scalar!(r#"select not exists (select from procedures) as "empty!""#)
            .fetch_one(db)
            .await?,
    )
}
