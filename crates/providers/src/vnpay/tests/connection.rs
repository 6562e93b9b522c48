//! What each way of failing on the network says about a refund, against a server of one connection. Opening a payment uses no
//! network.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;

use super::{config, provider_with};
use crate::testing::{Then, question, refund, refund_question, refusing, serve};
use crate::{Provider, QueryError, RefundAnswer, RefundError};

async fn refund_at(address: SocketAddr) -> Result<RefundAnswer, RefundError> {
    provider_with(config(&format!("http://{address}/api/transaction")))
        .refund(&refund())
        .await
}

#[tokio::test]
async fn a_refund_is_one_post() {
    let (address, server) = serve(Then::ok("{}")).await;
    assert!(refund_at(address).await.is_err());
    let (head, body) = server.await.unwrap();
    assert!(head.starts_with("post /api/transaction http/1.1"), "{head}");
    assert!(head.contains("content-type: application/json"), "{head}");
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["vnp_Command"], "refund");
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let (_socket, address) = refusing();
    assert_eq!(refund_at(address).await, Err(RefundError::NotSent));
    let provider = provider_with(config(&format!("http://{address}")));
    let unavailable = QueryError::Unavailable("no connection");
    assert_eq!(provider.query(&question()).await, Err(unavailable.clone()));
    assert_eq!(
        provider.query_refund(&refund_question()).await,
        Err(unavailable)
    );
}

#[tokio::test]
async fn a_connection_that_breaks_leaves_the_refund_unknown() {
    for (then, reason) in [
        (Then::Close, "connection broke off"),
        (Then::BreakOffInAnswer, "answer broke off"),
        (Then::ok(" ".repeat(100 * 1024)), "answer is too large"),
        (Then::ok("<html>"), "answer is not readable"),
        (
            Then::Answer {
                status: "500 Internal Server Error",
                body: "{}".to_owned(),
            },
            "not an answer but an HTTP error or redirection",
        ),
    ] {
        let (address, _server) = serve(then).await;
        assert_eq!(refund_at(address).await, Err(RefundError::Unknown(reason)));
    }
}

#[tokio::test]
async fn no_answer_in_time_leaves_the_refund_unknown() {
    let (address, _server) = serve(Then::StaySilent).await;
    let mut config = config(&format!("http://{address}"));
    config.timeouts.total = Duration::from_millis(300);
    assert_eq!(
        provider_with(config).refund(&refund()).await,
        Err(RefundError::Unknown("no answer in time"))
    );
}

#[tokio::test]
async fn questions_are_posted_as_questions() {
    let (address, server) = serve(Then::ok("{}")).await;
    let provider = provider_with(config(&format!("http://{address}/api")));
    assert!(provider.query(&question()).await.is_err());
    let (_, body) = server.await.unwrap();
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["vnp_Command"], "querydr");
    assert_eq!(message["vnp_CreateDate"], "20250601102020");

    let (address, server) = serve(Then::ok("{}")).await;
    let provider = provider_with(config(&format!("http://{address}/api")));
    assert!(provider.query_refund(&refund_question()).await.is_err());
    let (_, body) = server.await.unwrap();
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["vnp_Command"], "querydr");
    assert_eq!(message["vnp_CreateDate"], "20250601104040");
}
