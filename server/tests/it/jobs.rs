//! Which jobs are run, and before which others; what becomes of those that cannot be run.

use crate::support::{AN, Portal, identity::start_sign_in, one_copy};
use server::{
    account::demonstration::PASSWORD,
    http::Result,
    jobs::{self, Done, Registry, Takes},
    notifications::delivery::Message,
    payments::poll::{self, PollAttempt},
    state::AppState,
};
use std::{future::Ready, sync::Arc};
use time::{Duration, OffsetDateTime};
use tokio::{sync::Semaphore, task::JoinSet};
use uuid::Uuid;

#[tokio::test]
async fn a_message_is_sent_though_questions_to_a_provider_have_been_due_for_longer() {
    let portal = Portal::start().await;
    let (app, now) = (&portal.app, portal.now());
    let question = PollAttempt {
        attempt_id: Uuid::new_v4(),
        provider: "momo".to_owned(),
    };
    let message = Message::SendSms {
        to: AN.phone.to_owned(),
        text: "123456 la ma xac thuc cua ban".to_owned(),
    };
    let earlier = now - Duration::hours(1);
    jobs::enqueue(&app.db, &question, earlier, now)
        .await
        .expect("written");
    jobs::enqueue(&app.db, &message, now, now)
        .await
        .expect("written");
    assert!(portal.run_job(Takes::Messages).await);
    let inbox = portal
        .sandbox_json(&format!("/sandbox/phone/{}.json", AN.phone))
        .await;
    assert_eq!(inbox[0]["text"], "123456 la ma xac thuc cua ban");
    assert!(
        !portal.run_job(Takes::Messages).await,
        "a messenger asks no provider"
    );
    assert!(
        portal.run_job(Takes::Anything).await,
        "the question waits for a worker"
    );
}

#[tokio::test]
async fn a_job_that_panics_is_tried_again_then_given_up_and_seen_and_its_worker_goes_on() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    an.choose(filed.order.id).await.expect("an attempt");
    portal.run_jobs().await;
    let panics = |_: AppState, _: PollAttempt| -> Ready<Result<Done>> {
        panic!("a mistake of ours");
    };
    let registry = Registry::default()
        .handle(panics)
        .on_given_up(poll::show_given_up);
    let run = async || {
        let (jobs, app) = (&portal.app.jobs, portal.app.clone());
        let ran = jobs.run_one(&registry, app, Takes::Anything).await;
        ran.expect("jobs can be read")
    };
    let mut waited = Duration::ZERO;
    for tries in 1..=5 {
        let due = "select run_at from jobs where work ->> 'kind' = $1";
        let due: OffsetDateTime = portal.one(due, "poll_attempt").await;
        assert!(due - portal.now() > waited, "further and further apart");
        waited = due - portal.now();
        portal.advance(waited);
        // The first is by the poll schedule.
        waited = if tries == 1 { Duration::ZERO } else { waited };
        assert!(run().await);
        let row = "select count(*) from jobs where panics = $1 and (given_up_at is not null) = (panics = 5)";
        assert_eq!(portal.one::<i64, _>(row, tries).await, 1);
        assert!(!run().await, "not at once");
    }
    portal.advance(Duration::days(1));
    assert!(!run().await, "nobody takes it any more");
    let health = portal.browser().get("/healthz").await;
    assert_eq!(
        (health.status, health.text()),
        (200, "ok, but jobs given up: 1")
    );
    let shown = "select count(*) from payment_attempts where needs_person";
    assert_eq!(portal.count(shown).await, 1);

    // A server that starts may be a better one.
    portal.app.jobs.retry_given_up().await.expect("written");
    portal.run_jobs().await;
    portal.app.jobs.look_for_given_up().await.expect("looked");
    assert_eq!(portal.browser().get("/healthz").await.text(), "ok");
}

#[tokio::test]
async fn a_code_that_is_good_no_more_is_not_sent() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    start_sign_in(&browser, AN.identity_number, PASSWORD)
        .await
        .expect("a code is on its way");
    let waiting =
        "select count(*) from jobs where work ->> 'kind' = 'send_sms' and expires_at is not null";
    assert_eq!(portal.count(waiting).await, 1);
    let notice = Message::SendSms {
        to: AN.phone.to_owned(),
        text: "Ho so cua ban da duoc tiep nhan".to_owned(),
    };
    jobs::enqueue(&portal.app.db, &notice, portal.now(), portal.now())
        .await
        .expect("written");
    // The gateway was away for so long.
    portal.advance(Duration::minutes(5));
    let texts = portal.texts_to(AN.phone).await;
    assert_eq!(texts, ["Ho so cua ban da duoc tiep nhan"]);
    assert_eq!(portal.count(waiting).await, 0);
}

#[tokio::test]
async fn a_provider_that_hangs_holds_up_its_share_of_the_workers_and_no_other_provider() {
    let portal = Portal::start().await;
    let (app, now) = (&portal.app, portal.now());
    let question = |provider: &str| PollAttempt {
        attempt_id: Uuid::new_v4(),
        provider: provider.to_owned(),
    };
    for minutes in 1..=6 {
        let earlier = now - Duration::minutes(minutes);
        jobs::enqueue(&app.db, &question("momo"), earlier, now)
            .await
            .expect("written");
    }
    jobs::enqueue(&app.db, &question("zalopay"), now, now)
        .await
        .expect("written");
    let answers = Arc::new(Semaphore::new(0));
    let registry = Arc::new(Registry::default().handle({
        let answers = answers.clone();
        move |_: AppState, work: PollAttempt| {
            let answers = answers.clone();
            async move {
                if work.provider == "momo" {
                    answers.acquire().await.expect("an answer").forget();
                }
                Ok(Done::Finished)
            }
        }
    }));
    let mut workers = JoinSet::new();
    for _ in 0..6 {
        let (app, registry) = (app.clone(), registry.clone());
        workers.spawn(async move {
            let run = app.jobs.run_one(&registry, app.clone(), Takes::Anything);
            run.await.expect("jobs can be read")
        });
    }
    // Four wait for the one that hangs, the fifth has asked the other, the sixth finds nothing that it may take.
    let first = workers.join_next().await.expect("a worker");
    let second = workers.join_next().await.expect("a worker");
    let found = [first, second].map(|found| found.expect("no panic"));
    assert!(found.contains(&true) && found.contains(&false), "{found:?}");
    let of = "select count(*) from jobs where waits_for = $1";
    assert_eq!(portal.one::<i64, _>(of, "zalopay").await, 0);
    answers.add_permits(4);
    while let Some(found) = workers.join_next().await {
        assert!(found.expect("no panic"));
    }
    assert_eq!(portal.one::<i64, _>(of, "momo").await, 2);
}
