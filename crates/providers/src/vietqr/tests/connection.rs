//! The inquiry on the network. Opening a payment needs none.

use std::time::Duration;

use serde_json::Value;

use super::{config, provider_with};
use crate::testing::{Then, question, refusing, request, serve};
use crate::{Provider, QueryAnswer, QueryError, Secret, seal};

#[tokio::test]
async fn a_code_is_made_while_the_bank_is_out_of_reach() {
    let (_socket, address) = refusing();
    let provider = provider_with(config(&format!("http://{address}")));
    assert!(provider.create(&request()).await.is_ok());
    assert_eq!(
        provider.query(&question()).await,
        Err(QueryError::Unavailable("no connection"))
    );
}

#[tokio::test]
async fn the_bank_is_asked_with_one_post() {
    let digest = hex::encode(seal::hmac_sha256(["00", "R1"], &Secret::new("testsecret")));
    let body =
        format!(r#"{{"code":"00","requestId":"R1","transactions":[],"signature":"{digest}"}}"#);
    let (address, server) = serve(Then::ok(body)).await;
    let provider = provider_with(config(&format!("http://{address}/bank/")));
    assert_eq!(provider.query(&question()).await, Ok(QueryAnswer::Pending));
    let (head, body) = server.await.unwrap();
    assert!(
        head.starts_with("post /bank/transactions http/1.1"),
        "{head}"
    );
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["requestId"], "R1");
}

#[tokio::test]
async fn a_question_that_is_not_answered_says_nothing() {
    for (then, reason) in [
        (Then::Close, "connection broke off"),
        (Then::BreakOffInAnswer, "answer broke off"),
        (Then::ok(" ".repeat(300 * 1024)), "answer is too large"),
    ] {
        let (address, _server) = serve(then).await;
        let provider = provider_with(config(&format!("http://{address}")));
        assert_eq!(
            provider.query(&question()).await,
            Err(QueryError::Unavailable(reason))
        );
    }
}

#[tokio::test]
async fn no_answer_in_time_says_nothing() {
    let (address, _server) = serve(Then::StaySilent).await;
    let mut config = config(&format!("http://{address}"));
    config.timeouts.total = Duration::from_millis(300);
    assert_eq!(
        provider_with(config).query(&question()).await,
        Err(QueryError::Unavailable("no answer in time"))
    );
}
