use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{dossier, nobody, receipt_check, refund, signed_in, transaction},
};
use app::api::{
    accounts::{Officer, Role, SessionView},
    dossiers::DossierList,
    paging::Paging,
    payments::TransactionList,
};
use domain::{
    dossier::DossierState,
    payment::{FailureReason, OrderState, Outcome},
    refund::RefundState,
};

fn portal() -> Portal {
    let mut paid_twice = transaction(Outcome::Succeeded, None);
    paid_twice.refunds = vec![refund(RefundState::Done)];
    let mut too_poor = transaction(Outcome::Failed, None);
    too_poor.failure = Some(FailureReason::InsufficientFunds);
    let transactions = TransactionList {
        items: vec![
            transaction(Outcome::Succeeded, Some(2)),
            transaction(Outcome::Failed, None),
            too_poor,
            transaction(Outcome::Replaced, None),
            paid_twice,
        ],
        paging: Paging::of(5, 1),
    };
    let dossiers = DossierList {
        items: vec![
            dossier(DossierState::Sent, Some(OrderState::Due)).summary,
            dossier(DossierState::Draft, None).summary,
        ],
        paging: Paging::of(2, 1),
    };
    Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering("/api/v1/dossiers", &dossiers)
        .answering("/api/v1/transactions", &transactions)
}

#[tokio::test]
async fn the_account_shows_its_owner_masked_numbers_and_dossiers() {
    let portal = portal();
    let page = portal.open("/tai-khoan").await;
    page.shows(&[
        "079xxxxxx123",
        "IAL2 – trung bình",
        "Đã gửi, chờ tiếp nhận",
        "Bản nháp",
        "Chưa thanh toán",
        "href=\"/tai-khoan?giao-dich=1\"",
    ]);
    page.hides(&["<dialog"]);
    assert!(!portal.asked().contains(&"/api/v1/transactions".to_owned()));
}

#[tokio::test]
async fn the_account_of_an_officer_leads_to_the_officers_pages() {
    let to_desk = "href=\"/can-bo\"";
    portal().open("/tai-khoan").await.hides(&[to_desk]);
    let officer = SessionView {
        officer: Some(Officer {
            unit_name: "Sở Tư pháp".into(),
            unit_name_en: None,
            roles: vec![Role::DeskOfficer],
        }),
        ..signed_in()
    };
    let portal = portal().answering("/api/v1/session", &officer);
    let page = portal.open("/tai-khoan").await;
    page.shows(&[to_desk, "Trang cán bộ"]);
    speaks_both(&portal, "/tai-khoan").await;
}

#[tokio::test]
async fn a_new_account_is_told_of_and_leads_to_the_procedures() {
    let created = "Đã tạo tài khoản. Bạn đã đăng nhập.";
    let page = portal().open("/tai-khoan?da-tao=1").await;
    page.shows(&[created, "href=\"/thu-tuc\">Tìm thủ tục"]);
    portal().open("/tai-khoan").await.hides(&[created]);
    let stranger = portal().answering("/api/v1/session", &nobody());
    let page = stranger.open("/tai-khoan?da-tao=1").await;
    page.hides(&[created]);
    speaks_both(&portal(), "/tai-khoan?da-tao=1").await;
}

#[tokio::test]
async fn a_draft_that_was_deleted_is_named_by_its_number_only() {
    let page = portal().open("/tai-khoan?da-xoa=363815").await;
    page.shows(&["Đã xóa bản nháp 363815."]);
    let page = portal().open("/tai-khoan?da-xoa=x").await;
    page.hides(&["Đã xóa"]);
    speaks_both(&portal(), "/tai-khoan?da-xoa=363815").await;
}

#[tokio::test]
async fn the_history_is_open_without_script_and_prints_only_what_was_paid() {
    let page = portal().open("/tai-khoan?giao-dich=1").await;
    page.shows(&[
        "<dialog",
        " open",
        "Thông tin thanh toán",
        "Thanh toán không thành công",
        "Tài khoản không đủ tiền.",
        "Đã thay bằng lần khác – chưa nhận tiền",
        "Hoàn 210.000 đ: Đã hoàn tiền",
        "href=\"/tai-khoan\"",
    ]);
    page.hides(&["Đang xử lý"]);
    assert_eq!(page.html.matches("In biên lai").count(), 1);
}

#[tokio::test]
async fn a_stranger_sees_one_way_to_sign_in_and_comes_back_to_the_history() {
    let page = portal()
        .answering("/api/v1/session", &nobody())
        .open("/tai-khoan?giao-dich=1")
        .await;
    page.shows(&["/dang-nhap?tiep=%2Ftai-khoan%3Fgiao-dich%3D1"]);
    page.hides(&["<dialog"]);
    assert_eq!(page.status, Some(401));
}

#[tokio::test]
async fn a_receipt_is_compared_line_by_line_and_an_unknown_one_is_not_found() {
    let portal = Portal::default().answering("/api/v1/receipt-checks/abc", &receipt_check());
    portal.open("/bien-lai/abc").await.shows(&[
        "0000007",
        "210.000 đ",
        "Cổng đã phát hành biên lai này.",
    ]);
    assert_eq!(portal.open("/bien-lai/xyz").await.status, Some(404));
}

#[tokio::test]
async fn the_account_speaks_both_languages() {
    let empty = Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering(
            "/api/v1/dossiers",
            &DossierList {
                items: vec![],
                paging: Paging::of(0, 1),
            },
        )
        .answering(
            "/api/v1/transactions",
            &TransactionList {
                items: vec![],
                paging: Paging::of(0, 1),
            },
        );
    let stranger = Portal::default().answering("/api/v1/session", &nobody());
    for address in ["/tai-khoan", "/tai-khoan?giao-dich=1", "/giao-dich"] {
        for portal in [&empty, &stranger, &Portal::default()] {
            speaks_both(portal, address).await;
        }
    }
}

#[tokio::test]
async fn pages_of_dossiers_and_of_the_history_over_them_do_not_lose_each_other() {
    let mut dossiers = DossierList {
        items: vec![dossier(DossierState::Draft, None).summary],
        paging: Paging::of(41, 2),
    };
    let transactions = TransactionList {
        items: vec![transaction(Outcome::Failed, None)],
        paging: Paging::of(41, 2),
    };
    let portal = portal()
        .answering("/api/v1/dossiers?page=2", &dossiers)
        .answering("/api/v1/transactions?page=2", &transactions);
    let under = portal.open("/tai-khoan?page=2").await;
    under.shows(&[
        "href=\"/tai-khoan\"",
        "href=\"/tai-khoan?page=3\"",
        "href=\"/tai-khoan?page=2&amp;giao-dich=1\"",
        "Trang 2 / 3",
    ]);
    let over = portal.open("/tai-khoan?page=2&giao-dich=2").await;
    over.shows(&[
        "href=\"/tai-khoan?page=2&amp;giao-dich=3\"",
        "href=\"/tai-khoan?page=2\"",
    ]);
    dossiers.paging = Paging::of(20, 1);
    let only = portal.answering("/api/v1/dossiers", &dossiers);
    only.open("/tai-khoan")
        .await
        .hides(&["class=\"pagination\""]);
}

#[tokio::test]
async fn the_history_is_a_table_to_screen_readers_even_where_it_is_shown_as_cards() {
    let page = portal().open("/giao-dich").await;
    page.shows(&[
        "role=\"table\"",
        "role=\"rowgroup\"",
        "role=\"row\"",
        "role=\"columnheader\"",
        "role=\"cell\"",
        "5 giao dịch",
    ]);
    page.hides(&["<dialog"]);
}
