//! What a proxy before us could read otherwise is refused.

use crate::support::Portal;
use http::StatusCode;

/// A request that must not be taken for one: it lies in what might be another's body.
const SMUGGLED: &str = "GET /healthz HTTP/1.1\r\nHost: smuggled\r\n\r\n";

#[tokio::test]
async fn a_request_with_two_lengths_is_refused_and_nothing_behind_it_is_read() {
    let portal = Portal::start().await;
    let length = format!("Content-Length: {}\r\n", 5 + SMUGGLED.len());
    let chunked = "Transfer-Encoding: chunked\r\n".to_owned();
    for lines in [[&length, &chunked], [&chunked, &length]] {
        for before in ["", "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"] {
            let mut connection = portal.connect().await;
            connection.say(before).await;
            if !before.is_empty() {
                assert_eq!(connection.answer().await.0, 200);
            }
            let [first, second] = lines;
            connection
                .say(format!(
                    "POST /api/v1/trackings HTTP/1.1\r\nHost: localhost\r\n{first}{second}\r\n0\r\n\r\n{SMUGGLED}"
                ))
                .await;
            let (status, head) = connection.answer().await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{head}");
            assert!(head.contains("connection: close"), "{head}");
            assert_eq!(connection.closed().await, b"", "{first}{second}");
        }
    }
}

#[tokio::test]
async fn a_chunked_request_is_answered_and_is_the_last_of_its_connection() {
    let portal = Portal::start().await;
    let mut connection = portal.connect().await;
    connection
        .say(format!(
            "POST /api/v1/trackings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
             Transfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n0\r\n\r\n{SMUGGLED}"
        ))
        .await;
    let (status, head) = connection.answer().await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "it is no inquiry: {head}");
    assert!(head.contains("application/problem+json"), "{head}");
    assert_eq!(connection.closed().await, b"");
}

#[tokio::test]
async fn heads_that_are_none_are_refused() {
    let portal = Portal::start().await;
    let cookies = format!("Host: a\r\nCookie: a={}\r\n", "x".repeat(9000));
    let large = format!("Host: a\r\nX: {}\r\n", "x".repeat(40_000));
    let many = "Host: a\r\n".to_owned() + &"X: y\r\n".repeat(101);
    for (lines, expected) in [
        ("Host: a\r\nHost: b\r\n", 400),
        ("Host: a\r\nHost: a\r\n", 400),
        ("", 400),
        ("Host: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n", 400),
        ("Host: a\r\nTransfer-Encoding: gzip\r\n", 400),
        ("Host: a\r\nTransfer-Encoding: chunked, x\r\n", 400),
        ("Host: a\r\nX : y\r\n", 400),
        ("Host: a\r\nX: y\r\n z\r\n", 400),
        (&cookies, 431),
        (&large, 431),
        (&many, 431),
        ("Host: a\r\n", 200),
    ] {
        let mut connection = portal.connect().await;
        connection
            .say(format!("GET /api/v1/session HTTP/1.1\r\n{lines}\r\n"))
            .await;
        let (status, _) = connection.answer().await;
        let shown: String = lines.chars().take(60).collect();
        assert_eq!(status, expected, "{shown}");
    }
    let problem = portal
        .browser()
        .send(
            portal
                .browser()
                .request(http::Method::GET, "/api/v1/session")
                .header("cookie", format!("a={}", "x".repeat(9000))),
        )
        .await
        .problem();
    assert!(problem.title.contains("cookie"), "{problem:?}");
    assert!(
        problem
            .detail
            .is_some_and(|next| next.contains("Xóa cookie"))
    );
}

/// HTTP/2 is for the proxy: said to us, it is told so and nothing hangs.
#[tokio::test]
async fn whoever_speaks_http_2_is_refused() {
    let portal = Portal::start().await;
    let mut connection = portal.connect().await;
    connection
        .say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0")
        .await;
    let said = connection.closed().await;
    let said = String::from_utf8_lossy(&said);
    assert!(
        said.is_empty() || said.starts_with("HTTP/1.1 4"),
        "{said:?}"
    );
}
