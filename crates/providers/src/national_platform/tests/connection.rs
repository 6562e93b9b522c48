//! What each way of failing on the network says about the payment, against a server of one connection.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;

use super::{config, platform_with, question, request};
use crate::{CreateError, Created, Provider, QueryError, Secret};

/// What the server does once it has read a whole request.
enum Then {
    Answer { status: &'static str, body: String },
    BreakOffInAnswer,
    Close,
    StaySilent,
}

/// Serves one connection; the task ends with the head and the body it received.
async fn serve(then: Then) -> (SocketAddr, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let received = read_request(&mut stream).await;
        match then {
            Then::Answer { status, body } => {
                let head = format!(
                    "HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n",
                    body.len()
                );
                // Fails where the client stops reading, which one test is about.
                let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
            }
            Then::BreakOffInAnswer => {
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"MaLoi\":\"00\"")
                    .await
                    .unwrap();
            }
            Then::Close => {}
            Then::StaySilent => {
                // Returns when the client gives up and closes.
                let _ = stream.read(&mut [0]).await;
            }
        }
        received
    });
    (address, task)
}

async fn read_request(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    loop {
        assert_ne!(
            stream.read_buf(&mut bytes).await.unwrap(),
            0,
            "request broke off"
        );
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8(bytes[..end].to_vec())
            .unwrap()
            .to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .unwrap();
        let body = &bytes[end + 4..];
        if body.len() == length.parse::<usize>().unwrap() {
            return (head, body.to_vec());
        }
    }
}

async fn create_at(address: SocketAddr) -> Result<Created, CreateError> {
    let mut config = config(&format!("http://{address}/platform/"));
    config.bus_token = Some(Secret::new("bustoken"));
    platform_with(config).create(&request()).await
}

/// An address that refuses connections: bound, so that nobody else takes it, but not listening.
fn refusing() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    (socket, address)
}

#[tokio::test]
async fn a_payment_is_opened_with_one_post() {
    let body = json!({ "MaLoi": "00", "UrlThanhToan": "https://pay.example.vn/p/1" }).to_string();
    let (address, server) = serve(Then::Answer {
        status: "200 OK",
        body,
    })
    .await;
    assert_eq!(
        create_at(address).await.unwrap().redirect_url.as_deref(),
        Some("https://pay.example.vn/p/1")
    );

    let (head, body) = server.await.unwrap();
    assert!(head.starts_with("post /platform/init http/1.1"), "{head}");
    assert!(head.contains("authorization: bearer bustoken"), "{head}");
    assert!(
        head.contains("content-type: application/json; charset=utf-8"),
        "{head}"
    );
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["LoaiBanTin"], "INIT");
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let (_socket, address) = refusing();
    assert_eq!(create_at(address).await, Err(CreateError::NotSent));
}

#[tokio::test]
async fn a_failed_tls_handshake_means_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move { drop(listener.accept().await.unwrap()) });
    let platform = platform_with(config(&format!("https://{address}")));
    assert_eq!(platform.create(&request()).await, Err(CreateError::NotSent));
    server.await.unwrap();
}

#[tokio::test]
async fn a_connection_closed_after_the_request_leaves_the_payment_unknown() {
    let (address, _server) = serve(Then::Close).await;
    assert_eq!(
        create_at(address).await,
        Err(CreateError::Unknown("connection broke off"))
    );
}

#[tokio::test]
async fn an_answer_that_breaks_off_leaves_the_payment_unknown() {
    let (address, _server) = serve(Then::BreakOffInAnswer).await;
    assert_eq!(
        create_at(address).await,
        Err(CreateError::Unknown("answer broke off"))
    );
}

#[tokio::test]
async fn no_answer_in_time_leaves_the_payment_unknown() {
    let (address, _server) = serve(Then::StaySilent).await;
    let mut config = config(&format!("http://{address}"));
    config.timeouts.total = Duration::from_millis(300);
    assert_eq!(
        platform_with(config).create(&request()).await,
        Err(CreateError::Unknown("no answer in time"))
    );
}

#[tokio::test]
async fn a_server_error_leaves_the_payment_unknown() {
    let body = json!({ "MaLoi": "01" }).to_string();
    let (address, _server) = serve(Then::Answer {
        status: "500 Internal Server Error",
        body,
    })
    .await;
    assert!(matches!(
        create_at(address).await,
        Err(CreateError::Unknown(_))
    ));
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let (address, _server) = serve(Then::Answer {
        status: "200 OK",
        body: " ".repeat(300 * 1024),
    })
    .await;
    assert_eq!(
        create_at(address).await,
        Err(CreateError::Unknown("answer is too large"))
    );
}

#[tokio::test]
async fn a_no_of_the_platform_is_a_refusal() {
    let body = json!({ "MaLoi": "01", "MoTaLoi": "Không hỗ trợ ngân hàng" }).to_string();
    let (address, _server) = serve(Then::Answer {
        status: "200 OK",
        body,
    })
    .await;
    let refusal = CreateError::Refused {
        code: "01".to_owned(),
        message: "Không hỗ trợ ngân hàng".to_owned(),
    };
    assert_eq!(create_at(address).await, Err(refusal));
}

#[tokio::test]
async fn a_question_that_is_not_answered_says_nothing() {
    let (_socket, address) = refusing();
    let platform = platform_with(config(&format!("http://{address}")));
    assert_eq!(
        platform.query(&question()).await,
        Err(QueryError::Unavailable("no connection"))
    );
    assert_eq!(
        platform.bill(&question()).await,
        Err(QueryError::Unavailable("no connection"))
    );
}

#[tokio::test]
async fn questions_go_to_their_own_addresses() {
    let answer = || Then::Answer {
        status: "200 OK",
        body: json!({ "MaLoi": "05" }).to_string(),
    };
    let (address, server) = serve(answer()).await;
    platform_with(config(&format!("http://{address}")))
        .query(&question())
        .await
        .unwrap();
    assert!(server.await.unwrap().0.starts_with("post /query "));

    let (address, server) = serve(answer()).await;
    let refused = platform_with(config(&format!("http://{address}")))
        .bill(&question())
        .await;
    assert!(matches!(refused, Err(QueryError::Refused { .. })));
    assert!(server.await.unwrap().0.starts_with("post /get-bill "));
}
