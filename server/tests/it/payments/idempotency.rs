//! `Idempotency-Key`: who may repeat what, and what a repeat is answered.

use crate::support::{AN, BINH, Portal, one_copy};
use app::api::{
    ProblemCode,
    dossiers::{DossierPath, SendDossier},
    payments::{NewAttempt, OrderPath, StartAttempt},
};
use time::Duration;

const KEY: &str = "one-key-for-everything";

#[tokio::test]
async fn a_key_belongs_to_one_account_and_one_endpoint() {
    let portal = Portal::start().await;
    let mut references = Vec::new();
    for citizen in [AN, BINH] {
        let browser = portal.signed_in(citizen).await;
        let draft = browser.draft(one_copy(), KEY).await.expect("a draft");
        let number = draft.summary.number;
        let path = DossierPath { number };
        browser
            .call_with_key::<SendDossier>(path, one_copy(), KEY)
            .await
            .expect("sent, with the same key");
        let order = browser.order_of(number).await.id;
        let attempt = browser.choose_with_key(order, KEY).await;
        references.push(attempt.expect("an attempt, with the same key").reference);
    }
    assert_ne!(references[0], references[1]);
}

#[tokio::test]
async fn a_dossier_sent_again_with_the_key_is_answered_as_it_was() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let draft = an.draft(one_copy(), KEY).await.expect("a draft");
    let path = DossierPath {
        number: draft.summary.number,
    };
    let send = |content| an.call_with_key::<SendDossier>(path, content, KEY);
    let problem = an
        .call::<SendDossier>(path, one_copy())
        .await
        .expect_err("no key");
    assert_eq!(
        (problem.status, problem.code),
        (400, ProblemCode::IdempotencyKeyMissing)
    );
    let first = send(one_copy()).await.expect("sent");
    assert_eq!(send(one_copy()).await.expect("a repeat"), first);
    let mut other = one_copy();
    other.unit_code = "72-so-y-te".to_owned();
    let problem = send(other).await.expect_err("something else");
    assert_eq!(
        (problem.status, problem.code),
        (422, ProblemCode::IdempotencyKeyReused)
    );
    assert_eq!(portal.count("select count(*) from payment_orders").await, 1);
}

#[tokio::test]
async fn a_refusal_is_repeated_too_and_asks_the_provider_nothing() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    portal.fault("create", "refuse", 1).await;
    let first = an
        .choose_with_key(filed.order.id, KEY)
        .await
        .expect_err("refused");
    let again = an
        .choose_with_key(filed.order.id, KEY)
        .await
        .expect_err("the same answer");
    assert_eq!(first, again);
    assert_eq!(portal.wire.said("init").len(), 1);
    an.choose(filed.order.id).await.expect("with another key");
}

#[tokio::test]
async fn a_request_whose_server_died_is_answered_with_what_became_of_it() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let attempt = an
        .choose_with_key(filed.order.id, KEY)
        .await
        .expect("an attempt");
    // As if it had died between the provider's answer and its own.
    portal
        .execute("update idempotency_keys set status = null, answer = null")
        .await
        .expect("no answer was kept");
    let problem = an
        .choose_with_key(filed.order.id, KEY)
        .await
        .expect_err("perhaps it is only slow");
    assert_eq!(problem.code, ProblemCode::IdempotencyInFlight);
    portal.advance(Duration::minutes(2));
    let again = an.choose_with_key(filed.order.id, KEY).await;
    assert_eq!(again.expect("what is known").reference, attempt.reference);
    assert_eq!(portal.wire.said("init").len(), 1);
}

#[tokio::test]
async fn after_a_day_a_key_is_as_good_as_new() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let first = an.file(one_copy()).await;
    an.choose_with_key(first.order.id, KEY)
        .await
        .expect("an attempt");
    portal.advance(Duration::hours(25));
    let an = portal.signed_in(AN).await;
    let second = an.file(one_copy()).await;
    let path = OrderPath {
        order: second.order.id,
    };
    let input = NewAttempt {
        channel: "agribank".to_owned(),
    };
    an.call_with_key::<StartAttempt>(path, input, KEY)
        .await
        .expect("another payload, a day later");
}
