//! Officers: what they see, what they do not, and who is none.

use crate::support::{AN, BINH, CHAU, Client, Portal, criminal_record, one_copy};
use app::api::{
    Empty, ProblemCode,
    accounts::{GetSession, Officer, Role},
    desk::{CountArrivals, DeskPage, DeskQuery, GetDeskDossier, ListDeskDossiers},
    dossiers::DossierPath,
};
use domain::{dossier::DossierState, payment::OrderState};
use http::{Method, header};
use time::Duration;

const SENT_BY_AN: &str = "insert into dossiers (account_id, idempotency_key, procedure_code, unit_code, state, form, \
     created_at, updated_at, sent_at) \
     select a.id, 'k' || n, '2.000488', '72-so-tu-phap', 1, \
         '{\"kind\": \"criminal_record\"}', at, at, at \
     from accounts a, generate_series(1, 1000) n, \
         lateral (select timestamptz '2026-03-01 01:00Z' + n * interval '1 minute' as at) moment \
     where a.identity_number = '072090000017'";

/// The list as an address asks for it.
async fn list(officer: &Client, q: &str, state: &str, page: &str) -> DeskPage {
    let query = DeskQuery {
        q: q.to_owned(),
        state: state.to_owned(),
        page: page.to_owned(),
    };
    officer
        .call::<ListDeskDossiers>((), query)
        .await
        .expect("a list")
}

fn numbers(page: &DeskPage) -> Vec<i64> {
    page.items.iter().map(|item| item.number).collect()
}

#[tokio::test]
async fn an_officer_sees_what_was_sent_to_the_unit_first_what_was_sent_first() {
    let portal = Portal::start().await;
    let (an, binh) = (portal.signed_in(AN).await, portal.signed_in(BINH).await);
    let officer = portal.signed_in(CHAU).await;
    let first = an.file(one_copy()).await;
    portal.advance(Duration::minutes(5));
    let second = binh.file(criminal_record("3", "")).await;
    an.draft(one_copy(), "draft-of-an")
        .await
        .expect("a draft, which is nobody else's business");

    let page = list(&officer, "", "", "").await;
    assert_eq!(numbers(&page), [first.number, second.number]);
    assert_eq!((page.paging.total, page.paging.pages), (2, 1));
    assert_eq!(page.state, Some(DossierState::Sent));
    let shown = &page.items[0];
    assert_eq!(shown.applicant_name, "Nguyễn Văn An");
    assert!(
        shown
            .procedure_name
            .starts_with("Cấp Phiếu lý lịch tư pháp")
    );
    assert_eq!(shown.sent_at, "16/03/2026 10:00");
    let order = shown.order.as_ref().expect("a fee");
    assert_eq!(
        (order.amount.as_i64(), order.state),
        (200_000, OrderState::Due)
    );
    assert_eq!(page.items[1].sent_at, "16/03/2026 10:05");

    let path = DossierPath {
        number: first.number,
    };
    let opened = officer
        .call::<GetDeskDossier>(path, Empty {})
        .await
        .expect("the dossier");
    assert_eq!(opened.summary, page.items[0]);
    assert_eq!(opened.form, one_copy().form);
    let history: Vec<_> = opened
        .history
        .iter()
        .map(|step| (step.at.as_str(), step.state))
        .collect();
    assert_eq!(history, [("16/03/2026 10:00", DossierState::Sent)]);
}

#[tokio::test]
async fn another_units_dossiers_and_drafts_are_invisible() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let officer = portal.signed_in(CHAU).await;
    let elsewhere = an.file(one_copy()).await.number;
    portal
        .execute("update dossiers set unit_code = (select min(code) from units where code <> '72-so-tu-phap')")
        .await
        .expect("it belongs to another unit");
    let draft = an.draft(one_copy(), "draft-of-an").await.expect("a draft");

    assert!(list(&officer, "", "all", "").await.items.is_empty());
    assert_eq!(
        list(&officer, "Nguyễn Văn An", "all", "")
            .await
            .paging
            .total,
        0
    );
    let arrived = officer.call::<CountArrivals>((), Empty {}).await;
    assert_eq!(arrived.expect("a count").arrived, 0);
    for number in [elsewhere, draft.summary.number, 1] {
        let answer = officer.answer::<GetDeskDossier>(DossierPath { number }, Empty {});
        assert_eq!(answer.await.problem().code, ProblemCode::NotFound);
        let page = officer.get(&format!("/can-bo/ho-so/{number}")).await;
        assert_eq!(page.status, 404);
        assert!(!page.text().contains("Nguyễn Văn An"));
    }
    // An officer is not the applicant either.
    assert_eq!(
        officer.get(&format!("/ho-so/{elsewhere}")).await.status,
        404
    );
}

