//! A provider that was taken out of the configuration, and comes back.

use crate::support::{AN, DUNG, Portal, one_copy};
use app::api::{
    Empty,
    finance::{AttemptPath, RefreshStatus},
};
use domain::payment::{AttemptState, OrderState, Outcome};
use serde_json::json;
use time::Duration;

/// A portal on the same database and beside the same outside world, without one provider.
async fn again_without(first: &Portal, provider: &str) -> Portal {
    let outside = [("SANDBOX_URL", first.sandbox_url.as_str())];
    let portal = Portal::on(first.app.db.clone(), &outside, |config| {
        config
            .providers
            .retain(|settings| settings.descriptor.code != provider);
    })
    .await;
    portal.advance(first.now() - portal.now());
    portal
}

async fn queries(portal: &Portal, reference: &str) -> i32 {
    portal
        .one(
            "select queries from payment_attempts where reference = $1",
            reference.to_owned(),
        )
        .await
}

#[tokio::test]
async fn whoever_began_at_a_provider_that_is_gone_can_pay_another_way() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let begun = an
        .choose_channel(filed.order.id, "momo")
        .await
        .expect("an attempt");
    let portal = again_without(&portal, "momo").await;
    let an = portal.signed_in(AN).await;

    let offered = an.order_of(filed.number).await.channels;
    assert!(offered.iter().all(|channel| channel.code != "momo"));
    assert!(offered.iter().any(|channel| channel.code == "vietqr"));
    let refused = an.choose_channel(filed.order.id, "momo").await;
    let problem = refused.expect_err("it is not offered");
    assert_eq!(
        (problem.status, problem.errors[0].field.as_str()),
        (422, "channel")
    );
    let other = an
        .choose_channel(filed.order.id, "vietqr")
        .await
        .expect("another way");
    let told = an.result_of(&begun.reference).await.expect("the result");
    assert_eq!(told.outcome, Outcome::Replaced);
    assert_eq!(told.replaced_by.as_ref(), Some(&other.reference));
}

#[tokio::test]
async fn money_at_a_provider_that_is_gone_is_asked_about_when_it_is_back() {
    let first = Portal::start().await;
    first.keep_time();
    let an = first.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let begun = an
        .choose_channel(filed.order.id, "momo")
        .await
        .expect("an attempt");
    first.fault_at("momo", "callback", "lose", 1).await;
    let act = json!({ "act": "pay", "amount": 200_000 });
    first.payer(&begun.reference, act).await;

    let without = again_without(&first, "momo").await;
    without.advance(Duration::minutes(1));
    without.run_jobs().await;
    assert_eq!(queries(&without, &begun.reference).await, 1);
    let an = without.signed_in(AN).await;
    let told = an.result_of(&begun.reference).await.expect("the result");
    assert_eq!(
        told.outcome,
        Outcome::Waiting,
        "nobody has said that it failed"
    );
    let back = again_without(&first, "").await;
    let dung = back.signed_in(DUNG).await;
    let path = AttemptPath {
        reference: begun.reference.clone(),
    };
    let detail = dung
        .call::<RefreshStatus>(path, Empty {})
        .await
        .expect("asked");
    assert_eq!(detail.attempt.state, AttemptState::Paid);
    let order = back.signed_in(AN).await.order_of(filed.number).await;
    assert_eq!(order.state, OrderState::Paid);
}

#[tokio::test]
async fn what_a_provider_that_is_gone_never_answered_is_for_a_person_on_day_3() {
    let first = Portal::start().await;
    let an = first.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let begun = an
        .choose_channel(filed.order.id, "momo")
        .await
        .expect("an attempt");
    let without = again_without(&first, "momo").await;
    let needs_person = async || -> bool {
        without
            .one(
                "select needs_person from payment_attempts where reference = $1",
                begun.reference.clone(),
            )
            .await
    };
    for _ in 0..70 {
        without.advance(Duration::hours(1));
        without.run_jobs().await;
    }
    assert!(!needs_person().await, "not before");
    for _ in 0..5 {
        without.advance(Duration::hours(1));
        without.run_jobs().await;
    }
    assert!(needs_person().await);
}
