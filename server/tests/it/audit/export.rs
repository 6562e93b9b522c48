//! The log by days, people and kinds, and as a table.

use crate::{
    officers::{ANH, CITY, anh, city_administrator, make},
    support::{AN, CHAU, Client, DUNG, GIANG, HUNG, LAN, Portal, one_copy},
};
use app::api::{
    accounts::Role,
    audit::{AuditPage, AuditQuery, ListAuditLog},
    finance::{ChannelPath, ChannelSwitch, SwitchChannel},
};
use time::Duration;

async fn read(who: &Client, query: AuditQuery) -> AuditPage {
    who.call::<ListAuditLog>((), query).await.expect("the log")
}

async fn switch(who: &Client, enabled: bool) {
    let path = ChannelPath {
        code: "momo".to_owned(),
    };
    let reason = "Ngân hàng bảo trì".to_owned();
    who.call::<SwitchChannel>(path, ChannelSwitch { enabled, reason })
        .await
        .expect("switched");
}

fn events(page: &AuditPage) -> Vec<&str> {
    page.items
        .iter()
        .map(|entry| entry.event.as_str())
        .collect()
}

#[tokio::test]
async fn days_are_vietnams_and_both_are_included() {
    let portal = Portal::start().await;
    // Half past eleven in the evening of the 16th, and an hour later.
    portal.advance(Duration::minutes(13 * 60 + 30));
    let dung = portal.signed_in(DUNG).await;
    switch(&dung, false).await;
    portal.advance(Duration::hours(1));
    let (dung, lan) = (portal.signed_in(DUNG).await, portal.signed_in(LAN).await);
    switch(&dung, true).await;
    for (from, until, found) in [
        ("", "", 2),
        ("2026-03-16", "2026-03-16", 1),
        ("16/03/2026", "17/03/2026", 2),
        ("2026-03-17", "", 1),
        ("", "2026-03-16", 1),
        ("2026-03-18", "", 0),
    ] {
        let query = AuditQuery {
            from: from.to_owned(),
            until: until.to_owned(),
            ..AuditQuery::default()
        };
        let page = read(&lan, query).await;
        assert_eq!(page.items.len(), found, "{from} {until}");
    }
    let page = lan.get("/can-bo/nhat-ky?from=2026-03-17").await;
    for shown in [
        "Bật hoặc tắt kênh thanh toán",
        "công dân thấy kênh: không → có",
        "value=\"2026-03-17\"",
        "href=\"/api/v1/audit-log.csv?from=2026-03-17\"",
        "href=\"/can-bo/tai-chinh/kenh\"",
    ] {
        assert!(page.text().contains(shown), "{shown} in {}", page.text());
    }
}

#[tokio::test]
async fn a_kind_of_event_and_who_did_it_can_be_asked_for() {
    let portal = Portal::start().await;
    let (dung, hung, lan) = (
        portal.signed_in(DUNG).await,
        portal.signed_in(HUNG).await,
        portal.signed_in(LAN).await,
    );
    switch(&dung, false).await;
    make(&hung, anh(CITY, &[Role::DeskOfficer]))
        .await
        .expect("an officer");
    dung.get("/api/v1/finance/transfers.csv").await;
    for (event, actor, found) in [
        ("settings", "", &["channel_switched"][..]),
        ("money", "", &["transfers_downloaded"]),
        ("officers", "", &["officer_made"]),
        ("officer_made", DUNG.identity_number, &[]),
        (
            "",
            DUNG.identity_number,
            &["transfers_downloaded", "channel_switched"],
        ),
        ("", HUNG.identity_number, &["officer_made"]),
        // It was done to her and not by her.
        ("", ANH.identity_number, &[]),
    ] {
        let query = AuditQuery {
            event: event.to_owned(),
            actor: actor.to_owned(),
            ..AuditQuery::default()
        };
        assert_eq!(events(&read(&lan, query).await), found, "{event} {actor}");
    }
}

#[tokio::test]
async fn the_table_holds_what_the_filter_finds_and_taking_it_out_is_written_down() {
    let portal = Portal::start().await;
    let (dung, hung, lan) = (
        portal.signed_in(DUNG).await,
        portal.signed_in(HUNG).await,
        portal.signed_in(LAN).await,
    );
    switch(&dung, false).await;
    make(&hung, anh(CITY, &[Role::DeskOfficer]))
        .await
        .expect("an officer");
    portal
        .execute(
            "insert into audit_log (at, event, actor_id, reason, address, browser, detail)
             select now(), 'officer_made', id, '=cmd|calc', '', '', '{}' from accounts where login_name = '072190000066'",
        )
        .await
        .expect("a reason that is a formula");
    portal.seal_audit_log().await;
    let table = lan
        .get("/api/v1/audit-log.csv?event=officers&account=072190000066")
        .await;
    assert_eq!(table.status, 200);
    assert!(table.header("content-type").starts_with("text/csv"));
    assert!(
        table
            .header("content-disposition")
            .contains("nhat-ky-20260316100000.csv")
    );
    let text = table.text();
    assert!(
        text.starts_with('\u{feff}'),
        "spreadsheets know it is UTF-8"
    );
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(text.contains(",'=cmd|calc,"), "{text}");
    let workbook = lan
        .get("/api/v1/audit-log.xlsx?event=officers&account=072190000066")
        .await;
    assert_eq!(workbook.status, 200);
    assert!(
        workbook
            .header("content-disposition")
            .contains("nhat-ky-20260316100000.xlsx")
    );
    assert!(workbook.body.starts_with(b"PK\x03\x04"));
    for told in [
        "16/03/2026 10:00:00",
        "officer_made",
        "Lê Thị Hồng Ánh",
        "072xxxxxx234",
        "Vũ Quốc Hưng",
        "đơn vị:  → Thành phố Tây Ninh",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(!text.contains("072085001234"), "numbers are masked");

    let exported = AuditQuery {
        event: "audit_log_exported".to_owned(),
        ..AuditQuery::default()
    };
    let page = read(&lan, exported).await;
    assert_eq!(page.items.len(), 2, "the table and the workbook");
    let entry = &page.items[0];
    assert!(entry.detail.contains("số dòng: 2"), "{}", entry.detail);
    assert!(entry.detail.contains("072xxxxxx066"), "{}", entry.detail);
    for (who, status) in [
        (portal.browser(), 401),
        (portal.signed_in(AN).await, 403),
        (portal.signed_in(GIANG).await, 403),
    ] {
        assert_eq!(who.get("/api/v1/audit-log.csv").await.status, status);
        assert_eq!(who.get("/api/v1/audit-log.xlsx").await.status, status);
    }
    let wrong = lan.get("/api/v1/audit-log.csv?from=x").await;
    assert_eq!(wrong.status, 422);
}

#[tokio::test]
async fn an_administrator_of_a_city_takes_out_what_concerns_it_and_nothing_else() {
    let portal = Portal::start().await;
    let dung = portal.signed_in(DUNG).await;
    switch(&dung, false).await;
    let city = city_administrator(&portal).await;
    let an = portal.signed_in(AN).await;
    let filed = an.file(one_copy()).await;
    let chau = portal.signed_in(CHAU).await;
    chau.get(&format!("/can-bo/ho-so/{}", filed.number)).await;
    let table = city.get("/api/v1/audit-log.csv").await;
    assert_eq!(table.text().lines().count(), 2, "{}", table.text());
    assert!(table.text().contains("Lê Thị Hồng Ánh"));
}
