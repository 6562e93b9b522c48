//! The USB token, and the window of its program: which token is plugged in, what is asked of it, and signing by hand.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::{
    authority, challenge,
    subscribers::{self, Subscriber},
};
use crate::{
    Sandbox,
    pages::{self, Failure},
};

const PIN: &str = "12345678";
/// After so many wrong ones in a row a token is locked.
const MAX_WRONG_PINS: u32 = 5;

/// The port and what was typed so far.
#[derive(Default)]
pub(super) struct Token {
    plugged: Option<&'static Subscriber>,
    wrong_pins: HashMap<&'static str, u32>,
    waiting: Option<Waiting>,
}

/// A web site that waits for its challenge to be signed in this window.
struct Waiting {
    id: Uuid,
    challenge: Vec<u8>,
    answer: oneshot::Sender<Result<Vec<u8>, Refusal>>,
}

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
        self.row().0
    }

    pub(super) fn message(self) -> String {
        match self {
            Self::WrongPin { left } => format!("Mã PIN không đúng. Còn {left} lần thử."),
            _ => self.row().1.to_owned(),
        }
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::NoToken => ("no_token", "Chưa cắm USB ký số."),
            Self::WrongPin { .. } => ("wrong_pin", "Mã PIN không đúng."),
            Self::Locked => (
                "locked",
                "USB ký số đã bị khóa vì nhập sai mã PIN nhiều lần.",
            ),
            Self::Refused => ("refused", "Người dùng không ký."),
            Self::Busy => ("busy", "Đang có một yêu cầu ký khác."),
            Self::BadRequest => ("bad_request", "Nội dung cần ký không phải là base64."),
            Self::ForeignOrigin => (
                "foreign_origin",
                "Trang web này không được phép dùng USB ký số.",
            ),
        }
    }
}

impl Token {
    /// The subscriber whose key may sign, once the PIN is right.
    fn unlock(&mut self, pin: &str) -> Result<&'static Subscriber, Refusal> {
        let subscriber = self.plugged.ok_or(Refusal::NoToken)?;
        let wrong = self.wrong_pins.entry(subscriber.slug).or_default();
        if *wrong >= MAX_WRONG_PINS {
            return Err(Refusal::Locked);
        }
        if pin == PIN {
            *wrong = 0;
            return Ok(subscriber);
        }
        *wrong += 1;
        Err(match MAX_WRONG_PINS - *wrong {
            0 => Refusal::Locked,
            left => Refusal::WrongPin { left },
        })
    }

    fn is_locked(&self) -> bool {
        self.plugged.is_some_and(|subscriber| {
            self.wrong_pins.get(subscriber.slug).copied() >= Some(MAX_WRONG_PINS)
        })
    }

    /// The request of a web site that has not gone away meanwhile.
    fn waiting(&self) -> Option<&Waiting> {
        let waiting = self.waiting.as_ref();
        waiting.filter(|waiting| !waiting.answer.is_closed())
    }
}

/// Signs, if the PIN is that of the token.
pub(super) fn sign_with_pin(
    sandbox: &Sandbox,
    challenge: &[u8],
    pin: &str,
) -> Result<Vec<u8>, Refusal> {
    let signing = &sandbox.0.signing;
    let subscriber = signing.token().unlock(pin)?;
    Ok(signing.authority.sign(subscriber, challenge, sandbox.now()))
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

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    challenge: String,
}

#[derive(Deserialize)]
pub(crate) struct Signed {
    challenge: String,
    pin: String,
}

/// Which token to plug in; none where it is empty.
#[derive(Deserialize)]
pub(crate) struct Plugged {
    subscriber: String,
}

#[derive(Deserialize)]
pub(crate) struct Answer {
    id: Uuid,
    act: String,
    #[serde(default)]
    pin: String,
}

#[derive(Template)]
#[template(path = "token.html")]
struct Page<'a> {
    task: Task<'a>,
    plugged: Option<&'static Subscriber>,
    error: String,
}

enum Task<'a> {
    Plug,
    Unlock,
    /// A web site waits.
    Answer {
        site: &'a str,
        id: Uuid,
    },
    /// By hand, with this challenge.
    Sign(&'a str),
}

impl Page<'_> {
    fn is_plugged(&self, subscriber: &Subscriber) -> bool {
        self.plugged == Some(subscriber)
    }
}

#[derive(Template)]
#[template(path = "token_signed.html")]
struct SignedPage {
    pem: String,
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
    pages::page(&SignedPage {
        pem: authority::pem("CMS", &cms),
    })
}

pub(crate) async fn plug(State(sandbox): State<Sandbox>, Form(plugged): Form<Plugged>) -> Response {
    let chosen = subscribers::on_tokens().find(|subscriber| subscriber.slug == plugged.subscriber);
    if chosen.is_none() && !plugged.subscriber.is_empty() {
        return Failure::NotFound.into_response();
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
    if let Some(subscriber) = token.plugged {
        token.wrong_pins.remove(subscriber.slug);
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
    let signed =
        signer.map(|subscriber| signing.authority.sign(subscriber, &waiting.challenge, now));
    let _gone_meanwhile = waiting.answer.send(signed);
    Redirect::to("/sandbox/token").into_response()
}

fn window(sandbox: &Sandbox, challenge: &str, refusal: Option<Refusal>) -> Response {
    let token = sandbox.0.signing.token();
    let task = match (token.plugged, token.waiting()) {
        (None, _) => Task::Plug,
        (Some(_), _) if token.is_locked() => Task::Unlock,
        (Some(_), Some(waiting)) => Task::Answer {
            site: &sandbox.0.portal_origin,
            id: waiting.id,
        },
        (Some(_), None) => Task::Sign(challenge),
    };
    let page = Page {
        task,
        plugged: token.plugged,
        error: refusal.map(Refusal::message).unwrap_or_default(),
    };
    match refusal {
        None => pages::page(&page),
        Some(_) => pages::invalid(&page),
    }
}
