//! The phones' screens.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use serde_json::Value;

use super::number;
use crate::{
    Sandbox, clock,
    json::without,
    pages::{self, Codes, Entry, Failure, Inbox},
    world::{Message, MessageKind},
};

#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    number: String,
}

/// `GET /sandbox/phone[?number=]`: newest first.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(which): Query<Which>) -> Response {
    let asked = which.number.trim();
    let number = number::parse(asked);
    let wanted = number.as_deref();
    if wanted.is_none() && !asked.is_empty() {
        let text = format!("“{asked}” không phải là số di động Việt Nam.");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return pages::message(status, "Số điện thoại chưa đúng", &text);
    }
    let journal = sandbox.journal();
    let messages = &journal.world.messages;
    let mut counts = BTreeMap::new();
    for message in messages {
        *counts.entry(message.to.as_str()).or_default() += 1;
    }
    let newest_first = messages.iter().rev();
    let shown = newest_first.filter(|message| wanted.is_none_or(|number| number == message.to));
    pages::page(&Inbox {
        title: "Điện thoại",
        heading: "Tin nhắn",
        path: "/sandbox/phone",
        parameter: "number",
        recipients: "Số điện thoại",
        empty: "Chưa có tin nhắn. Bấm “Làm mới” sau khi yêu cầu gửi mã.",
        counts,
        total: messages.len(),
        wanted,
        messages: shown.map(Entry::from).collect(),
    })
}

impl<'a> From<&'a Message> for Entry<'a> {
    fn from(message: &'a Message) -> Self {
        Self {
            arrived: match message.kind {
                MessageKind::Sms => "Đến",
                MessageKind::Call => "Cuộc gọi đến",
            },
            to: message.to.clone(),
            at: clock::readable(message.at),
            head: None,
            text: Codes(&message.text),
        }
    }
}

/// `GET /sandbox/phone/{number}.json`: newest first; 404 when it is no number.
pub(crate) async fn data(
    State(sandbox): State<Sandbox>,
    Path(file): Path<String>,
) -> Result<Json<Vec<Value>>, Failure> {
    let number = file.strip_suffix(".json").and_then(number::parse);
    let number = number.ok_or(Failure::NotFound)?;
    let journal = sandbox.journal();
    let messages = journal.world.messages.iter().rev();
    let mine = messages.filter(|message| message.to == number);
    Ok(Json(mine.map(|message| without(message, "to")).collect()))
}
