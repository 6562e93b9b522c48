//! The payer's page at every provider but the national platform: one page, with the provider's look.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    Sandbox, Unwritten, clock,
    html::{self, order_summary},
    outcome,
    payer::{self, Act},
    provider::Provider,
    world::Payment,
};

/// The button that was pressed.
#[derive(Deserialize)]
pub(crate) struct Pressed {
    act: Act,
}

/// Every button: what it does, what it says, whether it is the main one.
const BUTTONS: [(&str, &str, bool); 6] = [
    ("pay", "Thanh toán", true),
    ("cancel", "Hủy giao dịch", false),
    ("insufficient", "Thử: không đủ số dư", false),
    ("wrong_otp", "Thử: nhập sai mã OTP", false),
    ("leave", "Thử: hết thời gian, không quay về cổng", false),
    ("pending", "Thử: quay về khi chưa có kết quả", false),
];

/// `GET /sandbox/pay/{provider}/{token}`: back to the portal where all is over.
pub(crate) async fn page(
    State(sandbox): State<Sandbox>,
    Path((provider, token)): Path<(Provider, String)>,
) -> Result<Response, Unwritten> {
    let payment = outcome::by_token(&sandbox, &mut sandbox.journal(), &token)?;
    Ok(match payment.filter(|p| p.opening.provider == provider) {
        None => html::not_found(),
        Some(payment) if payment.outcome.is_some() => {
            outcome::back(&sandbox, payment.opening.token)
        }
        Some(payment) => html::page(provider.name(), &render(&payment)).into_response(),
    })
}

/// `POST /sandbox/pay/{provider}/{token}`
pub(crate) async fn press(
    State(sandbox): State<Sandbox>,
    Path((provider, token)): Path<(Provider, String)>,
    Form(Pressed { act }): Form<Pressed>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let found = outcome::by_token(&sandbox, &mut journal, &token)?;
    let Some(payment) = found.filter(|p| p.opening.provider == provider) else {
        return Ok(html::not_found());
    };
    if payment.outcome.is_none() {
        payer::perform(&sandbox, &mut journal, &payment, act)?;
        if act == Act::Leave {
            return Ok(html::page(provider.name(), &left(&payment)).into_response());
        }
    }
    drop(journal);
    Ok(outcome::back(&sandbox, payment.opening.token))
}

fn brand(provider: Provider) -> String {
    format!(
        r#"<p class="brand bank {provider}"><span class="monogram" aria-hidden="true">{}</span> {}</p>"#,
        provider.monogram(),
        provider.name()
    )
}

fn render(payment: &Payment) -> String {
    let opening = &payment.opening;
    let buttons: String = BUTTONS
        .iter()
        .map(|(act, words, main)| {
            let class = if *main { "button" } else { "button quiet" };
            format!(r#"<button class="{class}" name="act" value="{act}">{words}</button>"#)
        })
        .collect();
    format!(
        r#"{brand}
<h1>Xác nhận thanh toán</h1>
{summary}
<p class="hint">Hết hạn lúc {expires}</p>
<form method="post" action="/sandbox/pay/{provider}/{token}">
<div class="actions {provider}">{buttons}</div>
</form>"#,
        brand = brand(opening.provider),
        summary = order_summary(payment),
        expires = clock::readable(opening.expires_at),
        provider = opening.provider,
        token = opening.token,
    )
}

/// After [`Act::Leave`]: the portal hears nothing.
fn left(payment: &Payment) -> String {
    let opening = &payment.opening;
    format!(
        r#"{brand}
<h1>Phiên thanh toán không phản hồi</h1>
<p>Cổng dịch vụ công không nhận được trả lời. Giao dịch vẫn mở tới {expires}, sau đó hết hạn.</p>
<p><a class="button quiet" href="/sandbox/pay/{provider}/{token}">Mở lại trang thanh toán</a></p>"#,
        brand = brand(opening.provider),
        expires = clock::readable(opening.expires_at),
        provider = opening.provider,
        token = opening.token,
    )
}
