//! How many drafts an account may have open, and how one is removed.

use crate::{
    attachments::SweepFile,
    http::{RequestContext, Result},
    jobs,
};
use app::api::{
    Empty, Problem, ProblemCode,
    dossiers::{DossierPath, RemovedDraft},
};
use domain::{dossier::DossierState, language::text};
use sqlx::PgTransaction;
use uuid::Uuid;

/// Most open drafts of one account. Nobody fills in so many forms at once.
const MOST: i64 = 50;

/// Refuses one more draft than may be open, unless it is a repeat of one that is. Locks the account, so that of two at once one
/// waits for the other.
///
/// # Errors
/// 409 that says what to do, or a database error.
pub(super) async fn limit(tx: &mut PgTransaction<'_>, account_id: Uuid, key: &str) -> Result<()> {
    sqlx::query_scalar!(
        "select id from accounts where id = $1 for no key update",
        account_id
    )
    .fetch_one(&mut **tx)
    .await?;
    let open = sqlx::query!(
        r#"select count(*) filter (where state = 0) as "drafts!",
               coalesce(bool_or(idempotency_key = $2), false) as "repeat!"
           from dossiers where account_id = $1"#,
        account_id,
        key
    )
    .fetch_one(&mut **tx)
    .await?;
    if open.drafts < MOST || open.repeat {
        return Ok(());
    }
    Err(
        Problem::conflict(text("Bạn đang có 50 bản nháp.", "You have 50 drafts."))
            .with_detail(text(
                "Mở trang Tài khoản, gửi hoặc xóa bớt một bản nháp, rồi lưu lại.",
                "Open the Account page, submit or delete one of your drafts, then save again.",
            ))
            .into(),
    )
}

/// 404 for whoever still has the form of a draft open that was deleted elsewhere. What never was, or is another's, is told the
/// same, so nothing is said of how it went.
pub(super) fn gone() -> Problem {
    Problem::new(
        404,
        ProblemCode::NotFound,
        text("Không còn bản nháp này.", "This draft no longer exists."),
    )
    .with_detail(text(
        "Sao chép nội dung cần giữ rồi lập hồ sơ mới.",
        "Copy what you want to keep, then start a new application.",
    ))
}

/// Handles `POST /api/v1/dossiers/{number}/remove`: the draft is gone with its documents.
///
/// # Errors
/// 401; 404; 409 once it was sent; or a database error.
pub async fn remove(cx: RequestContext, path: DossierPath, _: Empty) -> Result<RemovedDraft> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    let state = sqlx::query_scalar!(
        "select state from dossiers where number = $1 and account_id = $2 for update",
        path.number,
        account_id
    )
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(gone)?;
    if state != DossierState::Draft {
        return Err(Problem::conflict(text(
            "Hồ sơ đã gửi nên không xóa được nữa.",
            "You have submitted this application, so it can no longer be deleted.",
        ))
        .into());
    }
    let keys = sqlx::query_scalar!(
        "delete from attachments where dossier_number = $1 returning stored_key",
        path.number
    )
    .fetch_all(&mut *tx)
    .await?;
    for key in keys {
        jobs::enqueue(&mut *tx, &SweepFile { key }, cx.now, cx.now).await?;
    }
    sqlx::query!("delete from dossiers where number = $1", path.number)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    cx.app.jobs.wake();
    Ok(RemovedDraft {
        number: path.number,
    })
}
