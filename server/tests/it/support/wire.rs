//! Stands between the portal and the national platform, and writes down what the portal says.

use super::{client::plain_http, listen, serve};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

/// What was said: the message's name in the address, and the message.
type Said = Arc<Mutex<Vec<(String, serde_json::Value)>>>;

/// A tapped line.
pub struct Wire {
    pub url: String,
    platform: String,
    said: Said,
}

impl Wire {
    /// Passes everything on to the platform, as it is.
    pub async fn tap(platform: String) -> Self {
        let (listener, url) = listen().await;
        let said = Said::default();
        let state = (plain_http(), platform.clone(), said.clone());
        serve(listener, Router::new().fallback(pass_on).with_state(state));
        Self {
            url,
            platform,
            said,
        }
    }

    /// All messages of a name, such as `init`.
    pub fn said(&self, name: &str) -> Vec<serde_json::Value> {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.iter()
            .filter(|(said, _)| said == name)
            .map(|(_, message)| message.clone())
            .collect()
    }

    /// Says an INIT once more. The platform answers a repeat with the same payment page, which is how a test finds the
    /// page whose address got lost.
    pub async fn payment_page_of(&self, init: &serde_json::Value) -> String {
        let answer = plain_http()
            .post(format!("{}/init", self.platform))
            .json(init)
            .send()
            .await
            .expect("the sandbox");
        let answer: serde_json::Value = answer.json().await.expect("JSON");
        answer["UrlThanhToan"]
            .as_str()
            .expect("a payment page")
            .to_owned()
    }
}

async fn pass_on(
    State((http, platform, said)): State<(reqwest::Client, String, Said)>,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let body = axum::body::to_bytes(request.into_body(), usize::MAX)
        .await
        .expect("the portal's message");
    let message = serde_json::from_slice(&body).expect("messages are JSON");
    said.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push((path.trim_start_matches('/').to_owned(), message));
    let answer = http
        .post(format!("{platform}{path}"))
        .body(body)
        .send()
        .await;
    let answered = match answer {
        Ok(answer) => (answer.status(), answer.bytes().await),
        Err(_) => return broken_connection(),
    };
    match answered {
        (status, Ok(body)) => {
            let status = StatusCode::from_u16(status.as_u16()).expect("a status");
            (status, body).into_response()
        }
        (_, Err(_)) => broken_connection(),
    }
}

/// What the platform broke off is broken off.
fn broken_connection() -> Response {
    let failing = futures::stream::once(async {
        Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Body::from_stream(failing).into_response()
}
