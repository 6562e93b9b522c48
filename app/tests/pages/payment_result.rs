use crate::{
    language::speaks_both,
    portal::{Page, Portal},
    samples::{order, result},
};
use app::api::payments::{ChannelKind, PaymentResult};
use domain::{
    language::Language,
    payment::{
        AttemptState::{self, *},
        FailureReason, OrderState, Outcome,
    },
};
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
async fn a_question_on_another_day_is_told_with_its_date() {
    let tomorrow = PaymentResult {
        queried_at: Some("08:19".into()),
        next_query_at: Some("23/07/2020 08:18".into()),
        ..result(Pending)
    };
    for (language, words) in [
        (
            Language::Vietnamese,
            "Cổng kiểm tra lại lúc 08:18 ngày 23/07/2020.",
        ),
        (
            Language::English,
            "We will check again at 08:18 on 23/07/2020.",
        ),
    ] {
        let page = portal(&tomorrow)
            .speaking(language)
            .open("/thanh-toan/ket-qua?data=ref%2F1")
            .await;
        page.shows(&[words]);
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
        "Bạn chưa bị trừ tiền.",
        "href=\"/ho-so/363815/thanh-toan\"",
    ]);
}

#[tokio::test]
async fn the_owner_of_a_paid_order_prints_the_receipt_first() {
    let owner = portal(&result(Paid)).answering(
        "/api/v1/dossiers/363815/payment-order",
        &order(OrderState::Paid, None),
    );
    let page = owner.open("/thanh-toan/ket-qua?data=ref%2F1").await;
    let place = |text: &str| page.html.find(text).expect(text);
    assert!(place("In biên lai") < place("Xem lịch sử giao dịch"));
    page.shows(&["href=\"/api/v1/receipts/00000000-0000-0000-0000-000000000002/pdf\""]);
    open(result(Paid)).await.hides(&["In biên lai"]);
    speaks_both(&owner, "/thanh-toan/ket-qua?data=ref%2F1").await;
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
        "data-copied=\"Đã sao chép: Số tài khoản\"",
        "Đang chờ tiền chuyển đến.",
    ]);
}

#[tokio::test]
async fn whoever_does_not_want_to_scan_can_choose_another_way_and_the_owner_sees_the_dossier() {
    let stranger = portal(&to_scan());
    let owner = stranger.clone().answering(
        "/api/v1/dossiers/363815/payment-order",
        &order(OrderState::InProgress, None),
    );
    let address = "/thanh-toan/ket-qua?data=ref%2F1";
    let page = stranger.open(address).await;
    page.shows(&[
        "Chưa thanh toán xong?",
        "href=\"/ho-so/363815/thanh-toan\" class=\"\">Chọn kênh thanh toán khác",
        "<dd>363815</dd>",
    ]);
    page.hides(&["href=\"/ho-so/363815\""]);
    let page = owner.open(address).await;
    page.shows(&["<dd><a href=\"/ho-so/363815\" class=\"\">363815</a></dd>"]);
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
async fn money_that_went_back_entirely_is_said_to_be_gone_and_what_is_due_is_shown() {
    let page = open(PaymentResult {
        refunding: true,
        ..result(Returned)
    })
    .await;
    page.shows(&[
        "data-outcome=\"returned\"",
        "đã được hoàn lại",
        "href=\"/ho-so/363815/thanh-toan\"",
    ]);
    page.hides(&["sẽ được hoàn lại"]);
}

#[tokio::test]
async fn a_page_is_called_after_what_it_asks_or_tells() {
    use ChannelKind::{Bank, Cash, Qr, Wallet};
    let to_pay = "Hoàn tất thanh toán";
    let waiting = "Đang chờ kết quả thanh toán";
    let result_title = "Kết quả thanh toán";
    let wallet = PaymentResult {
        app_url: Some("wallet://pay?id=1".into()),
        ..over(Wallet, Pending)
    };
    let refunding = PaymentResult {
        refunding: true,
        ..result(AmountMismatch)
    };
    for (result, title) in [
        (to_scan(), to_pay),
        (wallet, to_pay),
        (over(Cash, Pending), to_pay),
        (back_from(Bank), waiting),
        (over(Bank, Unknown), waiting),
        (over(Bank, Created), waiting),
        (over(Wallet, Pending), waiting),
        (over(Qr, Unknown), waiting),
        (over(Bank, AmountMismatch), waiting),
        (refunding, result_title),
        (over(Bank, Returned), result_title),
        (over(Bank, Paid), result_title),
        (over(Bank, Duplicate), result_title),
        (over(Bank, Failed), result_title),
        (over(Bank, Cancelled), result_title),
        (over(Bank, Expired), result_title),
        (over(Qr, Superseded), result_title),
    ] {
        let page = open(result).await;
        page.shows(&[&format!("<h1>{title}</h1>"), &format!("<title>{title} – ")]);
        assert_eq!(page.html.matches("<h1").count(), 1);
    }
}

/// What one sees who comes back from the provider's page, which is still open for them.
fn back_from(kind: ChannelKind) -> PaymentResult {
    PaymentResult {
        redirect_url: Some("https://bank.example/pay".into()),
        ..over(kind, Pending)
    }
}

#[tokio::test]
async fn who_may_have_paid_is_led_to_the_result_before_the_provider() {
    for kind in [ChannelKind::Bank, ChannelKind::Wallet] {
        let page = open(back_from(kind)).await;
        let place = |text: &str| page.html.find(text).expect(text);
        let no_need = place("không cần nộp lại");
        let check = place(">Kiểm tra lại<");
        let provider = place("https://bank.example/pay\" rel");
        assert!(no_need < check && check < provider, "{}", page.html);
        page.hides(&["Mở trang thanh toán"]);
    }
}

#[tokio::test]
async fn a_payment_that_failed_says_why_where_the_provider_did() {
    for reason in FailureReason::iter() {
        let page = open(PaymentResult {
            failure: Some(reason),
            ..result(Failed)
        })
        .await;
        let said = reason.label().to(Language::Vietnamese);
        page.shows(&[&format!("{said} Bạn chưa bị trừ tiền.")]);
    }
    let page = open(PaymentResult {
        failure: Some(FailureReason::InsufficientFunds),
        ..result(Failed)
    })
    .await;
    page.shows(&["Tài khoản không đủ tiền. Bạn chưa bị trừ tiền."]);
    open(result(Failed))
        .await
        .shows(&["<p>Bạn chưa bị trừ tiền."]);
}

#[tokio::test]
async fn a_payment_that_was_replaced_says_so_and_leads_to_the_one_that_counts() {
    let known_to_owner = PaymentResult {
        replaced_by: Some("ref/2".into()),
        ..result(Superseded)
    };
    for (result, leads_to) in [
        (known_to_owner, "href=\"/thanh-toan/ket-qua?data=ref%2F2\""),
        (result(Superseded), "href=\"/ho-so/363815/thanh-toan\""),
    ] {
        assert_eq!(result.outcome, Outcome::Replaced);
        let page = open(result).await;
        page.shows(&[
            "data-outcome=\"replaced\"",
            "Đã thay bằng lần khác – chưa nhận tiền.",
            "Không thanh toán tiếp ở lần này",
            leads_to,
        ]);
        page.hides(&["Đang xử lý", "Kiểm tra lại"]);
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
    results.push(back_from(Bank));
    results.extend(FailureReason::iter().map(|reason| PaymentResult {
        failure: Some(reason),
        ..result(Failed)
    }));
    results.push(PaymentResult {
        replaced_by: Some("ref/2".into()),
        with_officer: true,
        ..result(Superseded)
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
