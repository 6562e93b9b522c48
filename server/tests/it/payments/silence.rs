//! Answers that get lost: on the way to the platform, on the way back, or for good.

use crate::support::{AN, GOOD_CARD, MORNING, Portal, one_copy};
use app::api::ProblemCode;
use domain::payment::{AttemptState, OrderState, Outcome};
use time::{Duration, OffsetDateTime};

#[tokio::test]
async fn a_lost_confirm_is_made_up_for_when_the_payer_comes_back() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("callback", "lose", 1).await;
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    portal.run_jobs().await;
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::InProgress,
        "nothing is due yet"
    );

    let told = portal
        .browser()
        .result_of(&attempt.reference)
        .await
        .expect("the result");
    assert_eq!(told.outcome, Outcome::Waiting);
    assert_eq!(told.next_query_at.as_deref(), Some("10:01"));
    portal.run_jobs().await;
    assert_eq!(portal.wire.said("query").len(), 1);
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
    let told = portal
        .browser()
        .result_of(&attempt.reference)
        .await
        .expect("the result");
    assert_eq!(told.outcome, Outcome::Succeeded);
}

#[tokio::test]
async fn a_lost_confirm_is_made_up_for_after_a_minute_when_nobody_comes_back() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("callback", "lose", 1).await;
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;

    portal.advance(Duration::seconds(59));
    portal.run_jobs().await;
    assert!(portal.wire.said("query").is_empty());
    portal.advance(Duration::seconds(1));
    portal.run_jobs().await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
    // A query repeats the time of the INIT it asks about.
    let (init, query) = (portal.wire.said("init"), portal.wire.said("query"));
    assert_eq!(init[0]["ThoiGianGD"], "20260316100000");
    assert_eq!(query[0]["ThoiGianGD"], init[0]["ThoiGianGD"]);
    // What is settled is not asked about again.
    portal.advance(Duration::days(4));
    portal.run_jobs().await;
    assert_eq!(portal.wire.said("query").len(), 1);
    assert_eq!(portal.count("select count(*) from jobs").await, 0);
}

#[tokio::test]
async fn who_chooses_again_after_a_lost_confirm_is_told_that_it_is_paid_and_not_charged_twice() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("callback", "lose", 1).await;
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;

    let refused = an
        .choose(filed.order.id)
        .await
        .expect_err("a second payment");
    assert_eq!(refused.code, ProblemCode::Conflict);
    assert_eq!(portal.wire.said("init").len(), 1, "nothing more was opened");
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn impatient_reloading_does_not_flood_the_platform_with_questions() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    for _ in 0..30 {
        an.result_of(&attempt.reference).await.expect("the result");
        portal.run_jobs().await;
    }
    assert_eq!(portal.wire.said("query").len(), 1);
    portal.advance(Duration::seconds(11));
    an.result_of(&attempt.reference).await.expect("the result");
    portal.run_jobs().await;
    assert_eq!(portal.wire.said("query").len(), 2);
}

#[tokio::test]
async fn what_the_platform_calls_processing_is_asked_about_for_three_days_and_then_is_for_a_person()
{
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    // The times at which a question is due: a clock that jumps from one to the next misses none.
    let mut asked_at = Vec::new();
    while let Some(due) = next_question(&portal).await {
        portal.advance(due - portal.now());
        portal.run_jobs().await;
        asked_at.push((portal.now() - MORNING).whole_minutes());
    }
    assert_eq!(portal.wire.said("query").len(), asked_at.len());
    // 1 minute, every 5 to an hour, every 15 to six, every 30 to a day, then daily to day 3.
    let hours = |hours: i64| hours * 60;
    assert_eq!(asked_at[..4], [1, 6, 11, 16]);
    let asked_within = |from: i64, to: i64| {
        let times = asked_at.iter().filter(|at| (from..to).contains(at));
        times.count()
    };
    assert_eq!(asked_within(0, hours(1)), 12);
    assert_eq!(asked_within(hours(1), hours(6)), 20);
    assert_eq!(asked_within(hours(6), hours(24)), 36);
    assert_eq!(asked_within(hours(24), hours(72)), 2);
    assert_eq!(asked_at.last(), Some(&hours(72)), "{asked_at:?}");

    let told = an.result_of(&attempt.reference).await.expect("the result");
    assert_eq!(
        (told.state, told.next_query_at, told.with_officer),
        (AttemptState::InFlight, None, true),
        "the platform said all the time that money may be on its way"
    );
    // The money may still come, and is welcome.
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    let an = portal.signed_in(AN).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

/// When the provider is to be asked next.
async fn next_question(portal: &Portal) -> Option<OffsetDateTime> {
    sqlx::query_scalar("select min(run_at) from jobs where work ->> 'kind' = 'poll_attempt'")
        .fetch_one(&portal.app.db)
        .await
        .expect("the jobs")
}

#[tokio::test]
async fn a_platform_that_cannot_be_asked_is_asked_again() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("callback", "lose", 1).await;
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    for fault in ["http_500", "refuse", "lose_answer"] {
        portal.fault("query", fault, 1).await;
        portal.advance(Duration::minutes(5));
        portal.run_jobs().await;
        assert_eq!(
            an.order_of(filed.number).await.state,
            OrderState::InProgress,
            "{fault}"
        );
    }
    portal.advance(Duration::minutes(5));
    portal.run_jobs().await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn a_query_that_reports_another_amount_settles_nothing() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("callback", "lose", 1).await;
    portal.fault("query", "wrong_amount", 1).await;
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    portal.advance(Duration::minutes(1));
    portal.run_jobs().await;
    let order = an.order_of(filed.number).await;
    assert_eq!(
        (order.state, order.receipt),
        (OrderState::NeedsReview, None)
    );
    assert_eq!(
        an.choose(order.id).await.expect_err("not again").status,
        409
    );
}

