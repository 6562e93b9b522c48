//! There is room for so many. Callbacks of providers get through all the same.

use crate::support::{AN, Confirm, Portal, Raw, SECRET, one_copy, until};
use app::api::{ProblemCode, payments::PaymentResult};
use axum::{Router, routing::get};
use domain::payment::Outcome;
use http::StatusCode;
use server::{
    config::limits::Limits,
    listener::{self, Serving},
};
use std::{net::IpAddr, sync::Arc};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn where_every_place_is_taken_callbacks_get_through_and_others_are_told_when_to_come() {
    let portal = Portal::limited(&[("CONNECTIONS", "16")], |_| {}).await;
    // Browsers of its own would be without room.
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let mut held: Vec<Raw> = Vec::new();
    let refused = loop {
        assert!(held.len() < 20, "there is an end");
        let mut connection = portal.connect().await;
        let (status, head) = connection.get("/thu-tuc").await;
        if status == StatusCode::SERVICE_UNAVAILABLE {
            break head;
        }
        held.push(connection);
    };
    assert!(held.len() >= 10, "{}", held.len());
    assert!(refused.contains("retry-after: "), "{refused}");
    assert!(refused.contains("connection: close"), "{refused}");
    let confirmed = portal
        .call_back(Confirm::paid(&attempt.reference, 200_000).signed(SECRET))
        .await;
    assert_eq!(confirmed.status, 200, "{}", confirmed.text());
    let state: String = portal
        .one(
            "select state from payment_attempts where reference = $1",
            attempt.reference,
        )
        .await;
    assert_eq!(state, "paid");
    for path in ["/healthz", "/readyz"] {
        assert_eq!(portal.connect().await.get(path).await.0, 200, "{path}");
    }
    drop(held);
    until("room again", async || {
        let (status, _) = portal.connect().await.get("/thu-tuc").await;
        (status == 200).then_some(())
    })
    .await;
}

#[tokio::test]
async fn whoever_is_one_too_many_to_be_worked_for_is_told_at_once() {
    let portal = Portal::limited(&[], |limits| limits.requests = 0).await;
    let browser = portal.browser();
    for path in ["/", "/thu-tuc?q=khai", "/api/v1/catalogue", "/robots.txt"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 503, "{path}");
        assert_eq!(answer.header("retry-after"), "10");
    }
    let problem = browser.get("/api/v1/catalogue").await.problem();
    assert_eq!(problem.code, ProblemCode::Unavailable);
    assert!(problem.detail.is_some(), "what to do next");
    assert_eq!(browser.get("/healthz").await.status, 200);
    let forged = portal
        .call_back(Confirm::paid("x", 1).signed("forged"))
        .await;
    assert_eq!(forged.status, 200, "{}", forged.text());
}

#[tokio::test]
async fn callbacks_have_room_of_their_own_that_ends_as_well() {
    let portal = Portal::limited(&[], |limits| limits.callbacks = 0).await;
    let browser = portal.browser();
    assert_eq!(browser.get("/thu-tuc").await.status, 200);
    let forged = Confirm::paid("x", 1).signed("forged");
    let answer = portal.call_back(forged).await;
    assert_eq!(answer.status, 503, "{}", answer.text());
    assert_eq!(answer.header("retry-after"), "10");
}

/// Balancers are answered, however busy the database is, and whoever asks without end takes no connection from citizens.
#[tokio::test]
async fn readiness_is_asked_of_the_database_once_a_second() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert_eq!(browser.get("/readyz").await.status, 200);
    // Busy is ready: citizens' connections are all in use.
    let mut used = Vec::new();
    while used.len() < portal.app.db.options().get_max_connections() as usize {
        used.push(portal.app.db.acquire().await.expect("a connection"));
    }
    portal.advance(time::Duration::seconds(1));
    assert_eq!(browser.get("/readyz").await.status, 200);
    // Within the second nobody asks the database, which has gone meanwhile.
    portal.app.db_for_waiting.close().await;
    for _ in 0..50 {
        assert_eq!(browser.get("/readyz").await.status, 200);
    }
    portal.advance(time::Duration::seconds(1));
    let (one, other) = tokio::join!(browser.get("/readyz"), browser.get("/readyz"));
    assert_eq!((one.status, other.status), (503, 503));
}

