//! Faults on order: the next times a point is passed, it misbehaves as told. Kept in memory only, used up in order.

use std::{collections::VecDeque, io, sync::Mutex, time::Duration};

use axum::{
    Json,
    body::{Body, Bytes},
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Sandbox;

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Point {
    Init,
    Query,
    Confirm,
    Sms,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) enum Fault {
    /// Answered politely with "under maintenance"; nothing is done.
    Refuse,
    /// Answered with a bare HTTP 500; nothing is done.
    Http500,
    /// Done, but the connection breaks before the answer.
    LoseAnswer,
    /// Done, and answered only after so many milliseconds.
    Slow(u64),
    /// Never sent, though the sender believes it was.
    Lose,
    /// Sent twice.
    Duplicate,
    /// Sent with a digest that does not fit.
    BadDigest,
    /// Sent with another amount, correctly signed.
    WrongAmount,
    /// Sent only after so many milliseconds.
    Late(u64),
}

impl TryFrom<String> for Fault {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (name, number) = match text.split_once(':') {
            Some((name, number)) => (name, number.parse().ok()),
            None => (text.as_str(), None),
        };
        match (name, number) {
            ("refuse", None) => Ok(Self::Refuse),
            ("http_500", None) => Ok(Self::Http500),
            ("lose_answer", None) => Ok(Self::LoseAnswer),
            ("lose", None) => Ok(Self::Lose),
            ("duplicate", None) => Ok(Self::Duplicate),
            ("bad_digest", None) => Ok(Self::BadDigest),
            ("wrong_amount", None) => Ok(Self::WrongAmount),
            ("slow_ms", Some(ms)) => Ok(Self::Slow(ms)),
            ("late_ms", Some(ms)) => Ok(Self::Late(ms)),
            _ => Err(format!("unknown fault {text:?}")),
        }
    }
}

impl From<Fault> for String {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refuse => "refuse".to_owned(),
            Fault::Http500 => "http_500".to_owned(),
            Fault::LoseAnswer => "lose_answer".to_owned(),
            Fault::Lose => "lose".to_owned(),
            Fault::Duplicate => "duplicate".to_owned(),
            Fault::BadDigest => "bad_digest".to_owned(),
            Fault::WrongAmount => "wrong_amount".to_owned(),
            Fault::Slow(ms) => format!("slow_ms:{ms}"),
            Fault::Late(ms) => format!("late_ms:{ms}"),
        }
    }
}

impl Point {
    /// Whether `fault` means anything here.
    fn knows(self, fault: Fault) -> bool {
        use Fault::*;
        match self {
            Self::Init => matches!(fault, Refuse | Http500 | LoseAnswer | Slow(_)),
            Self::Query => matches!(fault, Refuse | Http500 | LoseAnswer | Slow(_) | WrongAmount),
            Self::Confirm => matches!(
                fault,
                LoseAnswer | Lose | Duplicate | BadDigest | WrongAmount | Late(_)
            ),
            Self::Sms => matches!(
                fault,
                Refuse | Http500 | LoseAnswer | Slow(_) | Lose | Duplicate | Late(_)
            ),
        }
    }
}

/// An order for faults, and what is left of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ordered {
    point: Point,
    fault: Fault,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

/// The faults still to come, first ordered first.
#[derive(Default)]
pub(crate) struct Faults(Mutex<VecDeque<Ordered>>);

impl Faults {
    /// Uses up the next fault of `point`.
    pub(crate) fn take(&self, point: Point) -> Option<Fault> {
        let mut queue = self.lock();
        let index = queue.iter().position(|ordered| ordered.point == point)?;
        let next = &mut queue[index];
        let fault = next.fault;
        next.times -= 1;
        if next.times == 0 {
            queue.remove(index);
        }
        Some(fault)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<Ordered>> {
        self.0
            .lock()
            .expect("no code panics while it holds the queue")
    }
}

/// Lets `fault` bend the answer of an endpoint. `done` does the work and answers; it is not called where the fault prevents
/// the work. Faults that change what is done are for `done` itself to heed.
pub(crate) async fn bend<R: IntoResponse>(
    fault: Option<Fault>,
    refusal: impl FnOnce() -> Response,
    done: impl FnOnce() -> R,
) -> Response {
    match fault {
        Some(Fault::Refuse) => refusal(),
        Some(Fault::Http500) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Fault::LoseAnswer) => {
            done();
            broken_connection()
        }
        Some(Fault::Slow(ms)) => {
            let answer = done().into_response();
            tokio::time::sleep(Duration::from_millis(ms)).await;
            answer
        }
        _ => done().into_response(),
    }
}

/// An answer whose body fails at once: the server closes the socket before a complete answer went out, which a client sees
/// as a broken connection, without waiting for its own time limit.
fn broken_connection() -> Response {
    let failing = futures::stream::once(async {
        Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Body::from_stream(failing).into_response()
}

/// `POST /sandbox/faults`: 201, or 422 where the point does not know the fault.
pub(crate) async fn add(State(sandbox): State<Sandbox>, Json(ordered): Json<Ordered>) -> Response {
    if ordered.times == 0 || !ordered.point.knows(ordered.fault) {
        let error = "this point does not know this fault, or times is 0";
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({ "error": error })),
        )
            .into_response();
    }
    sandbox.faults().lock().push_back(ordered);
    StatusCode::CREATED.into_response()
}

/// `GET /sandbox/faults`: what is still to come.
pub(crate) async fn list(State(sandbox): State<Sandbox>) -> Json<Vec<Ordered>> {
    Json(sandbox.faults().lock().iter().cloned().collect())
}

/// `DELETE /sandbox/faults`: from now on everything works.
pub(crate) async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.faults().lock().clear();
    StatusCode::NO_CONTENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_one_point_are_used_up_in_order() {
        let faults = Faults::default();
        for (point, fault, times) in [
            (Point::Init, Fault::Refuse, 2),
            (Point::Confirm, Fault::Lose, 1),
            (Point::Init, Fault::Slow(5), 1),
        ] {
            faults.lock().push_back(Ordered {
                point,
                fault,
                times,
            });
        }
        let init: Vec<_> = (0..4).map(|_| faults.take(Point::Init)).collect();
        let expected = [
            Some(Fault::Refuse),
            Some(Fault::Refuse),
            Some(Fault::Slow(5)),
            None,
        ];
        assert_eq!(init, expected);
        assert_eq!(faults.take(Point::Confirm), Some(Fault::Lose));
    }

    #[test]
    fn the_names_of_faults_read_back() {
        for text in [
            "refuse",
            "http_500",
            "lose_answer",
            "lose",
            "duplicate",
            "bad_digest",
        ] {
            let fault = Fault::try_from(text.to_owned()).unwrap();
            assert_eq!(String::from(fault), text);
        }
        assert_eq!(
            Fault::try_from("late_ms:250".to_owned()),
            Ok(Fault::Late(250))
        );
        for text in ["late_ms", "late_ms:soon", "refuse:3", "explode"] {
            assert!(Fault::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
