//! What cannot be looked for is said beside its field, and nothing that was typed is lost.

use crate::support::{LAN, Portal};
use app::api::audit::{AuditQuery, ListAuditLog};

#[tokio::test]
async fn what_cannot_be_looked_for_is_said_beside_its_field() {
    let portal = Portal::start().await;
    let lan = portal.signed_in(LAN).await;
    for (event, from, until, wrong) in [
        ("", "31/11/2026", "", &["from"][..]),
        ("", "2026-13-45", "yesterday", &["from", "until"]),
        ("", "2026-03-17", "2026-03-16", &["until"]),
        ("nonsense", "", "", &["event"]),
        ("settings", "2026-03-16", "16/03/2026", &[]),
    ] {
        let query = AuditQuery {
            event: event.to_owned(),
            from: from.to_owned(),
            until: until.to_owned(),
            ..AuditQuery::default()
        };
        let page = lan
            .call::<ListAuditLog>((), query)
            .await
            .expect("what is wrong");
        let fields: Vec<_> = page
            .errors
            .iter()
            .map(|error| error.field.as_str())
            .collect();
        assert_eq!(fields, wrong, "{event} {from} {until}");
        assert!(!page.groups.is_empty(), "it can be mended");
    }
    for wrong in [
        "from=x",
        "event=nonsense",
        "from=2026-03-17&until=2026-03-16",
    ] {
        let table = lan.get(&format!("/api/v1/audit-log.csv?{wrong}")).await;
        assert_eq!(table.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn the_form_comes_back_with_what_was_typed() {
    let portal = Portal::start().await;
    let lan = portal.signed_in(LAN).await;
    for (query, shown) in [
        (
            "from=31/11/2026&account=072090000017",
            &["value=\"31/11/2026\"", "value=\"072090000017\""][..],
        ),
        (
            "from=17/03/2026&until=2026-03-16",
            &[
                "type=\"date\" name=\"from\" value=\"2026-03-17\"",
                "type=\"date\" name=\"until\" value=\"2026-03-16\"",
                "Ngày này sớm hơn ngày bắt đầu.",
            ],
        ),
        ("event=nonsense", &["Không có sự kiện này."]),
    ] {
        let page = lan.get(&format!("/can-bo/nhat-ky?{query}")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        for shown in shown
            .iter()
            .chain(&["aria-invalid=\"true\"", "Bỏ lọc", "name=\"actor\""])
        {
            assert!(page.text().contains(shown), "{shown} in {}", page.text());
        }
        assert!(!page.text().contains("Không có dòng nhật ký nào."));
    }
}
