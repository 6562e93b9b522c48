//! Who may do what: by role, by unit, and by how the session began.

use super::{
    CITY, JUSTICE, anh, change, city_administrator, end, known, list, make, reset_password,
    works_at_the_desk,
};
use crate::support::{AN, BINH, CHAU, DUNG, GIANG, HUNG, LAN, MAI, Portal};
use app::api::{
    Empty, ProblemCode,
    accounts::Role,
    desk::{DeskQuery, ListDeskDossiers},
    finance::IdPath,
    officers::{GetManaged, GetOfficer},
    security::{ProofInput, ProveAgain},
    sessions::Method as Way,
};
use http::Method;
use server::account::demonstration::PASSWORD;
use time::Duration;

const ID: &str = "00000000-0000-0000-0000-000000000000";

fn acts() -> [String; 6] {
    [
        "/api/v1/officers".to_owned(),
        format!("/api/v1/officers/{ID}"),
        format!("/api/v1/officers/{ID}/end"),
        format!("/api/v1/officers/{ID}/password-reset"),
        format!("/api/v1/agencies/{ID}/approve"),
        format!("/api/v1/agencies/{ID}/refuse"),
    ]
}

#[tokio::test]
async fn only_administrators_see_and_do_what_is_theirs() {
    let portal = Portal::start().await;
    let gets = [
        "/api/v1/officers".to_owned(),
        "/api/v1/officers/managed".to_owned(),
        format!("/api/v1/officers/{ID}"),
        "/api/v1/agencies/waiting".to_owned(),
        format!("/api/v1/agencies/{ID}"),
    ];
    for (who, status) in [
        (portal.browser(), 401),
        (portal.signed_in(AN).await, 403),
        (portal.signed_in(CHAU).await, 403),
        (portal.signed_in(DUNG).await, 403),
        (portal.signed_in(LAN).await, 403),
    ] {
        for path in &gets {
            assert_eq!(who.get(path).await.status, status, "GET {path}");
        }
        for path in acts() {
            let post = who.request(Method::POST, &path);
            let body = serde_json::json!({ "reason": "x" });
            assert_eq!(
                who.send(post.json(&body)).await.status,
                status,
                "POST {path}"
            );
        }
        for page in ["", "/can-bo-moi", "/co-quan"] {
            let page = who.get(&format!("/can-bo/quan-tri{page}")).await;
            assert_eq!(page.status, status, "{}", page.text());
        }
    }
    for (who, status) in [
        (portal.browser(), 401),
        (portal.signed_in(AN).await, 403),
        (portal.signed_in(CHAU).await, 403),
        (portal.signed_in(DUNG).await, 403),
        (portal.signed_in(LAN).await, 200),
        (portal.signed_in(HUNG).await, 200),
    ] {
        assert_eq!(who.get("/api/v1/audit-log").await.status, status);
        assert_eq!(who.get("/can-bo/nhat-ky").await.status, status);
    }
}

#[tokio::test]
async fn an_administrator_reaches_the_own_unit_and_those_below_and_nothing_else() {
    let portal = Portal::start().await;
    let city = city_administrator(&portal).await;
    let chau = portal.account_of(CHAU).await;
    let path = IdPath { id: chau };
    for answer in [
        city.call::<GetOfficer>(path, Empty {}).await,
        change(&city, chau, CITY, &[Role::DeskOfficer]).await,
        end(&city, chau).await,
        reset_password(&city, chau).await,
    ] {
        assert_eq!(
            answer.expect_err("another unit's").code,
            ProblemCode::NotFound
        );
    }
    let page = city.get(&format!("/can-bo/quan-tri/can-bo/{chau}")).await;
    assert_eq!(page.status, 404);
    assert!(!page.text().contains("Lê Minh Châu"));
    let names: Vec<_> = list(&city, "").await.items;
    assert_eq!(names.len(), 1, "{names:?}");
    assert_eq!(list(&city, "chau").await.paging.total, 0);

    let managed = city.call::<GetManaged>((), Empty {}).await.expect("units");
    assert_eq!(
        managed.units.len(),
        11,
        "the city and its ten wards and communes"
    );
    assert_eq!(
        managed.roles,
        [Role::DeskOfficer, Role::CashOfficer, Role::Administrator]
    );
    let ward = &managed.units[1].code;
    let binh = |unit: &str, role| known(BINH, "Trần Thị Bình", unit, &[role]);
    for (unit, role, field) in [
        ("72", Role::DeskOfficer, "unit_code"),
        (JUSTICE, Role::Administrator, "unit_code"),
        ("no-such-unit", Role::DeskOfficer, "unit_code"),
        (CITY, Role::FinanceMaker, "roles"),
        (CITY, Role::Auditor, "roles"),
    ] {
        let refused = make(&city, binh(unit, role))
            .await
            .expect_err("out of reach");
        assert_eq!(refused.errors[0].field, field, "{unit} {role:?}");
    }
    let made = make(&city, binh(ward, Role::DeskOfficer))
        .await
        .expect("in reach");
    assert_eq!(made.unit_code, *ward);
    assert_eq!(list(&city, "").await.paging.total, 2);
    // An officer of another unit is not taken away from it.
    let taken = make(
        &city,
        known(CHAU, "Lê Minh Châu", CITY, &[Role::DeskOfficer]),
    )
    .await;
    assert_eq!(
        taken.expect_err("an officer elsewhere").code,
        ProblemCode::Conflict
    );
    assert!(works_at_the_desk(&portal.signed_in(CHAU).await).await);
}

