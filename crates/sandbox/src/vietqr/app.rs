//! The banking app: a page for people, and an address for machines.

use axum::{
    Form, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{payload, transfer};
use crate::{
    Sandbox, Unwritten,
    config::Credentials,
    html::{self, Money, Text},
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

/// `GET /sandbox/vietqr`
pub(crate) async fn page(State(sandbox): State<Sandbox>) -> Response {
    show(&sandbox, StatusCode::OK, &Typed::default(), "")
}

/// `POST /sandbox/vietqr`
pub(crate) async fn pay(
    State(sandbox): State<Sandbox>,
    Form(typed): Form<Typed>,
) -> Result<Response, Unwritten> {
    let digits = typed.amount.replace(['.', ' ', 'đ'], "");
    let amount = (!digits.is_empty()).then(|| digits.parse().unwrap_or(0));
    let content = Some(typed.content.clone()).filter(|content| !content.trim().is_empty());
    Ok(match read(&sandbox, &typed.payload, amount, content) {
        Err(words) => show(&sandbox, StatusCode::UNPROCESSABLE_ENTITY, &typed, words),
        Ok((amount, content)) => done(&transfer(&sandbox, &content, amount)?),
    })
}

/// `POST /sandbox/vietqr/transfers`: 201 with the transfer, or 422 with the reason.
pub(crate) async fn order(
    State(sandbox): State<Sandbox>,
    Json(posted): Json<Posted>,
) -> Result<Response, Unwritten> {
    let read = read(&sandbox, &posted.payload, posted.amount, posted.content);
    Ok(match read {
        Err(error) => {
            let answer = Json(json!({ "error": error }));
            (StatusCode::UNPROCESSABLE_ENTITY, answer).into_response()
        }
        Ok((amount, content)) => {
            let made = receipt(&transfer(&sandbox, &content, amount)?);
            (StatusCode::CREATED, Json(made)).into_response()
        }
    })
}

fn receipt(payment: &Payment) -> Value {
    json!({
        "transactionId": payment.outcome.as_ref().map(|outcome| &outcome.transaction),
        "amount": payment.opening.amount,
        "content": payment.opening.description,
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
            return Err("Mã QR của tài khoản khác, không có trong hộp cát.");
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

fn done(payment: &Payment) -> Response {
    let body = format!(
        r#"<p class="brand bank vietqr">Ngân hàng số</p>
<h1>Đã chuyển {amount}</h1>
<p>Nội dung: <strong>{content}</strong></p>
<p>Mã giao dịch: {transaction}</p>
<p><a class="button quiet" href="/sandbox/vietqr">Chuyển khoản nữa</a></p>"#,
        amount = Money(payment.opening.amount),
        content = Text(&payment.opening.description),
        transaction = payment.outcome.as_ref().map_or("", |o| &o.transaction),
    );
    html::page("Đã chuyển khoản", &body).into_response()
}

fn show(sandbox: &Sandbox, status: StatusCode, typed: &Typed, words: &str) -> Response {
    let credentials = &sandbox.config().credentials;
    let error = if words.is_empty() {
        String::new()
    } else {
        format!(r#"<p class="error" role="alert">{words}</p>"#)
    };
    let body = format!(
        r#"<p class="brand bank vietqr">Ngân hàng số</p>
<h1>Chuyển khoản VietQR</h1>
<p>Tới tài khoản <strong>{account}</strong>, {holder} (ngân hàng {bank}).</p>
<form method="post" action="/sandbox/vietqr" novalidate>
{error}
<div class="field"><label for="payload">Mã QR</label><p class="hint" id="payload-hint">Dán nội dung mã QR, hoặc nhập số tiền và nội dung bên dưới</p><textarea id="payload" name="payload" rows="4" spellcheck="false" autocomplete="off" aria-describedby="payload-hint">{payload}</textarea></div>
<div class="field"><label for="amount">Số tiền (đồng)</label><p class="hint" id="amount-hint">Để trống thì lấy theo mã QR</p><input id="amount" name="amount" value="{amount}" type="text" inputmode="numeric" autocomplete="off" aria-describedby="amount-hint"></div>
<div class="field"><label for="content">Nội dung</label><p class="hint" id="content-hint">Để trống thì lấy theo mã QR</p><input id="content" name="content" value="{content}" type="text" autocomplete="off" maxlength="200" aria-describedby="content-hint"></div>
<div class="actions"><button class="button">Chuyển khoản</button></div>
</form>"#,
        account = Text(&credentials.vietqr_account),
        holder = Text(&credentials.vietqr_holder),
        bank = Text(&credentials.vietqr_bank),
        payload = Text(&typed.payload),
        amount = Text(&typed.amount),
        content = Text(&typed.content),
    );
    (status, html::page("Chuyển khoản VietQR", &body)).into_response()
}
