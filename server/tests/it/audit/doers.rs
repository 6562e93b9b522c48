//! Nobody is named as the doer of what they have not been proved to have done.

use crate::support::{AN, LAN, Portal};
use app::api::audit::{AuditQuery, ListAuditLog};
use server::audit::Event;

/// Entries about An's account: two that strangers cause, and two that need the account's owner.
async fn entries() -> Portal {
    let portal = Portal::start().await;
    let an = portal.account_of(AN).await;
    for event in [
        Event::PhoneReplacementBegan,
        Event::SignInFailed,
        Event::SignedIn,
        Event::PasswordChanged,
    ] {
        event
            .of(an)
            .write_from(&portal.app.db, portal.now(), "203.0.113.9", "")
            .await
            .expect("written");
    }
    // Whoever reported the telephone lost gets the number that was asked for, without a request.
    Event::PhoneChanged
        .of(an)
        .write_without_request(&portal.app.db, portal.now())
        .await
        .expect("written");
    portal
}

#[tokio::test]
async fn only_what_was_proved_is_said_to_be_done_by_the_accounts_owner() {
    let portal = entries().await;
    let lan = portal.signed_in(LAN).await;
    let log = lan
        .call::<ListAuditLog>((), AuditQuery::default())
        .await
        .expect("the log");
    let told: Vec<_> = log
        .items
        .iter()
        .map(|entry| (entry.event.as_str(), entry.done_by.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("phone_changed", "Người chưa xác minh"),
            ("password_changed", "Chủ tài khoản"),
            ("signed_in", "Chủ tài khoản"),
            ("sign_in_failed", "Người chưa xác minh"),
            ("phone_replacement_began", "Người chưa xác minh"),
        ]
    );
    let page = lan
        .get("/can-bo/nhat-ky?event=phone_replacement_began")
        .await;
    assert!(page.text().contains("Người chưa xác minh"));
    assert!(!page.text().contains("Chủ tài khoản"));
    let table = lan.get("/api/v1/audit-log.csv?event=accounts").await;
    let said = |words: &str| table.text().matches(words).count();
    assert_eq!(said("Người chưa xác minh"), 3, "{}", table.text());
    assert_eq!(said("Chủ tài khoản"), 2, "{}", table.text());
    let english = lan.get("/can-bo/nhat-ky?lang=en").await;
    for words in ["Someone not verified", "Account owner"] {
        assert!(english.text().contains(words), "{}", english.text());
    }
}

#[tokio::test]
async fn what_people_do_with_their_own_accounts_is_found_by_who_did_it() {
    let portal = entries().await;
    let lan = portal.signed_in(LAN).await;
    let by_an = AuditQuery {
        actor: AN.identity_number.to_owned(),
        ..AuditQuery::default()
    };
    let log = lan.call::<ListAuditLog>((), by_an).await.expect("the log");
    let told: Vec<_> = log.items.iter().map(|entry| entry.event.as_str()).collect();
    assert_eq!(told, ["password_changed", "signed_in"]);
    assert_eq!(log.paging.total, 2);
}
