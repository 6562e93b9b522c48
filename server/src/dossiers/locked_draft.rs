//! The row of a draft: locked, and written.

use super::{drafts, versions};
use crate::{catalogue::online_form, http::Result};
use app::api::{Problem, dossiers::DossierContent};
use domain::{dossier::DossierState, language::text};
use sqlx::PgTransaction;
use time::OffsetDateTime;
use uuid::Uuid;

/// A draft whose row is locked, or what was one.
pub(super) struct Locked {
    pub state: DossierState,
    pub procedure_code: String,
    pub unit_code: Option<String>,
    pub unit_name: Option<String>,
    pub form: serde_json::Value,
    pub version: i32,
    pub updated_at: OffsetDateTime,
    pub fee_due_on_filing: bool,
    pub online_form: Option<String>,
}

pub(super) async fn lock(
    tx: &mut PgTransaction<'_>,
    number: i64,
    account_id: Uuid,
) -> Result<Locked> {
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
pub(super) async fn store(
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

/// The unit, if it carries out the procedure; nothing while none is chosen.
pub(super) async fn unit_of(
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