#[tokio::test]
async fn nobody_changes_or_ends_the_own_work() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let own = portal.account_of(HUNG).await;
    for answer in [
        change(&hung, own, "72", &[Role::Administrator, Role::Auditor]).await,
        change(&hung, own, CITY, &[Role::Administrator]).await,
        change(&hung, own, "72", &[Role::Auditor]).await,
        end(&hung, own).await,
        reset_password(&hung, own).await,
    ] {
        let problem = answer.expect_err("the own account");
        assert_eq!(problem.code, ProblemCode::Conflict);
        assert!(
            problem.title.contains("quản trị viên khác"),
            "{}",
            problem.title
        );
    }
    let again = make(&hung, known(HUNG, "Vũ Quốc Hưng", "72", &[Role::Auditor])).await;
    assert_eq!(
        again.expect_err("an officer already").code,
        ProblemCode::Conflict
    );
    assert_eq!(
        list(&hung, "hung").await.items[0].roles,
        [Role::Administrator]
    );
}

#[tokio::test]
async fn two_administrators_who_end_each_other_at_once_leave_one() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    make(&hung, anh("72", &[Role::Administrator]))
        .await
        .expect("a second one");
    let anh = portal.signed_in(super::ANH).await;
    let (first, second) = (
        portal.account_of(HUNG).await,
        portal.account_of(super::ANH).await,
    );
    let answers: (_, _) = tokio::join!(end(&hung, second), end(&anh, first));
    let refused = match answers {
        (Ok(_), Err(problem)) | (Err(problem), Ok(_)) => problem,
        both => panic!("{both:?}"),
    };
    assert!(matches!(refused.status, 401 | 403), "{refused:?}");
    let left = portal
        .count(
            "select count(*) from officers
             where unit_code = '72' and 'administrator' = any (roles) and ended_at is null",
        )
        .await;
    assert_eq!(left, 1);
}

#[tokio::test]
async fn every_act_wants_a_recent_proof_and_says_where_to_give_it() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    portal.advance(Duration::minutes(11));
    for path in acts() {
        // What is typed is right, but for whom.
        let body = serde_json::to_value(anh(CITY, &[Role::DeskOfficer])).expect("JSON");
        let mut body = body.as_object().expect("members").clone();
        body.insert("reason".to_owned(), "x".into());
        let answer = hung
            .send(hung.request(Method::POST, &path).json(&body))
            .await;
        assert_eq!(answer.problem().code, ProblemCode::ProofRequired, "{path}");
    }
    let page = "/can-bo/quan-tri/can-bo-moi";
    let link = "/tai-khoan/xac-nhan?tiep=%2Fcan-bo%2Fquan-tri%2Fcan-bo-moi";
    let opened = hung.get(page).await;
    assert!(opened.text().contains(link), "{}", opened.text());
    assert!(!opened.text().contains("name=\"identity_number\""));
    let sent = hung
        .post::<app::api::officers::MakeOfficer>(
            page,
            &(),
            &[
                ("full_name", "Lê Thị Hồng Ánh"),
                ("roles.auditor:bool", "on"),
            ],
        )
        .await;
    assert_eq!(sent.status, 403);
    for kept in [
        link,
        "value=\"Lê Thị Hồng Ánh\"",
        "name=\"roles.auditor:bool\" checked",
    ] {
        assert!(sent.text().contains(kept), "{kept} in {}", sent.text());
    }
    let proof = ProofInput {
        password: PASSWORD.to_owned(),
        next: page.to_owned(),
    };
    hung.call::<ProveAgain>((), proof)
        .await
        .expect("the password");
    make(&hung, anh(CITY, &[Role::DeskOfficer]))
        .await
        .expect("proved");
}

