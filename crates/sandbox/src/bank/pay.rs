//! Paying by card: card, one-time code, charge.

use std::io;

use axum::{
    Extension, Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    Bank,
    card::{self, Card, Errors, Standing, Typed},
    view,
};
use crate::{
    Sandbox, Unwritten,
    html::{self, Money},
    journal::Journal,
    outcome,
    phone::gateway,
    provider::Provider,
    world::{Event, Payment, Verdict},
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

/// `GET /sandbox/{bank}/pay/{token}`: the step that is due.
pub(crate) async fn page(
    State(sandbox): State<Sandbox>,
    Extension(bank): Extension<&'static Bank>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let payment = find(&sandbox, &mut sandbox.journal(), &token)?;
    Ok(match payment {
        None => html::not_found(),
        Some(payment) if payment.outcome.is_some() => {
            outcome::back(&sandbox, payment.opening.token)
        }
        Some(payment) => match challenged(&payment) {
            Some(card) => view::code(bank, &payment, card, "", None).into_response(),
            None => {
                view::card(bank, &payment, &Typed::default(), Errors::default()).into_response()
            }
        },
    })
}

/// `POST …/card`: sends a code, or says beside each field what does not fit.
pub(crate) async fn card(
    State(sandbox): State<Sandbox>,
    Extension(bank): Extension<&'static Bank>,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(payment) = find(&sandbox, &mut journal, &token)? else {
        return Ok(html::not_found());
    };
    // Ended, or sent twice by a double tap: the page shows what is due, and no second code goes out.
    if payment.outcome.is_some() || payment.challenge.is_some() {
        return Ok(to_page(bank, &payment));
    }
    let card = match typed.check(bank) {
        Ok(card) => card,
        Err(errors) => return Ok(invalid(view::card(bank, &payment, &typed, errors))),
    };
    if card.standing == Standing::Locked {
        outcome::end(
            &sandbox,
            &mut journal,
            payment.opening.token,
            Verdict::CardLocked,
            bank.code,
        )?;
        drop(journal);
        return Ok(outcome::back(&sandbox, payment.opening.token));
    }
    let (event, text) = new_code(bank, &payment, card);
    journal.record(event)?;
    drop(journal);
    gateway::send(&sandbox, card.phone, text)?;
    Ok(to_page(bank, &payment))
}

/// `POST …/code`: charges once, however often it is sent.
pub(crate) async fn code(
    State(sandbox): State<Sandbox>,
    Extension(bank): Extension<&'static Bank>,
    Path(token): Path<String>,
    Form(typed): Form<TypedCode>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(payment) = find(&sandbox, &mut journal, &token)? else {
        return Ok(html::not_found());
    };
    let (None, Some(card), Some(challenge)) =
        (&payment.outcome, challenged(&payment), &payment.challenge)
    else {
        return Ok(to_page(bank, &payment));
    };
    let otp: String = typed.otp.split_whitespace().collect();
    if otp.len() != 6 || !otp.bytes().all(|b| b.is_ascii_digit()) {
        let error = "Mã OTP gồm 6 chữ số.";
        return Ok(invalid(view::code(
            bank,
            &payment,
            card,
            &typed.otp,
            Some(error),
        )));
    }
    let verdict = if otp == challenge.code {
        match card.standing {
            Standing::Good => Verdict::Paid,
            Standing::Empty => Verdict::InsufficientBalance,
            Standing::Locked => Verdict::CardLocked,
        }
    } else {
        journal.record(Event::CodeRefused {
            token: payment.opening.token,
        })?;
        let left = TRIES.saturating_sub(payment.codes_refused + 1);
        if left > 0 {
            let error = format!("Mã OTP không đúng. Bạn còn {left} lần thử.");
            return Ok(invalid(view::code(
                bank,
                &payment,
                card,
                &typed.otp,
                Some(&error),
            )));
        }
        Verdict::WrongCode
    };
    outcome::end(
        &sandbox,
        &mut journal,
        payment.opening.token,
        verdict,
        bank.code,
    )?;
    drop(journal);
    Ok(outcome::back(&sandbox, payment.opening.token))
}

/// `POST …/code/again`: another code, which replaces the one before. Wrong tries stay counted.
pub(crate) async fn code_again(
    State(sandbox): State<Sandbox>,
    Extension(bank): Extension<&'static Bank>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(payment) = find(&sandbox, &mut journal, &token)? else {
        return Ok(html::not_found());
    };
    let (None, Some(card)) = (&payment.outcome, challenged(&payment)) else {
        return Ok(to_page(bank, &payment));
    };
    if payment.codes_sent >= CODES {
        let error = "Đã gửi đủ 3 mã. Hãy dùng mã mới nhất, hoặc quay lại để thanh toán lại.";
        return Ok(invalid(view::code(bank, &payment, card, "", Some(error))));
    }
    let (event, text) = new_code(bank, &payment, card);
    journal.record(event)?;
    drop(journal);
    gateway::send(&sandbox, card.phone, text)?;
    Ok(to_page(bank, &payment))
}

/// `POST …/cancel`
pub(crate) async fn cancel(
    State(sandbox): State<Sandbox>,
    Extension(bank): Extension<&'static Bank>,
    Path(token): Path<String>,
) -> Result<Response, Unwritten> {
    let mut journal = sandbox.journal();
    let Some(payment) = find(&sandbox, &mut journal, &token)? else {
        return Ok(html::not_found());
    };
    outcome::end(
        &sandbox,
        &mut journal,
        payment.opening.token,
        Verdict::Cancelled,
        bank.code,
    )?;
    drop(journal);
    Ok(outcome::back(&sandbox, payment.opening.token))
}

/// The payment behind the token, if it is one that is paid at a bank.
fn find(sandbox: &Sandbox, journal: &mut Journal, token: &str) -> io::Result<Option<Payment>> {
    let found = outcome::by_token(sandbox, journal, token)?;
    Ok(found.filter(|payment| payment.opening.provider == Provider::NationalPlatform))
}

/// The card a code was sent for.
fn challenged(payment: &Payment) -> Option<&'static Card> {
    card::find(&payment.challenge.as_ref()?.card)
}

/// A code, and the message that carries it. The text holds no other run of six digits, so that it cannot be misread.
fn new_code(bank: &Bank, payment: &Payment, card: &Card) -> (Event, String) {
    let code = format!("{:06}", rand::random_range(0..1_000_000));
    let text = format!(
        "{}: Mã OTP {code} để thanh toán {} trên Cổng dịch vụ công. Không cung cấp mã này cho bất kỳ ai.",
        bank.name,
        Money(payment.opening.amount)
    );
    let event = Event::CodeSent {
        token: payment.opening.token,
        card: card.number.to_owned(),
        code,
    };
    (event, text)
}

fn to_page(bank: &Bank, payment: &Payment) -> Response {
    Redirect::to(&bank.address(payment.opening.token)).into_response()
}

fn invalid(page: impl IntoResponse) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
