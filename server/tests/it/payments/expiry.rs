//! When the time to pay is over: only after the provider, asked, knew of no money.

use crate::support::{AN, Confirm, Portal, SECRET, one_copy};
use domain::payment::{AttemptState, OrderState, Outcome};
use time::Duration;

#[tokio::test]
async fn whoever_is_never_heard_of_has_a_quarter_of_an_hour() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
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
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
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
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    for _ in 0..4 {
        portal.advance(Duration::minutes(6));
        portal.run_jobs().await;
    }
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);
    portal
        .call_back(Confirm::paid(&attempt.reference, 200_000).signed(SECRET))
        .await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}
