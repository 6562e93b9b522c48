//! Paying by card: card, one-time code, charge.

use std::sync::MutexGuard;

use askama::Template;
use axum::{
    Extension, Form,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    Bank,
    card::{self, Card, Errors, Standing, Typed},
};
use crate::{
    Sandbox,
    journal::Journal,
    json::is_digits,
    pages::{self, Answer, Failure, Field},
    payments,
    phone::gateway,
    provider::Provider,
    world::{Event, Payment, Verdict},
};

/// Wrong codes until the payment fails.
const TRIES: usize = 3;
/// Codes sent for one payment at most, the first included.
const CODES: usize = 3;

#[derive(Deserialize)]
pub(crate) struct TypedCode {
    #[serde(default)]
    otp: String,
}

#[derive(Template)]
#[template(path = "bank_card.html")]
struct CardPage<'a> {
    bank: &'a Bank,
    payment: &'a Payment,
    address: String,
    fields: [Field<'a>; 3],
}

fn card_page<'a>(
    bank: &'a Bank,
    payment: &'a Payment,
    typed: &'a Typed,
    errors: Errors,
) -> CardPage<'a> {
    let mut fields = [
        Field {
            name: "holder",
            label: "Tên chủ thẻ",
            hint: "Không dấu, như in trên thẻ",
            value: &typed.holder,
            error: errors.holder.unwrap_or_default(),
            attributes: r#"type="text" autocomplete="cc-name" autocapitalize="characters" spellcheck="false" maxlength="60""#,
            ..Field::default()
        },
        Field {
            name: "card_number",
            label: "Số thẻ",
            hint: "19 chữ số in trên thẻ",
            value: &typed.card_number,
            error: errors.card_number.unwrap_or_default(),
            attributes: r#"type="text" inputmode="numeric" autocomplete="cc-number" maxlength="40""#,
            ..Field::default()
        },
        Field {
            name: "issue_date",
            label: "Ngày phát hành",
            hint: "Tháng/năm, ví dụ 03/2018",
            value: &typed.issue_date,
            error: errors.issue_date.unwrap_or_default(),
            attributes: r#"type="text" inputmode="numeric" autocomplete="off" placeholder="MM/YYYY" maxlength="12""#,
            ..Field::default()
        },
    ];
    if let Some(first_wrong) = fields.iter_mut().find(|field| !field.error.is_empty()) {
        first_wrong.focus = true;
    }
    CardPage {
        bank,
        payment,
        address: bank.address(payment.opening.token),
        fields,
    }
}

#[derive(Template)]
#[template(path = "bank_code.html")]
struct CodePage<'a> {
    bank: &'a Bank,
    payment: &'a Payment,
    card: &'a Card,
    address: String,
    field: Field<'a>,
}

fn code_page<'a>(
    bank: &'a Bank,
    payment: &'a Payment,
    card: &'a Card,
    typed: &'a str,
    error: &'a str,
) -> CodePage<'a> {
    CodePage {
        bank,
        payment,
        card,
        address: bank.address(payment.opening.token),
        field: Field {
            name: "otp",
            label: "Mã OTP",
            hint: "6 chữ số trong tin nhắn mới nhất",
            value: typed,
            error,
            focus: true,
            attributes: r#"class="otp" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="11""#,
        },
    }
}