/// Refusals are what is made under load, so their pages wait for each other and for nobody else.
#[tokio::test]
async fn pages_about_refusals_are_rendered_a_few_at_a_time() {
    let portal = Portal::limited(&[], |limits| limits.requests = 0).await;
    let browser = portal.browser();
    let all = u32::try_from(portal.app.config.limits.problem_pages).expect("a number");
    let places = portal.app.problem_pages.acquire_many(all).await;
    let asked = browser
        .request(http::Method::GET, "/thu-tuc")
        .header("accept", "text/html");
    let page = browser.send(asked);
    tokio::pin!(page);
    tokio::select! {
        _ = &mut page => panic!("rendered beyond the limit"),
        answer = browser.get("/api/v1/catalogue") => assert_eq!(answer.status, 503),
    }
    drop(places);
    let page = page.await;
    assert_eq!(page.status, 503);
    assert!(page.text().contains("<html"), "{}", page.text());
}

#[tokio::test]
async fn callbacks_have_a_listener_of_their_own_where_one_is_set() {
    let portal = Portal::with(&[("CALLBACK_PORT", "1")]).await;
    let forged = Confirm::paid("x", 1).signed("forged");
    let problem = portal.call_back(forged.clone()).await.problem();
    assert_eq!(problem.status, 404);
    let address = serve(server::router::callbacks(portal.app.clone()), 100).await;
    let http = crate::support::plain_http();
    let posted = http
        .post(format!("http://{address}/callbacks/national-platform"))
        .body(forged)
        .send()
        .await
        .expect("an answer");
    assert_eq!(posted.status(), 200);
    for (path, status) in [("/healthz", 200), ("/", 404), ("/api/v1/session", 404)] {
        assert_eq!(Raw::to(&address).await.get(path).await.0, status, "{path}");
    }
}

/// Serves where nobody is a proxy.
async fn serve(router: Router, connections_per_network: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let serving = Serving {
        limits: Limits {
            connections_per_network,
            ..Limits::default()
        },
        connections: 1000,
        peers: Arc::new(|_: IpAddr| server::config::networks::Peer::Stranger),
        stopping: CancellationToken::new(),
    };
    tokio::spawn(listener::serve(listener, router, serving));
    address
}

#[tokio::test]
async fn one_address_holds_its_share_of_connections() {
    let router = Router::new().route("/", get(|| async { "" }));
    let address = serve(router, 3).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut connection = Raw::to(&address).await;
        assert_eq!(connection.get("/").await.0, 200);
        held.push(connection);
    }
    let mut fourth = Raw::to(&address).await;
    let told = String::from_utf8(fourth.closed().await).expect("UTF-8");
    assert!(told.starts_with("HTTP/1.1 503 "), "{told}");
    held.pop();
    until("room again", async || {
        let mut next = Raw::to(&address).await;
        let _ = next
            .try_say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await;
        next.closed()
            .await
            .starts_with(b"HTTP/1.1 200")
            .then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_stream_tells_how_things_stand_at_once_unbuffered_and_so_many_follow_an_attempt() {
    let portal = Portal::limited(&[], |limits| limits.streams_per_attempt = 2).await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let path = format!("/api/v1/payment-results/{}/events", attempt.reference);
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut connection = portal.connect().await;
        let (status, head) = connection.get(&path).await;
        assert_eq!(status, 200);
        assert!(head.contains("x-accel-buffering: no"), "{head}");
        assert!(head.contains("cache-control: no-store"), "{head}");
        assert!(!head.contains("content-encoding"), "{head}");
        connection.until(b"data: ").await;
        let told = connection.until(b"\n").await;
        let told: PaymentResult = serde_json::from_slice(&told).expect("a result");
        assert_eq!(told.outcome, Outcome::Waiting);
        held.push(connection);
    }
    let (status, head) = portal.connect().await.get(&path).await;
    assert_eq!(status, 503, "it asks instead");
    assert!(head.contains("retry-after"), "{head}");
    held.pop();
    until("room for another", async || {
        let (status, _) = portal.connect().await.get(&path).await;
        (status == 200).then_some(())
    })
    .await;
}

#[tokio::test]
async fn one_account_holds_so_many_documents_in_memory_and_no_more() {
    let portal = Portal::limited(&[], |limits| limits.uploads_per_account = 2).await;
    let an = portal.signed_in(AN).await;
    let session = an.cookie("__Host-session").expect("a session");
    let head = format!(
        "POST /chia-se-tai-lieu HTTP/1.1\r\nHost: localhost\r\nCookie: __Host-session={session}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n"
    );
    let mut half_sent = Vec::new();
    for _ in 0..2 {
        let mut connection = portal.connect().await;
        connection.say(&head).await;
        half_sent.push(connection);
    }
    let account = portal.account_of(AN).await;
    until("both to be read", async || {
        portal.app.uploads.take(&account).is_none().then_some(())
    })
    .await;
    let mut third = portal.connect().await;
    third.say(&head).await;
    assert_eq!(third.answer().await.0, 503);
    drop(half_sent);
    until("the places to be given back", async || {
        portal.app.uploads.take(&account)
    })
    .await;
}
