//! Choosing a channel: once, twice, at once, and instead of another.

use crate::support::{AN, BINH, Client, Confirm, GOOD_CARD, Portal, SECRET, one_copy, until};
use app::api::{
    Endpoint, ProblemCode,
    paging::PageQuery,
    path_of,
    payments::{Attempt, ListTransactions, NewAttempt, OrderPath, PaymentResult, StartAttempt},
};
use app::form_data::steering;
use domain::payment::{OrderState, Outcome};
use http::Method;
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
