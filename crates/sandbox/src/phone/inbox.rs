//! The phones' screens.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use super::number;
use crate::{
    Sandbox, clock, html,
    world::{Message, MessageKind},
};

/// `?number=` of the page.
#[derive(Deserialize)]
pub(crate) struct Which {
    number: Option<String>,
}

/// One message, as data.
#[derive(Serialize)]
struct Entry {
    id: Uuid,
    kind: MessageKind,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    text: String,
}

/// `GET /sandbox/phone[?number=]`: newest first.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(which): Query<Which>) -> Response {
    let asked = which
        .number
        .as_deref()
        .map(str::trim)
        .filter(|n| !n.is_empty());
    let wanted = match asked.map(|text| (text, number::parse(text))) {
        None => None,
        Some((_, Some(number))) => Some(number),
        Some((text, None)) => {
            let text = format!("“{text}” không phải là số di động Việt Nam.");
            return html::message(
                StatusCode::UNPROCESSABLE_ENTITY,
                "Số điện thoại chưa đúng",
                &text,
            );
        }
    };
    let journal = sandbox.journal();
    let messages = &journal.world.messages;
    html::page("Điện thoại", &render(messages, wanted.as_deref())).into_response()
}

/// `GET /sandbox/phone/{number}.json`: newest first; 404 when it is no number.
pub(crate) async fn data(State(sandbox): State<Sandbox>, Path(file): Path<String>) -> Response {
    let Some(number) = file.strip_suffix(".json").and_then(number::parse) else {
        return html::not_found();
    };
    let journal = sandbox.journal();
    let mine = journal
        .world
        .messages
        .iter()
        .rev()
        .filter(|message| message.to == number);
    let entries: Vec<_> = mine
        .map(|message| Entry {
            id: message.id,
            kind: message.kind,
            at: message.at,
            text: message.text.clone(),
        })
        .collect();
    Json(entries).into_response()
}

fn render(messages: &[Message], wanted: Option<&str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for message in messages {
        *counts.entry(&message.to).or_default() += 1;
    }
    let shown = messages
        .iter()
        .rev()
        .filter(|message| wanted.is_none_or(|number| number == message.to));
    let inbox = html::Inbox {
        title: "Tin nhắn",
        path: "/sandbox/phone",
        parameter: "number",
        recipients: "Số điện thoại",
        empty: "Chưa có tin nhắn. Bấm “Làm mới” sau khi yêu cầu gửi mã.",
        counts,
        total: messages.len(),
        wanted,
        messages: shown.map(item).collect(),
    };
    format!(
        r#"{}<p><a class="button quiet" href="/sandbox/phone/sim">SIM ký số</a></p>"#,
        inbox.into_html()
    )
}

fn item(message: &Message) -> String {
    let came = match message.kind {
        MessageKind::Sms => "Đến",
        MessageKind::Call => "Cuộc gọi đến",
    };
    format!(
        r#"<li><p class="about"><span>{came} {}</span> <time>{}</time></p><p class="text">{}</p></li>"#,
        message.to,
        clock::readable(message.at),
        html::with_codes(&message.text)
    )
}
