//! A new draft.

use super::{
    drafts,
    locked_draft::{lock, store, unit_of},
    versions,
    view::find,
};
use crate::{
    catalogue::online_form,
    http::{RequestContext, Result},
    rate_limit,
};
use app::{
    api::{
        Problem,
        dossiers::{Dossier, DossierContent, NewDossier},
    },
    locales::labels::FILE_DOSSIER,
};
use domain::{
    dossier::DossierState,
    language::{Language, text},
};
use sqlx::PgTransaction;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Drafts of one account.
const DRAFTS: rate_limit::Limit = rate_limit::Limit {
    name: "draft",
    burst: 60,
    per: Duration::hours(1),
};

/// Of a draft that was not saved since it was made.
const FIRST_VERSION: &str = "1";

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
    let draft = lock(tx, number, account_id).await?;
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