#[tokio::test]
async fn citizens_are_refused_and_strangers_asked_to_sign_in() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let number = an.file(one_copy()).await.number;
    let stranger = portal.browser();
    for (who, status, code) in [
        (&an, 403, ProblemCode::Forbidden),
        (&stranger, 401, ProblemCode::SignInRequired),
    ] {
        let path = DossierPath { number };
        for answer in [
            who.answer::<ListDeskDossiers>((), DeskQuery::default())
                .await,
            who.answer::<GetDeskDossier>(path, Empty {}).await,
            who.answer::<CountArrivals>((), Empty {}).await,
        ] {
            let problem = answer.problem();
            assert_eq!((problem.status, problem.code), (status, code));
        }
        for page in ["/can-bo".to_owned(), format!("/can-bo/ho-so/{number}")] {
            let page = who.get(&page).await;
            assert_eq!(page.status, status);
            assert!(!page.text().contains("200.000"));
        }
    }
    let refused = an.get("/can-bo").await;
    assert!(
        refused
            .text()
            .contains("Trang này dành cho cán bộ Bộ phận Một cửa.")
    );
    assert!(refused.text().contains("Về trang chủ"), "a way on");
    let english = an.get("/can-bo?lang=en").await;
    assert!(
        english
            .text()
            .contains("This page is for officers of the one-stop desk.")
    );
    let asked = stranger.get("/can-bo?state=all").await;
    assert!(
        asked
            .text()
            .contains("/dang-nhap?tiep=%2Fcan-bo%3Fstate%3Dall"),
        "{}",
        asked.text()
    );
}

#[tokio::test]
async fn the_session_says_whose_officer_somebody_is() {
    let portal = Portal::start().await;
    let desk = Officer {
        unit_name: "Sở Tư pháp".into(),
        unit_name_en: Some("Department of Justice".into()),
        roles: vec![Role::DeskOfficer],
    };
    for (who, officer) in [(AN, None), (CHAU, Some(desk))] {
        let browser = portal.signed_in(who).await;
        let view = browser
            .call::<GetSession>((), Empty {})
            .await
            .expect("a view");
        assert_eq!(view.officer, officer);
    }
}

#[tokio::test]
async fn a_thousand_dossiers_come_in_pages_of_fifty() {
    let portal = Portal::start().await;
    portal
        .execute(SENT_BY_AN)
        .await
        .expect("a thousand dossiers");
    let officer = portal.signed_in(CHAU).await;
    let mut seen = Vec::new();
    for number in 1..=20 {
        let page = list(&officer, "", "", &number.to_string()).await;
        let shown = (page.paging.total, page.paging.page, page.paging.pages);
        assert_eq!(shown, (1000, number, 20));
        assert_eq!(page.items.len(), 50);
        seen.extend(numbers(&page));
    }
    assert!(seen.is_sorted(), "sent first, first");
    assert_eq!(seen.len(), 1000);
    for (asked, shown) in [("99", 20), ("0", 1), ("-1", 1), ("x", 1), ("4294967296", 1)] {
        let page = list(&officer, "", "", asked).await.paging.page;
        assert_eq!(page, shown, "{asked}");
    }
    let page = officer.get("/can-bo?page=2").await;
    assert_eq!(page.status, 200);
    for link in [r#"href="/can-bo?page=1""#, r#"href="/can-bo?page=3""#] {
        assert!(page.text().contains(link), "{link}");
    }
    assert!(page.text().contains("Trang 2 / 20"));
}

