//! What is typed into a draft.

use super::{
    locked_draft::{lock, store},
    view::find,
};
use crate::http::{RequestContext, Result};
use app::api::{
    Problem,
    dossiers::{Dossier, DossierContent, DossierPath},
};
use domain::{dossier::DossierState, language::text};

/// Handles `POST /api/v1/dossiers/{number}/form`.
///
/// # Errors
/// 401; 404; 409 once it was sent, or where it was saved meanwhile; field errors; or a database error.
pub async fn save(cx: RequestContext, path: DossierPath, input: DossierContent) -> Result<Dossier> {
    let account_id = cx.account()?;
    let mut tx = cx.db().begin().await?;
    let draft = lock(&mut tx, path.number, account_id).await?;
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
