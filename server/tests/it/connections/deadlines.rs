//! Whoever says nothing, or says it too slowly, loses the connection; whoever has a poor network does not.

use crate::support::{Portal, Raw};
use http::StatusCode;
use server::config::limits::Limits;
use std::time::{Duration, Instant};

/// Beginnings that are never finished.
const BEGINNINGS: [&str; 4] = [
    "",
    "GET / HT",
    "GET / HTTP/1.1\r\nHost: localhost\r\nX-",
    "\r\n",
];

fn short(limits: &mut Limits) {
    limits.head = Duration::from_millis(300);
    limits.idle = Duration::from_secs(4);
    limits.body.slack = Duration::from_millis(300);
    limits.body.bytes_per_second = 1000;
}

#[tokio::test]
async fn a_head_that_never_ends_is_waited_for_a_while_only() {
    let portal = Portal::limited(&[], short).await;
    let mut all = Vec::new();
    for _ in 0..20 {
        for beginning in BEGINNINGS {
            let mut connection = portal.connect().await;
            connection.say(beginning).await;
            all.push(connection);
        }
    }
    for mut connection in all {
        assert_eq!(connection.closed().await, b"");
    }
    assert_eq!(portal.connect().await.get("/healthz").await.0, 200);
}

/// One byte from time to time is no progress: the head has one deadline.
#[tokio::test]
async fn a_head_that_comes_by_the_byte_is_not_waited_for() {
    let portal = Portal::limited(&[], short).await;
    let mut connection = portal.connect().await;
    let began = Instant::now();
    for byte in "GET /healthz HTTP/1.1\r\nX-Slow: "
        .bytes()
        .chain(std::iter::repeat(b'x'))
    {
        if connection.try_say([byte]).await.is_err() {
            break;
        }
        assert!(
            began.elapsed() < Duration::from_secs(15),
            "it goes on and on"
        );
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

#[tokio::test]
async fn a_connection_lies_idle_longer_than_a_head_may_take_and_not_for_ever() {
    let portal = Portal::limited(&[], short).await;
    let mut connection = portal.connect().await;
    assert_eq!(connection.get("/healthz").await.0, 200);
    assert!(connection.is_quiet_for(Duration::from_millis(500)).await);
    assert_eq!(connection.get("/healthz").await.0, 200);
    assert_eq!(connection.closed().await, b"");
    // A later request is no reason to wait longer for its head.
    let mut connection = portal.connect().await;
    assert_eq!(connection.get("/healthz").await.0, 200);
    connection.say("GET / HT").await;
    let began = Instant::now();
    connection.closed().await;
    assert!(began.elapsed() < Duration::from_secs(3));
}

async fn begin_post(portal: &Portal, length: usize) -> Raw {
    let mut connection = portal.connect().await;
    connection
        .say(format!(
            "POST /api/v1/trackings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n"
        ))
        .await;
    connection
}

#[tokio::test]
async fn a_body_that_stops_half_way_is_answered_and_the_connection_closed() {
    let portal = Portal::limited(&[], short).await;
    let mut all = Vec::new();
    for _ in 0..10 {
        let mut connection = begin_post(&portal, 1000).await;
        connection.say("{\"half\":").await;
        all.push(connection);
    }
    for connection in &mut all {
        let (status, head) = connection.answer().await;
        assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
        assert!(head.contains("connection: close"), "{head}");
        assert_eq!(connection.closed().await, b"");
    }
}

#[tokio::test]
async fn a_callback_that_stops_half_way_is_told_so() {
    let portal = Portal::limited(&[], short).await;
    for (path, length, status) in [
        ("national-platform", 1000, StatusCode::REQUEST_TIMEOUT),
        (
            "national-platform/lookup",
            1000,
            StatusCode::REQUEST_TIMEOUT,
        ),
        ("national-platform", 100_000, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let mut connection = portal.connect().await;
        let head = format!(
            "POST /callbacks/{path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
        );
        connection.say(head).await;
        connection.say(vec![b'x'; length - 500]).await;
        assert_eq!(connection.answer().await.0, status, "{path} {length}");
    }
}

#[tokio::test]
async fn a_body_by_a_poor_network_is_waited_for_as_long_as_it_comes() {
    let slack = Duration::from_secs(1);
    let portal = Portal::limited(&[], |limits| {
        limits.body.slack = slack;
        limits.body.bytes_per_second = 1000;
    })
    .await;
    let body = format!("{{\"padding\":\"{}\"}}", "x".repeat(2000));
    let mut connection = begin_post(&portal, body.len()).await;
    let began = Instant::now();
    for piece in body.as_bytes().chunks(300) {
        tokio::time::sleep(Duration::from_millis(250)).await;
        connection.say(piece).await;
    }
    assert!(began.elapsed() > slack, "longer than the slack");
    let (status, head) = connection.answer().await;
    // It was read to its end, and then was not what the endpoint takes.
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{head}");
    assert_eq!(connection.get("/healthz").await.0, 200);
}

/// What is refused before it was read is read all the same, or a proxy that still sends would make a 502 of our answer.
#[tokio::test]
async fn a_refused_body_is_read_beside_the_answer() {
    let portal = Portal::start().await;
    let cookies = format!("Cookie: a={}\r\n", "x".repeat(9000));
    for (path, kind, headers, expected) in [
        ("/ho-so/1", "multipart/form-data; boundary=x", "", 401),
        (
            "/api/v1/trackings",
            "application/json",
            "Sec-Fetch-Site: cross-site\r\n",
            403,
        ),
        ("/api/v1/trackings", "application/json", "", 413),
        ("/nowhere", "text/plain", "", 413),
        ("/nowhere", "text/plain", "Host: elsewhere\r\n", 400),
        ("/nowhere", "text/plain", &cookies, 431),
    ] {
        let mut connection = portal.connect().await;
        let length = 6 * 1024 * 1024;
        connection
            .say(format!(
                "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n{headers}Content-Length: {length}\r\n\r\n"
            ))
            .await;
        let piece = vec![b'x'; 128 * 1024];
        connection.say(&piece).await;
        let (status, _) = connection.answer().await;
        assert_eq!(status, expected, "{path}");
        for _ in 1..length / piece.len() {
            connection.say(&piece).await;
        }
        assert_eq!(connection.get("/healthz").await.0, 200, "{path}");
    }
}

/// Whoever waits for leave to send is answered without it, and does not send.
#[tokio::test]
async fn a_body_that_waits_to_be_asked_for_is_not_asked_for_in_vain() {
    let portal = Portal::start().await;
    let mut connection = portal.connect().await;
    connection
        .say(
            "POST /api/v1/trackings HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\n\
             Content-Length: 1000\r\n\r\n",
        )
        .await;
    assert_eq!(connection.answer().await.0, 415);
    assert_eq!(connection.closed().await, b"");
}
