use crate::{
    portal::{Page, Portal},
    samples::{attempt, order, result, signed_in},
};
use app::{
    api::{Problem, ProblemCode, payments::Attempt},
    submitted::SubmittedForm,
};
use domain::{
    language::text,
    payment::{OrderState, Outcome},
};

const ORDER: &str = "/api/v1/dossiers/363815/payment-order";
const START: &str = "/api/v1/payment-orders/00000000-0000-0000-0000-000000000001/attempts";

fn portal(state: OrderState, latest: Option<Attempt>) -> Portal {
    Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering(ORDER, &order(state, latest))
}

async fn pay(state: OrderState, latest: Option<Attempt>) -> Page {
    portal(state, latest).open("/ho-so/363815/thanh-toan").await
}

#[tokio::test]
async fn the_precondition_is_told_before_the_choice_and_wallets_only_if_there_are_any() {
    let page = pay(OrderState::Due, None).await;
    page.shows(&[
        "Thanh toán lệ phí cho hồ sơ 363815",
        "(2 × 5.000 đ)",
        "210.000 đ",
        "Chọn ngân hàng",
        "Cần thẻ và số điện thoại đã đăng ký",
        "name=\"_key\"",
        START,
    ]);
    page.hides(&["Chọn ví điện tử"]);
}

#[tokio::test]
async fn a_payment_under_way_can_be_continued_or_checked() {
    let bank = "https://bank.example/pay?x=1";
    let page = pay(
        OrderState::InProgress,
        Some(attempt(Outcome::Waiting, Some(bank))),
    )
    .await;
    page.shows(&[
        "href=\"https://bank.example/pay?x=1\"",
        "href=\"/thanh-toan/ket-qua?data=ref%2F1\"",
        "không cần nộp lại",
        "name=\"channel\"",
    ]);
}

#[tokio::test]
async fn neither_a_paid_order_nor_one_under_review_can_be_paid_again() {
    let paid = pay(OrderState::Paid, Some(attempt(Outcome::Succeeded, None))).await;
    paid.shows(&["/api/v1/receipts/00000000-0000-0000-0000-000000000002/pdf"]);
    paid.hides(&["name=\"channel\""]);

    let review = pay(
        OrderState::NeedsReview,
        Some(attempt(Outcome::Waiting, None)),
    )
    .await;
    review.shows(&["không cần nộp lại"]);
    review.hides(&["name=\"channel\""]);
}

#[tokio::test]
async fn a_bank_that_does_not_answer_is_told_on_the_form_with_the_choice_kept() {
    let problem = Problem::new(
        503,
        ProblemCode::ProviderUnavailable,
        text("Ngân hàng chưa trả lời.", "The bank does not answer."),
    );
    let fields = [("channel".to_owned(), "vietcombank".to_owned())];
    let page = portal(OrderState::Due, None)
        .after(SubmittedForm::new(START, &fields, problem))
        .open("/ho-so/363815/thanh-toan")
        .await;
    page.shows(&["Ngân hàng chưa trả lời.", "value=\"vietcombank\" checked"]);
}

#[tokio::test]
async fn what_the_browser_brings_back_from_the_bank_proves_nothing() {
    let portal =
        Portal::default().answering("/api/v1/payment-results/ref%2F1", &result(Outcome::Waiting));
    let page = portal
        .open("/thanh-toan/ket-qua?data=ref%2F1&responseCode=00&status=success")
        .await;
    page.shows(&[
        "Đang chờ ngân hàng xác nhận.",
        "không cần nộp lại",
        "08:19",
        "href=\"/thanh-toan/ket-qua?data=ref%2F1\"",
    ]);
    page.hides(&["Thanh toán thành công"]);
    assert!(
        portal
            .asked()
            .iter()
            .all(|url| !url.contains("responseCode"))
    );
}

#[tokio::test]
async fn the_result_says_what_to_do_next() {
    let open = async |outcome| {
        Portal::default()
            .answering("/api/v1/payment-results/r1", &result(outcome))
            .open("/thanh-toan/ket-qua?data=r1")
            .await
    };
    let succeeded = open(Outcome::Succeeded).await;
    succeeded.shows(&["Thanh toán thành công", "href=\"/tai-khoan?giao-dich=1\""]);
    succeeded.hides(&[">Kiểm tra lại<"]);
    let failed = open(Outcome::Failed).await;
    failed.shows(&["href=\"/ho-so/363815/thanh-toan\""]);
}

#[tokio::test]
async fn an_address_without_a_reference_asks_for_no_result() {
    let portal = Portal::default();
    let page = portal.open("/thanh-toan/ket-qua?responseCode=00").await;
    assert_eq!(page.status, Some(404));
    assert!(
        portal
            .asked()
            .iter()
            .all(|url| !url.contains("payment-results"))
    );
}
