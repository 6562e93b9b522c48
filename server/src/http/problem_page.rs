//! A problem for whoever sits in front of it: a whole page in words, with a way back.
//!
//! In one place for whatever refuses a request: the cross-site guard, the form bridge, a limit, an error of ours, a panic. What
//! a program asked for stays `application/problem+json`.

use super::pages::standing_alone;
use crate::state::AppState;
use app::{WayBack, api::Problem, problem_page};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, Uri, header, request::Parts, response},
    middleware::Next,
    response::Response,
};
use leptos::prelude::provide_context;

/// What is kept of the answer besides its status.
const KEPT: [HeaderName; 2] = [header::SET_COOKIE, header::RETRY_AFTER];

/// Answers with a page where a problem would be read by somebody.
pub async fn in_words(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    // A provider's program may ask for HTML as well, and is not to wait for a page.
    let is_read =
        is_read_by_somebody(&parts.headers) && !parts.uri.path().starts_with("/callbacks/");
    let reader = is_read.then(|| parts.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let problem = response.extensions_mut().remove::<Problem>();
    match (reader, problem) {
        (Some(parts), Some(problem)) => {
            let refused = response.into_parts().0;
            page(&app, parts, problem, refused).await
        }
        _ => response,
    }
}

/// Whether the browser goes to what is answered, so that somebody looks at it. A form that is posted in place and every other
/// script ask for JSON or for anything.
fn is_read_by_somebody(headers: &HeaderMap) -> bool {
    let says = |name: HeaderName| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_ascii_lowercase()
    };
    says(header::ACCEPT).contains("text/html")
        || says(HeaderName::from_static("sec-fetch-mode")) == "navigate"
}

async fn page(
    app: &AppState,
    parts: Parts,
    problem: Problem,
    refused: response::Parts,
) -> Response {
    // Never closed. Whoever waits here holds nothing but their connection.
    let _place = app.problem_pages.acquire().await;
    let way_back = way_back(&parts.method, &parts.uri);
    let css = app.assets.css.clone();
    let provide = move || {
        provide_context(problem.clone());
        provide_context(way_back.clone());
    };
    let mut page = standing_alone(app, parts, provide, move || problem_page(&css)).await;
    *page.status_mut() = refused.status;
    for name in KEPT {
        for value in refused.headers.get_all(&name) {
            page.headers_mut().append(&name, value.clone());
        }
    }
    page
}

/// The address that was asked for, which a stranger may have chosen: a path of ours, or nothing.
fn way_back(method: &Method, uri: &Uri) -> WayBack {
    let address = uri.path_and_query().map_or("/", |address| address.as_str());
    // With two slashes, or with one that browsers take for one, it would be another site's.
    let ours = address.starts_with('/')
        && !address.starts_with("//")
        && address.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let address = if ours { address } else { "/" };
    if *method == Method::GET || *method == Method::HEAD {
        return WayBack::Address(address.to_owned());
    }
    let is_page = !address.starts_with("/api/") && !address.starts_with("/callbacks/");
    WayBack::Form(is_page.then(|| address.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn browsers_that_go_to_the_answer_are_read_by_somebody_and_scripts_are_not() {
        for (name, value, read) in [
            (
                "accept",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                true,
            ),
            ("accept", "Text/HTML", true),
            ("accept", "application/json", false),
            ("accept", "*/*", false),
            ("sec-fetch-mode", "navigate", true),
            ("sec-fetch-mode", "cors", false),
        ] {
            let headers = HeaderMap::from_iter([(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )]);
            assert_eq!(is_read_by_somebody(&headers), read, "{name}: {value}");
        }
        assert!(!is_read_by_somebody(&HeaderMap::new()));
    }

    #[test]
    fn the_way_back_never_leads_to_another_site() {
        let form = |page: &str| WayBack::Form(Some(page.to_owned()));
        for (address, back) in [
            ("/tra-cuu?ma=1", form("/tra-cuu?ma=1")),
            ("/embed/tra-cuu", form("/embed/tra-cuu")),
            ("//evil.example/x", form("/")),
            ("/api/v1/session/end", WayBack::Form(None)),
            ("/callbacks/momo", WayBack::Form(None)),
        ] {
            assert_eq!(way_back(&Method::POST, &address.parse().unwrap()), back);
        }
        let address = "/api/v1/receipts/1/pdf";
        assert_eq!(
            way_back(&Method::GET, &Uri::from_static("/api/v1/receipts/1/pdf")),
            WayBack::Address(address.to_owned())
        );
    }
}
