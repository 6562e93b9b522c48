//! What somebody without an account can have written down, again and again.

use crate::support::identity::logged;
use crate::support::{AN, Portal};
use app::api::{Empty, passkeys::BeginPasskeySignIn};
use time::Duration;

#[tokio::test]
async fn failures_that_strangers_cause_do_not_fill_the_log() {
    let portal = Portal::start().await;
    let stranger = portal.browser();
    let page = "/dang-nhap/national/ket-qua?state=x&code=y";
    for _ in 0..100 {
        assert_eq!(stranger.get(page).await.status, 303);
    }
    let failed = logged(&portal, "sign_in_failed").await;
    assert_eq!(failed, 60);
    let app = &portal.app;
    app.left_out
        .write(&app.db, portal.now())
        .await
        .expect("written");
    let left_out = "select times from left_out where what = $1";
    let left_out: i64 = portal.one(left_out, "audit:sign_in_failed").await;
    assert_eq!(left_out, 40);

    // Whoever comes from elsewhere, and whoever signs in, is written down all the same.
    portal.browser_at("198.51.100.9").get(page).await;
    assert_eq!(logged(&portal, "sign_in_failed").await, 61);
    let before = logged(&portal, "signed_in").await;
    crate::support::identity::sign_in(&portal, &portal.browser_at("198.51.100.9"), AN).await;
    assert_eq!(logged(&portal, "signed_in").await, before + 1);

    portal.advance(Duration::minutes(1));
    stranger.get(page).await;
    assert_eq!(
        logged(&portal, "sign_in_failed").await,
        62,
        "one a minute is regained"
    );
}

#[tokio::test]
async fn what_strangers_cause_elsewhere_leaves_room_for_what_is_tried_on_an_account() {
    let portal = Portal::start().await;
    let nobodys = "/dang-nhap/national/ket-qua?state=x&code=y";
    portal.browser_at("198.51.100.1").get(nobodys).await;
    portal
        .execute("update rate_limits set tokens = 0 where key like 'audit-strangers:%'")
        .await
        .expect("nothing is left for what is nobody's");
    portal.browser_at("198.51.100.2").get(nobodys).await;
    assert_eq!(logged(&portal, "sign_in_failed").await, 1);
    let thief = portal.browser_at("198.51.100.3");
    crate::support::identity::start_sign_in(&thief, AN.identity_number, "not the password")
        .await
        .expect_err("wrong");
    assert_eq!(logged(&portal, "sign_in_failed").await, 2);
}

#[tokio::test]
async fn strangers_begin_so_many_passkey_ceremonies_and_no_more() {
    let portal = Portal::start().await;
    let stranger = portal.browser();
    for _ in 0..120 {
        let begun = stranger.call::<BeginPasskeySignIn>((), Empty {}).await;
        begun.expect("options");
    }
    let refused = stranger.call::<BeginPasskeySignIn>((), Empty {}).await;
    let refused = refused.expect_err("too many");
    assert_eq!(refused.status, 429);
    assert!(refused.retry_after_s.is_some());
    let rows = "select count(*) from ceremonies";
    assert_eq!(portal.count(rows).await, 120);
    let elsewhere = portal.browser_at("198.51.100.9");
    let begun = elsewhere.call::<BeginPasskeySignIn>((), Empty {}).await;
    begun.expect("options");
}
