//! The mailboxes, as their owners read them.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    Sandbox, clock,
    json::without,
    pages::{self, Codes, Entry, Failure, Inbox},
    world::Email,
};

#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    address: String,
}

/// `GET /sandbox/mail[?address=]`: newest first.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(which): Query<Which>) -> Response {
    let address = which.address.trim().to_lowercase();
    let wanted = Some(&*address).filter(|address| !address.is_empty());
    let journal = sandbox.journal();
    let mail = &journal.world.mail;
    let mut counts = BTreeMap::new();
    for address in mail.iter().flat_map(|email| &email.to) {
        *counts.entry(address.as_str()).or_default() += 1;
    }
    let newest_first = mail.iter().rev();
    let shown = newest_first.filter(|email| wanted.is_none_or(|wanted| email.is_to(wanted)));
    pages::page(&Inbox {
        title: "Email",
        heading: "Email",
        path: "/sandbox/mail",
        parameter: "address",
        recipients: "Địa chỉ email",
        empty: "Chưa có email. Bấm “Làm mới” sau khi yêu cầu gửi mã.",
        counts,
        total: mail.len(),
        wanted,
        messages: shown.map(Entry::from).collect(),
    })
}

impl<'a> From<&'a Email> for Entry<'a> {
    fn from(email: &'a Email) -> Self {
        Self {
            arrived: "Đến",
            to: email.to.join(", "),
            at: clock::readable(email.at),
            head: Some((&email.from, &email.subject)),
            text: Codes(&email.text),
        }
    }
}

/// `GET /sandbox/mail/{address}.json`: newest first; 404 when it is no address.
pub(crate) async fn data(
    State(sandbox): State<Sandbox>,
    Path(file): Path<String>,
) -> Result<Json<Vec<Value>>, Failure> {
    let address = file.strip_suffix(".json").filter(|name| name.contains('@'));
    let address = address.ok_or(Failure::NotFound)?.to_lowercase();
    let journal = sandbox.journal();
    let emails = journal.world.mail.iter().rev();
    let mine = emails.filter(|email| email.is_to(&address));
    // Who else has it, nobody is told: there may be a blind copy among them.
    Ok(Json(mine.map(|email| without(email, "to")).collect()))
}
