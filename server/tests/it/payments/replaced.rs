//! Choosing a channel instead of another.

use crate::support::{AN, BINH, Client, Confirm, GOOD_CARD, Portal, SECRET, one_copy};
use app::api::{
    paging::PageQuery,
    payments::{ListTransactions, PaymentResult},
};
use domain::payment::{OrderState, Outcome};
use http::Method;
use time::Duration;

#[tokio::test]
async fn a_new_attempt_takes_the_place_of_the_old_one() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let old = an.choose(filed.order.id).await.expect("an attempt");
    portal.advance(Duration::seconds(5));
    let new = an.choose(filed.order.id).await.expect("another attempt");
    assert_ne!(old.reference, new.reference);
    assert_eq!(
        portal
            .count("select count(*) from payment_attempts where live")
            .await,
        1
    );
    let latest = an
        .order_of(filed.number)
        .await
        .latest_attempt
        .expect("an attempt");
    assert_eq!(latest.reference, new.reference);
    let told = an.result_of(&old.reference).await.expect("the result");
    assert_eq!(
        told.outcome,
        Outcome::Replaced,
        "nobody knows yet what became of it"
    );
    assert_eq!(told.replaced_by.as_ref(), Some(&new.reference));
    let history = an
        .call::<ListTransactions>((), PageQuery::default())
        .await
        .expect("the history");
    let outcomes: Vec<_> = history.items.iter().map(|item| item.outcome).collect();
    assert_eq!(outcomes, [Outcome::Waiting, Outcome::Replaced]);
}

/// What a page that follows an attempt hears at first.
async fn first_event(viewer: &Client, reference: &str) -> PaymentResult {
    let events = format!("/api/v1/payment-results/{reference}/events");
    let request = viewer.request(Method::GET, &events);
    let mut answer = request.send().await.expect("the events");
    let first = answer.chunk().await.expect("bytes").expect("the first");
    let first = String::from_utf8_lossy(&first);
    let data = first.lines().find_map(|line| line.strip_prefix("data: "));
    serde_json::from_str(data.expect("data")).expect("a result")
}

#[tokio::test]
async fn only_the_owner_learns_by_one_reference_which_attempt_took_its_place() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let old = an.choose(filed.order.id).await.expect("an attempt");
    let new = an.choose(filed.order.id).await.expect("another attempt");
    let binh = portal.signed_in(BINH).await;
    let stranger = portal.browser();
    for (viewer, learns) in [
        (&an, Some(&new.reference)),
        (&binh, None),
        (&stranger, None),
    ] {
        let told = viewer.result_of(&old.reference).await.expect("the result");
        assert_eq!(told.outcome, Outcome::Replaced);
        assert_eq!(told.replaced_by.as_ref(), learns);
        let current = viewer.result_of(&new.reference).await.expect("the result");
        assert_eq!(current.replaced_by, None);
        let followed = first_event(viewer, &old.reference).await;
        assert_eq!(followed.replaced_by.as_ref(), learns);
    }

    // What another attempt has paid is current, however old it is.
    portal
        .pay(&old.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&old.reference, 1).await;
    let told = an.result_of(&new.reference).await.expect("the result");
    assert_eq!(
        (told.outcome, told.replaced_by),
        (Outcome::Replaced, Some(old.reference))
    );
}

#[tokio::test]
async fn paid_by_both_attempts_the_order_is_paid_once_and_the_rest_is_owed_to_the_citizen() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let old = an.choose(filed.order.id).await.expect("an attempt");
    let new = an.choose(filed.order.id).await.expect("another attempt");
    for attempt in [new, old] {
        portal
            .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
            .await;
        let deliveries = portal.deliveries(&attempt.reference, 1).await;
        assert_eq!(deliveries[0]["code"], "00", "{deliveries:?}");
    }
    portal
        .assert_settled(&an.order_of(filed.number).await, 200_000)
        .await;
    let history = an
        .call::<ListTransactions>((), PageQuery::default())
        .await
        .expect("the history");
    let receipts = history.items.iter().filter(|item| item.receipt.is_some());
    assert_eq!(receipts.count(), 1);
    assert!(
        history
            .items
            .iter()
            .all(|item| item.outcome == Outcome::Succeeded)
    );
}

#[tokio::test]
async fn paid_by_the_old_attempt_alone_the_order_is_paid_and_the_new_one_is_over() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let old = an.choose(filed.order.id).await.expect("an attempt");
    let new = an.choose(filed.order.id).await.expect("another attempt");
    portal.fault("callback", "lose", 1).await;
    portal
        .pay(&old.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&old.reference, 1).await;
    // What was superseded is asked about all the same.
    portal.advance(Duration::minutes(1));
    portal.run_jobs().await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
    assert_eq!(
        portal
            .count("select count(*) from payment_attempts where live")
            .await,
        0
    );

    // The bank's page of the new one is still open somewhere.
    portal
        .pay(&new.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&new.reference, 1).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 200_000)
        .await;
}

#[tokio::test]
async fn a_wrong_amount_on_the_old_attempt_is_owed_to_the_citizen_once_the_new_one_is_paid() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let old = an.choose(filed.order.id).await.expect("an attempt");
    let new = an.choose(filed.order.id).await.expect("another attempt");
    let wrong = Confirm::paid(&old.reference, 7_000).signed(SECRET);
    portal.call_back(wrong).await;
    let held = an.order_of(filed.number).await;
    assert_eq!(held.state, OrderState::NeedsReview);
    let right = Confirm::paid(&new.reference, 200_000).signed(SECRET);
    portal.call_back(right).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 7_000)
        .await;
}
