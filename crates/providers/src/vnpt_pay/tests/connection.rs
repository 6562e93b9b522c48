//! What each way of failing on the network says about the payment, against a server of one connection.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;

use super::super::wire;
use super::{config, provider_with};
use crate::testing::{Then, question, refusing, request, serve};
use crate::{CreateError, Created, Provider, QueryAnswer, QueryError, Secret};

fn sealed(fields: &[(&str, &str)]) -> Then {
    let body = wire::sealed(fields, &Secret::new("testsecret"));
    Then::ok(String::from_utf8(body).unwrap())
}

async fn create_at(address: SocketAddr) -> Result<Created, CreateError> {
    provider_with(config(&format!("http://{address}/v1.0.6/")))
        .create(&request())
        .await
}

#[tokio::test]
async fn a_payment_is_opened_with_one_post_under_the_bearer_key() {
    let (address, server) = serve(sealed(&[
        ("RESPONSE_CODE", "00"),
        ("REDIRECT_URL", "https://pay.example.vn/p/1"),
    ]))
    .await;
    assert_eq!(
        create_at(address).await.unwrap().redirect_url.as_deref(),
        Some("https://pay.example.vn/p/1")
    );
    let (head, body) = server.await.unwrap();
    assert!(head.starts_with("post /v1.0.6/init http/1.1"), "{head}");
    assert!(head.contains("authorization: bearer apikey"), "{head}");
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["ACTION"], "INIT");
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let (_socket, address) = refusing();
    assert_eq!(create_at(address).await, Err(CreateError::NotSent));
    let asked = provider_with(config(&format!("http://{address}")))
        .query(&question())
        .await;
    assert_eq!(asked, Err(QueryError::Unavailable("no connection")));
}

#[tokio::test]
async fn a_connection_that_breaks_leaves_the_payment_unknown() {
    for (then, reason) in [
        (Then::Close, "connection broke off"),
        (Then::BreakOffInAnswer, "answer broke off"),
        (Then::ok(" ".repeat(300 * 1024)), "answer is too large"),
    ] {
        let (address, _server) = serve(then).await;
        assert_eq!(create_at(address).await, Err(CreateError::Unknown(reason)));
    }
}

#[tokio::test]
async fn no_answer_in_time_leaves_the_payment_unknown() {
    let (address, _server) = serve(Then::StaySilent).await;
    let mut config = config(&format!("http://{address}"));
    config.timeouts.total = Duration::from_millis(300);
    assert_eq!(
        provider_with(config).create(&request()).await,
        Err(CreateError::Unknown("no answer in time"))
    );
}

#[tokio::test]
async fn a_question_goes_to_its_own_address() {
    let (address, server) = serve(sealed(&[("RESPONSE_CODE", "05")])).await;
    let answer = provider_with(config(&format!("http://{address}")))
        .query(&question())
        .await;
    assert_eq!(answer, Ok(QueryAnswer::NotFound));
    let (head, _) = server.await.unwrap();
    assert!(head.starts_with("post /query "), "{head}");
    assert!(head.contains("authorization: bearer apikey"), "{head}");
}
