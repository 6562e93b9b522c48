use crate::{
    language::speaks_both,
    portal::{Page, Portal},
    samples::result,
};
use app::api::payments::{ChannelKind, PaymentResult};
use domain::payment::AttemptState::{self, *};
use strum::IntoEnumIterator;

const QR: &str = "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA\
                  530370454062100005802VN5910SO TU PHAP62120808TN36381563045A54";

fn portal(result: &PaymentResult) -> Portal {
    Portal::default().answering("/api/v1/payment-results/ref%2F1", result)
}

async fn open(result: PaymentResult) -> Page {
    portal(&result)
        .open("/thanh-toan/ket-qua?data=ref%2F1")
        .await
}

fn over(kind: ChannelKind, state: AttemptState) -> PaymentResult {
    PaymentResult {
        channel_kind: kind,
        ..result(state)
    }
}

fn to_scan() -> PaymentResult {
    PaymentResult {
        qr: Some(QR.into()),
        app_url: Some("wallet://pay?id=1".into()),
        ..over(ChannelKind::Qr, Pending)
    }
}

#[tokio::test]
async fn what_the_browser_brings_back_from_the_bank_proves_nothing() {
    let portal = portal(&result(Pending));
    let page = portal
        .open("/thanh-toan/ket-qua?data=ref%2F1&responseCode=00&status=success")
        .await;
    page.shows(&[
        "data-outcome=\"waiting\"",
        "Đang chờ ngân hàng xác nhận.",
        "không cần nộp lại",
        "Kiểm tra gần nhất lúc 08:19: ngân hàng chưa xác nhận.",
        "Cổng kiểm tra lại lúc 08:24.",
        "href=\"/tai-khoan?giao-dich=1\"",
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
    let succeeded = open(result(Paid)).await;
    succeeded.shows(&["Thanh toán thành công", "href=\"/tai-khoan?giao-dich=1\""]);
    succeeded.hides(&[">Kiểm tra lại<", "hoàn lại"]);
    let failed = open(result(Failed)).await;
    failed.shows(&[
        "Thanh toán không thành công",
        "Bạn chưa bị trừ tiền",
        "href=\"/ho-so/363815/thanh-toan\"",
    ]);
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

#[tokio::test]
async fn a_code_is_shown_as_a_picture_and_spelled_out_for_those_who_cannot_scan_it() {
    let page = open(to_scan()).await;
    page.shows(&[
        "src=\"/api/v1/payment-results/ref%2F1/qr.svg\"",
        "alt=\"Mã QR để thanh toán 210.000 đ\"",
        "href=\"wallet://pay?id=1\"",
        "<dd>Vietcombank (970436)</dd>",
        "<dd>0123456789</dd>",
        ">SO TU PHAP</dd>",
        "<dd>TN363815</dd>",
        "href=\"/api/v1/payment-results/ref%2F1/qr.png\"",
        "data-copy=\"0123456789\"",
        "data-copy=\"210000\"",
        "data-copy=\"TN363815\"",
        "data-copied=\"Đã chép: Số tài khoản\"",
        "Đang chờ tiền chuyển đến.",
    ]);
}

#[tokio::test]
async fn neither_a_code_nor_an_app_is_shown_once_nobody_should_pay_by_it_any_more() {
    for state in [Paid, Failed, Expired, Superseded, AmountMismatch] {
        let page = open(PaymentResult {
            state,
            outcome: state.outcome(),
            ..to_scan()
        })
        .await;
        page.hides(&["qr.svg", "href=\"wallet:"]);
    }
}

#[tokio::test]
async fn cash_is_taken_to_the_desk_and_nobody_is_asked_about_it() {
    let page = open(PaymentResult {
        queried_at: None,
        next_query_at: None,
        ..over(ChannelKind::Cash, Pending)
    })
    .await;
    page.shows(&[
        "Đang chờ bạn nộp tiền mặt.",
        "Bộ phận Một cửa",
        "Số hồ sơ 363815.",
        "Tiền mặt: 210.000 đ.",
    ]);
    page.hides(&["Cổng kiểm tra lại", "không cần nộp lại"]);
}

#[tokio::test]
async fn a_time_that_is_over_is_told_with_what_the_bank_said() {
    let page = open(result(Expired)).await;
    page.shows(&[
        "data-outcome=\"failed\"",
        "Đã hết thời gian thanh toán.",
        "Ngân hàng báo chưa nhận được tiền.",
        "Chọn lại kênh thanh toán",
    ]);
}

#[tokio::test]
async fn an_answer_that_nobody_could_get_is_an_officers_to_find() {
    let page = open(PaymentResult {
        with_officer: true,
        ..result(Unknown)
    })
    .await;
    page.shows(&["Giao dịch cần cán bộ kiểm tra.", "không cần nộp lại"]);
}

#[tokio::test]
async fn money_that_is_not_kept_is_said_to_go_back_and_why() {
    for (state, says) in [
        (Duplicate, "được thanh toán bằng lần khác"),
        (AmountMismatch, "khác số tiền phải nộp"),
        (Paid, "Số tiền nộp thừa sẽ được hoàn lại."),
    ] {
        let page = open(PaymentResult {
            refunding: true,
            ..result(state)
        })
        .await;
        page.shows(&["hoàn lại", says]);
    }
}

#[tokio::test]
async fn every_result_is_told_in_both_languages() {
    use ChannelKind::{Bank, Cash, Qr, Wallet};
    let mut results: Vec<_> = [Bank, Wallet, Qr, Cash]
        .into_iter()
        .flat_map(|kind| AttemptState::iter().map(move |state| over(kind, state)))
        .collect();
    results.push(to_scan());
    results.push(PaymentResult {
        with_officer: true,
        ..result(Unknown)
    });
    results.extend(
        [Paid, Duplicate, AmountMismatch].map(|state| PaymentResult {
            refunding: true,
            ..result(state)
        }),
    );
    for result in results {
        speaks_both(&portal(&result), "/thanh-toan/ket-qua?data=ref%2F1").await;
    }
}
