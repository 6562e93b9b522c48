use crate::{
    language::speaks_both,
    portal::{Page, Portal},
    samples::{attempt, correction, detail, officer, refund},
};
use app::{
    api::{
        Problem, ProblemCode,
        accounts::Role,
        finance::{FinanceAttempt, FinanceAttemptDetail, FinanceAttempts},
        paging::Paging,
        payments::ChannelKind::{self, Bank, Cash},
    },
    submitted::SubmittedForm,
};
use domain::{language::text, payment::AttemptState, refund::RefundState};
use strum::IntoEnumIterator;

const ATTEMPT: &str = "/api/v1/finance/attempts/ref%2F1";
const ADDRESS: &str = "/can-bo/tai-chinh/giao-dich/ref%2F1";

fn portal() -> Portal {
    Portal::default().answering("/api/v1/session", &officer())
}

fn list(items: Vec<FinanceAttempt>) -> FinanceAttempts {
    let paging = Paging::of(i64::try_from(items.len()).unwrap(), 1);
    FinanceAttempts { items, paging }
}

fn opened(detail: &FinanceAttemptDetail) -> Portal {
    portal().answering(ATTEMPT, detail)
}

async fn open(kind: ChannelKind, state: AttemptState, refundable: i64) -> Page {
    let detail = detail(attempt(kind, state, refundable));
    opened(&detail).open(ADDRESS).await
}

#[tokio::test]
async fn officers_are_led_to_what_they_work_on() {
    let attempts = list(vec![]);
    let listed = "/api/v1/finance/attempts?q=&page=";
    let finance = portal().answering(listed, &attempts);
    let page = finance.open("/can-bo/tai-chinh").await;
    page.shows(&["<a href=\"/can-bo/tai-chinh\">"]);
    page.hides(&["<a href=\"/can-bo\">"]);

    let mut session = officer();
    session.officer.as_mut().unwrap().roles = vec![Role::DeskOfficer];
    let desk = finance.answering("/api/v1/session", &session);
    let page = desk.open("/can-bo/tai-chinh").await;
    page.shows(&["<a href=\"/can-bo\">"]);
    page.hides(&["<a href=\"/can-bo/tai-chinh\">"]);
}

#[tokio::test]
async fn the_queue_shows_what_needs_an_officer_and_leads_to_every_part() {
    let attempts = list(vec![attempt(Bank, AttemptState::Unknown, 0)]);
    let page = portal()
        .answering("/api/v1/finance/attempts?q=&page=", &attempts)
        .open("/can-bo/tai-chinh")
        .await;
    page.shows(&[
        "Giao dịch cần xử lý",
        "href=\"/can-bo/tai-chinh/giao-dich/ref%2F1\"",
        "Chưa rõ kết quả",
        "Không kiểm tra nữa",
        "href=\"/can-bo/tai-chinh/hoan-phi\"",
        "href=\"/can-bo/tai-chinh/kenh\"",
        "href=\"/can-bo\"",
    ]);
}

#[tokio::test]
async fn every_attempt_can_be_looked_for() {
    let mut found = list(vec![attempt(Bank, AttemptState::Paid, 210_000)]);
    found.paging = Paging::of(41, 1);
    let portal = portal()
        .answering("/api/v1/finance/attempts?q=363815&page=", &found)
        .answering("/api/v1/finance/attempts?q=x&page=", &list(vec![]));
    let page = portal.open("/can-bo/tai-chinh?q=363815").await;
    page.shows(&[
        "Giao dịch tìm thấy",
        "value=\"363815\"",
        "href=\"/can-bo/tai-chinh?q=363815&amp;page=2\"",
    ]);
    portal
        .open("/can-bo/tai-chinh?q=x")
        .await
        .shows(&["Không tìm thấy giao dịch nào."]);
}

#[tokio::test]
async fn whoever_is_not_of_finance_is_told_so() {
    let forbidden = Problem::new(
        403,
        ProblemCode::Forbidden,
        text("Không có quyền.", "Not allowed."),
    );
    let page = portal()
        .refusing("/api/v1/finance/attempts?q=&page=", &forbidden)
        .open("/can-bo/tai-chinh")
        .await;
    assert_eq!(page.status, Some(403));
    page.shows(&["Không có quyền."]);
}

#[tokio::test]
async fn an_attempt_without_an_answer_is_told_step_by_step_and_can_be_asked_about_and_corrected() {
    let page = open(Bank, AttemptState::Unknown, 0).await;
    page.shows(&[
        "Nhà cung cấp không trả lời",
        "E97",
        "value=\"/api/v1/finance/attempts/ref%2F1/refresh\"",
        "value=\"/api/v1/finance/attempts/ref%2F1/corrections\"",
    ]);
    page.hides(&["ref%2F1/refunds"]);
}

