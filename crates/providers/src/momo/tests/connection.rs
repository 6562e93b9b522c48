//! What each way of failing on the network says about a payment or a refund, against a server of one connection.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};

use super::{config, provider_with};
use crate::testing::{Then, question, refund, refund_question, refusing, request, serve};
use crate::{CreateError, Created, Provider, QueryAnswer, QueryError, RefundAnswer, RefundError};

async fn create_at(address: SocketAddr) -> Result<Created, CreateError> {
    provider_with(config(&format!("http://{address}/v2/gateway/api/")))
        .create(&request())
        .await
}

async fn refund_at(address: SocketAddr) -> Result<RefundAnswer, RefundError> {
    provider_with(config(&format!("http://{address}/v2/gateway/api")))
        .refund(&refund())
        .await
}

#[tokio::test]
async fn a_payment_is_opened_with_one_post() {
    let body = json!({
        "partnerCode": "MOMO",
        "orderId": request().reference,
        "requestId": request().reference,
        "amount": 50_000,
        "resultCode": 0,
        "payUrl": "https://pay.example.vn/p/1",
    });
    let (address, server) = serve(Then::ok(body.to_string())).await;
    assert_eq!(
        create_at(address).await.unwrap().redirect_url.as_deref(),
        Some("https://pay.example.vn/p/1")
    );
    let (head, body) = server.await.unwrap();
    assert!(
        head.starts_with("post /v2/gateway/api/create http/1.1"),
        "{head}"
    );
    assert!(
        head.contains("content-type: application/json; charset=utf-8"),
        "{head}"
    );
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["requestType"], "captureWallet");
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let (_socket, address) = refusing();
    assert_eq!(create_at(address).await, Err(CreateError::NotSent));
    assert_eq!(refund_at(address).await, Err(RefundError::NotSent));
    let provider = provider_with(config(&format!("http://{address}")));
    let unavailable = QueryError::Unavailable("no connection");
    assert_eq!(provider.query(&question()).await, Err(unavailable.clone()));
    assert_eq!(
        provider.query_refund(&refund_question()).await,
        Err(unavailable)
    );
}

fn breaking() -> [(Then, &'static str); 4] {
    [
        (Then::Close, "connection broke off"),
        (Then::BreakOffInAnswer, "answer broke off"),
        (Then::ok(" ".repeat(100 * 1024)), "answer is too large"),
        (
            Then::Answer {
                status: "500 Internal Server Error",
                body: "{}".to_owned(),
            },
            "server error or redirection instead of an answer",
        ),
    ]
}

#[tokio::test]
async fn a_connection_that_breaks_leaves_a_payment_unknown() {
    for (then, reason) in breaking() {
        let (address, _server) = serve(then).await;
        assert_eq!(create_at(address).await, Err(CreateError::Unknown(reason)));
    }
}

#[tokio::test]
async fn a_connection_that_breaks_leaves_a_refund_unknown() {
    for (then, reason) in breaking() {
        let (address, _server) = serve(then).await;
        assert_eq!(refund_at(address).await, Err(RefundError::Unknown(reason)));
    }
}

#[tokio::test]
async fn no_answer_in_time_leaves_it_unknown() {
    let hasty = |address: SocketAddr| {
        let mut config = config(&format!("http://{address}"));
        config.timeouts.total = Duration::from_millis(300);
        provider_with(config)
    };
    let (address, _server) = serve(Then::StaySilent).await;
    assert_eq!(
        hasty(address).create(&request()).await,
        Err(CreateError::Unknown("no answer in time"))
    );
    let (address, _server) = serve(Then::StaySilent).await;
    assert_eq!(
        hasty(address).refund(&refund()).await,
        Err(RefundError::Unknown("no answer in time"))
    );
}

#[tokio::test]
async fn questions_go_to_their_own_addresses() {
    let no = || Then::ok(json!({ "resultCode": 42 }).to_string());
    let (address, server) = serve(no()).await;
    let provider = provider_with(config(&format!("http://{address}")));
    assert_eq!(provider.query(&question()).await, Ok(QueryAnswer::NotFound));
    assert!(server.await.unwrap().0.starts_with("post /query "));

    let (address, server) = serve(no()).await;
    let provider = provider_with(config(&format!("http://{address}")));
    assert_eq!(
        provider.query_refund(&refund_question()).await,
        Ok(RefundAnswer::NotFound)
    );
    let (head, body) = server.await.unwrap();
    assert!(head.starts_with("post /refund/query "), "{head}");
    let message: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(message["orderId"], refund().refund_reference);
}
