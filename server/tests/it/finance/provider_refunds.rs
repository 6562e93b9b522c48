//! Refunds that providers take back, also where their answers get lost.

use crate::support::{AN, DUNG, Filed, GIANG, Portal, one_copy, until};
use app::api::{
    Empty,
    finance::{ApproveRefund, IdPath, RefreshRefundStatus, Refund, RefundAccount},
    payments::Attempt,
};
use domain::refund::RefundState;
use serde_json::json;
use time::Duration;

pub async fn paid_by(portal: &Portal, channel: &str) -> (Filed, Attempt) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, channel)
        .await
        .expect("an attempt");
    if channel == "vnpay" {
        portal
            .open(attempt.redirect_url.as_deref().expect("a page"))
            .await;
    }
    portal
        .payer(&attempt.reference, json!({ "act": "pay" }))
        .await;
    until(channel, async || {
        let state: String = portal
            .one(
                "select state from payment_attempts where reference = $1",
                attempt.reference.clone(),
            )
            .await;
        (state == "paid").then_some(())
    })
    .await;
    (filed, attempt)
}

/// Proposed by one officer, approved by the other, to be sent through the provider.
pub(super) async fn approved(portal: &Portal, attempt: &Attempt, amount: &str) -> Refund {
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let refund = dung
        .propose_refund(&attempt.reference, amount, "200000")
        .await
        .expect("a proposal");
    assert!(refund.through_provider);
    giang
        .call::<ApproveRefund>(IdPath { id: refund.id }, RefundAccount::default())
        .await
        .expect("approved")
}

async fn refunds_at_the_bank(portal: &Portal, reference: &str) -> usize {
    let books = portal.sandbox_json("/sandbox/bank/refunds.json").await;
    let all = books.as_array().expect("a list");
    all.iter()
        .filter(|refund| refund["reference"] == reference)
        .count()
}

#[tokio::test]
async fn a_refund_goes_back_through_the_provider_whole_or_in_part() {
    let portal = Portal::start().await;
    portal.keep_time();
    for (channel, amount) in [
        ("momo", "200000"),
        ("vnpay", "50000"),
        ("zalopay", "120000"),
    ] {
        let (_, attempt) = paid_by(&portal, channel).await;
        let refund = approved(&portal, &attempt, amount).await;
        portal.run_jobs().await;
        for _ in 0..3 {
            portal.pass(Duration::minutes(6)).await;
            portal.run_jobs().await;
        }
        let dung = portal.signed_in(DUNG).await;
        let done = dung.refunds("done").await;
        assert!(
            done.iter().any(|one| one.id == refund.id),
            "{channel}: {:?}",
            dung.refunds("").await
        );
        assert_eq!(refunds_at_the_bank(&portal, &attempt.reference).await, 1);
        let left = 200_000 - amount.parse::<i64>().expect("a number");
        let clearing = format!("clearing:{channel}");
        assert_eq!(portal.balance(clearing).await, left, "{channel}");
    }
    assert_eq!(portal.sum_of_the_books().await, 0);
    let books = server::payments::verify::ledger(&portal.app.db).await;
    assert_eq!(books.expect("compared").differences, []);
}

#[tokio::test]
async fn officers_who_ask_at_once_send_one_message() {
    let portal = Portal::start().await;
    portal.keep_time();
    let (_, attempt) = paid_by(&portal, "momo").await;
    let refund = approved(&portal, &attempt, "200000").await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let path = IdPath { id: refund.id };
    let answers = futures::future::join_all((0..10).map(|number| {
        let officer = if number % 2 == 0 { &dung } else { &giang };
        officer.call::<RefreshRefundStatus>(path, Empty {})
    }))
    .await;
    assert!(answers.iter().any(Result::is_ok), "{answers:?}");
    for _ in 0..3 {
        portal.run_jobs().await;
        portal.pass(Duration::minutes(6)).await;
    }
    let sent = "select count(*) from refund_events where event ->> 'type' = 'send_requested'";
    assert_eq!(portal.count(sent).await, 1);
    assert_eq!(refunds_at_the_bank(&portal, &attempt.reference).await, 1);
    assert_eq!(portal.signed_in(DUNG).await.refunds("done").await.len(), 1);
}

