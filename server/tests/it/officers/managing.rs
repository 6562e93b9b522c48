//! An officer gets other work, or none.

use super::{CITY, JUSTICE, anh, change, end, known, list, make, works_at_the_desk};
use crate::support::{AN, CHAU, HUNG, Portal, one_copy};
use app::api::{
    Empty, ProblemCode,
    accounts::{GetSession, Role},
    finance::IdPath,
    officers::{
        ChangeOfficer, DeactivateOfficer, ListOfficers, OfficerChange, OfficerQuery, OfficerReason,
    },
};

#[tokio::test]
async fn another_role_counts_at_the_next_request() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let chau = portal.signed_in(CHAU).await;
    let id = portal.account_of(CHAU).await;
    assert!(works_at_the_desk(&chau).await);
    change(&hung, id, JUSTICE, &[Role::Auditor])
        .await
        .expect("a change");
    assert!(!works_at_the_desk(&chau).await);
    assert_eq!(chau.get("/api/v1/audit-log").await.status, 200);
    change(&hung, id, JUSTICE, &[Role::DeskOfficer])
        .await
        .expect("a change");
    assert!(works_at_the_desk(&chau).await);
    // Another unit's dossiers are others.
    let an = portal.signed_in(AN).await;
    an.file(one_copy()).await;
    let moved = change(&hung, id, CITY, &[Role::DeskOfficer])
        .await
        .expect("a change");
    assert_eq!(moved.summary.unit_name, "Thành phố Tây Ninh");
    assert!(!chau.get("/can-bo").await.text().contains("Nguyễn Văn An"));
}

#[tokio::test]
async fn ending_signs_out_everywhere_and_leaves_a_citizen() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let (desk, home) = (portal.signed_in(CHAU).await, portal.signed_in(CHAU).await);
    let id = portal.account_of(CHAU).await;
    let ended = end(&hung, id).await.expect("an end");
    assert_eq!(ended.summary.ended_at.as_deref(), Some("16/03/2026 10:00"));
    for browser in [&desk, &home] {
        let view = browser
            .call::<GetSession>((), Empty {})
            .await
            .expect("a view");
        assert!(view.account.is_none());
    }
    let citizen = portal.signed_in(CHAU).await;
    let view = citizen
        .call::<GetSession>((), Empty {})
        .await
        .expect("a view");
    assert!(view.account.is_some() && view.officer.is_none());
    assert!(!works_at_the_desk(&citizen).await);

    for answer in [
        end(&hung, id).await,
        change(&hung, id, CITY, &[Role::DeskOfficer]).await,
    ] {
        assert_eq!(
            answer.expect_err("it has ended").code,
            ProblemCode::Conflict
        );
    }
    let last = list(&hung, "").await.items.pop().expect("officers");
    assert_eq!(
        (last.id, last.ended_at.is_some()),
        (id, true),
        "those who left come last"
    );
    make(
        &hung,
        known(CHAU, "Lê Minh Châu", CITY, &[Role::DeskOfficer]),
    )
    .await
    .expect("appointed again");
    assert!(works_at_the_desk(&citizen).await);
}

#[tokio::test]
async fn a_change_wants_a_reason_that_can_be_read() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let id = portal.account_of(CHAU).await;
    let right = OfficerChange {
        unit_code: JUSTICE.to_owned(),
        roles: super::ticked(&[Role::DeskOfficer]),
        reason: String::new(),
    };
    let long = "a".repeat(501);
    for reason in ["", " \n ", "\u{202e}\u{200b}", &long] {
        let input = OfficerChange {
            reason: reason.to_owned(),
            ..right.clone()
        };
        let refused = hung.call::<ChangeOfficer>(IdPath { id }, input).await;
        assert_eq!(refused.expect_err("no reason").errors[0].field, "reason");
        let reason = reason.to_owned();
        let refused = hung
            .call::<DeactivateOfficer>(IdPath { id }, OfficerReason { reason })
            .await;
        assert_eq!(refused.expect_err("no reason").errors[0].field, "reason");
    }
    let nothing = hung
        .call::<ChangeOfficer>(IdPath { id }, OfficerChange::default())
        .await;
    let fields: Vec<_> = nothing
        .expect_err("empty")
        .errors
        .into_iter()
        .map(|error| error.field)
        .collect();
    assert_eq!(fields, ["unit_code", "roles", "reason"]);
    assert!(works_at_the_desk(&portal.signed_in(CHAU).await).await);
}

#[tokio::test]
async fn officers_are_found_by_name_unit_and_number_page_by_page() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    make(&hung, anh(CITY, &[Role::DeskOfficer]))
        .await
        .expect("one more");
    for (q, total) in [
        ("", 7),
        ("CHÂU", 1),
        ("le minh chau", 1),
        ("so tai chinh", 2),
        ("072190000033", 1),
        ("Le\u{302} Minh", 1),
        ("%", 7),
        ("😀", 7),
        ("\u{202e}", 7),
        ("khong co ai", 0),
    ] {
        assert_eq!(list(&hung, q).await.paging.total, total, "{q:?}");
    }
    portal
        .execute(
            "with made as (
                 insert into accounts (id, kind, login_name, identity_number, full_name, birth_date, phone, assurance, created_at)
                 select gen_random_uuid(), 'citizen', to_char(72290000000 + n, 'FM000000000000'),
                     to_char(72290000000 + n, 'FM000000000000'), 'Cán bộ', '1990-02-11', '0912345678', 2, now()
                 from generate_series(1, 100) n returning id)
             insert into officers (account_id, unit_code, roles, since)
             select id, '703', '{desk_officer}', now() from made",
        )
        .await
        .expect("a hundred officers");
    let mut seen = std::collections::BTreeSet::new();
    for page in 1..=6 {
        let query = OfficerQuery {
            page: page.to_string(),
            ..OfficerQuery::default()
        };
        let page = hung.call::<ListOfficers>((), query).await.expect("a page");
        assert_eq!((page.paging.total, page.paging.pages), (107, 6));
        seen.extend(page.items.into_iter().map(|item| item.id));
    }
    assert_eq!(seen.len(), 107);
}
