//! What an authority publishes, and its desk for revoking.

use askama::Template;
use axum::{
    Form,
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    authority::{Authority, Issued},
    subscribers::{Status, Subscriber},
};
use crate::{
    Sandbox, clock,
    pages::{self, Failure},
    world::Event,
};

#[derive(Deserialize)]
pub(crate) struct Revoking {
    serial: String,
}

#[derive(Template)]
#[template(path = "certificates.html")]
struct Page {
    rows: Vec<Row>,
}

struct Row {
    subscriber: &'static Subscriber,
    /// Where its key is.
    place: String,
    serial: String,
    /// Said of it where it is revoked.
    revoked: Option<String>,
}

pub(crate) async fn page(State(sandbox): State<Sandbox>) -> Response {
    let journal = sandbox.journal();
    let row = |Issued { subscriber, serial }| {
        let revoked_at = journal.world.revoked.get(&serial);
        let always = subscriber.status == Status::Revoked;
        Row {
            subscriber,
            place: subscriber
                .sim
                .map_or("USB token".to_owned(), |number| format!("SIM {number}")),
            revoked: revoked_at
                .map(|at| format!("Đã thu hồi lúc {}", clock::readable(*at)))
                .or_else(|| always.then(|| "Đã thu hồi".to_owned())),
            serial,
        }
    };
    pages::page(&Page {
        rows: authority(&sandbox).issued().map(row).collect(),
    })
}

/// `POST /sandbox/ca/revoke`: for good.
pub(crate) async fn revoke(
    State(sandbox): State<Sandbox>,
    Form(Revoking { serial }): Form<Revoking>,
) -> Result<Response, Failure> {
    let mut issued = authority(&sandbox).issued();
    if !issued.any(|issued| issued.serial == serial) {
        return Err(Failure::NotFound);
    }
    let at = sandbox.now();
    let mut journal = sandbox.journal();
    if !journal.world.revoked.contains_key(&serial) {
        journal.record(Event::CertificateRevoked { serial, at })?;
    }
    Ok(Redirect::to("/sandbox/ca").into_response())
}

/// `GET /sandbox/ca/root.pem`: what the portal is to trust.
pub(crate) async fn root(State(sandbox): State<Sandbox>) -> Response {
    certificate(authority(&sandbox).root_pem())
}

pub(crate) async fn issuing(State(sandbox): State<Sandbox>) -> Response {
    certificate(authority(&sandbox).issuing_pem())
}

/// `GET /sandbox/ca/root.crl`: DER (RFC 5280, section 5), good for a day from now.
pub(crate) async fn root_crl(State(sandbox): State<Sandbox>) -> Response {
    list(authority(&sandbox).root_crl(sandbox.now()))
}

/// `GET /sandbox/ca/issuing.crl`: DER, good for a day from now.
pub(crate) async fn issuing_crl(State(sandbox): State<Sandbox>) -> Response {
    let now = sandbox.now();
    let journal = sandbox.journal();
    list(authority(&sandbox).issuing_crl(&journal.world.revoked, now))
}

fn authority(sandbox: &Sandbox) -> &Authority {
    &sandbox.0.signing.authority
}

/// The media types of RFC 8555 (section 9.1) and RFC 2585 (section 4).
fn certificate(pem: String) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/pem-certificate-chain")];
    (kind, pem).into_response()
}

fn list(der: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/pkix-crl")], der).into_response()
}