type AtBank = (State<Sandbox>, Extension<&'static Bank>, Path<String>);

/// `GET /sandbox/{bank}/pay/{token}`: the step that is due.
pub(crate) async fn page((State(sandbox), Extension(bank), Path(token)): AtBank) -> Answer {
    let payment = find(&sandbox, &mut sandbox.journal(), &token)?;
    if payment.outcome.is_some() {
        return Ok(payments::back(&sandbox, payment.opening.token));
    }
    Ok(match challenged(&payment) {
        Some(card) => pages::page(&code_page(bank, &payment, card, "", "")),
        None => {
            let (typed, errors) = <(Typed, Errors)>::default();
            pages::page(&card_page(bank, &payment, &typed, errors))
        }
    })
}

/// `POST …/card`: sends a code, or says beside each field what does not fit.
pub(crate) async fn card(
    (State(sandbox), Extension(bank), Path(token)): AtBank,
    Form(typed): Form<Typed>,
) -> Answer {
    let mut journal = sandbox.journal();
    let payment = find(&sandbox, &mut journal, &token)?;
    // Ended, or sent twice by a double tap: the page shows what is due, and no second code goes out.
    if payment.outcome.is_some() || payment.challenge.is_some() {
        return Ok(to_page(bank, &payment));
    }
    let card = match typed.check(bank) {
        Ok(card) => card,
        Err(errors) => return Ok(pages::invalid(&card_page(bank, &payment, &typed, errors))),
    };
    if card.standing == Standing::Locked {
        return end(&sandbox, journal, bank, &payment, Verdict::CardLocked);
    }
    send_code(&sandbox, journal, bank, &payment, card)
}

/// `POST …/code`: charges once, however often it is sent.
pub(crate) async fn code(
    (State(sandbox), Extension(bank), Path(token)): AtBank,
    Form(typed): Form<TypedCode>,
) -> Answer {
    let mut journal = sandbox.journal();
    let payment = find(&sandbox, &mut journal, &token)?;
    let (None, Some(card), Some(challenge)) =
        (&payment.outcome, challenged(&payment), &payment.challenge)
    else {
        return Ok(to_page(bank, &payment));
    };
    let wrong = |error: &str| pages::invalid(&code_page(bank, &payment, card, &typed.otp, error));
    let otp: String = typed.otp.split_whitespace().collect();
    if otp.len() != 6 || !is_digits(&otp) {
        return Ok(wrong("Mã OTP gồm 6 chữ số."));
    }
    let verdict = if otp == challenge.code {
        match card.standing {
            Standing::Good => Verdict::Paid,
            Standing::Empty => Verdict::InsufficientBalance,
            Standing::Locked => Verdict::CardLocked,
        }
    } else {
        let token = payment.opening.token;
        journal.record(Event::CodeRefused { token })?;
        let left = TRIES.saturating_sub(payment.codes_refused + 1);
        if left > 0 {
            let words = format!("Mã OTP không đúng. Bạn còn {left} lần thử.");
            return Ok(wrong(&words));
        }
        Verdict::WrongCode
    };
    end(&sandbox, journal, bank, &payment, verdict)
}

/// `POST …/code/again`: another code, which replaces the one before. Wrong tries stay counted.
pub(crate) async fn code_again((State(sandbox), Extension(bank), Path(token)): AtBank) -> Answer {
    let mut journal = sandbox.journal();
    let payment = find(&sandbox, &mut journal, &token)?;
    let (None, Some(card)) = (&payment.outcome, challenged(&payment)) else {
        return Ok(to_page(bank, &payment));
    };
    if payment.codes_sent >= CODES {
        let error = "Đã gửi đủ 3 mã. Hãy dùng mã mới nhất, hoặc quay lại để thanh toán lại.";
        return Ok(pages::invalid(&code_page(bank, &payment, card, "", error)));
    }
    send_code(&sandbox, journal, bank, &payment, card)
}

pub(crate) async fn cancel((State(sandbox), Extension(bank), Path(token)): AtBank) -> Answer {
    let mut journal = sandbox.journal();
    let payment = find(&sandbox, &mut journal, &token)?;
    end(&sandbox, journal, bank, &payment, Verdict::Cancelled)
}

/// The payment behind the token, if it is one that is paid at a bank.
fn find(sandbox: &Sandbox, journal: &mut Journal, token: &str) -> Result<Payment, Failure> {
    payments::by_token(sandbox, journal, Provider::NationalPlatform, token)
}

fn end(
    sandbox: &Sandbox,
    mut journal: MutexGuard<'_, Journal>,
    bank: &Bank,
    payment: &Payment,
    verdict: Verdict,
) -> Answer {
    let token = payment.opening.token;
    payments::end(sandbox, &mut journal, token, verdict, bank.code)?;
    drop(journal);
    Ok(payments::back(sandbox, token))
}

fn challenged(payment: &Payment) -> Option<&'static Card> {
    card::find(&payment.challenge.as_ref()?.card)
}

/// Sends a code. The text holds no other run of six digits, so that it cannot be misread.
fn send_code(
    sandbox: &Sandbox,
    mut journal: MutexGuard<'_, Journal>,
    bank: &Bank,
    payment: &Payment,
    card: &Card,
) -> Answer {
    let code = format!("{:06}", rand::random_range(0..1_000_000));
    let text = format!(
        "{}: Mã OTP {code} để thanh toán {} trên Cổng dịch vụ công. Không cung cấp mã này cho bất kỳ ai.",
        bank.name,
        payment.total()
    );
    journal.record(Event::CodeSent {
        token: payment.opening.token,
        card: card.number.to_owned(),
        code,
    })?;
    drop(journal);
    gateway::send(sandbox, card.phone, text)?;
    Ok(to_page(bank, payment))
}

fn to_page(bank: &Bank, payment: &Payment) -> Response {
    Redirect::to(&bank.address(payment.opening.token)).into_response()
}
