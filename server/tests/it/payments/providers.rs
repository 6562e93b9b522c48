//! Every provider once, over HTTP: opened, paid, told, and settled by whichever news comes.

use crate::support::{AN, Filed, Portal, one_copy, until};
use app::api::payments::Attempt;
use domain::payment::{AttemptState, FailureReason, OrderState};
use serde_json::json;
use time::Duration;

/// Channels with the provider that is behind them.
const CHANNELS: [(&str, &str); 10] = [
    ("agribank", "national-platform"),
    ("techcombank", "ngan-luong"),
    ("ngan-luong", "ngan-luong"),
    ("lpbank", "vnpt-pay"),
    ("vnpt-pay", "vnpt-pay"),
    ("momo", "momo"),
    ("momo-atm", "momo"),
    ("zalopay", "zalopay"),
    ("vnpay", "vnpay"),
    ("vietqr", "vietqr"),
];

async fn begun(portal: &Portal, channel: &str) -> (Filed, Attempt) {
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_channel(filed.order.id, channel)
        .await
        .unwrap_or_else(|problem| panic!("{channel}: {problem:?}"));
    // VNPAY learns of a payment when the payer's browser comes.
    if channel == "vnpay" {
        portal
            .open(attempt.redirect_url.as_deref().expect("a page"))
            .await;
    }
    (filed, attempt)
}

async fn state_of(portal: &Portal, reference: &str) -> String {
    portal
        .one(
            "select state from payment_attempts where reference = $1",
            reference.to_owned(),
        )
        .await
}

#[tokio::test]
async fn what_is_paid_at_any_provider_is_paid_here() {
    let portal = Portal::start().await;
    portal.keep_time();
    for (channel, provider) in CHANNELS {
        let (filed, attempt) = begun(&portal, channel).await;
        let act = json!({ "act": "pay", "amount": 200_000 });
        portal.payer(&attempt.reference, act).await;
        // Ngân Lượng tells nothing by itself.
        if provider == "ngan-luong" {
            portal.advance(Duration::minutes(1));
            portal.run_jobs().await;
        }
        until(channel, async || {
            (state_of(&portal, &attempt.reference).await == "paid").then_some(())
        })
        .await;
        let an = portal.signed_in(AN).await;
        let order = an.order_of(filed.number).await;
        assert_eq!(order.state, OrderState::Paid, "{channel}");
        assert!(order.receipt.is_some(), "{channel}");
    }
    let mut held = 0;
    for provider in [
        "national-platform",
        "ngan-luong",
        "vnpt-pay",
        "momo",
        "zalopay",
        "vnpay",
        "vietqr",
    ] {
        held += portal.balance(format!("clearing:{provider}")).await;
    }
    assert_eq!(held, 200_000 * CHANNELS.len() as i64);
    assert_eq!(portal.sum_of_the_books().await, 0);
}

#[tokio::test]
async fn a_callback_that_is_lost_is_made_up_for_by_asking() {
    let portal = Portal::start().await;
    portal.keep_time();
    for (channel, provider) in CHANNELS {
        portal.fault_at(provider, "callback", "lose", 1).await;
        let (_, attempt) = begun(&portal, channel).await;
        let act = json!({ "act": "pay", "amount": 200_000 });
        portal.payer(&attempt.reference, act).await;
        portal.advance(Duration::minutes(1));
        portal.run_jobs().await;
        until(channel, async || {
            (state_of(&portal, &attempt.reference).await == "paid").then_some(())
        })
        .await;
        portal.repair().await;
    }
}

