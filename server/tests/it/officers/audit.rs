//! What was done is written down, read by those whose office it is, and changed by nobody.

use super::{ANH, CITY, JUSTICE, anh, change, city_administrator, end, make};
use crate::support::{AN, CHAU, Client, HUNG, LAN, Portal};
use app::api::{
    Empty,
    accounts::{EndSession, Role},
    audit::{AuditPage, AuditQuery, ListAuditLog},
    security::ListOwnActivity,
};

async fn read(who: &Client, event: &str, account: &str) -> AuditPage {
    let query = AuditQuery {
        event: event.to_owned(),
        account: account.to_owned(),
        ..AuditQuery::default()
    };
    who.call::<ListAuditLog>((), query).await.expect("the log")
}

#[tokio::test]
async fn every_act_says_who_what_whom_and_why_newest_first() {
    let portal = Portal::start().await;
    let (hung, lan) = (portal.signed_in(HUNG).await, portal.signed_in(LAN).await);
    make(&hung, anh(CITY, &[Role::DeskOfficer]))
        .await
        .expect("an officer");
    let id = portal.account_of(ANH).await;
    change(&hung, id, JUSTICE, &[Role::Auditor])
        .await
        .expect("a change");
    end(&hung, id).await.expect("an end");

    let log = read(&lan, "", ANH.identity_number).await;
    let told: Vec<_> = log.items.iter().map(|entry| entry.what.as_str()).collect();
    assert_eq!(
        told,
        [
            "Thu hồi quyền cán bộ",
            "Đổi vai trò hoặc đơn vị của cán bộ",
            "Giao vai trò cán bộ"
        ]
    );
    for entry in &log.items {
        assert_eq!(entry.account_name.as_deref(), Some("Lê Thị Hồng Ánh"));
        assert_eq!(
            entry.masked_identity_number.as_deref(),
            Some("072xxxxxx234")
        );
        assert_eq!(entry.actor_name.as_deref(), Some("Vũ Quốc Hưng"));
        assert_eq!(
            (entry.at.as_str(), entry.address.as_str()),
            ("16/03/2026 10:00:00", "203.0.113.7")
        );
    }
    let changed = &log.items[1];
    assert_eq!(changed.reason, "Quyết định 12/QĐ-UBND");
    let told: Vec<_> = changed
        .changes
        .iter()
        .map(|change| {
            (
                change.name.as_str(),
                change.before.as_str(),
                change.after.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("vai trò", "Cán bộ Một cửa", "Người kiểm tra nhật ký"),
            ("đơn vị", "Thành phố Tây Ninh", "Sở Tư pháp"),
        ]
    );
    assert_eq!(read(&lan, "officer_changed", "").await.items.len(), 1);
    // What the administrator did is found by the administrator's number.
    assert_eq!(read(&lan, "", HUNG.identity_number).await.items.len(), 3);
    for nobody in ["072099999999", "x", "' or 1=1 --", "\u{202e}x", "😀"] {
        assert!(read(&lan, "", nobody).await.items.is_empty(), "{nobody:?}");
    }
    let unknown = read(&lan, "no_such_event", "").await;
    assert_eq!(unknown.items, []);
    assert_eq!(unknown.errors[0].field, "event");
    let page = lan.get("/can-bo/nhat-ky?event=officer_ended").await;
    for shown in [
        "Nghỉ hưu",
        "Vũ Quốc Hưng",
        "<option value=\"officer_ended\" selected",
    ] {
        assert!(page.text().contains(shown), "{shown} in {}", page.text());
    }
    let english = lan.get("/can-bo/nhat-ky?lang=en").await;
    assert!(
        english.text().contains("Officer access given"),
        "{}",
        english.text()
    );
}

#[tokio::test]
async fn outside_the_provinces_root_only_the_own_units_are_read() {
    let portal = Portal::start().await;
    let (hung, chau) = (portal.signed_in(HUNG).await, portal.signed_in(CHAU).await);
    let an = portal.signed_in(AN).await;
    for who in [&chau, &an] {
        who.call::<EndSession>((), Empty {})
            .await
            .expect("signed out");
    }
    assert_eq!(read(&hung, "signed_out", "").await.paging.total, 2);
    let city = city_administrator(&portal).await;
    let log = read(&city, "", "").await;
    let names: Vec<_> = log
        .items
        .iter()
        .map(|entry| entry.account_name.as_deref())
        .collect();
    assert_eq!(names, [Some("Lê Thị Hồng Ánh")]);
    for other in [CHAU, AN, HUNG] {
        let log = read(&city, "", other.identity_number).await;
        let seen = log
            .items
            .iter()
            .all(|entry| entry.account_name.as_deref() == Some("Lê Thị Hồng Ánh"));
        assert!(seen, "{:?}", log.items);
    }
}

#[tokio::test]
async fn everybody_sees_the_last_twenty_entries_of_the_own_account() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    portal
        .execute(
            "insert into audit_log (at, event, account_id, address, browser, detail)
             select now() - n * interval '1 minute', 'sign_in_failed', id, '203.0.113.9', 'Chrome · Android', '{}'
             from accounts, generate_series(1, 30) n where login_name in ('072090000017', '072191000025')",
        )
        .await
        .expect("thirty entries");
    let own = an
        .call::<ListOwnActivity>((), Empty {})
        .await
        .expect("a list");
    assert_eq!(own.items.len(), 20);
    assert_eq!(own.items[0].what, "Đăng nhập không thành công");
    let stranger = portal.browser().call::<ListOwnActivity>((), Empty {}).await;
    assert_eq!(stranger.expect_err("nobody").status, 401);

    let hung = portal.signed_in(HUNG).await;
    make(
        &hung,
        super::known(AN, "Nguyễn Văn An", CITY, &[Role::DeskOfficer]),
    )
    .await
    .expect("an officer");
    let page = an.get("/tai-khoan/bao-mat").await;
    for shown in [
        "Hoạt động gần đây",
        "Đăng nhập không thành công",
        "203.0.113.9",
    ] {
        assert!(page.text().contains(shown), "{shown} in {}", page.text());
    }
    assert!(!page.text().contains("Vũ Quốc Hưng"));
    let english = an.get("/tai-khoan/bao-mat?lang=en").await;
    assert!(english.text().contains("Recent activity"));
}
