//! Every address in one place.

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    response::IntoResponse,
    routing::{get, post},
};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{Sandbox, bank, faults, html, index, phone, platform, provincial_portal};

pub(crate) fn router(sandbox: Sandbox) -> Router {
    // Chromium applies form-action to the redirects after a form, too, and the last form of a payment leads to the portal.
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {}; frame-ancestors 'none'; base-uri 'none'",
        sandbox.0.portal_origin
    );
    let policy = HeaderValue::try_from(policy).expect("an origin is visible ASCII");

    Router::new()
        .route("/", get(index::page))
        .route("/healthz", get(|| async { "ok" }))
        .route("/sandbox.css", get(style))
        .nest("/sandbox/national-platform", platform_routes())
        .nest("/sandbox/vietcombank/pay/{token}", bank_routes())
        .route("/sandbox/bank/books.json", get(bank::books))
        .route("/sandbox/sms", post(phone::gateway::accept))
        .route("/sandbox/portal", get(provincial_portal::page))
        .route("/sandbox/phone", get(phone::inbox::page))
        .route("/sandbox/phone/{file}", get(phone::inbox::data))
        .route(
            "/sandbox/faults",
            get(faults::list).post(faults::add).delete(faults::clear),
        )
        .fallback(|| async { html::not_found() })
        .with_state(sandbox)
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CONTENT_SECURITY_POLICY,
            policy,
        ))
        .layer(always(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(always(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ))
        .layer(always(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
}

fn platform_routes() -> Router<Sandbox> {
    Router::new()
        .route("/init", post(platform::init::answer))
        .route("/query", post(platform::query::answer))
        .route("/get-bill", post(platform::bill::answer))
        .route("/deliveries.json", get(platform::confirm::log))
        .route(
            "/pay/{token}",
            get(platform::choose::page).post(platform::choose::choose),
        )
        .route("/pay/{token}/cancel", post(platform::choose::cancel))
}

fn bank_routes() -> Router<Sandbox> {
    Router::new()
        .route("/", get(bank::pay::page))
        .route("/card", post(bank::pay::card))
        .route("/code", post(bank::pay::code))
        .route("/code/again", post(bank::pay::code_again))
        .route("/cancel", post(bank::pay::cancel))
}

async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        html::STYLE,
    )
}

fn always(name: HeaderName, value: HeaderValue) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, value)
}
