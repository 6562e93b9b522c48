//! The banking app: a page for people, and an address for machines.

use askama::Template;
use axum::{
    Form, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;

use super::{payload, transfer};
use crate::{
    Sandbox,
    config::Credentials,
    json,
    pages::{self, Answer},
    world::Payment,
};

/// What the payer typed or pasted. Amount and content may alter what the code says.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    payload: String,
    amount: String,
    content: String,
}

/// The same from a machine.
#[derive(Deserialize)]
pub(crate) struct Posted {
    #[serde(default)]
    payload: String,
    amount: Option<u64>,
    content: Option<String>,
}

#[derive(Template)]
#[template(path = "vietqr.html")]
struct Page<'a> {
    credentials: &'a Credentials,
    typed: &'a Typed,
    error: &'a str,
}

#[derive(Template)]
#[template(path = "vietqr_done.html")]
struct Done {
    payment: Payment,
}

pub(crate) async fn page(State(sandbox): State<Sandbox>) -> Response {
    show(&sandbox, &Typed::default(), "")
}

pub(crate) async fn pay(State(sandbox): State<Sandbox>, Form(typed): Form<Typed>) -> Answer {
    let digits = typed.amount.replace(['.', ' ', 'đ'], "");
    let amount = (!digits.is_empty()).then(|| digits.parse().unwrap_or(0));
    let content = Some(typed.content.clone()).filter(|content| !content.trim().is_empty());
    Ok(match read(&sandbox, &typed.payload, amount, content) {
        Err(words) => show(&sandbox, &typed, words),
        Ok((amount, content)) => pages::page(&Done {
            payment: transfer(&sandbox, &content, amount)?,
        }),
    })
}

/// `POST /sandbox/vietqr/transfers`: 201 with the transfer, or 422 with the reason.
pub(crate) async fn order(State(sandbox): State<Sandbox>, Json(posted): Json<Posted>) -> Answer {
    let read = read(&sandbox, &posted.payload, posted.amount, posted.content);
    Ok(match read {
        Err(error) => json::error(StatusCode::UNPROCESSABLE_ENTITY, error),
        Ok((amount, content)) => {
            let payment = transfer(&sandbox, &content, amount)?;
            let made = json!({
                "transactionId": payment.transaction(),
                "amount": amount,
                "content": content,
            });
            (StatusCode::CREATED, Json(made)).into_response()
        }
    })
}

/// Amount and content of the transfer: as given, else as the code says.
fn read(
    sandbox: &Sandbox,
    payload: &str,
    amount: Option<u64>,
    content: Option<String>,
) -> Result<(u64, String), &'static str> {
    let Credentials {
        vietqr_bank,
        vietqr_account,
        ..
    } = &sandbox.config().credentials;
    let mut scanned = (None, String::new());
    if !payload.trim().is_empty() {
        let code = payload::read(payload)?;
        if code.bank != *vietqr_bank || code.account != *vietqr_account {
            return Err("Mã QR của tài khoản khác, không có trong môi trường thử nghiệm.");
        }
        scanned = (code.amount, code.content);
    }
    let amount = amount.or(scanned.0);
    let amount = amount.filter(|amount| (1..1_000_000_000_000).contains(amount));
    let content = content.unwrap_or(scanned.1).trim().to_owned();
    if content.contains('|') || content.chars().any(char::is_control) || content.len() > 200 {
        return Err("Nội dung có ký tự không được phép hoặc quá dài.");
    }
    match amount {
        None => Err("Nhập số tiền."),
        Some(_) if content.is_empty() => Err("Nhập nội dung chuyển khoản."),
        Some(amount) => Ok((amount, content)),
    }
}

fn show(sandbox: &Sandbox, typed: &Typed, error: &str) -> Response {
    let credentials = &sandbox.config().credentials;
    let page = Page {
        credentials,
        typed,
        error,
    };
    match error {
        "" => pages::page(&page),
        _ => pages::invalid(&page),
    }
}
