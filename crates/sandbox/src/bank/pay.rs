//! Paying by card: card, one-time code, charge.

use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    CODE, address,
    card::{self, Card, Errors, Standing, Typed},
    view,
};
use crate::{
    Sandbox, Unwritten,
    html::{self, Money},
    phone::gateway,
    platform::outcome,
    world::{Event, Order, Verdict},
};

/// Wrong codes until the payment fails.
const TRIES: usize = 3;
/// Codes sent for one payment at most, the first included.
const CODES: usize = 3;

/// The one-time code, as typed.
#[derive(Deserialize)]
pub(crate) struct TypedCode {
    #[serde(default)]
    otp: String,
}

/// `GET /sandbox/vietcombank/pay/{token}`: the step that is due.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Path(token): Path<String>) -> Response {
    let order = outcome::order(&sandbox.journal(), &token);
    match order {
        None => html::not_found(),
        Some(order) if order.outcome.is_some() => outcome::back(&sandbox, order.token),
        Some(order) => match challenged(&order) {
            Some(card) => view::code(&order, card, "", None).into_response(),
            None => view::card(&order, &Typed::default(), Errors::default()).into_response(),
        },
    }
}

/// `POST …/card`: sends a code, or says beside each field what does not fit.
pub(crate) async fn card(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(order) = outcome::order(&journal, &token) else {
        return Ok(html::not_found());
    };
    // Ended, or sent twice by a double tap: the page shows what is due, and no second code goes out.
    if order.outcome.is_some() || order.challenge.is_some() {
        return Ok(to_page(&order));
    }
    let card = match typed.check() {
        Ok(card) => card,
        Err(errors) => return Ok(invalid(view::card(&order, &typed, errors))),
    };
    if card.standing == Standing::Locked {
        outcome::end(
            &sandbox,
            &mut journal,
            order.token,
            Verdict::CardLocked,
            CODE,
        )?;
        drop(journal);
        return Ok(outcome::back(&sandbox, order.token));
    }
    let (event, text) = new_code(&order, card);
    journal.record(event)?;
    drop(journal);
    gateway::send(&sandbox, card.phone, text)?;
    Ok(to_page(&order))
}

/// `POST …/code`: charges once, however often it is sent.
pub(crate) async fn code(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
    Form(typed): Form<TypedCode>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(order) = outcome::order(&journal, &token) else {
        return Ok(html::not_found());
    };
    let (None, Some(card), Some(challenge)) =
        (&order.outcome, challenged(&order), &order.challenge)
    else {
        return Ok(to_page(&order));
    };
    let otp: String = typed.otp.split_whitespace().collect();
    if otp.len() != 6 || !otp.bytes().all(|b| b.is_ascii_digit()) {
        let error = "Mã OTP gồm 6 chữ số.";
        return Ok(invalid(view::code(&order, card, &typed.otp, Some(error))));
    }
    let verdict = if otp == challenge.code {
        match card.standing {
            Standing::Good => Verdict::Paid,
            Standing::Empty => Verdict::InsufficientBalance,
            Standing::Locked => Verdict::CardLocked,
        }
    } else {
        journal.record(Event::CodeRefused { token: order.token })?;
        let left = TRIES.saturating_sub(order.codes_refused + 1);
        if left > 0 {
            let error = format!("Mã OTP không đúng. Bạn còn {left} lần thử.");
            return Ok(invalid(view::code(&order, card, &typed.otp, Some(&error))));
        }
        Verdict::WrongCode
    };
    outcome::end(&sandbox, &mut journal, order.token, verdict, CODE)?;
    drop(journal);
    Ok(outcome::back(&sandbox, order.token))
}

/// `POST …/code/again`: another code, which replaces the one before. Wrong tries stay counted.
pub(crate) async fn code_again(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(order) = outcome::order(&journal, &token) else {
        return Ok(html::not_found());
    };
    let (None, Some(card)) = (&order.outcome, challenged(&order)) else {
        return Ok(to_page(&order));
    };
    if order.codes_sent >= CODES {
        let error = "Đã gửi đủ 3 mã. Hãy dùng mã mới nhất, hoặc quay lại để thanh toán lại.";
        return Ok(invalid(view::code(&order, card, "", Some(error))));
    }
    let (event, text) = new_code(&order, card);
    journal.record(event)?;
    drop(journal);
    gateway::send(&sandbox, card.phone, text)?;
    Ok(to_page(&order))
}

/// `POST …/cancel`
pub(crate) async fn cancel(
    State(sandbox): State<Sandbox>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(order) = outcome::order(&journal, &token) else {
        return Ok(html::not_found());
    };
    outcome::end(
        &sandbox,
        &mut journal,
        order.token,
        Verdict::Cancelled,
        CODE,
    )?;
    drop(journal);
    Ok(outcome::back(&sandbox, order.token))
}

/// The card a code was sent for.
fn challenged(order: &Order) -> Option<&'static Card> {
    card::find(&order.challenge.as_ref()?.card)
}

/// A code, and the message that carries it. The text holds no other run of six digits, so that it cannot be misread.
fn new_code(order: &Order, card: &Card) -> (Event, String) {
    let code = format!("{:06}", rand::random_range(0..1_000_000));
    let text = format!(
        "Vietcombank: Mã OTP {code} để thanh toán {} trên Cổng dịch vụ công. Không cung cấp mã này cho bất kỳ ai.",
        Money(order.amount)
    );
    let event = Event::CodeSent {
        token: order.token,
        card: card.number.to_owned(),
        code,
    };
    (event, text)
}

fn to_page(order: &Order) -> Response {
    Redirect::to(&address(order.token)).into_response()
}

fn invalid(page: impl IntoResponse) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
