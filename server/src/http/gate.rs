//! What every request passes before anything is done for it: whether it can mean one thing only, and whether there is room.

use super::request_body::{RequestBody, Rest};
use crate::{
    error::problem_response,
    listener::{AmbiguousLength, InFlight, Standing},
    load::Worked,
    metrics,
    state::AppState,
};
use app::api::{Problem, ProblemCode};
use axum::{
    body::{Body, HttpBody},
    extract::{Request, State},
    http::{HeaderValue, StatusCode, Version, header},
    middleware::Next,
    response::Response,
};
use domain::language::text;

/// All of a request's cookies, in bytes. Ours are a tenth of that.
const LARGEST_COOKIES: usize = 8 * 1024;
/// When whoever found no room should come again, in seconds.
const COME_AGAIN_S: u32 = 10;

/// Refuses what has two meanings and what there is no room for, and watches over the body of what it lets in.
pub async fn pass(State(app): State<AppState>, request: Request, next: Next) -> Response {
    if let Some(problem) = ambiguous(&request) {
        // Where its body ends is not known of a request with two lengths: the connection ends with the answer.
        if request.extensions().get::<AmbiguousLength>().is_none() {
            drop(watched(&app, None, request));
        }
        return problem_response(&problem);
    }
    // Dropped with the answer's head: a stream that goes on is no work.
    let worked = match room(&app, &request) {
        Ok(worked) => worked,
        Err(problem) => {
            metrics::request_refused();
            // Its body is read beside the answer, as every refused one's is.
            drop(watched(&app, None, request));
            return problem_response(&problem);
        }
    };
    let mut response = next.run(watched(&app, worked.as_ref(), request)).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        // A page that could not ask for what it shows does not say when to come again.
        let headers = response.headers_mut();
        let again = headers.entry(header::RETRY_AFTER);
        again.or_insert(HeaderValue::from(COME_AGAIN_S));
    }
    if response.status() == StatusCode::REQUEST_TIMEOUT {
        // The rest of the body is not waited for.
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

/// Room for the request. The balancer's questions need none: on them depends whether anybody comes here at all, and they are
/// answered from memory. Providers' callbacks have a room of their own, which citizens cannot fill and from which nobody fills
/// that of citizens.
fn room(app: &AppState, request: &Request) -> Result<Option<Worked>, Problem> {
    let path = request.uri().path();
    if matches!(path, "/healthz" | "/readyz") {
        return Ok(None);
    }
    if path.starts_with("/callbacks/") {
        return app.callback_load.begin().map(Some).ok_or_else(busy);
    }
    let standing = request.extensions().get::<Standing>();
    if standing == Some(&Standing::Reserve) {
        return Err(busy());
    }
    app.load.begin().map(Some).ok_or_else(busy)
}

/// 503 where there is no room.
#[must_use]
pub fn busy() -> Problem {
    Problem {
        retry_after_s: Some(COME_AGAIN_S),
        ..Problem::new(
            503,
            ProblemCode::Unavailable,
            text(
                "Đang có rất nhiều người truy cập.",
                "The portal is very busy.",
            ),
        )
    }
    .with_detail(text(
        "Thử lại sau ít giây. Nội dung đã nhập vẫn còn.",
        "Try again in a few seconds. What you entered is still here.",
    ))
}

fn watched(app: &AppState, worked: Option<&Worked>, request: Request) -> Request {
    if request.body().is_end_stream() {
        return request;
    }
    let (mut parts, body) = request.into_parts();
    let rest = if parts.headers.contains_key(header::EXPECT) {
        Rest::Leave
    } else {
        Rest::Read
    };
    let in_flight = parts.extensions.remove::<InFlight>();
    let load = worked.map(|worked| worked.load().clone());
    let body = RequestBody::new(body, app.config.limits.body, rest, load, in_flight);
    Request::from_parts(parts, Body::new(body))
}

/// What is wrong with a head that a proxy and we could read differently, or that nobody needs.
fn ambiguous(request: &Request) -> Option<Problem> {
    let headers = request.headers();
    if request.extensions().get::<AmbiguousLength>().is_some() {
        return Some(two_meanings());
    }
    let hosts = headers.get_all(header::HOST).iter().count();
    let missing = hosts == 0 && request.version() == Version::HTTP_11;
    if hosts > 1 || missing {
        return Some(two_meanings());
    }
    let cookies = headers.get_all(header::COOKIE).iter();
    let cookies: usize = cookies.map(|cookie| cookie.len()).sum();
    (cookies > LARGEST_COOKIES).then(too_many_cookies)
}

fn two_meanings() -> Problem {
    Problem::new(
        400,
        ProblemCode::Malformed,
        text(
            "Yêu cầu không đúng chuẩn HTTP.",
            "The request is not valid HTTP.",
        ),
    )
    .with_detail(text(
        "Thử lại bằng trình duyệt hoặc mạng khác.",
        "Try another browser or another network.",
    ))
}

fn too_many_cookies() -> Problem {
    Problem::new(
        431,
        ProblemCode::TooLarge,
        text(
            "Trình duyệt gửi quá nhiều cookie.",
            "The browser sent too many cookies.",
        ),
    )
    .with_detail(text(
        "Xóa cookie của trang này rồi thử lại.",
        "Delete this site’s cookies, then try again.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn request(version: Version, headers: &[(&'static str, &str)]) -> Request {
        let mut request = Request::new(Body::empty());
        *request.version_mut() = version;
        for (name, value) in headers {
            let value = HeaderValue::from_str(value).unwrap();
            request.headers_mut().append(*name, value);
        }
        request
    }

    #[test]
    fn a_head_with_two_meanings_is_refused() {
        let one = [("host", "a.vn")];
        let two = [("host", "a.vn"), ("host", "b.vn")];
        let same = [("host", "a.vn"), ("host", "a.vn")];
        for (version, headers, status) in [
            (Version::HTTP_11, &one[..], None),
            (Version::HTTP_11, &[], Some(400)),
            (Version::HTTP_11, &two, Some(400)),
            (Version::HTTP_11, &same, Some(400)),
            (Version::HTTP_10, &[], None),
            (Version::HTTP_10, &two, Some(400)),
        ] {
            let refused = ambiguous(&request(version, headers));
            assert_eq!(refused.map(|problem| problem.status), status, "{headers:?}");
        }
    }

    #[test]
    fn cookies_are_limited_together() {
        let large = format!("a={}", "x".repeat(LARGEST_COOKIES / 2 - 2));
        for (lines, status) in [(2, None), (3, Some(431))] {
            let mut request = request(Version::HTTP_11, &[("host", "a.vn")]);
            for _ in 0..lines {
                let cookie = HeaderValue::from_str(&large).unwrap();
                request.headers_mut().append(header::COOKIE, cookie);
            }
            let refused = ambiguous(&request);
            assert_eq!(refused.map(|problem| problem.status), status);
        }
    }
}