#[tokio::test]
async fn dossiers_are_filtered_by_state_and_by_words_with_or_without_diacritics() {
    let portal = Portal::start().await;
    let (an, binh) = (portal.signed_in(AN).await, portal.signed_in(BINH).await);
    let officer = portal.signed_in(CHAU).await;
    let sent = an.file(one_copy()).await.number;
    let received = binh.file(one_copy()).await.number;
    sqlx::query(
        "update dossiers set state = 2, code = '000.20.31.H53-260316-0007' where number = $1",
    )
    .bind(received)
    .execute(&portal.app.db)
    .await
    .expect("it is received");

    for (q, state, expected) in [
        ("", "", vec![sent]),
        ("", "received", vec![received]),
        ("", "processing", vec![]),
        ("", "all", vec![sent, received]),
        ("nguyen van an", "all", vec![sent]),
        ("TRẦN bình", "all", vec![received]),
        ("tran binh", "", vec![]),
        ("ly lich tu phap", "all", vec![sent, received]),
        ("000.20.31.H53-260316-0007", "all", vec![received]),
        (&sent.to_string(), "all", vec![sent]),
        ("khai sinh", "all", vec![]),
        ("%", "all", vec![sent, received]),
    ] {
        assert_eq!(
            numbers(&list(&officer, q, state, "").await),
            expected,
            "{q} {state}"
        );
    }
    let counts: Vec<_> = list(&officer, "binh", "", "")
        .await
        .counts
        .iter()
        .map(|counted| (counted.state, counted.count))
        .collect();
    assert_eq!(
        counts,
        [(DossierState::Sent, 0), (DossierState::Received, 1)]
    );
    let page = officer.get("/can-bo?q=binh").await;
    assert!(
        page.text()
            .contains(r#"href="/can-bo?q=binh&amp;state=received""#),
        "{}",
        page.text()
    );
    assert!(page.text().contains("Không có hồ sơ nào ở đây."));
}

#[tokio::test]
async fn the_database_folds_words_as_the_rules_do() {
    let portal = Portal::start().await;
    for words in [
        "Nguyễn Thị Ánh Tuyết",
        "ĐẶNG  Đình Đức",
        "Lường Thị Ưởng – Ỷ Lan, Huỳnh Ngọc Ẩn",
        "000.20.31.H53-200610-0007",
        "(Nguye\u{302}\u{303}n)",
        "O’Brien-Smith Müller",
        "ÐỨC ƉỨC ðức",
        "Nguyễn Ðình Thơ\u{306}",
        "H'Hen Niê",
        "H‘Hen Niê",
        "H`Hen Niê",
        "H´Hen Niê",
        "H\u{2bc}Hen Niê",
        "H\u{2b9}Hen \u{a78b}Niê\u{a78c}",
        "K′Sor K＇Sor",
        "Nguyễn\u{200b} Văn\u{feff} An\u{ad}h",
        "\u{202d}Nguyễn\u{202c}\u{a0}Văn\tAn\r\n",
        "An\u{7}h \u{85}Bình\u{9b}",
        "Anne\u{2010}Marie",
        "0912\u{2011}345",
        "",
    ] {
        let folded: String = portal.one("select folded($1)", words).await;
        assert_eq!(folded, domain::fold(words), "{words}");
    }
}

#[tokio::test]
async fn waiting_for_dossiers_tells_of_them_and_does_not_keep_a_session_alive() {
    let portal = Portal::start().await;
    let an = portal.signed_in(AN).await;
    let officer = portal.signed_in(CHAU).await;
    let arrived = async || officer.call::<CountArrivals>((), Empty {}).await;
    assert_eq!(arrived().await.expect("a count").arrived, 0);
    an.file(one_copy()).await;
    assert_eq!(arrived().await.expect("a count").arrived, 1);
    for _ in 0..5 {
        portal.advance(Duration::minutes(5));
        arrived()
            .await
            .expect("a session that was used half an hour ago at most");
    }
    portal.advance(Duration::minutes(5));
    let ended = arrived()
        .await
        .expect_err("nobody has done anything for half an hour");
    assert_eq!(ended.code, ProblemCode::SignInRequired);
}

#[tokio::test]
async fn officers_pages_load_their_own_program_and_citizens_pages_never_do() {
    let portal = Portal::start().await;
    let officer = portal.signed_in(CHAU).await;
    for (path, own, others) in [
        ("/can-bo", "/pkg/desk.", "/pkg/portal.wasm"),
        ("/can-bo/khong-co", "/pkg/desk.", "/pkg/portal.wasm"),
        ("/", "/pkg/portal.", "/pkg/desk"),
        ("/tai-khoan", "/pkg/portal.", "/pkg/desk"),
    ] {
        let page = officer.get(path).await;
        assert!(page.text().starts_with("<!DOCTYPE html>"), "{path}");
        assert!(
            page.text().contains(own) && !page.text().contains(others),
            "{path}"
        );
    }
    assert_eq!(officer.get("/can-bo/khong-co").await.status, 404);
    let framed = officer.get("/embed/can-bo").await;
    assert_eq!(framed.status, 404);
    assert!(!framed.text().contains("/pkg/desk"));
}

#[tokio::test]
async fn an_officer_signs_out_by_a_native_form() {
    let portal = Portal::start().await;
    let officer = portal.signed_in(CHAU).await;
    let page = officer.get("/can-bo").await;
    assert!(page.text().contains("Lê Minh Châu") && page.text().contains("Sở Tư pháp"));
    let request = officer
        .request(Method::POST, "/can-bo")
        .form(&[("_action", "/api/v1/session/end")]);
    let answer = officer.send(request).await;
    assert_eq!(
        (answer.status, answer.header(header::LOCATION.as_str())),
        (303, "/")
    );
    assert_eq!(officer.get("/can-bo").await.status, 401);
}
