//! What an operator watches: Prometheus metrics, on a port of their own that the balancer does not lead to.

use axum::{Router, routing::get};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::time::Duration;
use tokio::net::TcpListener;

/// Seconds; a page is expected within the first two.
const REQUEST_BUCKETS: [f64; 8] = [0.005, 0.02, 0.05, 0.1, 0.25, 1.0, 4.0, 15.0];

/// Begins to count, once per process.
///
/// # Errors
/// Where something else counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(
            Matcher::Full("http_request_seconds".to_owned()),
            &REQUEST_BUCKETS,
        )?
        .install_recorder()
}

/// Answers `GET /metrics` until the server stops.
///
/// # Errors
/// As `axum::serve`.
pub async fn serve(listener: TcpListener, handle: PrometheusHandle) -> std::io::Result<()> {
    let router = Router::new().route(
        "/metrics",
        get(move || {
            let handle = handle.clone();
            async move { handle.render() }
        }),
    );
    axum::serve(listener, router).await
}

/// Counts an answered request by the route it matched, never by its path, which holds numbers of dossiers.
pub fn answered(route: String, status: u16, took: Duration) {
    counter!("http_requests_total", "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    histogram!("http_request_seconds", "route" => route).record(took);
}

pub fn connections_open(open: usize) {
    gauge!("http_connections").set(u32::try_from(open).unwrap_or(u32::MAX));
}

/// Counts a connection for which there was no room.
pub fn connection_refused() {
    counter!("http_connections_refused_total").increment(1);
}

/// Counts a request for which there was no room.
pub fn request_refused() {
    counter!("http_requests_refused_total").increment(1);
}

pub fn attempt_became(state: &'static str) {
    counter!("payment_attempts_total", "state" => state).increment(1);
}

/// Counts a provider's message by what was made of it.
pub fn callback(provider: String, verdict: &'static str) {
    counter!("payment_callbacks_total", "provider" => provider, "verdict" => verdict).increment(1);
}

/// Counts a request whose `X-Forwarded-For` came from a peer that is not trusted, and was ignored.
pub fn untrusted_proxy() {
    counter!("forwarded_for_ignored_total").increment(1);
}

/// Tells how many differences the last nightly comparison of the books found.
pub fn books_disagree(differences: usize) {
    gauge!("books_differences").set(u32::try_from(differences).unwrap_or(u32::MAX));
}

/// Tells how many differences the last nightly audit of the books found.
pub fn books_audited(differences: usize) {
    gauge!("books_audit_differences").set(u32::try_from(differences).unwrap_or(u32::MAX));
}

/// Tells how many differences the last nightly proof of the audit log found.
pub fn audit_log_differs(differences: usize) {
    gauge!("audit_log_differences").set(u32::try_from(differences).unwrap_or(u32::MAX));
}

pub fn job(outcome: &'static str) {
    counter!("jobs_total", "outcome" => outcome).increment(1);
}

/// Tells how many jobs panicked again and again and were given up.
pub fn jobs_given_up(jobs: i64) {
    gauge!("jobs_given_up").set(u32::try_from(jobs).unwrap_or(u32::MAX));
}

/// Counts what came and was not written down, because there was too much of it.
pub fn left_out(what: String) {
    counter!("left_out_total", "what" => what).increment(1);
}

/// Counts rows that were old enough to be forgotten.
pub fn forgotten(what: &'static str, rows: u64) {
    counter!("retention_forgotten_total", "what" => what).increment(rows);
}

/// Tells how much is left of a budget of one-time codes, from 0 to 1.
pub fn codes_left(budget: &'static str, share: f64) {
    gauge!("code_budget_left", "budget" => budget).set(share);
}

/// Counts a code that was not sent, by what was used up: a budget, or what may come to one number.
pub fn code_refused(of: &'static str) {
    counter!("codes_refused_total", "of" => of).increment(1);
}