#[tokio::test]
async fn money_that_is_there_can_go_back_by_what_was_seen_of_it() {
    for state in [AttemptState::Duplicate, AttemptState::Paid] {
        let page = open(Bank, state, 150_000).await;
        page.shows(&[
            "value=\"/api/v1/finance/attempts/ref%2F1/refunds\"",
            "name=\"refundable\" value=\"150000\"",
            "name=\"fee_stays_due:bool\"",
            "name=\"_key\"",
        ]);
        page.hides(&["ref%2F1/corrections"]);
    }
    let page = open(Bank, AttemptState::Duplicate, 0).await;
    page.hides(&["ref%2F1/refunds", "ref%2F1/corrections"]);
}

#[tokio::test]
async fn another_amount_than_was_due_can_be_accepted_or_go_back() {
    let page = open(Bank, AttemptState::AmountMismatch, 150_000).await;
    page.shows(&[
        "value=\"/api/v1/finance/attempts/ref%2F1/refunds\"",
        "value=\"/api/v1/finance/attempts/ref%2F1/corrections\"",
        "name=\"refundable\" value=\"150000\"",
        "name=\"received\" value=\"150000\"",
        "Đề nghị chấp nhận chênh lệch",
    ]);
    page.hides(&["fee_stays_due"]);
    let nothing = open(Bank, AttemptState::AmountMismatch, 0).await;
    nothing.shows(&["ref%2F1/corrections"]);
}

#[tokio::test]
async fn cash_is_its_desks_affair_and_nobody_is_asked_about_it() {
    for state in [AttemptState::Pending, AttemptState::Expired] {
        let page = open(Cash, state, 0).await;
        page.hides(&["ref%2F1/refresh", "ref%2F1/corrections", "desk/cash"]);
    }
}

#[tokio::test]
async fn a_correction_is_decided_by_another_officer_than_its_proposer() {
    let mut detail = detail(attempt(Bank, AttemptState::Unknown, 0));
    detail.correction = Some(correction(false));
    let page = opened(&detail).open(ADDRESS).await;
    page.shows(&[
        "Sổ phụ ngày 22/07/2020",
        "3/approve\"",
        "3/reject\"",
        "Lý do không duyệt",
        "Lê Văn Cường",
    ]);
    page.hides(&["ref%2F1/corrections"]);
    detail.correction = Some(correction(true));
    let own = opened(&detail).open(ADDRESS).await;
    own.shows(&["một cán bộ khác quyết định"]);
    own.hides(&["/approve", "/reject"]);
}

#[tokio::test]
async fn a_refused_correction_comes_back_with_what_was_typed() {
    let fields = [
        ("outcome".to_owned(), "paid".to_owned()),
        ("reason".to_owned(), "Sổ phụ ngày 22/07".to_owned()),
    ];
    let problem = Problem::field("amount", text("Nhập số tiền.", "Enter the amount."));
    let action = format!("{ATTEMPT}/corrections");
    let page = opened(&detail(attempt(Bank, AttemptState::Unknown, 0)))
        .after(SubmittedForm::new(&action, &fields, problem))
        .open(ADDRESS)
        .await;
    page.shows(&[
        "Nhập số tiền.",
        "value=\"paid\" checked",
        ">Sổ phụ ngày 22/07</textarea>",
    ]);
}

#[tokio::test]
async fn attempts_are_shown_in_both_languages() {
    let all = AttemptState::iter().map(|state| attempt(Bank, state, 0));
    let queue = portal()
        .answering("/api/v1/finance/attempts?q=&page=", &list(all.collect()))
        .answering("/api/v1/finance/attempts?q=x&page=", &list(vec![]));
    for address in ["/can-bo/tai-chinh", "/can-bo/tai-chinh?q=x"] {
        speaks_both(&queue, address).await;
    }
    let mut details = vec![
        detail(attempt(Bank, AttemptState::Unknown, 0)),
        detail(attempt(Bank, AttemptState::Duplicate, 210_000)),
        detail(attempt(Bank, AttemptState::AmountMismatch, 209_000)),
        detail(attempt(Cash, AttemptState::Pending, 0)),
    ];
    for own in [true, false] {
        let mut waiting = details[0].clone();
        waiting.correction = Some(correction(own));
        waiting.refunds = vec![refund(RefundState::Failed, true, false)];
        details.push(waiting);
    }
    for detail in &details {
        speaks_both(&opened(detail), ADDRESS).await;
    }
    for done in ["da-de-nghi", "da-duyet", "khong-duyet"] {
        let address = format!("{ADDRESS}?xong={done}");
        speaks_both(&opened(&details[0]), &address).await;
        let page = opened(&details[0]).open(&address).await;
        page.shows(&["class=\"notice notice-success\">"]);
    }
}
