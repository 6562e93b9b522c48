//! `GET /api/v1/dossiers/{number}/attachments/{id}`: a document, for its owner, to be saved and never shown in our name; and
//! `GET /api/v1/desk/dossiers/{number}/attachments/{id}`, for officers of the unit that the dossier was sent to.

use super::heic::HeicConverter;
use crate::{
    audit::{Event, Object},
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
use domain::attachment::DocumentType;
use object_store::ObjectStoreExt;
use serde_json::json;
use uuid::Uuid;

struct Document {
    name: String,
    media_type: String,
    stored_key: String,
}

pub async fn download(
    State(app): State<AppState>,
    Path(path): Path<(String, String)>,
    request: Request,
) -> Response {
    answer(&app, request, async |cx| {
        let (number, id) = read(path)?;
        let document = of_owner(cx, number, id).await?;
        as_it_is(cx, document).await
    })
    .await
}

pub async fn download_at_desk(
    State(app): State<AppState>,
    Path(path): Path<(String, String)>,
    request: Request,
) -> Response {
    answer(&app, request, async |cx| {
        let (number, id) = read(path)?;
        let document = of_unit(cx, number, id).await?;
        if document.media_type == DocumentType::Heic.media_type() {
            as_jpeg(cx, document).await
        } else {
            as_it_is(cx, document).await
        }
    })
    .await
}

async fn answer(
    app: &AppState,
    request: Request,
    file: impl AsyncFnOnce(&RequestContext) -> Result<Response>,
) -> Response {
    let (parts, _) = request.into_parts();
    let reference = context::reference(&parts);
    let answer = async {
        let cx = RequestContext::from_parts(app, &parts).await?;
        file(&cx).await
    };
    match answer.await {
        Ok(response) => response,
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

fn read((number, id): (String, String)) -> Result<(i64, Uuid)> {
    let number = number.parse().map_err(|_| Problem::not_found())?;
    let id = id.parse().map_err(|_| Problem::not_found())?;
    Ok((number, id))
}

async fn of_owner(cx: &RequestContext, number: i64, id: Uuid) -> Result<Document> {
    let found = sqlx::query_as!(
        Document,
        "select a.name, a.media_type, a.stored_key
         from attachments a join dossiers d on d.number = a.dossier_number
         where d.number = $1 and a.id = $2 and d.account_id = $3",
        number,
        id,
        cx.account()?
    )
    .fetch_optional(cx.db())
    .await?;
    Ok(found.ok_or_else(Problem::not_found)?)
}

/// A document of a dossier that was sent to the officer's unit, and in the log that it was opened.
async fn of_unit(cx: &RequestContext, number: i64, id: Uuid) -> Result<Document> {
    let unit = &cx.officer()?.unit_code;
    let row = sqlx::query!(
        "select a.name, a.media_type, a.stored_key, d.account_id
         from attachments a join dossiers d on d.number = a.dossier_number
         where d.number = $1 and a.id = $2 and d.unit_code = $3 and d.state > 0",
        number,
        id,
        unit
    )
    .fetch_optional(cx.db())
    .await?
    .ok_or_else(Problem::not_found)?;
    Event::DocumentOpened
        .on(Object::Dossier(number))
        .concerning(row.account_id)
        .by(cx.account()?)
        .with(json!({ "document": id }))
        .write(cx.db(), cx)
        .await?;
    Ok(Document {
        name: row.name,
        media_type: row.media_type,
        stored_key: row.stored_key,
    })
}

async fn as_it_is(cx: &RequestContext, document: Document) -> Result<Response> {
    let key = document.stored_key.as_str().into();
    let file = cx.app.files.get(&key).await.map_err(Error::internal)?;
    let size = file.meta.size;
    let body = Body::from_stream(file.into_stream());
    to_be_saved(body, size, &document.name, &document.media_type)
}

/// The JPEG that is made of a picture; the picture itself where none can be made.
async fn as_jpeg(cx: &RequestContext, document: Document) -> Result<Response> {
    let key = document.stored_key.as_str().into();
    let file = cx.app.files.get(&key).await.map_err(Error::internal)?;
    let heic = file.bytes().await.map_err(Error::internal)?;
    match cx.app.get::<HeicConverter>().to_jpeg(&heic).await {
        Ok(jpeg) => {
            let name = DocumentType::Jpeg.name(&without_ending(&document.name));
            let size = u64::try_from(jpeg.len()).map_err(Error::internal)?;
            let media_type = DocumentType::Jpeg.media_type();
            to_be_saved(jpeg.into(), size, &name, media_type)
        }
        Err(error) => {
            tracing::warn!(cause = %error, "a picture could not be made a JPEG");
            as_it_is(cx, document).await
        }
    }
}

fn without_ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

fn to_be_saved(body: Body, size: u64, name: &str, media_type: &str) -> Result<Response> {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    for (header, value) in [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ] {
        headers.insert(
            header,
            HeaderValue::try_from(value).map_err(Error::internal)?,
        );
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
