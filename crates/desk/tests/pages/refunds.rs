use crate::{
    language::speaks_both,
    portal::{Page, Portal},
    samples::{officer, refund},
};
use app::api::{
    finance::{Refund, RefundAccount, Refunds},
    paging::Paging,
};
use domain::refund::RefundState;
use strum::IntoEnumIterator;

const REFUND: &str = "/api/v1/finance/refunds/00000000-0000-0000-0000-000000000004";
const ADDRESS: &str = "/can-bo/tai-chinh/hoan-phi/00000000-0000-0000-0000-000000000004";

fn portal() -> Portal {
    let refunds = Refunds {
        items: RefundState::iter()
            .map(|state| refund(state, true, false))
            .collect(),
        paging: Paging::of(8, 1),
    };
    Portal::default()
        .answering("/api/v1/session", &officer())
        .answering("/api/v1/finance/refunds?state=&page=", &refunds)
        .answering(
            "/api/v1/finance/refunds?state=listed&page=",
            &Refunds {
                items: vec![],
                paging: Paging::of(0, 1),
            },
        )
}

async fn open(refund: Refund) -> Page {
    portal().answering(REFUND, &refund).open(ADDRESS).await
}

#[tokio::test]
async fn refunds_are_listed_by_state_beside_the_banks_list() {
    let page = portal().open("/can-bo/tai-chinh/hoan-phi").await;
    page.shows(&[
        "8 khoản hoàn",
        "Nguyễn Văn An",
        ADDRESS,
        "href=\"/can-bo/tai-chinh/hoan-phi?state=listed\"",
        "href=\"/api/v1/finance/transfers.csv\"",
        "href=\"/api/v1/finance/transfers.xlsx\"",
        "href=\"/api/v1/finance/transfers.xlsx?batch=new\"",
        "value=\"/api/v1/finance/transfers/results\"",
        "name=\"csv\"",
    ]);
    let page = portal()
        .open("/can-bo/tai-chinh/hoan-phi?state=listed")
        .await;
    page.shows(&[
        "Không có khoản hoàn nào ở đây.",
        "?state=listed\" aria-current=\"true\"",
    ]);
}

#[tokio::test]
async fn what_was_taken_in_of_the_banks_results_is_told() {
    let page = portal()
        .open("/can-bo/tai-chinh/hoan-phi?da-nhan=3&khong-ro=1")
        .await;
    page.shows(&["Đã nhập 3 dòng. 1 dòng không thuộc danh sách nào."]);
}

#[tokio::test]
async fn what_the_bank_transfers_is_approved_only_with_the_account_that_is_seen() {
    let page = open(refund(RefundState::Proposed, false, false)).await;
    page.shows(&[
        "/account\"",
        "/reject\"",
        "name=\"bank_bin\"",
        "name=\"account_holder\"",
    ]);
    page.hides(&["/approve\""]);
    let page = open(with_account()).await;
    page.shows(&[
        "/approve\"",
        "/account\"",
        "<dd>0071001234</dd>",
        "name=\"account_number\" value=\"0071001234\"",
        "Lê Văn Cường",
    ]);
    let page = open(refund(RefundState::Proposed, true, false)).await;
    page.shows(&[
        "/approve\"",
        "/reject\"",
        "/account\"",
        "150.000 đ",
        "50.000 đ",
    ]);
}

fn with_account() -> Refund {
    Refund {
        account: Some(RefundAccount {
            bank_bin: "970436".into(),
            account_number: "0071001234".into(),
            account_holder: "NGUYEN VAN AN".into(),
        }),
        account_named_by: Some("Lê Văn Cường".into()),
        ..refund(RefundState::Proposed, false, false)
    }
}

#[tokio::test]
async fn whoever_approves_reads_that_the_fee_stays_due() {
    let stays = "Khoản phí của hồ sơ vẫn phải nộp";
    let proposed = refund(RefundState::Proposed, true, false);
    let page = open(Refund {
        fee_stays_due: true,
        ..proposed.clone()
    })
    .await;
    page.shows(&[stays, "/approve\""]);
    open(proposed).await.hides(&[stays]);
}

#[tokio::test]
async fn nobody_approves_their_own_refund() {
    let page = open(refund(RefundState::Proposed, false, true)).await;
    page.shows(&["một cán bộ khác quyết định"]);
    page.hides(&["/approve", "/reject"]);
}

#[tokio::test]
async fn a_refund_is_asked_about_only_while_its_outcome_is_open() {
    for state in RefundState::iter() {
        let page = open(refund(state, true, false)).await;
        let asks = page.html.contains(&format!("{REFUND}/refresh"));
        assert_eq!(asks, state.needs_answer(), "{state:?}");
    }
}

#[tokio::test]
async fn what_is_no_refund_is_not_found() {
    let page = portal().open("/can-bo/tai-chinh/hoan-phi/khong-co").await;
    assert_eq!(page.status, Some(404));
}

#[tokio::test]
async fn refunds_are_shown_in_both_languages() {
    for address in ["", "?state=listed", "?da-nhan=3&khong-ro=1"] {
        speaks_both(&portal(), &format!("/can-bo/tai-chinh/hoan-phi{address}")).await;
    }
    for (state, through_provider, own) in [
        (RefundState::Proposed, false, false),
        (RefundState::Proposed, true, true),
        (RefundState::Pending, true, false),
        (RefundState::Done, true, false),
    ] {
        let portal = portal().answering(REFUND, &refund(state, through_provider, own));
        speaks_both(&portal, ADDRESS).await;
    }
    let portal = portal().answering(REFUND, &with_account());
    speaks_both(&portal, ADDRESS).await;
}
