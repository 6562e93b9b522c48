//! The platform's own page: what is paid, and the choice of a bank.

use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{message::PAYER_CHOOSES, outcome};
use crate::{
    Sandbox, Unwritten, bank,
    html::{self, Money, Text},
    world::{Order, Verdict},
};

/// The payer's choice.
#[derive(Deserialize)]
pub(crate) struct Choice {
    bank: Option<String>,
}

/// `GET …/pay/{token}`: goes on to the bank where the portal has chosen it already, and back where all is over.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Path(token): Path<String>) -> Response {
    let order = outcome::order(&sandbox.journal(), &token);
    match order {
        None => html::not_found(),
        Some(order) if order.outcome.is_some() => outcome::back(&sandbox, order.token),
        Some(order) if order.init.bank != PAYER_CHOOSES => to_bank(&order),
        Some(order) => html::page("Chọn ngân hàng", &render(&order, "")).into_response(),
    }
}

/// `POST …/pay/{token}`
pub(crate) async fn choose(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
    Form(choice): Form<Choice>,
) -> Response {
    let order = outcome::order(&sandbox.journal(), &token);
    match order {
        None => html::not_found(),
        Some(order) if order.outcome.is_some() => outcome::back(&sandbox, order.token),
        Some(order) if choice.bank.as_deref() == Some(bank::CODE) => to_bank(&order),
        Some(order) => {
            let error = r#"<p class="error" id="bank-error">Hãy chọn một ngân hàng.</p>"#;
            let page = html::page("Chọn ngân hàng", &render(&order, error));
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

/// `POST …/pay/{token}/cancel`
pub(crate) async fn cancel(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(order) = outcome::order(&journal, &token) else {
        return Ok(html::not_found());
    };
    let chosen = &order.init.bank;
    outcome::end(
        &sandbox,
        &mut journal,
        order.token,
        Verdict::Cancelled,
        chosen,
    )?;
    drop(journal);
    Ok(outcome::back(&sandbox, order.token))
}

fn to_bank(order: &Order) -> Response {
    Redirect::to(&bank::address(order.token)).into_response()
}

/// What is paid, the same on the platform's and on the bank's page.
pub(crate) fn summary(order: &Order) -> String {
    format!(
        r#"<section class="summary" aria-labelledby="summary">
<h2 id="summary">Thông tin đơn hàng</h2>
<dl>
<div><dt>Đơn hàng</dt><dd>{}</dd></div>
<div><dt>Nhà cung cấp</dt><dd>{}</dd></div>
<div><dt>Phí giao dịch</dt><dd>0 đ</dd></div>
<div class="total"><dt>Giá trị thanh toán</dt><dd>{}</dd></div>
</dl>
</section>"#,
        Text(&order.init.description),
        Text(&order.init.partner),
        Money(order.amount)
    )
}

fn render(order: &Order, error: &str) -> String {
    let described = if error.is_empty() {
        ""
    } else {
        r#" aria-describedby="bank-error""#
    };
    format!(
        r#"<p class="brand">Nền tảng thanh toán quốc gia</p>
<h1>Chọn ngân hàng</h1>
{summary}
<form method="post" action="/sandbox/national-platform/pay/{token}">
<fieldset{described}>
<legend>Ngân hàng của bạn</legend>
{error}
<label class="choice"><input type="radio" name="bank" value="{code}"> <span>{name}<small>{full_name}</small></span></label>
</fieldset>
<div class="actions">
<button class="button">Thanh toán</button>
<button class="button quiet" formaction="/sandbox/national-platform/pay/{token}/cancel">Quay lại</button>
</div>
</form>"#,
        summary = summary(order),
        token = order.token,
        code = bank::CODE,
        name = bank::NAME,
        full_name = bank::FULL_NAME,
    )
}
