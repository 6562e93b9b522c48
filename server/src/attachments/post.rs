//! Documents sent as a multipart form: to the page of a draft, or by a phone's share menu. Works without scripts.

use super::{
    store::{Sent, keep},
    texts,
};
use crate::http::request_body::LARGEST_POST;
use crate::{
    error::problem_response,
    http::{
        Error, RequestContext, Result, context,
        form_bridge::see_other,
        gate::busy,
        in_memory::OnBehalf,
        pages::{Pages, render},
    },
};
use app::{
    api::{
        Problem, ProblemCode,
        attachments::{ListAttachments, ListSharedDocuments, place_on_page},
        dossiers::DossierPath,
        path_of,
    },
    locales::Language,
    submitted::SubmittedForm,
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, header, request::Parts},
    response::Response,
};
use domain::attachment::LARGEST;
use untrusted_input::multipart::{File, Files, MultipartError};

/// Name of the field with the files.
pub(super) const FILE: &str = "file";
/// Where phones post what is shared with the portal.
pub const SHARED: &str = "/chia-se-tai-lieu";

#[must_use]
pub fn is_multipart(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

/// Answers a multipart `POST` to a page: the page again with what is wrong, or the way on.
pub async fn post(pages: Pages, request: Request) -> Response {
    let reference = request
        .extensions()
        .get::<context::Reference>()
        .map(|reference| reference.0.clone())
        .unwrap_or_default();
    match receive(&pages, request).await {
        Ok(response) => response,
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

async fn receive(pages: &Pages, request: Request) -> Result<Response> {
    let dossier = match request.uri().path() {
        SHARED => None,
        page => Some(draft_of(page).ok_or_else(malformed)?),
    };
    let (parts, body) = request.into_parts();
    let on_behalf = OnBehalf::of(&pages.app, &parts).await?;
    let cx = RequestContext::from_parts(&pages.app, &parts).await?;
    let (action, next) = match dossier {
        Some(number) => (
            path_of::<ListAttachments>(&DossierPath { number }),
            place_on_page(number),
        ),
        None => (path_of::<ListSharedDocuments>(&()), SHARED.to_owned()),
    };
    match receive_all(&cx, dossier, &parts, body).await {
        Ok(()) => Ok(see_other(&next)),
        // Nothing of what was shared is kept for somebody unknown: the page says how to go on.
        Err(Error::Problem(problem))
            if dossier.is_none() && problem.code == ProblemCode::SignInRequired =>
        {
            Ok(see_other(&next))
        }
        Err(Error::Problem(problem)) => {
            let mut problem = *problem;
            // Whoever signs in finds the draft as it was saved, but no page can fill in a field of files.
            if problem.code == ProblemCode::SignInRequired {
                problem = problem.with_detail(texts::CHOOSE_AGAIN);
            }
            let submitted = SubmittedForm::new(&action, &[], problem);
            render(pages, on_behalf, parts, Some(submitted)).await
        }
        Err(error) => Err(error),
    }
}

/// The running number in the address of a draft's page.
fn draft_of(page: &str) -> Option<i64> {
    page.strip_prefix("/ho-so/")?.parse().ok()
}

/// Keeps every file that is all right; what is wrong with the first of the others is the answer.
async fn receive_all(
    cx: &RequestContext,
    dossier: Option<i64>,
    parts: &Parts,
    body: Body,
) -> Result<()> {
    let account_id = cx.account()?;
    let _place = cx.app.uploads.take(&account_id).ok_or_else(busy)?;
    let content_type = parts.headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let mut sent = Files::new(
        content_type.unwrap_or_default(),
        body.into_data_stream(),
        LARGEST_POST,
    )
    .map_err(unreadable)?;
    let (mut files, mut wrong) = (0_i64, None);
    while let Some(File { name, content }) = sent.next(LARGEST).await.map_err(unreadable)? {
        let kept = match content {
            // A file field that was left empty.
            Some(content) if content.is_empty() && name.is_empty() => continue,
            Some(content) => keep(cx, dossier, Sent { name, content }).await,
            None => {
                let too_large = |language: Language| texts::too_large(language, &name);
                Err(Problem::field(FILE, too_large).into())
            }
        };
        files += 1;
        wrong = wrong.or(kept.err());
    }
    match wrong {
        Some(wrong) => Err(wrong),
        None if files == 0 => Err(Problem::field(FILE, texts::none_chosen).into()),
        None => Ok(()),
    }
}

fn unreadable(error: MultipartError) -> Problem {
    match error {
        MultipartError::NoBoundary => malformed(),
        MultipartError::TooManyParts => Problem::field(FILE, texts::TOO_MANY),
        MultipartError::Broken => Problem::field(FILE, texts::UNREADABLE),
    }
}

fn malformed() -> Problem {
    Problem::new(400, ProblemCode::Malformed, texts::UNREADABLE)
}
