//! Documents of a dossier: what they are and whose is in the database, the files themselves are in the object store.

mod download;
pub mod heic;
mod post;
mod quota;
mod shared_inbox;
mod store;
mod texts;

pub use download::{download, download_at_desk};
pub use post::{SHARED, is_multipart, post};
pub use shared_inbox::{attach, list as list_shared, remove_all, sweep};

use crate::{
    http::{Error, RequestContext, Result},
    jobs::{self, Done, Work},
    state::AppState,
};
use app::api::{
    Empty, Problem,
    attachments::{Attachment, AttachmentList, AttachmentPath},
    dossiers::DossierPath,
};
use object_store::ObjectStoreExt;
use serde::{Deserialize, Serialize};
use sqlx::{PgExecutor, PgTransaction};
use uuid::Uuid;

/// Deletes a file of the object store if nothing refers to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename = "sweep_file")]
pub struct SweepFile {
    pub key: String,
}

impl Work for SweepFile {
    const KINDS: &[&str] = &["sweep_file"];
}

/// Handles `GET /api/v1/dossiers/{number}/attachments`.
///
/// # Errors
/// 401; 404, also for somebody else's; or a database error.
pub async fn list(cx: RequestContext, path: DossierPath, _: Empty) -> Result<AttachmentList> {
    let account_id = cx.account()?;
    sqlx::query_scalar!(
        "select number from dossiers where number = $1 and account_id = $2",
        path.number,
        account_id
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    of_dossier(cx.db(), path.number).await
}

/// Handles `POST /api/v1/dossiers/{number}/attachments/{id}/remove`.
///
/// # Errors
/// 401; 404; 409 once the dossier was sent; or a database error.
pub async fn remove(cx: RequestContext, path: AttachmentPath, _: Empty) -> Result<AttachmentList> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    lock_draft(&mut tx, path.number, account_id).await?;
    let removed = sqlx::query_scalar!(
        "delete from attachments where dossier_number = $1 and id = $2 returning stored_key",
        path.number,
        path.id
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(key) = removed {
        jobs::enqueue(&mut *tx, &SweepFile { key }, cx.now, cx.now).await?;
    }
    let left = of_dossier(&mut *tx, path.number).await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(left)
}

/// Deletes a file that nothing refers to.
///
/// # Errors
/// The database or the object store cannot be reached.
pub async fn sweep_file(app: AppState, SweepFile { key }: SweepFile) -> Result<Done> {
    let referred_to = sqlx::query_scalar!(
        r#"select exists (select from attachments where stored_key = $1) as "referred_to!""#,
        key
    )
    .fetch_one(&app.db)
    .await?;
    if !referred_to {
        match app.files.delete(&key.as_str().into()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(Error::internal(error)),
        }
    }
    Ok(Done::Finished)
}

/// The documents of a dossier, whoever asks.
///
/// # Errors
/// A database error.
pub async fn of_dossier(db: impl PgExecutor<'_>, number: i64) -> Result<AttachmentList> {
    let items = sqlx::query_as!(
        Attachment,
        "select id, name, size from attachments where dossier_number = $1 order by place",
        number
    )
    .fetch_all(db)
    .await?;
    Ok(AttachmentList {
        dossier_number: number,
        items,
    })
}

/// Locks a draft of the account, so that it is not sent meanwhile.
async fn lock_draft(tx: &mut PgTransaction<'_>, number: i64, account_id: Uuid) -> Result<()> {
    let state = sqlx::query_scalar!(
        "select state from dossiers where number = $1 and account_id = $2 for update",
        number,
        account_id
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or_else(Problem::not_found)?;
    if state == domain::dossier::DossierState::Draft {
        Ok(())
    } else {
        Err(Problem::conflict(texts::SENT).into())
    }
}

/// The first free place among a draft's documents.
async fn free_place(tx: &mut PgTransaction<'_>, number: i64) -> Result<i16> {
    let place = sqlx::query_scalar!(
        "select min(place)::smallint from generate_series(1, $2::bigint) as place
         where place not in (select a.place from attachments a where a.dossier_number = $1)",
        number,
        domain::attachment::MOST
    )
    .fetch_one(&mut **tx)
    .await?;
    place.ok_or_else(|| Problem::field(post::FILE, texts::TOO_MANY).into())
}
