use crate::{
    language::speaks_both,
    portal::Portal,
    samples::{cash, official},
};
use app::api::{
    accounts::Role,
    cash::{CashAttempt, CashAttempts},
    paging::Paging,
};
use domain::payment::AttemptState;

const ADDRESS: &str = "/can-bo/tien-mat/ref%2F1";

fn portal() -> Portal {
    Portal::default().answering("/api/v1/session", &official(&[Role::CashOfficer]))
}

fn list(items: Vec<CashAttempt>) -> CashAttempts {
    let paging = Paging::of(i64::try_from(items.len()).unwrap(), 1);
    CashAttempts { items, paging }
}

fn opened(attempt: &CashAttempt) -> Portal {
    portal().answering("/api/v1/desk/cash/ref%2F1", attempt)
}

fn lists() -> Portal {
    let waiting = list(vec![cash(AttemptState::Pending)]);
    portal()
        .answering("/api/v1/desk/cash?q=&page=", &waiting)
        .answering("/api/v1/desk/cash?q=x&page=", &list(vec![]))
}

#[tokio::test]
async fn a_cash_officer_sees_who_waits_and_no_other_work() {
    let page = lists().open("/can-bo/tien-mat").await;
    page.shows(&[
        "Chờ nộp tiền mặt",
        "href=\"/can-bo/tien-mat/ref%2F1\"",
        "Nguyễn Văn An",
        "<a href=\"/can-bo/tien-mat\">",
    ]);
    page.hides(&[
        "<a href=\"/can-bo\">",
        "href=\"/can-bo/tai-chinh\"",
        "href=\"/can-bo/quan-tri\"",
    ]);
}

#[tokio::test]
async fn cash_is_noted_once_and_its_receipt_printed() {
    let page = opened(&cash(AttemptState::Pending)).open(ADDRESS).await;
    page.shows(&[
        "value=\"/api/v1/desk/cash/ref%2F1\"",
        "name=\"_key\"",
        "value=\"210000\"",
    ]);
    page.hides(&["name=\"receipt\"", "/pdf"]);
    let page = opened(&cash(AttemptState::Paid)).open(ADDRESS).await;
    page.shows(&["/api/v1/receipts/00000000-0000-0000-0000-000000000007/pdf"]);
    page.hides(&["value=\"/api/v1/desk/cash/ref%2F1\""]);
    opened(&cash(AttemptState::Superseded))
        .open(ADDRESS)
        .await
        .hides(&["value=\"/api/v1/desk/cash/ref%2F1\"", "/pdf"]);
}

#[tokio::test]
async fn cash_is_shown_in_both_languages() {
    for address in ["/can-bo/tien-mat", "/can-bo/tien-mat?q=x"] {
        speaks_both(&lists(), address).await;
    }
    for state in [AttemptState::Pending, AttemptState::Paid] {
        speaks_both(&opened(&cash(state)), ADDRESS).await;
    }
    let done = format!("{ADDRESS}?xong=da-thu");
    speaks_both(&opened(&cash(AttemptState::Paid)), &done).await;
}
