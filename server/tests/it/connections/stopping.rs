//! A server that is asked to stop ends soon, whoever is connected.

use crate::support::{AN, Portal, one_copy};
use std::time::{Duration, Instant};

#[tokio::test]
async fn streams_end_at_once_and_nobody_holds_up_the_end() {
    let portal = Portal::limited(&[], |limits| limits.stop = Duration::from_secs(2)).await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let mut stream = portal.connect().await;
    let path = format!("/api/v1/payment-results/{}/events", attempt.reference);
    assert_eq!(stream.get(&path).await.0, 200);
    stream.until(b"data: ").await;
    stream.until(b"\n").await;
    let mut idle = portal.connect().await;
    assert_eq!(idle.get("/healthz").await.0, 200);
    let mut silent = portal.connect().await;
    let mut half_head = portal.connect().await;
    half_head.say("GET / HT").await;
    let mut half_body = portal.connect().await;
    half_body
        .say(
            "POST /api/v1/trackings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
        )
        .await;
    // It is read by now: what was said later has been answered.
    assert_eq!(portal.connect().await.get("/readyz").await.0, 200);

    let began = Instant::now();
    portal.app.stopping.cancel();
    for connection in [&mut stream, &mut idle, &mut silent, &mut half_head] {
        connection.closed().await;
    }
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
    portal.serving.await.expect("it ends");
    half_body.closed().await;
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_end() {
    let portal = Portal::start().await;
    let body = r#"{"nothing":1}"#;
    let mut connection = portal.connect().await;
    connection
        .say(format!(
            "POST /api/v1/trackings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        ))
        .await;
    assert_eq!(portal.connect().await.get("/readyz").await.0, 200);
    portal.app.stopping.cancel();
    connection.say(body).await;
    let (status, head) = connection.answer().await;
    assert_eq!(status, 422, "{head}");
    assert!(head.contains("connection: close"), "{head}");
    portal.serving.await.expect("it ends");
}
