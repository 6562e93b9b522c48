//! How a fault bends an answer.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::Fault;

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
        Some(Fault::LoseRequest) => broken_connection(),
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
