//! What a phone with a signing SIM shows.

use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    holders,
    mssp::{Mispress, Request, Stage, decide},
};
use crate::{
    Sandbox, clock,
    html::{self, Text},
    phone::number,
};

/// `?number=` of the page.
#[derive(Deserialize)]
pub(crate) struct Which {
    #[serde(default)]
    number: String,
}

/// The keys under a request.
#[derive(Deserialize)]
pub(crate) struct Pressed {
    id: Uuid,
    number: String,
    act: String,
    #[serde(default)]
    pin: String,
}

/// `GET /sandbox/phone/sim[?number=]`: newest first; of every SIM where no number is given.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(which): Query<Which>) -> Response {
    screen(&sandbox, &which.number, None)
}

/// `POST /sandbox/phone/sim`: signs or refuses.
pub(crate) async fn press(
    State(sandbox): State<Sandbox>,
    Form(pressed): Form<Pressed>,
) -> Response {
    let pin = (pressed.act == "sign").then_some(pressed.pin.as_str());
    let words = match decide(&sandbox, pressed.id, pin) {
        Ok(_) => {
            let number = number::parse(&pressed.number).unwrap_or_default();
            return Redirect::to(&format!("/sandbox/phone/sim?number={number}")).into_response();
        }
        Err(Mispress::WrongPin) => "Mã PIN của SIM không đúng.",
        Err(Mispress::PinBlocked) => "Nhập sai mã PIN quá nhiều lần. Yêu cầu đã bị hủy.",
        Err(Mispress::NotPending | Mispress::Unknown) => "Yêu cầu này không còn nữa.",
    };
    screen(&sandbox, &pressed.number, Some((pressed.id, words)))
}

fn screen(sandbox: &Sandbox, number: &str, error: Option<(Uuid, &str)>) -> Response {
    let number = number::parse(number);
    let now = sandbox.now();
    let numbers: String = holders::on_sims()
        .map(|(sim, holder)| {
            let current = if number.as_deref() == Some(sim) { r#" aria-current="page""# } else { "" };
            format!(
                r#"<li><a href="/sandbox/phone/sim?number={sim}"{current}>{sim} <span>{}</span></a></li>"#,
                Text(holder.name)
            )
        })
        .collect();
    let requests = sandbox.0.signing.requests();
    let mut shown: String = requests
        .iter()
        .rev()
        .filter(|request| {
            number
                .as_deref()
                .is_none_or(|number| number == request.number)
        })
        .map(|request| {
            let error = error.filter(|(id, _)| *id == request.id);
            entry(
                request,
                request.stage(now),
                error.map_or("", |(_, words)| words),
            )
        })
        .collect();
    if shown.is_empty() {
        shown = r#"<li class="empty">Chưa có yêu cầu ký. Bấm “Làm mới” sau khi yêu cầu.</li>"#
            .to_owned();
    }
    let body = format!(
        r#"<h1>SIM ký số</h1>
<p><a class="button quiet" href="/sandbox/phone/sim?number={}">Làm mới</a></p>
<nav aria-label="Số điện thoại"><ul class="numbers">{numbers}</ul></nav>
<ol class="inbox">{shown}</ol>"#,
        number.as_deref().unwrap_or_default(),
    );
    let status = match error {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, html::page("SIM ký số", &body)).into_response()
}

fn entry(request: &Request, stage: Stage, error: &str) -> String {
    let error = match error {
        "" => String::new(),
        words => format!(r#"<p class="error" role="alert">{words}</p>"#),
    };
    let keys = match stage {
        Stage::Pending => keys(request),
        Stage::Signed => r#"<p class="fate good">Đã ký</p>"#.to_owned(),
        Stage::Refused => r#"<p class="fate bad">Đã từ chối</p>"#.to_owned(),
        Stage::Expired => r#"<p class="fate bad">Đã hết hạn</p>"#.to_owned(),
    };
    format!(
        r#"<li><p class="about"><span>Đến {number}</span> <time>{at}</time></p><p class="text">{display}</p><p>Mã đối chiếu <strong class="code">{code}</strong></p>{error}{keys}</li>"#,
        number = request.number,
        at = clock::readable(request.at),
        display = Text(&request.display),
        code = request.control_code,
    )
}

fn keys(request: &Request) -> String {
    format!(
        r#"<form method="post" action="/sandbox/phone/sim"><input type="hidden" name="id" value="{id}"><input type="hidden" name="number" value="{number}">
<div class="field"><label for="pin-{id}">Mã PIN của SIM</label><p class="hint" id="hint-{id}">Trong hộp cát là 1234</p><input id="pin-{id}" name="pin" type="password" inputmode="numeric" autocomplete="off" aria-describedby="hint-{id}"></div>
<div class="actions"><button class="button" name="act" value="sign">Ký</button><button class="button quiet" name="act" value="refuse">Từ chối</button></div></form>"#,
        id = request.id,
        number = request.number,
    )
}
