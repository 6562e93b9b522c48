//! The mailboxes, as their owners read them.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    Sandbox, clock,
    html::{self, Text},
    world::Mail,
};

/// `?address=` of the page.
#[derive(Deserialize)]
pub(crate) struct Which {
    address: Option<String>,
}

/// One letter, as data.
#[derive(Serialize)]
struct Entry {
    id: Uuid,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    from: String,
    subject: String,
    text: String,
}

/// `GET /sandbox/mail[?address=]`: newest first.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(which): Query<Which>) -> Response {
    let wanted = which
        .address
        .map(|address| address.trim().to_lowercase())
        .filter(|address| !address.is_empty());
    let body = render(&sandbox.journal().world.mail, wanted.as_deref());
    html::page("Thư điện tử", &body).into_response()
}

/// `GET /sandbox/mail/{address}.json`: newest first; 404 when it is no address.
pub(crate) async fn data(State(sandbox): State<Sandbox>, Path(file): Path<String>) -> Response {
    let address = file.strip_suffix(".json").map(str::to_lowercase);
    let Some(address) = address.filter(|address| address.contains('@')) else {
        return html::not_found();
    };
    let journal = sandbox.journal();
    let mine = journal.world.mail.iter().rev();
    let entries: Vec<_> = mine
        .filter(|mail| mail.to.contains(&address))
        .map(|mail| Entry {
            id: mail.id,
            at: mail.at,
            from: mail.from.clone(),
            subject: mail.subject.clone(),
            text: mail.text.clone(),
        })
        .collect();
    Json(entries).into_response()
}

fn render(mail: &[Mail], wanted: Option<&str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for address in mail.iter().flat_map(|mail| &mail.to) {
        *counts.entry(address).or_default() += 1;
    }
    let shown = mail
        .iter()
        .rev()
        .filter(|mail| wanted.is_none_or(|wanted| mail.to.iter().any(|to| to == wanted)));
    let inbox = html::Inbox {
        title: "Thư điện tử",
        path: "/sandbox/mail",
        parameter: "address",
        recipients: "Địa chỉ thư điện tử",
        empty: "Chưa có thư. Bấm “Làm mới” sau khi yêu cầu gửi mã.",
        counts,
        total: mail.len(),
        wanted,
        messages: shown.map(item).collect(),
    };
    inbox.into_html()
}

fn item(mail: &Mail) -> String {
    format!(
        r#"<li><p class="about"><span>Đến {}</span> <time>{}</time></p><p class="about">Từ {}</p><p><strong>{}</strong></p><p class="text">{}</p></li>"#,
        Text(&mail.to.join(", ")),
        clock::readable(mail.at),
        Text(&mail.from),
        Text(&mail.subject),
        html::with_codes(&mail.text)
    )
}
