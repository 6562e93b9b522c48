//! The USB token, and the window of its program: which token is plugged in, what is asked of it, and signing by hand.

use std::collections::HashMap;

use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::{
    authority, challenge,
    holders::{self, Holder},
};
use crate::{
    Sandbox,
    html::{self, Text},
};

const PIN: &str = "12345678";
/// After so many wrong ones in a row a token is locked.
const MOST_WRONG_PINS: u32 = 5;

/// The port and what was typed so far.
#[derive(Default)]
pub(super) struct Token {
    plugged: Option<&'static Holder>,
    wrong_pins: HashMap<&'static str, u32>,
    waiting: Option<Waiting>,
}

/// A web site that waits for its challenge to be signed in this window.
struct Waiting {
    id: Uuid,
    challenge: Vec<u8>,
    answer: oneshot::Sender<Result<Vec<u8>, Refusal>>,
}

/// Why nothing is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NoToken,
    WrongPin { left: u32 },
    Locked,
    Refused,
    Busy,
    BadRequest,
    ForeignOrigin,
}

impl Refusal {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::NoToken => "no_token",
            Self::WrongPin { .. } => "wrong_pin",
            Self::Locked => "locked",
            Self::Refused => "refused",
            Self::Busy => "busy",
            Self::BadRequest => "bad_request",
            Self::ForeignOrigin => "foreign_origin",
        }
    }

    pub(super) fn message(self) -> String {
        match self {
            Self::NoToken => "Chưa cắm USB token.".to_owned(),
            Self::WrongPin { left } => format!("Mã PIN không đúng. Còn {left} lần thử."),
            Self::Locked => "USB token đã bị khóa vì nhập sai mã PIN nhiều lần.".to_owned(),
            Self::Refused => "Người dùng không ký.".to_owned(),
            Self::Busy => "Đang có một yêu cầu ký khác.".to_owned(),
            Self::BadRequest => "Nội dung cần ký không phải là base64.".to_owned(),
            Self::ForeignOrigin => "Trang web này không được phép dùng USB token.".to_owned(),
        }
    }
}

impl Token {
    /// The holder whose key may sign, once the PIN is right.
    fn unlock(&mut self, pin: &str) -> Result<&'static Holder, Refusal> {
        let holder = self.plugged.ok_or(Refusal::NoToken)?;
        let wrong = self.wrong_pins.entry(holder.slug).or_default();
        if *wrong >= MOST_WRONG_PINS {
            return Err(Refusal::Locked);
        }
        if pin == PIN {
            *wrong = 0;
            return Ok(holder);
        }
        *wrong += 1;
        Err(match MOST_WRONG_PINS - *wrong {
            0 => Refusal::Locked,
            left => Refusal::WrongPin { left },
        })
    }

    fn is_locked(&self) -> bool {
        self.plugged.is_some_and(|holder| {
            self.wrong_pins.get(holder.slug).copied() >= Some(MOST_WRONG_PINS)
        })
    }

    /// The request of a web site that has not gone away meanwhile.
    fn waiting(&self) -> Option<&Waiting> {
        self.waiting
            .as_ref()
            .filter(|waiting| !waiting.answer.is_closed())
    }
}

/// Signs, if the PIN is that of the token.
pub(super) fn sign_with_pin(
    sandbox: &Sandbox,
    challenge: &[u8],
    pin: &str,
) -> Result<Vec<u8>, Refusal> {
    let signing = &sandbox.0.signing;
    let holder = signing.token().unlock(pin)?;
    Ok(signing.authority.sign(holder, challenge, sandbox.now()))
}

/// Shows a web site's request in the window; the answer comes when somebody gives one there.
pub(super) fn ask_in_window(
    sandbox: &Sandbox,
    challenge: Vec<u8>,
) -> Result<oneshot::Receiver<Result<Vec<u8>, Refusal>>, Refusal> {
    let mut token = sandbox.0.signing.token();
    if token.plugged.is_none() {
        return Err(Refusal::NoToken);
    }
    if token.is_locked() {
        return Err(Refusal::Locked);
    }
    if token.waiting().is_some() {
        return Err(Refusal::Busy);
    }
    let (answer, answered) = oneshot::channel();
    token.waiting = Some(Waiting {
        id: Uuid::new_v4(),
        challenge,
        answer,
    });
    Ok(answered)
}

/// `?challenge=` of the page.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    challenge: String,
}

/// Signing by hand.
#[derive(Deserialize)]
pub(crate) struct Signed {
    challenge: String,
    pin: String,
}

/// Which token to plug in; none where it is empty.
#[derive(Deserialize)]
pub(crate) struct Plugged {
    holder: String,
}

/// The answer to a web site's request.
#[derive(Deserialize)]
pub(crate) struct Answer {
    id: Uuid,
    act: String,
    #[serde(default)]
    pin: String,
}

/// `GET /sandbox/token[?challenge=]`: the window.
pub(crate) async fn page(State(sandbox): State<Sandbox>, Query(asked): Query<Asked>) -> Response {
    window(&sandbox, &asked.challenge, None)
}

