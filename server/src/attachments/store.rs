//! Keeps one document: the file first, then the row that refers to it.

use super::{SweepFile, free_place, lock_draft, post::FILE, quota, texts};
use crate::{
    http::{Error, RequestContext, Result},
    jobs, rate_limit,
};
use app::{api::Problem, locales::Language};
use domain::attachment::{DocumentType, MOST};
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use sqlx::PgTransaction;
use time::Duration;
use uuid::Uuid;

/// Documents of one account.
const DOCUMENTS: rate_limit::Limit = rate_limit::Limit {
    name: "document",
    burst: 60,
    per: Duration::hours(1),
};
/// A file that no row refers to after this long was left behind by a server that died.
const LEFT_BEHIND: Duration = Duration::hours(1);

pub(super) struct Sent {
    pub name: String,
    pub content: Vec<u8>,
}

/// Keeps a document for a draft, or waiting for one. The same content twice is there once.
pub(super) async fn keep(cx: &RequestContext, dossier: Option<i64>, sent: Sent) -> Result<()> {
    let account_id = cx.account()?;
    let kind = DocumentType::of(&sent.content).ok_or_else(|| {
        Problem::field(FILE, |language: Language| {
            texts::unknown_type(language, &sent.name)
        })
    })?;
    kind.check_picture(&sent.content).map_err(|error| {
        Problem::field(FILE, |language: Language| {
            texts::picture(language, &sent.name, error)
        })
    })?;
    rate_limit::take(cx.db(), DOCUMENTS, &account_id.to_string(), cx.now).await?;
    let sha256 = Sha256::digest(&sent.content).to_vec();
    let size = i32::try_from(sent.content.len()).map_err(Error::internal)?;
    let id = Uuid::new_v4();
    let key = format!("attachments/{id}");
    let sweep = SweepFile { key: key.clone() };
    // Before the transaction, so that no upload holds one connection while it waits for another.
    jobs::enqueue(cx.db(), &sweep, cx.now + LEFT_BEHIND, cx.now).await?;
    let mut tx = cx.db().begin().await?;
    let quota = quota::lock(&mut tx, cx, account_id).await?;
    let place = match dossier {
        Some(number) => {
            lock_draft(&mut tx, number, account_id).await?;
            if is_there(&mut tx, number, &sha256).await? {
                return Ok(());
            }
            Some(free_place(&mut tx, number).await?)
        }
        None => {
            if is_waiting(&mut tx, account_id, &sha256).await? {
                return Ok(());
            }
            None
        }
    };
    quota::take(&mut tx, cx, (account_id, quota), &sent.name, size).await?;
    let path = key.as_str().into();
    let kept = cx.app.files.put(&path, sent.content.into()).await;
    kept.map_err(Error::internal)?;
    sqlx::query!(
        "insert into attachments (id, account_id, dossier_number, place, name, media_type, size, sha256, stored_key,
             created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        account_id,
        dossier,
        place,
        kind.name(&sent.name),
        kind.media_type(),
        size,
        sha256,
        key,
        cx.now
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn is_there(tx: &mut PgTransaction<'_>, number: i64, sha256: &[u8]) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from attachments where dossier_number = $1 and sha256 = $2) as "there!""#,
        number,
        sha256
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Whether the document waits already. The account is locked, so that no more wait than may.
async fn is_waiting(tx: &mut PgTransaction<'_>, account_id: Uuid, sha256: &[u8]) -> Result<bool> {
    let waiting = sqlx::query!(
        r#"select count(*) as "count!", coalesce(bool_or(sha256 = $2), false) as "same!"
           from attachments where account_id = $1 and dossier_number is null"#,
        account_id,
        sha256
    )
    .fetch_one(&mut **tx)
    .await?;
    if !waiting.same && waiting.count >= MOST {
        return Err(Problem::field(FILE, texts::TOO_MANY_SHARED).into());
    }
    Ok(waiting.same)
}
