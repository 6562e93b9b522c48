use crate::{
    portal::Portal,
    samples::{dossier, nobody, signed_in, transaction},
};
use app::api::{dossiers::DossierList, payments::TransactionList, receipts::ReceiptCheck};
use domain::{
    dossier::DossierState,
    fees::Totals,
    money::Vnd,
    payment::{OrderState, Outcome},
};

fn portal() -> Portal {
    let transactions = TransactionList {
        items: vec![
            transaction(Outcome::Succeeded, Some(2)),
            transaction(Outcome::Failed, None),
        ],
    };
    let dossiers = DossierList {
        items: vec![
            dossier(DossierState::Sent, Some(OrderState::Due)).summary,
            dossier(DossierState::Draft, None).summary,
        ],
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
        "Mới đăng ký",
        "Nháp",
        "Chưa thanh toán",
        "href=\"/tai-khoan?giao-dich=1\"",
    ]);
    page.hides(&["<dialog"]);
    assert!(!portal.asked().contains(&"/api/v1/transactions".to_owned()));
}

#[tokio::test]
async fn the_history_is_open_without_script_and_prints_only_what_was_paid() {
    let page = portal().open("/tai-khoan?giao-dich=1").await;
    page.shows(&[
        "<dialog",
        " open",
        "Thông tin thanh toán",
        "Thanh toán không thành công",
        "href=\"/tai-khoan\"",
    ]);
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
    let check = ReceiptCheck {
        form_symbol: "01BLP".into(),
        serial: "AA-20E".into(),
        number: "0000007".into(),
        agency_name: "Sở Tư pháp".into(),
        dossier_reference: "363815".into(),
        totals: Totals {
            fees: Vnd::new(210_000),
            charges: Vnd::ZERO,
            total: Vnd::new(210_000),
        },
        total: Vnd::new(210_000),
        issued_at: "22/07/2020 08:20".into(),
    };
    let portal = Portal::default().answering("/api/v1/receipt-checks/abc", &check);
    portal.open("/bien-lai/abc").await.shows(&[
        "0000007",
        "210.000 đ",
        "Cổng đã phát hành biên lai này.",
    ]);
    assert_eq!(portal.open("/bien-lai/xyz").await.status, Some(404));
}