#[tokio::test]
async fn who_makes_does_not_approve_who_approves_does_not_make_and_who_audits_does_neither() {
    let portal = Portal::start().await;
    let hung = portal.signed_in(HUNG).await;
    let finance = "72-so-tai-chinh";
    for (who, role) in [(DUNG, Role::FinanceMaker), (GIANG, Role::FinanceChecker)] {
        let id = portal.account_of(who).await;
        change(&hung, id, finance, &[role]).await.expect("one half");
    }
    let proposing = [
        "/api/v1/finance/attempts/x/corrections".to_owned(),
        "/api/v1/finance/attempts/x/refunds".to_owned(),
    ];
    let approving = [
        format!("/api/v1/finance/corrections/{ID}/approve"),
        format!("/api/v1/finance/refunds/{ID}/approve"),
    ];
    let other = [
        format!("/api/v1/finance/corrections/{ID}/reject"),
        format!("/api/v1/finance/refunds/{ID}/reject"),
        "/api/v1/finance/attempts/x/refresh".to_owned(),
        "/api/v1/finance/transfers/results".to_owned(),
        "/api/v1/finance/channels/momo".to_owned(),
    ];
    for (who, refused) in [
        (DUNG, approving.to_vec()),
        (GIANG, proposing.to_vec()),
        (
            LAN,
            [
                proposing.to_vec(),
                approving.to_vec(),
                other.to_vec(),
                acts().to_vec(),
            ]
            .concat(),
        ),
    ] {
        let browser = portal.signed_in(who).await;
        assert_eq!(browser.get("/api/v1/finance/attempts").await.status, 200);
        for path in refused {
            let post = browser
                .request(Method::POST, &path)
                .header("idempotency-key", "0123456789")
                .json(&serde_json::json!({}));
            assert_eq!(
                browser.send(post).await.status,
                403,
                "{} {path}",
                who.identity_number
            );
        }
    }
}

#[tokio::test]
async fn an_officers_rights_need_a_session_with_a_second_factor() {
    let portal = Portal::start().await;
    for (way, assurance, enough) in [
        (Way::Password, 2, true),
        (Way::Passkey, 2, true),
        (Way::UsbToken, 3, true),
        (Way::SigningSim, 3, true),
        (Way::National, 2, true),
        (Way::National, 1, false),
        (Way::Vneid, 1, false),
        (Way::VietnamPost, 2, false),
    ] {
        let chau = portal.signed_in_by(CHAU, way, assurance).await;
        let answer = chau
            .call::<ListDeskDossiers>((), DeskQuery::default())
            .await;
        match answer {
            Ok(_) => assert!(enough, "{way:?} {assurance}"),
            Err(problem) => {
                assert!(!enough, "{way:?} {assurance}");
                assert_eq!(
                    (problem.status, problem.code),
                    (403, ProblemCode::Forbidden)
                );
                let detail = problem.detail.expect("what to do");
                assert!(
                    detail.contains("mã OTP") && detail.contains("khóa truy cập"),
                    "{detail}"
                );
            }
        }
    }
    // The password once more, without a code, is no second factor.
    let chau = portal.signed_in_by(CHAU, Way::VietnamPost, 2).await;
    let proof = ProofInput {
        password: PASSWORD.to_owned(),
        next: "/can-bo".to_owned(),
    };
    chau.call::<ProveAgain>((), proof)
        .await
        .expect("the password");
    assert!(!works_at_the_desk(&chau).await);
    let page = chau.get("/can-bo").await;
    assert_eq!(page.status, 403);
    assert!(
        page.text().contains("mật khẩu và mã OTP"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn who_has_nothing_to_do_at_the_desk_is_led_on() {
    let portal = Portal::start().await;
    for (who, path) in [
        (HUNG, "/can-bo/quan-tri"),
        (LAN, "/can-bo/nhat-ky"),
        (MAI, "/can-bo/tien-mat"),
    ] {
        let browser = portal.signed_in(who).await;
        let asked = browser
            .request(Method::GET, "/can-bo")
            .header("accept", "text/html");
        let page = browser.send(asked).await;
        assert_eq!((page.status, page.header("location")), (302, path));
    }
}