#[tokio::test]
async fn a_refund_is_not_taken_for_another_of_the_same_payment_and_amount() {
    let portal = Portal::start().await;
    portal.keep_time();
    let (_, attempt) = paid_by(&portal, "vnpay").await;
    approved(&portal, &attempt, "50000").await;
    for _ in 0..3 {
        portal.run_jobs().await;
        portal.pass(Duration::minutes(6)).await;
    }
    assert_eq!(portal.signed_in(DUNG).await.refunds("done").await.len(), 1);

    portal.fault_at("vnpay", "refund", "lose_request", 1).await;
    let (dung, giang) = (portal.signed_in(DUNG).await, portal.signed_in(GIANG).await);
    let second = dung
        .propose_refund(&attempt.reference, "50000", "150000")
        .await
        .expect("a proposal");
    giang
        .call::<ApproveRefund>(IdPath { id: second.id }, RefundAccount::default())
        .await
        .expect("approved");
    portal.run_jobs().await;
    assert_eq!(
        refunds_at_the_bank(&portal, &attempt.reference).await,
        1,
        "the second got lost"
    );
    assert_eq!(dung.refunds("unknown").await.len(), 1);
    for _ in 0..6 {
        portal.run_jobs().await;
        portal.pass(Duration::minutes(6)).await;
    }
    let dung = portal.signed_in(DUNG).await;
    assert_eq!(
        dung.refunds("done").await.len(),
        2,
        "{:?}",
        dung.refunds("").await
    );
    assert_eq!(refunds_at_the_bank(&portal, &attempt.reference).await, 2);
    assert_eq!(portal.balance("clearing:vnpay".to_owned()).await, 100_000);
}

#[tokio::test]
async fn a_refund_whose_answer_got_lost_is_asked_about_and_not_sent_twice() {
    let portal = Portal::start().await;
    portal.keep_time();
    let (_, attempt) = paid_by(&portal, "momo").await;
    portal.fault_at("momo", "refund", "lose_answer", 1).await;
    let refund = approved(&portal, &attempt, "200000").await;
    portal.run_jobs().await;
    let dung = portal.signed_in(DUNG).await;
    let unknown = dung.refunds(RefundState::Unknown.into()).await;
    assert_eq!(unknown.len(), 1, "a time-out is unknown");
    assert_eq!(
        portal.balance("refunds:momo".to_owned()).await,
        -200_000,
        "it is owed until it is known"
    );
    portal.advance(Duration::minutes(2));
    portal.run_jobs().await;
    let dung = portal.signed_in(DUNG).await;
    assert!(
        dung.refunds("done")
            .await
            .iter()
            .any(|one| one.id == refund.id)
    );
    assert_eq!(refunds_at_the_bank(&portal, &attempt.reference).await, 1);
    assert_eq!(portal.balance("clearing:momo".to_owned()).await, 0);
}

#[tokio::test]
async fn a_refund_that_never_arrived_is_sent_again_under_its_number() {
    let portal = Portal::start().await;
    portal.keep_time();
    let (_, attempt) = paid_by(&portal, "momo").await;
    portal.fault_at("momo", "refund", "lose_request", 1).await;
    approved(&portal, &attempt, "200000").await;
    for _ in 0..6 {
        portal.run_jobs().await;
        portal.advance(Duration::minutes(6));
    }
    let dung = portal.signed_in(DUNG).await;
    assert_eq!(
        dung.refunds("done").await.len(),
        1,
        "{:?}",
        dung.refunds("").await
    );
    assert_eq!(refunds_at_the_bank(&portal, &attempt.reference).await, 1);
}
