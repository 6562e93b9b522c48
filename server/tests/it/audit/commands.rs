//! What is done at the server's command line is written down with the machine's user.

use crate::support::{AN, DUNG, LAN, MORNING, Portal};
use app::api::audit::{AuditQuery, ListAuditLog};
use server::{
    announcements::command::{Request, announce, end},
    installation::{self, Purpose},
    leave_demonstration::{Closes, leave_demonstration},
    officers::command::{administrator, reset_password},
};
use time::Duration;

#[tokio::test]
async fn every_command_that_changes_something_names_the_user_of_the_machine() {
    let portal = Portal::start().await;
    let db = &portal.app.db;
    let request = Request {
        warning: false,
        text_vi: "Cổng bảo trì.".into(),
        text_en: "Maintenance.".into(),
        link: None,
        starts_at: MORNING - Duration::hours(1),
        ends_at: MORNING + Duration::hours(1),
    };
    announce(db, &request, MORNING).await.expect("announced");
    end(db, 1, MORNING).await.expect("ended");
    end(db, 1, MORNING).await.expect_err("ended already");
    administrator(db, AN.identity_number, MORNING)
        .await
        .expect("an administrator");
    reset_password(db, DUNG.identity_number, MORNING)
        .await
        .expect("taken");

    let lan = portal.signed_in(LAN).await;
    let log = lan
        .call::<ListAuditLog>((), AuditQuery::default())
        .await
        .expect("the log");
    let told: Vec<_> = log.items.iter().map(|entry| entry.event.as_str()).collect();
    assert_eq!(
        told,
        [
            "officer_password_reset",
            "officer_made",
            "announcement_ended",
            "announcement_made"
        ]
    );
    for entry in &log.items {
        let user = entry.operator.as_deref().expect("a user");
        assert!(user.contains("uid "), "{user}");
        assert_eq!(entry.actor_name, None);
    }
    let ended = &log.items[2].changes[0];
    assert_eq!(
        (ended.before.as_str(), ended.after.as_str()),
        ("16/03/2026 11:00", "16/03/2026 10:00")
    );
    let page = lan.get("/can-bo/nhat-ky").await;
    assert!(page.text().contains("dòng lệnh: "), "{}", page.text());
}

#[tokio::test]
async fn whoever_leaves_a_demonstration_is_named_with_what_was_closed() {
    let portal = Portal::start().await;
    let db = &portal.app.db;
    installation::claim(db, Purpose::Demonstration, MORNING)
        .await
        .expect("nobody else's database");
    leave_demonstration(db, Closes::Everybody, MORNING)
        .await
        .expect("left");
    let named = "select count(*) from audit_log
        where event = 'officer_ended' and operator like '%uid %' and reason = 'server leave-demonstration'";
    assert_eq!(portal.count(named).await, 6);
    let detail: serde_json::Value = sqlx::query_scalar(
        "select detail from audit_log
         where event = 'demonstration_left' and operator like '%uid %' and reason = 'server leave-demonstration'",
    )
    .fetch_one(db)
    .await
    .expect("one entry");
    assert_eq!(
        detail,
        serde_json::json!({
            "accounts_closed": 9, "accounts_kept": 0, "officers_ended": 6, "messages_deleted": 0,
        })
    );
}
