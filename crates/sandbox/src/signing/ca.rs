//! What an authority publishes, and its desk for revoking.

use axum::{
    Form,
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{authority::Authority, holders::Fate};
use crate::{
    Sandbox, Unwritten, clock,
    html::{self, Text},
    world::Event,
};

/// The certificate that the button stands beside.
#[derive(Deserialize)]
pub(crate) struct Revoking {
    serial: String,
}

/// `GET /sandbox/ca`
pub(crate) async fn page(State(sandbox): State<Sandbox>) -> Response {
    let journal = sandbox.journal();
    let rows: String = authority(&sandbox)
        .issued()
        .map(|issued| {
            let holder = issued.holder;
            let place = holder.sim.map_or("USB token".to_owned(), |number| format!("SIM {number}"));
            let revoked = journal.world.revoked.get(&issued.serial);
            let fate = match revoked {
                Some(at) => format!(r#"<p class="fate bad">Đã thu hồi lúc {}</p>"#, clock::readable(*at)),
                None if holder.fate == Fate::Revoked => r#"<p class="fate bad">Đã thu hồi</p>"#.to_owned(),
                None => format!(
                    r#"<form method="post" action="/sandbox/ca/revoke"><input type="hidden" name="serial" value="{serial}"><button class="button quiet" aria-label="Thu hồi chứng thư số của {name}, {place}">Thu hồi</button></form>"#,
                    serial = issued.serial,
                    name = Text(holder.name),
                ),
            };
            format!(
                r#"<li><p class="about"><span>{place}</span> <span>{remark}</span></p><p class="number">{name}</p><p><code>{serial}</code></p>{fate}</li>"#,
                remark = Text(holder.remark()),
                name = Text(holder.name),
                serial = issued.serial,
            )
        })
        .collect();
    let body = format!(
        r#"<h1>Tổ chức chứng thực chữ ký số</h1>
<ul class="numbers"><li><a href="/sandbox/ca/root.pem">Chứng thư số gốc</a></li><li><a href="/sandbox/ca/issuing.pem">Chứng thư số cấp dưới</a></li><li><a href="/sandbox/ca/root.crl">Danh sách thu hồi của gốc</a></li><li><a href="/sandbox/ca/issuing.crl">Danh sách thu hồi</a></li></ul>
<h2>Chứng thư số đã cấp</h2>
<ul class="cards">{rows}</ul>"#
    );
    html::page("Chứng thực chữ ký số", &body).into_response()
}

/// `POST /sandbox/ca/revoke`: for good.
pub(crate) async fn revoke(
    State(sandbox): State<Sandbox>,
    Form(Revoking { serial }): Form<Revoking>,
) -> Result<Response, Unwritten> {
    if !authority(&sandbox)
        .issued()
        .any(|issued| issued.serial == serial)
    {
        return Ok(html::not_found());
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

/// `GET /sandbox/ca/issuing.pem`
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
    (
        [(header::CONTENT_TYPE, "application/pem-certificate-chain")],
        pem,
    )
        .into_response()
}

fn list(der: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/pkix-crl")], der).into_response()
}
