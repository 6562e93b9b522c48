//! What each way of failing on the network says about the payment, against a server of one connection.

use std::net::SocketAddr;
use std::time::Duration;

use super::{config, provider_with};
use crate::testing::{Then, question, refusing, request, serve};
use crate::{CreateError, Created, Provider, QueryAnswer, QueryError, QueryRequest};

async fn create_at(address: SocketAddr) -> Result<Created, CreateError> {
    provider_with(config(&format!("http://{address}/nl35/checkout.php")))
        .create(&request())
        .await
}

fn question_with_token() -> QueryRequest {
    QueryRequest {
        provider_token: Some("29683-5b8f".to_owned()),
        ..question()
    }
}

#[tokio::test]
async fn a_payment_is_opened_with_one_form() {
    let (address, server) = serve(Then::ok(
        "<result><error_code>00</error_code><token>29683-5b8f</token>\
         <checkout_url>https://pay.example.vn/p/1</checkout_url></result>",
    ))
    .await;
    let created = create_at(address).await.unwrap();
    assert_eq!(
        created.redirect_url.as_deref(),
        Some("https://pay.example.vn/p/1")
    );
    let (head, body) = server.await.unwrap();
    assert!(
        head.starts_with("post /nl35/checkout.php http/1.1"),
        "{head}"
    );
    assert!(
        head.contains("content-type: application/x-www-form-urlencoded"),
        "{head}"
    );
    assert!(body.starts_with(b"function=SetExpressCheckout&"));
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let (_socket, address) = refusing();
    assert_eq!(create_at(address).await, Err(CreateError::NotSent));
    let asked = provider_with(config(&format!("http://{address}")))
        .query(&question_with_token())
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
async fn a_payment_is_asked_about_by_its_token() {
    let (address, server) = serve(Then::ok("<result><error_code>81</error_code></result>")).await;
    let answer = provider_with(config(&format!("http://{address}")))
        .query(&question_with_token())
        .await;
    assert_eq!(answer, Ok(QueryAnswer::Pending));
    let (_, body) = server.await.unwrap();
    let body = String::from_utf8(body).unwrap();
    assert!(body.ends_with("&token=29683-5b8f"), "{body}");
}

#[tokio::test]
async fn a_payment_whose_page_nobody_saw_does_not_exist() {
    let (_socket, address) = refusing();
    let answer = provider_with(config(&format!("http://{address}")))
        .query(&question())
        .await;
    assert_eq!(answer, Ok(QueryAnswer::NotFound));
}
