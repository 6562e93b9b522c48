//! What a page that waits follows, and the code that it shows.

use crate::support::{AN, Confirm, Portal, SECRET, one_copy, until};
use app::api::payments::PaymentResult;
use domain::payment::Outcome;
use server::payments::updates;

fn told(events: &str) -> Vec<PaymentResult> {
    events
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).expect("a result"))
        .collect()
}

#[tokio::test]
async fn a_page_that_waits_hears_of_the_payment_at_once_and_is_let_go() {
    let portal = Portal::start().await;
    tokio::spawn(updates::listen(portal.app.clone()));
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    let address = format!(
        "{}/api/v1/payment-results/{}/events",
        portal.url, attempt.reference
    );
    let mut answer = reqwest::get(address).await.expect("the events");
    assert_eq!(
        answer.headers()["content-type"].to_str().ok(),
        Some("text/event-stream")
    );
    let mut heard = String::new();
    let first = answer.chunk().await.expect("bytes").expect("the first");
    heard.push_str(&String::from_utf8_lossy(&first));
    assert_eq!(told(&heard)[0].outcome, Outcome::Waiting);
    portal
        .call_back(Confirm::paid(&attempt.reference, 200_000).signed(SECRET))
        .await;
    while let Some(more) = answer.chunk().await.expect("bytes") {
        heard.push_str(&String::from_utf8_lossy(&more));
    }
    let told = told(&heard);
    assert_eq!(told.last().expect("events").outcome, Outcome::Succeeded);
}

#[tokio::test]
async fn nothing_is_told_of_a_reference_that_is_none() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for path in ["events", "qr.svg", "qr.png"] {
        let address = format!("/api/v1/payment-results/nothing/{path}");
        assert_eq!(browser.get(&address).await.status, 404);
    }
}

#[tokio::test]
async fn a_code_is_shown_while_it_can_be_paid() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, "vietqr")
        .await
        .expect("an attempt");
    let payload = attempt.qr.expect("a code");
    assert!(payload.contains(&format!("DVC{}", attempt.reference.to_uppercase())));
    assert!(payload.contains("5406200000"), "the amount: {payload}");
    let picture = format!("/api/v1/payment-results/{}/qr.svg", attempt.reference);
    let svg = an.get(&picture).await;
    assert_eq!(svg.header("content-type"), "image/svg+xml");
    assert!(svg.text().contains("<svg"));
    let to_save = format!("/api/v1/payment-results/{}/qr.png", attempt.reference);
    let png = an.get(&to_save).await;
    assert_eq!(png.header("content-type"), "image/png");
    assert!(png.header("content-disposition").starts_with("attachment"));
    assert!(png.body.starts_with(b"\x89PNG"));
    portal
        .execute("update payment_attempts set state = 'paid', live = false")
        .await
        .expect("paid");
    until("no code any more", async || {
        let statuses = [an.get(&picture).await.status, an.get(&to_save).await.status];
        (statuses == [404; 2]).then_some(())
    })
    .await;
}
