//! Which jobs are run, and before which others.

use crate::support::{AN, Portal};
use server::{
    jobs::{self, Takes},
    notifications::delivery::Message,
    payments::poll::PollAttempt,
};
use time::Duration;
use uuid::Uuid;

#[tokio::test]
async fn a_message_is_sent_though_questions_to_a_provider_have_been_due_for_longer() {
    let portal = Portal::start().await;
    let (app, now) = (&portal.app, portal.now());
    let question = PollAttempt {
        attempt_id: Uuid::new_v4(),
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
