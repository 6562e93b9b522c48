//! How a fault distorts what is answered or sent.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{Fault, InjectionPoint};
use crate::Sandbox;

/// Added to the amount where a fault asks for a wrong one.
const WRONG_BY: u64 = 1_000;

/// What a fault makes of the truth.
#[derive(Clone, Copy)]
pub(crate) struct Distortion(pub Option<Fault>);

impl Distortion {
    pub(crate) fn amount(self, amount: u64) -> u64 {
        match self.0 {
            Some(Fault::WrongAmount | Fault::Forged) => amount + WRONG_BY,
            _ => amount,
        }
    }

    pub(crate) fn secret(self, secret: &str) -> &str {
        match self.0 {
            Some(Fault::BadDigest | Fault::Forged) => "not the shared secret",
            _ => secret,
        }
    }
}

/// Answers a provider's operation: `work` does it, `write` makes an answer of what came of it. A fault may be injected;
/// `maintenance` is what the provider says when it is closed.
pub(crate) async fn respond<T, E>(
    sandbox: &Sandbox,
    point: InjectionPoint<'_>,
    maintenance: E,
    write: impl Fn(Result<T, E>) -> Response,
    work: impl FnOnce(Distortion) -> Result<T, E>,
) -> Response {
    let fault = sandbox.faults().inject(point);
    let closed = || write(Err(maintenance));
    distort(fault, closed, || write(work(Distortion(fault)))).await
}

/// Lets `fault` distort the answer of an endpoint. `work` does the work and answers; it is not called where the fault
/// prevents the work. Faults that change what is done are for `work` itself to heed.
pub(crate) async fn distort(
    fault: Option<Fault>,
    refusal: impl FnOnce() -> Response,
    work: impl FnOnce() -> Response,
) -> Response {
    match fault {
        Some(Fault::Refuse) => refusal(),
        Some(Fault::Http500) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Fault::LoseRequest) => broken_connection(),
        Some(Fault::LoseAnswer) => {
            work();
            broken_connection()
        }
        Some(Fault::Slow(ms)) => {
            let answer = work();
            tokio::time::sleep(Duration::from_millis(ms)).await;
            answer
        }
        _ => work(),
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
