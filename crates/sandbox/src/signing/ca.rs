//! What an authority publishes, and its desk for revoking.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
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
    pages::{self, Answer, Failure},
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
                .map_or("USB ký số".to_owned(), |number| format!("SIM {number}")),
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
pub(crate) async fn revoke(State(sandbox): State<Sandbox>, Form(asked): Form<Revoking>) -> Answer {
    let serial = asked.serial;
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

/// `GET /sandbox/ca/{file}`: certificates, of which the portal is to trust the root's, and lists of what is revoked (RFC 5280,
/// section 5), good for a day from now. The media types are of RFC 8555 (section 9.1) and RFC 2585 (section 4).
pub(crate) async fn file(State(sandbox): State<Sandbox>, Path(file): Path<String>) -> Answer {
    let now = sandbox.now();
    let authority = authority(&sandbox);
    let journal = sandbox.journal();
    let certificate = "application/pem-certificate-chain";
    let (kind, content) = match file.as_str() {
        "root.pem" => (certificate, authority.root_pem().into_bytes()),
        "issuing.pem" => (certificate, authority.issuing_pem().into_bytes()),
        "root.crl" => ("application/pkix-crl", authority.root_crl(now)),
        "issuing.crl" => {
            let list = authority.issuing_crl(&journal.world.revoked, now);
            ("application/pkix-crl", list)
        }
        _ => return Err(Failure::NotFound),
    };
    Ok(([(header::CONTENT_TYPE, kind)], content).into_response())
}

fn authority(sandbox: &Sandbox) -> &Authority {
    &sandbox.0.signing.authority
}