#[tokio::test]
async fn whoever_comes_late_to_a_provider_that_knew_of_nothing_is_found_by_asking() {
    let portal = Portal::start().await;
    portal.keep_time();
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose_channel(filed.order.id, "vnpay").await;
    let attempt = attempt.expect("an attempt");
    for minutes in [1, 5, 5, 5] {
        portal.advance(Duration::minutes(minutes));
        portal.run_jobs().await;
    }
    assert_eq!(state_of(&portal, &attempt.reference).await, "expired");

    portal.fault_at("vnpay", "callback", "lose", 1).await;
    let page = attempt.redirect_url.as_deref().expect("a page");
    portal.open(page).await;
    portal
        .payer(&attempt.reference, json!({ "act": "pay" }))
        .await;
    portal.advance(Duration::minutes(5));
    portal.run_jobs().await;
    until("paid", async || {
        (state_of(&portal, &attempt.reference).await == "paid").then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_provider_that_never_heard_of_a_payment_ends_it_after_three_days() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let unseen = an.choose_channel(filed.order.id, "vnpay").await;
    let unseen = unseen.expect("an attempt").reference;
    an.choose(filed.order.id).await.expect("another");
    assert_eq!(state_of(&portal, &unseen).await, "superseded");
    for _ in 0..2 {
        portal.advance(Duration::days(2));
        portal.run_jobs().await;
    }
    assert_eq!(state_of(&portal, &unseen).await, "failed");
}

#[tokio::test]
async fn whoever_turns_back_is_told_so_and_a_forged_report_changes_nothing() {
    let portal = Portal::start().await;
    portal.keep_time();
    for (channel, provider) in CHANNELS {
        if matches!(channel, "vietqr" | "momo-atm" | "ngan-luong" | "lpbank") {
            continue;
        }
        portal.fault_at(provider, "callback", "bad_digest", 1).await;
        let (_, attempt) = begun(&portal, channel).await;
        portal
            .payer(&attempt.reference, json!({ "act": "cancel" }))
            .await;
        portal.advance(Duration::minutes(1));
        portal.run_jobs().await;
        let state = state_of(&portal, &attempt.reference).await;
        let told = [
            AttemptState::Failed,
            AttemptState::Cancelled,
            AttemptState::Pending,
        ];
        assert!(
            told.iter().any(|known| known.to_string() == state),
            "{channel}: {state}"
        );
        portal.repair().await;
    }
    assert_eq!(portal.count("select count(*) from ledger_entries").await, 0);
}

#[tokio::test]
async fn whoever_fails_to_pay_is_told_why_where_the_provider_says_it() {
    use FailureReason::{CancelledByPayer, InsufficientFunds, WrongCode};
    let portal = Portal::start().await;
    portal.keep_time();
    for (channel, act, reason) in [
        ("agribank", "insufficient", Some(InsufficientFunds)),
        ("agribank", "cancel", Some(CancelledByPayer)),
        ("agribank", "wrong_otp", Some(WrongCode)),
        ("vnpay", "insufficient", Some(InsufficientFunds)),
        ("vnpay", "cancel", Some(CancelledByPayer)),
        ("vnpay", "wrong_otp", Some(WrongCode)),
        ("momo", "insufficient", Some(InsufficientFunds)),
        ("momo", "cancel", Some(CancelledByPayer)),
        ("momo", "wrong_otp", Some(WrongCode)),
        ("techcombank", "cancel", Some(CancelledByPayer)),
        // VNPT Pay says only that it failed.
        ("vnpt-pay", "insufficient", None),
        ("vnpt-pay", "cancel", None),
    ] {
        let (filed, attempt) = begun(&portal, channel).await;
        portal
            .payer(&attempt.reference, json!({ "act": act }))
            .await;
        // Ngân Lượng tells nothing by itself.
        if channel == "techcombank" {
            portal.advance(Duration::minutes(1));
            portal.run_jobs().await;
        }
        until(channel, async || {
            // The codes of the bank behind the platform decide nothing, so it is asked at once.
            portal.run_jobs().await;
            (state_of(&portal, &attempt.reference).await == "failed").then_some(())
        })
        .await;
        let an = portal.signed_in(AN).await;
        let told = an.result_of(&attempt.reference).await.expect("the result");
        assert_eq!(told.failure, reason, "{channel}, {act}");
        let latest = an.order_of(filed.number).await.latest_attempt;
        assert_eq!(
            latest.expect("the attempt").failure,
            reason,
            "{channel}, {act}"
        );
    }
}

#[tokio::test]
async fn a_transfer_made_twice_or_of_another_amount_is_found_and_goes_back() {
    let portal = Portal::start().await;
    portal.keep_time();
    let (filed, attempt) = begun(&portal, "vietqr").await;
    for amount in [150_000, 200_000, 200_000] {
        let act = json!({ "act": "pay", "amount": amount });
        portal.payer(&attempt.reference, act).await;
    }
    until("three transfers", async || {
        let held = portal.balance("clearing:vietqr".to_owned()).await;
        (held == 550_000).then_some(())
    })
    .await;
    let an = portal.signed_in(AN).await;
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Paid);
    let mut back: Vec<i64> = order
        .refunds
        .iter()
        .map(|refund| refund.amount.as_i64())
        .collect();
    back.sort_unstable();
    assert_eq!(back, [150_000, 200_000]);
}
