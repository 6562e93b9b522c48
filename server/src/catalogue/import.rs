//! Loads the sample catalogue of Tây Ninh. Running it again brings changed entries up to date.

use crate::http::{Error, Result};
use app::api::catalogue::{ProcedureInEnglish, RequiredDocument};
use domain::{
    catalogue::{Level, ServiceLevel},
    fees::FeeRule,
};
use serde::Deserialize;
use sqlx::{PgPool, PgTransaction};

#[derive(Deserialize)]
struct UnitEntry {
    code: String,
    name: String,
    name_en: Option<String>,
    level: Level,
    parent: Option<String>,
    organisation_code: String,
}

#[derive(Deserialize)]
struct FieldEntry {
    code: String,
    name: String,
    name_en: String,
    level: Level,
}

#[derive(Deserialize)]
struct ProcedureEntry {
    code: String,
    name: String,
    name_en: Option<String>,
    english: Option<ProcedureInEnglish>,
    field: String,
    level: Level,
    service_level: ServiceLevel,
    #[serde(default)]
    units: Vec<String>,
    units_of_level: Option<Level>,
    time_limit_text: String,
    result: String,
    target_group: String,
    legal_basis: String,
    documents: Vec<RequiredDocument>,
    steps: Vec<String>,
    fee_text: String,
    online_form: Option<String>,
    payment_moment: Option<String>,
    code_confirmed: bool,
}

/// Imports `server/seed`, all or nothing.
///
/// # Errors
/// A seed file of the wrong form, or a database error.
pub async fn import_seed(db: &PgPool) -> Result<()> {
    let units: Vec<UnitEntry> = serde_json::from_str(include_str!("../../seed/units.json"))?;
    let fields: Vec<FieldEntry> = serde_json::from_str(include_str!("../../seed/fields.json"))?;
    let procedures: Vec<ProcedureEntry> =
        serde_json::from_str(include_str!("../../seed/procedures.json"))?;
    let rules: Vec<FeeRule> = serde_json::from_str(include_str!("../../seed/fee_rules.json"))?;

    let mut tx = db.begin().await?;
    // Several servers may start on a fresh database at once.
    sqlx::query!("select pg_advisory_xact_lock(20200722)")
        .execute(&mut *tx)
        .await?;
    for unit in units {
        insert_unit(&mut tx, unit).await?;
    }
    for field in fields {
        sqlx::query!(
            "insert into fields (code, name, level, name_en) values ($1, $2, $3, $4)
             on conflict (code) do update set name = excluded.name, level = excluded.level,
                 name_en = excluded.name_en",
            field.code,
            field.name,
            field.level as _,
            field.name_en,
        )
        .execute(&mut *tx)
        .await?;
    }
    for procedure in procedures {
        insert_procedure(&mut tx, procedure).await?;
    }
    for rule in rules {
        insert_rule(&mut tx, rule).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn insert_unit(tx: &mut PgTransaction<'_>, unit: UnitEntry) -> Result<()> {
    sqlx::query!(
        "insert into units (code, name, level, parent, organisation_code, name_en) values ($1, $2, $3, $4, $5, $6)
         on conflict (code) do update set name = excluded.name, organisation_code = excluded.organisation_code,
             name_en = excluded.name_en",
        unit.code,
        unit.name,
        unit.level as _,
        unit.parent,
        unit.organisation_code,
        unit.name_en,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn insert_procedure(tx: &mut PgTransaction<'_>, entry: ProcedureEntry) -> Result<()> {
    sqlx::query!(
        "insert into procedures (code, name, name_folded, field_code, level, service_level, time_limit,
             result, target_group, legal_basis, documents, steps, fee_text, online_form, payment_moment,
             code_confirmed, name_en, english)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         on conflict (code) do update set name = excluded.name, name_folded = excluded.name_folded,
             field_code = excluded.field_code, level = excluded.level,
             service_level = excluded.service_level, time_limit = excluded.time_limit,
             result = excluded.result, target_group = excluded.target_group,
             legal_basis = excluded.legal_basis, documents = excluded.documents, steps = excluded.steps,
             fee_text = excluded.fee_text, online_form = excluded.online_form,
             payment_moment = excluded.payment_moment, code_confirmed = excluded.code_confirmed,
             name_en = excluded.name_en, english = excluded.english",
        entry.code,
        entry.name,
        folded(&entry.name, entry.name_en.as_deref()),
        entry.field,
        entry.level as _,
        entry.service_level as _,
        entry.time_limit_text,
        entry.result,
        entry.target_group,
        entry.legal_basis,
        serde_json::to_value(&entry.documents)?,
        serde_json::to_value(&entry.steps)?,
        entry.fee_text,
        entry.online_form,
        entry.payment_moment,
        entry.code_confirmed,
        entry.name_en,
        entry.english.map(serde_json::to_value).transpose()?,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into procedure_units (procedure_code, unit_code)
         select $1, code from units where code = any ($2) or level = $3
         on conflict do nothing",
        entry.code,
        &entry.units,
        entry.units_of_level as _,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What searches look at: the name and what it means in English.
fn folded(name: &str, gloss: Option<&str>) -> String {
    domain::fold(&format!("{name} {}", gloss.unwrap_or_default()))
}

async fn insert_rule(tx: &mut PgTransaction<'_>, rule: FeeRule) -> Result<()> {
    let copies = rule.included_copies.map(i32::try_from).transpose();
    // What a fee is and costs stays as it was imported, for somebody may have corrected it. Its English name is added.
    sqlx::query!(
        "update fee_rules set name_en = $4
         where procedure_code = $1 and code = $2 and valid_from = $3 and name_en is distinct from $4",
        rule.procedure.as_str(),
        rule.code,
        rule.valid_from,
        rule.name_en,
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into fee_rules (procedure_code, code, name, kind, valid_from, valid_to, amount,
             reduced_amount, included_copies, extra_copy_amount, legal_basis, name_en)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
         where not exists (
             select from fee_rules where procedure_code = $1 and code = $2 and valid_from = $5)",
        rule.procedure.as_str(),
        rule.code,
        rule.name,
        rule.kind as _,
        rule.valid_from,
        rule.valid_to,
        rule.amount as _,
        rule.reduced_amount as _,
        copies.map_err(Error::internal)?,
        rule.extra_copy_amount as _,
        rule.legal_basis,
        rule.name_en,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
