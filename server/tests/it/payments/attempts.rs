//! Choosing a channel, once.

use crate::support::{AN, GOOD_CARD, Portal, one_copy};
use app::api::{
    Endpoint, ProblemCode, path_of,
    payments::{Attempt, NewAttempt, OrderPath, StartAttempt},
};
use http::Method;
use time::Duration;

#[tokio::test]
async fn a_key_is_needed_and_stands_for_one_choice() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let path = OrderPath {
        order: filed.order.id,
    };
    let channel = |code: &str| NewAttempt {
        channel: code.to_owned(),
    };
    let problem = an
        .call::<StartAttempt>(path, channel("vietcombank"))
        .await
        .expect_err("no key");
    assert_eq!(
        (problem.status, problem.code),
        (400, ProblemCode::IdempotencyKeyMissing)
    );
    for unknown in ["", "paypal", "Vietcombank", "' or 1=1"] {
        let problem = an
            .call_with_key::<StartAttempt>(path, channel(unknown), "0123456789")
            .await
            .expect_err(unknown);
        assert_eq!(problem.status, 422);
        assert!(problem.message_for("channel").is_some());
    }
    assert_eq!(
        portal.count("select count(*) from payment_attempts").await,
        0
    );

    an.choose_with_key(filed.order.id, "0123456789")
        .await
        .expect("an attempt");
    let problem = an
        .call_with_key::<StartAttempt>(path, channel("vietinbank"), "0123456789")
        .await
        .expect_err("the key stands for Vietcombank");
    assert_eq!(
        (problem.status, problem.code),
        (422, ProblemCode::IdempotencyKeyReused)
    );
    assert_eq!(portal.wire.said("init").len(), 1);
}

#[tokio::test]
async fn a_channel_that_is_switched_off_is_neither_offered_nor_taken() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    assert_eq!(filed.order.channels.len(), 41);
    portal
        .execute("update payment_channels set enabled = false")
        .await
        .expect("it is switched off");
    assert!(an.order_of(filed.number).await.channels.is_empty());
    let problem = an.choose(filed.order.id).await.expect_err("switched off");
    assert!(problem.message_for("channel").is_some());
}

#[tokio::test]
async fn an_amount_sent_along_changes_nothing() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let path = path_of::<StartAttempt>(&OrderPath {
        order: filed.order.id,
    });
    let tampered = serde_json::json!({
        "channel": "vietcombank",
        "amount": 1,
        "SoTien": "1",
        "totals": { "total": 1 },
    });
    let request = an
        .request(StartAttempt::METHOD, &format!("{path}?amount=1"))
        .header("idempotency-key", "0123456789")
        .json(&tampered);
    let attempt: Attempt = an.send(request).await.json();
    assert_eq!(portal.wire.said("init")[0]["SoTien"], "200000");
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn what_is_paid_is_not_paid_again() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    let problem = an.choose(filed.order.id).await.expect_err("it is paid");
    assert_eq!((problem.status, problem.code), (409, ProblemCode::Conflict));
    assert_eq!(portal.wire.said("init").len(), 1);
}

#[tokio::test]
async fn payments_cannot_be_opened_without_end() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    for number in 0..60 {
        an.choose_with_key(filed.order.id, &format!("attempt-{number}"))
            .await
            .expect("an attempt");
    }
    let problem = an.choose(filed.order.id).await.expect_err("the 61st");
    an.choose_with_key(filed.order.id, "attempt-59")
        .await
        .expect("a repeat begins nothing");
    assert_eq!(
        (problem.status, problem.code),
        (429, ProblemCode::TooManyRequests)
    );
    let wait = problem.retry_after_s.expect("when to come back");
    portal.advance(Duration::seconds(i64::from(wait)));
    an.choose(filed.order.id).await.expect("in time");
}

#[tokio::test]
async fn an_order_that_is_no_order_is_not_found() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    for order in ["x", "00000000-0000-4000-8000-000000000000", "%27"] {
        let request = an
            .request(
                Method::POST,
                &format!("/api/v1/payment-orders/{order}/attempts"),
            )
            .header("idempotency-key", "0123456789")
            .json(&serde_json::json!({ "channel": "vietcombank" }));
        assert_eq!(an.send(request).await.problem().status, 404, "{order}");
    }
}