/// `POST /sandbox/token`: signs by hand; the page that answers has the signature as PEM, to be copied.
pub(crate) async fn sign(State(sandbox): State<Sandbox>, Form(typed): Form<Signed>) -> Response {
    let signed = challenge(&typed.challenge)
        .ok_or(Refusal::BadRequest)
        .and_then(|challenge| sign_with_pin(&sandbox, &challenge, &typed.pin));
    let cms = match signed {
        Ok(cms) => cms,
        Err(refusal) => return window(&sandbox, &typed.challenge, Some(refusal)),
    };
    let body = format!(
        r#"<h1>Đã ký</h1>
<div class="field"><label for="cms">Chữ ký số</label><p class="hint" id="cms-hint">Sao chép toàn bộ và dán vào ô “Chữ ký số” của cổng dịch vụ công.</p><textarea id="cms" rows="14" readonly spellcheck="false" aria-describedby="cms-hint">{}</textarea></div>
<p><a class="button quiet" href="/sandbox/token">Ký lần nữa</a></p>"#,
        Text(&authority::pem("CMS", &cms))
    );
    html::page("Đã ký", &body).into_response()
}

/// `POST /sandbox/token/plug`
pub(crate) async fn plug(State(sandbox): State<Sandbox>, Form(plugged): Form<Plugged>) -> Response {
    let chosen = holders::on_tokens().find(|holder| holder.slug == plugged.holder);
    if chosen.is_none() && !plugged.holder.is_empty() {
        return html::not_found();
    }
    let mut token = sandbox.0.signing.token();
    token.plugged = chosen;
    // Whoever waits for the token that is pulled out learns so.
    token.waiting = None;
    Redirect::to("/sandbox/token").into_response()
}

/// `POST /sandbox/token/unlock`: as the shop that sold it does.
pub(crate) async fn unlock(State(sandbox): State<Sandbox>) -> Redirect {
    let mut token = sandbox.0.signing.token();
    if let Some(holder) = token.plugged {
        token.wrong_pins.remove(holder.slug);
    }
    Redirect::to("/sandbox/token")
}

/// `POST /sandbox/token/answer`: signs or refuses what a web site waits for.
pub(crate) async fn answer(State(sandbox): State<Sandbox>, Form(given): Form<Answer>) -> Response {
    let signing = &sandbox.0.signing;
    let mut token = signing.token();
    let Some(waiting) = token.waiting.take_if(|waiting| waiting.id == given.id) else {
        return Redirect::to("/sandbox/token").into_response();
    };
    let signer = match given.act.as_str() {
        "sign" => token.unlock(&given.pin),
        _ => Err(Refusal::Refused),
    };
    if let Err(refusal @ Refusal::WrongPin { .. }) = signer {
        // The web site goes on waiting.
        token.waiting = Some(waiting);
        drop(token);
        return window(&sandbox, "", Some(refusal));
    }
    let now = sandbox.now();
    let signed = signer.map(|holder| signing.authority.sign(holder, &waiting.challenge, now));
    let _gone_meanwhile = waiting.answer.send(signed);
    Redirect::to("/sandbox/token").into_response()
}

fn window(sandbox: &Sandbox, challenge: &str, refusal: Option<Refusal>) -> Response {
    let token = sandbox.0.signing.token();
    let error = refusal.map_or(String::new(), |refusal| {
        format!(r#"<p class="error" role="alert">{}</p>"#, refusal.message())
    });
    let pin = r#"<div class="field"><label for="pin">Mã PIN</label><p class="hint" id="pin-hint">Trong hộp cát là 12345678</p><input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" required aria-describedby="pin-hint"></div>"#;
    let task = match (token.plugged, token.waiting()) {
        (None, _) => format!(r#"{error}<p class="empty">Cắm USB token để ký.</p>"#),
        (Some(_), _) if token.is_locked() => format!(
            r#"{error}<p class="fate bad">USB token đã bị khóa.</p><form method="post" action="/sandbox/token/unlock"><button class="button quiet">Mở khóa</button></form>"#
        ),
        (Some(_), Some(waiting)) => format!(
            r#"<h2>Yêu cầu ký của {site}</h2>
<form method="post" action="/sandbox/token/answer">{error}<input type="hidden" name="id" value="{id}">{pin}
<div class="actions"><button class="button" name="act" value="sign">Ký</button><button class="button quiet" name="act" value="refuse" formnovalidate>Từ chối</button></div></form>"#,
            site = Text(&sandbox.0.portal_origin),
            id = waiting.id,
        ),
        (Some(_), None) => format!(
            r#"<h2>Ký</h2>
<form method="post" action="/sandbox/token">{error}
<div class="field"><label for="challenge">Nội dung cần ký</label><textarea id="challenge" name="challenge" rows="4" spellcheck="false" autocomplete="off" required>{}</textarea></div>{pin}
<div class="actions"><button class="button">Ký</button></div></form>"#,
            Text(challenge)
        ),
    };
    let choices: String = holders::on_tokens()
        .map(|holder| {
            format!(
                r#"<label class="choice"><input type="radio" name="holder" value="{slug}"{checked}><span>{name}<small>{remark}</small></span></label>"#,
                slug = holder.slug,
                checked = if token.plugged == Some(holder) { " checked" } else { "" },
                name = Text(holder.name),
                remark = Text(holder.remark()),
            )
        })
        .collect();
    let body = format!(
        r#"<h1>USB token</h1>
{task}
<h2>Token đang cắm</h2>
<form method="post" action="/sandbox/token/plug"><fieldset><legend>Chứng thư số của</legend><div class="choices"><label class="choice"><input type="radio" name="holder" value=""{none}><span>Không cắm token nào</span></label>{choices}</div></fieldset>
<div class="actions"><button class="button quiet">Cắm token</button></div></form>"#,
        none = if token.plugged.is_none() {
            " checked"
        } else {
            ""
        },
    );
    let status = match refusal {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, html::page("USB token", &body)).into_response()
}
