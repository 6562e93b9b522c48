//! Refuses requests that another site makes in a citizen's name, and tells browsers what a page may do.

use super::origin::OwnOrigin;
use crate::error::problem_response;
use app::api::{Problem, ProblemCode};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::language::text;

/// State-changing requests must come from our own pages ([`OwnOrigin::sent`]).
pub async fn refuse_cross_site(
    State(own): State<OwnOrigin>,
    request: Request,
    next: Next,
) -> Response {
    if is_safe(request.method()) || own.sent(request.headers(), request.uri()) {
        return next.run(request).await;
    }
    problem_response(
        &Problem::new(
            403,
            ProblemCode::CrossSite,
            text(
                "Yêu cầu đến từ một trang khác nên không được thực hiện.",
                "The request came from another site and was not carried out.",
            ),
        )
        .with_detail(text(
            "Mở trang này trên cổng rồi nhập lại.",
            "Open the page here and fill it in again.",
        )),
    )
    .into_response()
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}
