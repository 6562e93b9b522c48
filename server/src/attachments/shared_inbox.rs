//! Documents shared from a phone: they wait a day for their owner to choose a dossier.

use super::{SweepFile, free_place, lock_draft, of_dossier};
use crate::{
    http::{RequestContext, Result},
    jobs,
};
use app::api::{
    Empty,
    attachments::{Attachment, AttachmentList, DraftChoice, SharedDocuments},
    dossiers::DossierPath,
};
use sqlx::PgPool;
use time::{Duration, OffsetDateTime};

/// How long a shared document waits.
const WAITS_FOR: Duration = Duration::hours(24);

/// Handles `GET /api/v1/shared-documents`.
///
/// # Errors
/// 401, or a database error.
pub async fn list(cx: RequestContext, (): (), _: Empty) -> Result<SharedDocuments> {
    let account_id = cx.account()?;
    let items = sqlx::query_as!(
        Attachment,
        "select id, name, size from attachments
         where account_id = $1 and dossier_number is null and created_at > $2 order by created_at, id",
        account_id,
        cx.now - WAITS_FOR
    )
    .fetch_all(cx.db())
    .await?;
    let drafts = sqlx::query_as!(
        DraftChoice,
        "select d.number, p.name as procedure_name, p.name_en as procedure_name_en
         from dossiers d join procedures p on p.code = d.procedure_code
         where d.account_id = $1 and d.state = 0 order by d.number desc limit 20",
        account_id
    )
    .fetch_all(cx.db())
    .await?;
    Ok(SharedDocuments { items, drafts })
}

/// Handles `POST /api/v1/dossiers/{number}/shared-documents`.
///
/// # Errors
/// 401; 404; 409 once the dossier was sent; a field error where they are too many; or a database error.
pub async fn attach(cx: RequestContext, path: DossierPath, _: Empty) -> Result<AttachmentList> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    lock_draft(&mut tx, path.number, account_id).await?;
    // What the dossier has already goes on waiting, and is forgotten when its day is over.
    let waiting = sqlx::query_scalar!(
        "select id from attachments w
         where account_id = $1 and dossier_number is null and created_at > $3
           and not exists (select from attachments a where a.dossier_number = $2 and a.sha256 = w.sha256)
         order by created_at, id for update",
        account_id,
        path.number,
        cx.now - WAITS_FOR
    )
    .fetch_all(&mut *tx)
    .await?;
    for id in waiting {
        let place = free_place(&mut tx, path.number).await?;
        sqlx::query!(
            "update attachments set dossier_number = $2, place = $3 where id = $1",
            id,
            path.number,
            place
        )
        .execute(&mut *tx)
        .await?;
    }
    let attached = of_dossier(&mut *tx, path.number).await?;
    tx.commit().await?;
    Ok(attached)
}

/// Handles `POST /api/v1/shared-documents/drop`.
///
/// # Errors
/// 401, or a database error.
pub async fn remove_all(cx: RequestContext, (): (), _: Empty) -> Result<SharedDocuments> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    let keys = sqlx::query_scalar!(
        "delete from attachments where account_id = $1 and dossier_number is null returning stored_key",
        account_id
    )
    .fetch_all(&mut *tx)
    .await?;
    for key in keys {
        jobs::enqueue(&mut *tx, &SweepFile { key }, cx.now, cx.now).await?;
    }
    tx.commit().await?;
    cx.app.jobs.wake();
    list(cx, (), Empty {}).await
}

/// Forgets documents that have waited long enough.
pub async fn sweep(db: &PgPool, now: OffsetDateTime) -> Result<()> {
    let mut tx = db.begin().await?;
    let keys = sqlx::query_scalar!(
        "delete from attachments where dossier_number is null and created_at <= $1 returning stored_key",
        now - WAITS_FOR
    )
    .fetch_all(&mut *tx)
    .await?;
    for key in keys {
        jobs::enqueue(&mut *tx, &SweepFile { key }, now, now).await?;
    }
    tx.commit().await?;
    Ok(())
}
