//! Form posts: the form becomes the JSON call. Posted natively, before WebAssembly has loaded or without it, its answer
//! becomes a redirect, a page that leads to another site, or the page again with what was typed and what is wrong; posted in
//! place, it says where to go, or what is wrong.

use super::{
    Error, Result, context, cookies,
    in_memory::{Answer, OnBehalf},
    leaving,
    pages::{Pages, render},
    request_body,
};
use crate::error::problem_response;
use app::{
    api::{Endpoint, Problem, ProblemCode, tracking::TrackDossier},
    client::ApiCall,
    embedding::Embedding,
    form_data::steering,
    submitted::SubmittedForm,
};
use axum::{
    Json,
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::language::text;
use std::time::{Duration, Instant};
use untrusted_input::form::{self, Form, FormError};

/// How often a repeat looks whether the request that it repeats has been answered, and for how long: a little longer than
/// a provider may take.
const LOOK_EVERY: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(35);

pub async fn post(pages: Pages, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let reference = context::reference(&parts);
    match bridge(&pages, parts, body).await {
        Ok(response) => response,
        Err(error) => problem_response(&error.into_problem(&reference)),
    }
}

async fn bridge(pages: &Pages, parts: Parts, body: Body) -> Result<Response> {
    let body = request_body::read(body, form::LARGEST).await?;
    let posted = Form::read(&body).map_err(unusable)?;
    let action = posted
        .last(steering::ACTION)
        .ok_or_else(malformed)?
        .to_owned();
    let next = pages.forms.at(&action).map_err(|_| malformed())?.value;
    let input = posted.to_input().map_err(unusable)?;

    let on_behalf = OnBehalf::of(&pages.app, &parts).await?;
    let call = ApiCall {
        method: Method::POST,
        url: action.clone(),
        body: Some(input.to_string()),
    };
    let key = posted.last(steering::KEY);
    let answer = if needs_cookies(&on_behalf, &action) && cookies::none(&parts.headers) {
        cookies_refused()?
    } else {
        once_answered(&on_behalf, &pages.api, call, key).await
    };

    let in_place = posted_in_place(&parts);
    let mut response = if answer.status.is_success() {
        let accepted = next(&answer.body, on_behalf.embedding)
            .ok_or_else(|| Error::internal("an answer that leads nowhere"))?;
        if in_place {
            Json(accepted).into_response()
        } else if let Some(destination) = leaving::destination(&accepted.next) {
            leaving::page(&pages.app, parts, destination).await
        } else {
            see_other(&accepted.next)
        }
    } else {
        let problem: Problem = serde_json::from_slice(&answer.body)?;
        if in_place {
            problem_response(&problem)
        } else {
            let submitted = SubmittedForm::new(&action, posted.fields(), problem);
            render(pages, on_behalf, parts, Some(submitted)).await?
        }
    };
    for cookie in answer.headers.get_all(header::SET_COOKIE) {
        response
            .headers_mut()
            .append(header::SET_COOKIE, cookie.clone());
    }
    Ok(response)
}

/// Whether what a form in a frame is for would be of no use without the cookies that come of it: whoever signs in there would be
/// led from code to sign-in and back again. Tracking has its ticket in the address.
fn needs_cookies(on_behalf: &OnBehalf, action: &str) -> bool {
    on_behalf.embedding == Embedding::Frame && action != TrackDossier::PATH
}

/// The answer where a browser keeps no cookies. It brings one all the same: perhaps the page was opened when there was none yet.
fn cookies_refused() -> Result<Answer> {
    let problem = Problem::cookies_refused();
    let mut headers = HeaderMap::new();
    let cookie = HeaderValue::from_str(&cookies::seen_in_frame()).map_err(Error::internal)?;
    headers.insert(header::SET_COOKIE, cookie);
    Ok(Answer {
        status: StatusCode::FORBIDDEN,
        headers,
        body: serde_json::to_vec(&problem)?.into(),
    })
}

/// Not a form of ours, or not one that is for forms.
fn malformed() -> Problem {
    Problem::new(
        400,
        ProblemCode::Malformed,
        text("Không đọc được biểu mẫu.", "The form could not be read."),
    )
    .with_detail(text(
        "Bấm quay lại, chép lại nội dung cần giữ, rồi mở lại trang và nhập lại.",
        "Go back, copy what you want to keep, then open the page again and re-enter it.",
    ))
}

/// What is said of a form beyond the limits. None of ours comes near them.
fn unusable(error: FormError) -> Problem {
    match error {
        FormError::TooLarge | FormError::TooManyFields => {
            request_body::too_large().with_detail(text(
                "Quay lại trang trước, rút gọn nội dung rồi gửi lại.",
                "Go back, shorten what you entered and send it again.",
            ))
        }
        FormError::NameTooLong
        | FormError::TooDeep
        | FormError::EmptyPart
        | FormError::Contradiction => malformed(),
    }
}

/// Makes the call, and makes it again while the first request with its key is in flight: a browser without scripts shows a
/// double tap the second answer, which must lead to the bank as the first did.
async fn once_answered(
    on_behalf: &OnBehalf,
    api: &axum::Router,
    call: ApiCall,
    key: Option<&str>,
) -> Answer {
    let asked = Instant::now();
    loop {
        let answer = on_behalf.call(api, call.clone(), key).await;
        let in_flight = answer.status == StatusCode::CONFLICT
            && serde_json::from_slice::<Problem>(&answer.body)
                .is_ok_and(|problem| problem.code == ProblemCode::IdempotencyInFlight);
        if !in_flight || asked.elapsed() >= LONGEST_WAIT {
            return answer;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Whether a script posted the form and stays on the page.
fn posted_in_place(parts: &Parts) -> bool {
    parts
        .headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes() == b"application/json")
}

/// `303 See Other`, so that reloading the next page posts nothing again.
pub(crate) fn see_other(location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(location) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
