//! Choosing a channel twice, and while something else happens.

use crate::support::{AN, Confirm, GOOD_CARD, Portal, SECRET, one_copy, until};
use app::api::{
    ProblemCode,
    payments::{OrderPath, StartAttempt},
};
use app::form_data::steering;
use domain::payment::OrderState;
use time::Duration;

#[tokio::test]
async fn paying_by_double_tap_makes_one_attempt_and_one_init() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let tap = || an.choose_with_key(filed.order.id, "one-form-rendered-once");
    portal.fault("create", "slow_ms:200", 1).await;
    let (first, second) = tokio::join!(tap(), tap());
    let (answers, refusals): (Vec<_>, Vec<_>) =
        [first, second].into_iter().partition(Result::is_ok);
    let first = answers.into_iter().flatten().next().expect("an attempt");
    let refusal = refusals
        .into_iter()
        .find_map(Result::err)
        .expect("the other tap, while the first is in flight");
    assert_eq!(
        (refusal.status, refusal.code),
        (409, ProblemCode::IdempotencyInFlight)
    );
    let later = tap().await.expect("a third tap, after the answer");
    assert_eq!(later, first, "it leads to the bank as well");
    assert_eq!(
        portal.count("select count(*) from payment_attempts").await,
        1
    );
    assert_eq!(portal.wire.said("init").len(), 1);

    portal
        .pay(&later.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&first.reference, 1).await;
    let after = tap().await.expect("a tap on a page that is out of date");
    assert_eq!(after, first, "the answer of then, for a day");
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn a_native_tap_while_the_first_is_under_way_leads_to_the_bank_as_well() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    portal.fault("create", "slow_ms:200", 1).await;
    let path = OrderPath {
        order: filed.order.id,
    };
    let page = format!("/ho-so/{}/thanh-toan", filed.number);
    let fields = [
        (steering::KEY, "one-form-rendered-once"),
        ("channel", "vietcombank"),
    ];
    let tap = || an.post::<StartAttempt>(&page, &path, &fields);
    let (first, second) = tokio::join!(tap(), tap());
    assert!(first.elsewhere().starts_with(&portal.sandbox_url));
    // A browser without scripts shows the answer to the second.
    assert_eq!(second.elsewhere(), first.elsewhere());
    assert_eq!(portal.wire.said("init").len(), 1);
}

#[tokio::test]
async fn a_payment_is_opened_even_if_the_browser_hangs_up_meanwhile() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    portal.fault("create", "slow_ms:200", 1).await;
    let tap = || an.choose_with_key(filed.order.id, "one-form-rendered-once");
    tokio::select! {
        answer = tap() => panic!("answered before the platform was: {answer:?}"),
        () = until("INIT", async || (!portal.wire.said("init").is_empty()).then_some(())) => {}
    }
    let again = until("the same attempt", async || tap().await.ok()).await;
    assert_eq!(portal.wire.said("init").len(), 1);
    let page = again.redirect_url.expect("the bank's page");
    portal.pay(&page, GOOD_CARD).await;
    portal.deliveries(&again.reference, 1).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn choosing_many_times_at_once_leaves_at_most_one_live_attempt() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let answers = futures::future::join_all((0..6).map(|_| an.choose(filed.order.id))).await;
    for answer in &answers {
        assert!(answer.is_ok(), "{answer:?}");
    }
    assert_eq!(
        portal
            .count("select count(*) from payment_attempts where live")
            .await,
        1
    );
    assert_eq!(
        portal.count("select count(*) from payment_attempts").await,
        6
    );
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::InProgress
    );

    // Paid by all of them, every đồng is accounted for.
    for init in portal.wire.said("init") {
        let page = portal.wire.payment_page_of(&init).await;
        portal.pay(&page, GOOD_CARD).await;
        portal
            .deliveries(init["MaThamChieu"].as_str().expect("a reference"), 1)
            .await;
    }
    portal
        .assert_settled(&an.order_of(filed.number).await, 5 * 200_000)
        .await;
}

#[tokio::test]
async fn asking_hearing_and_choosing_at_once_never_block_each_other() {
    let portal = Portal::start().await;
    for _ in 0..10 {
        let an = portal.signed_in(AN).await;
        let filed = an.file(one_copy()).await;
        let attempt = an.choose(filed.order.id).await.expect("an attempt");
        portal.fault("callback", "lose", 1).await;
        portal
            .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
            .await;
        portal.advance(Duration::minutes(1));
        let heard = Confirm::paid(&attempt.reference, 200_000)
            .with(
                "MaGiaoDich",
                &transaction_of(&portal, &attempt.reference).await,
            )
            .signed(SECRET);
        let (answer, chosen, ()) = tokio::join!(
            portal.call_back(heard),
            an.choose(filed.order.id),
            portal.run_jobs(),
        );
        assert_eq!(answer.json::<serde_json::Value>()["MaLoi"], "00");
        assert!(
            chosen
                .as_ref()
                .map_or_else(|problem| problem.status, |_| 200)
                < 500,
            "{chosen:?}"
        );
        let order = an.order_of(filed.number).await;
        assert_eq!(order.state, OrderState::Paid);
        let owed = portal.balance(format!("citizens:{}", order.id)).await;
        assert_eq!(owed, 0, "one charge at the bank");
    }
}

/// The bank's own number of a charge.
async fn transaction_of(portal: &Portal, reference: &str) -> String {
    let charges = portal.sandbox_json("/sandbox/bank/charges.json").await;
    let charges = charges.as_array().expect("a list");
    let charge = charges
        .iter()
        .find(|charge| charge["reference"] == reference);
    let transaction = &charge.expect("a charge")["transaction"];
    transaction.as_str().expect("a number").to_owned()
}
