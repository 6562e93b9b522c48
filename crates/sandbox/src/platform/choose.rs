//! The platform's own page: what is paid, and the choice of a bank.

use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::message::PAYER_CHOOSES;
use crate::{
    Sandbox, Unwritten,
    bank::{self, BANKS, Bank},
    html, outcome,
    world::{Payment, Verdict},
};

/// The payer's choice.
#[derive(Deserialize)]
pub(crate) struct Choice {
    bank: Option<String>,
}

/// `GET …/pay/{token}`: goes on to the bank where the portal has chosen it already, and back where all is over.
pub(crate) async fn page(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let payment = outcome::by_token(&sandbox, &mut sandbox.journal(), &token)?;
    Ok(match payment {
        None => html::not_found(),
        Some(payment) if payment.outcome.is_some() => {
            outcome::back(&sandbox, payment.opening.token)
        }
        Some(payment) => match bank::by_code(payment.field("MaNganHang")) {
            Some(bank) => to_bank(bank, &payment),
            None => html::page("Chọn ngân hàng", &render(&payment, "")).into_response(),
        },
    })
}

/// `POST …/pay/{token}`
pub(crate) async fn choose(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
    Form(choice): Form<Choice>,
) -> Result<Response, Unwritten> {
    let payment = outcome::by_token(&sandbox, &mut sandbox.journal(), &token)?;
    let Some(payment) = payment else {
        return Ok(html::not_found());
    };
    if payment.outcome.is_some() {
        return Ok(outcome::back(&sandbox, payment.opening.token));
    }
    if let Some(bank) = choice.bank.as_deref().and_then(bank::by_code) {
        return Ok(to_bank(bank, &payment));
    }
    let error = r#"<p class="error" id="bank-error">Hãy chọn một ngân hàng.</p>"#;
    let page = html::page("Chọn ngân hàng", &render(&payment, error));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// `POST …/pay/{token}/cancel`
pub(crate) async fn cancel(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(payment) = outcome::by_token(&sandbox, &mut journal, &token)? else {
        return Ok(html::not_found());
    };
    let token = payment.opening.token;
    let chosen = payment.field("MaNganHang");
    outcome::end(&sandbox, &mut journal, token, Verdict::Cancelled, chosen)?;
    drop(journal);
    Ok(outcome::back(&sandbox, token))
}

fn to_bank(bank: &Bank, payment: &Payment) -> Response {
    Redirect::to(&bank.address(payment.opening.token)).into_response()
}

/// The bank a payer without a page pays at: the one the portal chose, or the first.
pub(crate) fn bank_of(payment: &Payment) -> &'static str {
    match payment.field("MaNganHang") {
        PAYER_CHOOSES => BANKS[0].code,
        chosen => bank::by_code(chosen).map_or("", |bank| bank.code),
    }
}

fn render(payment: &Payment, error: &str) -> String {
    let described = if error.is_empty() {
        ""
    } else {
        r#" aria-describedby="bank-error""#
    };
    let choices: String = BANKS
        .iter()
        .map(|Bank { code, name, full_name, .. }| {
            format!(
                r#"<label class="choice"><input type="radio" name="bank" value="{code}"> <span>{name}<small>{full_name}</small></span></label>"#
            )
        })
        .collect();
    format!(
        r#"<p class="brand">Nền tảng thanh toán quốc gia</p>
<h1>Chọn ngân hàng</h1>
{summary}
<form method="post" action="/sandbox/national-platform/pay/{token}">
<fieldset class="choices"{described}>
<legend>Ngân hàng của bạn</legend>
{error}
{choices}
</fieldset>
<div class="actions">
<button class="button">Thanh toán</button>
<button class="button quiet" formaction="/sandbox/national-platform/pay/{token}/cancel">Quay lại</button>
</div>
</form>"#,
        summary = html::order_summary(payment),
        token = payment.opening.token,
    )
}