#[tokio::test]
async fn a_refused_init_charges_nothing_and_can_be_tried_again_at_once() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    portal.fault("create", "refuse", 1).await;
    let problem = an
        .choose(filed.order.id)
        .await
        .expect_err("under maintenance");
    assert_eq!(
        (problem.status, problem.code),
        (503, ProblemCode::ProviderUnavailable)
    );
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Due);
    assert_eq!(
        order.latest_attempt.expect("it is told of").outcome,
        Outcome::Failed
    );

    let attempt = an.choose(filed.order.id).await.expect("at once again");
    portal
        .pay(&attempt.redirect_url.expect("the bank's page"), GOOD_CARD)
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn a_platform_that_is_not_there_charges_nothing() {
    // Nothing listens on the discard port of this machine.
    let portal = Portal::with(&[("NATIONAL_PLATFORM_URL", "http://127.0.0.1:9")]).await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    for _ in 0..2 {
        let problem = an.choose(filed.order.id).await.expect_err("no connection");
        assert_eq!(
            (problem.status, problem.code),
            (503, ProblemCode::ProviderUnavailable)
        );
        assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);
    }
    let order = an.order_of(filed.number).await;
    portal.assert_untouched(&order).await;
}

#[tokio::test]
async fn an_init_whose_answer_got_lost_is_waited_for_and_settled_if_it_was_paid() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    portal.fault("create", "lose_answer", 1).await;
    portal.fault("callback", "lose", 1).await;
    let problem = an
        .choose(filed.order.id)
        .await
        .expect_err("an attempt that may exist");
    assert_eq!(
        (problem.status, problem.code),
        (504, ProblemCode::ProviderUnknown)
    );
    let suggestion = problem.suggestion.expect("another channel");
    assert_eq!(
        (suggestion.field.as_str(), suggestion.value.as_str()),
        ("channel", "vietqr")
    );
    let attempt = an.order_of(filed.number).await.latest_attempt;
    let attempt = attempt.expect("it is told of");
    assert_eq!(
        (attempt.outcome, attempt.redirect_url),
        (Outcome::Waiting, None)
    );
    assert_eq!(
        an.order_of(filed.number).await.state,
        OrderState::InProgress
    );

    let init = portal.wire.said("init").pop().expect("an INIT");
    let page = portal.wire.payment_page_of(&init).await;
    portal.pay(&page, GOOD_CARD).await;
    portal.deliveries(&attempt.reference, 1).await;
    portal.advance(Duration::minutes(1));
    portal.run_jobs().await;
    portal
        .assert_settled(&an.order_of(filed.number).await, 0)
        .await;
}

#[tokio::test]
async fn an_init_that_never_arrived_fails_once_that_is_certain_and_not_before() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    portal.fault("create", "http_500", 1).await;
    let problem = an
        .choose(filed.order.id)
        .await
        .expect_err("an attempt that may exist");
    assert_eq!(
        (problem.status, problem.code),
        (504, ProblemCode::ProviderUnknown)
    );
    let suggestion = problem.suggestion.expect("another channel");
    assert_eq!(
        (suggestion.field.as_str(), suggestion.value.as_str()),
        ("channel", "vietqr")
    );
    let attempt = an.order_of(filed.number).await.latest_attempt;
    let attempt = attempt.expect("it is told of");
    assert_eq!(
        (attempt.outcome, attempt.redirect_url),
        (Outcome::Waiting, None)
    );
    for minutes in [1, 5, 5] {
        portal.advance(Duration::minutes(minutes));
        portal.run_jobs().await;
        assert_eq!(
            an.order_of(filed.number).await.state,
            OrderState::InProgress
        );
    }
    portal.advance(Duration::minutes(5));
    portal.run_jobs().await;
    let told = an.result_of(&attempt.reference).await.expect("the result");
    assert_eq!(told.outcome, Outcome::Failed);
    let order = an.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Due);
    portal.assert_untouched(&order).await;
}

#[tokio::test]
async fn a_payer_who_turned_back_unheard_is_found_by_asking() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an.choose(filed.order.id).await.expect("an attempt");
    portal.fault("callback", "lose", 1).await;
    portal
        .give_up(&attempt.redirect_url.expect("the bank's page"))
        .await;
    portal.deliveries(&attempt.reference, 1).await;
    an.result_of(&attempt.reference).await.expect("the result");
    portal.run_jobs().await;
    let told = an.result_of(&attempt.reference).await.expect("the result");
    assert_eq!(told.outcome, Outcome::Failed);
    assert_eq!(an.order_of(filed.number).await.state, OrderState::Due);
}
