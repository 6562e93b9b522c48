//! Which jobs are run, and before which others.

use crate::support::{AN, Portal};
use server::jobs::{self, Takes, Work};
use time::Duration;
use uuid::Uuid;

#[tokio::test]
async fn a_message_is_sent_though_questions_to_a_provider_have_been_due_for_longer() {
    let portal = Portal::start().await;
    let (app, now) = (&portal.app, portal.now());
    let question = Work::QueryAttempt {
        attempt_id: Uuid::new_v4(),
    };
    let message = Work::SendSms {
        to: AN.phone.to_owned(),
        text: "123456 la ma xac thuc cua ban".to_owned(),
    };
    for (work, due) in [(&question, now - Duration::hours(1)), (&message, now)] {
        jobs::enqueue(&app.db, work, due, now)
            .await
            .expect("written");
    }
    let run_message = async || jobs::run_one(app, Takes::Messages).await.expect("jobs");
    assert!(run_message().await);
    let inbox = portal
        .sandbox_json(&format!("/sandbox/phone/{}.json", AN.phone))
        .await;
    assert_eq!(inbox[0]["text"], "123456 la ma xac thuc cua ban");
    assert!(!run_message().await, "a messenger asks no provider");
    assert!(
        jobs::run_one(app, Takes::Anything).await.expect("jobs"),
        "the question waits for a worker"
    );
}
