//! When the time to pay is over: only after the provider, asked, had not been paid.

use crate::support::{AN, Portal, one_copy, until};
use domain::payment::{AttemptState, OrderState, Outcome};
use serde_json::json;
use time::Duration;

#[tokio::test]
async fn whoever_is_never_heard_of_has_a_quarter_of_an_hour() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, "momo")
        .await
        .expect("an attempt");
    for _ in 0..14 {
        portal.advance(Duration::minutes(1));
        portal.run_jobs().await;
    }
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::InProgress
    );
    for _ in 0..3 {
        portal.advance(Duration::minutes(1));
        portal.run_jobs().await;
    }
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);
    let told = an.result_of(&attempt.reference).await.expect("the result");
    assert_eq!(
        (told.state, told.outcome, told.redirect_url),
        (AttemptState::Expired, Outcome::Failed, None)
    );
}

#[tokio::test]
async fn whoever_came_back_has_ninety_minutes() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, "momo")
        .await
        .expect("an attempt");
    an.result_of(&attempt.reference).await.expect("the result");
    let states = async |minutes: i64| {
        for _ in 0..minutes / 5 {
            portal.advance(Duration::minutes(5));
            portal.run_jobs().await;
        }
        let state: String = portal
            .one(
                "select state from payment_attempts where reference = $1",
                attempt.reference.clone(),
            )
            .await;
        state
    };
    assert_eq!(states(80).await, "pending");
    assert_eq!(states(30).await, "expired");
}

#[tokio::test]
async fn a_platform_that_calls_it_processing_ends_nobodys_time() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    for _ in 0..12 {
        portal.advance(Duration::minutes(10));
        portal.run_jobs().await;
    }
    let an = portal.signed_in(AN).await;
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::InProgress
    );
    let told = an.result_of(&attempt.reference).await.expect("the result");
    assert_eq!(
        (told.state, told.outcome),
        (AttemptState::InFlight, Outcome::Waiting)
    );
    // It holds up nobody: another way to pay takes its place.
    let other = an.choose_channel(filed.order.id, "momo").await;
    other.expect("another way");
    let told = an.result_of(&attempt.reference).await.expect("the result");
    assert_eq!(told.state, AttemptState::Superseded);
}

#[tokio::test]
async fn a_platform_that_does_not_answer_ends_nobodys_time() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("query", "http_500", 100).await;
    for _ in 0..12 {
        portal.advance(Duration::minutes(10));
        portal.run_jobs().await;
    }
    let an = portal.signed_in(AN).await;
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::InProgress
    );
}

#[tokio::test]
async fn money_that_comes_after_the_time_was_over_pays_the_order() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, "momo")
        .await
        .expect("an attempt");
    for _ in 0..4 {
        portal.advance(Duration::minutes(6));
        portal.run_jobs().await;
    }
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);
    let act = json!({ "act": "pay", "amount": 200_000 });
    portal.payer(&attempt.reference, act).await;
    until("paid", async || {
        (an.order_of(filed.number).await.state == OrderState::Paid).then_some(())
    })
    .await;
    assert!(an.order_of(filed.number).await.receipt.is_some());
    assert_eq!(portal.sum_of_the_books().await, 0);
}
