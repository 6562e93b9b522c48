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
    Sandbox, clock,
    html::{self, Text},
    world::Sms,
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
        .filter(|sms| sms.to == number);
    let entries: Vec<_> = mine
        .map(|sms| Entry {
            id: sms.id,
            at: sms.at,
            text: sms.text.clone(),
        })
        .collect();
    Json(entries).into_response()
}

fn render(messages: &[Sms], wanted: Option<&str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sms in messages {
        *counts.entry(&sms.to).or_default() += 1;
    }
    let numbers: String = counts
        .iter()
        .map(|(number, count)| {
            let current = if wanted == Some(*number) { r#" aria-current="page""# } else { "" };
            format!(r#"<li><a href="/sandbox/phone?number={number}"{current}>{number} <span>{count}</span></a></li>"#)
        })
        .collect();
    let all = if wanted.is_none() {
        r#" aria-current="page""#
    } else {
        ""
    };

    let shown = messages
        .iter()
        .rev()
        .filter(|sms| wanted.is_none_or(|number| number == sms.to));
    let mut inbox: String = shown.map(message).collect();
    if inbox.is_empty() {
        inbox = r#"<li class="empty">Chưa có tin nhắn. Bấm “Làm mới” sau khi yêu cầu gửi mã.</li>"#
            .to_owned();
    }
    let refresh = wanted.map_or_else(
        || "/sandbox/phone".to_owned(),
        |number| format!("/sandbox/phone?number={number}"),
    );
    format!(
        r#"<h1>Tin nhắn</h1>
<p><a class="button quiet" href="{refresh}">Làm mới</a></p>
<p><a class="button quiet" href="/sandbox/phone/sim">SIM ký số</a></p>
<nav aria-label="Số điện thoại"><ul class="numbers"><li><a href="/sandbox/phone"{all}>Tất cả <span>{total}</span></a></li>{numbers}</ul></nav>
<ol class="inbox">{inbox}</ol>"#,
        total = messages.len(),
    )
}

fn message(sms: &Sms) -> String {
    format!(
        r#"<li><p class="about"><span>Đến {}</span> <time>{}</time></p><p class="text">{}</p></li>"#,
        sms.to,
        clock::readable(sms.at),
        with_codes(&sms.text)
    )
}

/// Escapes the text and makes one-time codes (exactly six digits) stand out.
fn with_codes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(digits);
        if digits == 6 {
            out.push_str(&format!(r#"<strong class="code">{run}</strong>"#));
        } else {
            out.push_str(run);
        }
        let plain = after
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(after.len());
        let (words, next) = after.split_at(plain);
        out.push_str(&Text(words).to_string());
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::with_codes;

    #[test]
    fn only_six_digits_are_a_code() {
        assert_eq!(
            with_codes("Mã 012345, hồ sơ 1234567, <5>"),
            r#"Mã <strong class="code">012345</strong>, hồ sơ 1234567, &lt;5&gt;"#
        );
    }
}
