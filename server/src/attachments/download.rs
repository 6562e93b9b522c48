//! `GET /api/v1/dossiers/{number}/attachments/{id}`: a document, for its owner, to be saved and never shown in our name.

use crate::{
    error::problem_response,
    http::{Error, RequestContext, Result, context},
    state::AppState,
};
use app::api::{Problem, percent_encoded};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, header},
    response::Response,
};
use object_store::ObjectStoreExt;
use uuid::Uuid;

pub async fn download(
    State(app): State<AppState>,
    Path((number, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let reference = context::reference(&parts);
    let answer = async {
        let cx = RequestContext::from_parts(&app, &parts).await?;
        let number = number.parse().map_err(|_| Problem::not_found())?;
        let id = id.parse().map_err(|_| Problem::not_found())?;
        file(&cx, number, id).await
    };
    match answer.await {
        Ok(response) => response,
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

async fn file(cx: &RequestContext, number: i64, id: Uuid) -> Result<Response> {
    let row = sqlx::query!(
        "select a.name, a.media_type, a.stored_key
         from attachments a join dossiers d on d.number = a.dossier_number
         where d.number = $1 and a.id = $2 and d.account_id = $3",
        number,
        id,
        cx.account()?
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    let key = row.stored_key.as_str().into();
    let file = cx.app.files.get(&key).await.map_err(Error::internal)?;
    let size = file.meta.size;
    let mut response = Response::new(Body::from_stream(file.into_stream()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    for (name, value) in [
        (header::CONTENT_TYPE, row.media_type),
        (header::CONTENT_DISPOSITION, disposition(&row.name)),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ] {
        headers.insert(name, HeaderValue::try_from(value).map_err(Error::internal)?);
    }
    Ok(response)
}

/// `attachment` with the name in ASCII for old browsers and whole for the others (RFC 6266).
fn disposition(name: &str) -> String {
    let ascii: String = name
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' | ' ' => letter,
            _ => '_',
        })
        .collect();
    format!(
        "attachment; filename=\"{ascii}\"; filename*=UTF-8''{}",
        percent_encoded(name)
    )
}
