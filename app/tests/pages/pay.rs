use crate::{
    language::speaks_both,
    portal::{Page, Portal},
    samples::{attempt, channel, dossier, order, refund, signed_in},
};
use app::{
    api::{
        Problem, ProblemCode,
        payments::{Attempt, Channel, ChannelKind, PaymentOrder},
    },
    submitted::SubmittedForm,
};
use domain::{
    dossier::DossierState,
    language::{Language, text},
    payment::{FailureReason, OrderState, Outcome},
    refund::RefundState,
};
use strum::IntoEnumIterator;

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
async fn an_english_order_names_its_fees_and_writes_amounts_in_english() {
    let page = portal(OrderState::Due, None)
        .speaking(Language::English)
        .open("/ho-so/363815/thanh-toan")
        .await;
    page.shows(&["Fee for information", "(2 × 5,000 VND)", "210,000 VND"]);
    page.hides(&["Phí cung cấp thông tin", "210.000", "Ngân hàng TMCP"]);
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
    // Whoever may have paid looks before they pay again.
    in_this_order(
        &page,
        &[
            "không cần nộp lại",
            "Kiểm tra kết quả",
            "Tiếp tục thanh toán",
        ],
    );
}

#[tokio::test]
async fn the_try_before_says_why_it_failed_or_that_it_was_replaced() {
    let failed = Attempt {
        failure: Some(FailureReason::InsufficientFunds),
        ..attempt(Outcome::Failed, None)
    };
    pay(OrderState::Due, Some(failed))
        .await
        .shows(&["Tài khoản không đủ tiền.", "Bạn chưa bị trừ tiền."]);
    pay(OrderState::Due, Some(attempt(Outcome::Replaced, None)))
        .await
        .shows(&["Đã thay bằng lần khác – chưa nhận tiền."]);
}

#[tokio::test]
async fn neither_a_paid_order_nor_one_under_review_can_be_paid_again() {
    let paid = pay(OrderState::Paid, Some(attempt(Outcome::Succeeded, None))).await;
    paid.shows(&["/api/v1/receipts/00000000-0000-0000-0000-000000000002/pdf"]);
    paid.hides(&[
        "name=\"channel\"",
        "Thanh toán phí, lệ phí",
        "Giá trị thanh toán",
    ]);
    in_this_order(
        &paid,
        &[
            "<h1>Đã nộp phí, lệ phí</h1>",
            "Đã thanh toán xong.",
            "Thông tin đơn hàng",
            "Số tiền đã nộp",
        ],
    );

    let review = pay(
        OrderState::NeedsReview,
        Some(attempt(Outcome::Waiting, None)),
    )
    .await;
    review.shows(&["không cần nộp lại"]);
    review.hides(&["name=\"channel\""]);
}

#[tokio::test]
async fn a_void_receipt_says_so_wherever_it_can_be_printed() {
    let order = PaymentOrder {
        receipt_cancelled_on: Some("16/03/2026".into()),
        ..order(OrderState::Paid, Some(attempt(Outcome::Succeeded, None)))
    };
    let portal = Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering(
            "/api/v1/dossiers/363815",
            &dossier(DossierState::Sent, Some(OrderState::Paid)),
        )
        .answering(ORDER, &order);
    for address in ["/ho-so/363815/thanh-toan", "/ho-so/363815"] {
        let page = portal.open(address).await;
        page.shows(&["Biên lai đã hủy ngày 16/03/2026."]);
    }
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

/// Which of the texts come after one another.
fn in_this_order(page: &Page, texts: &[&str]) {
    let mut rest = page.html.as_str();
    for text in texts {
        let (_, after) = rest
            .split_once(text)
            .unwrap_or_else(|| panic!("{text:?} is not where it should be: {}", page.html));
        rest = after;
    }
}

/// The pay page with these channels, and what is suggested.
async fn choosing(channels: Vec<Channel>, suggested: Option<&str>) -> Page {
    let order = PaymentOrder {
        channels,
        suggested: suggested.map(str::to_owned),
        ..order(OrderState::Due, None)
    };
    Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering(ORDER, &order)
        .open("/ho-so/363815/thanh-toan")
        .await
}

/// Which codes are chosen on a page.
fn chosen(page: &Page) -> Vec<&str> {
    let inputs = page.html.split("<input").skip(1);
    inputs
        .filter_map(|input| input.split_once('>').map(|(tag, _)| tag))
        .filter(|tag| tag.contains("name=\"channel\"") && tag.contains(" checked"))
        .filter_map(|tag| tag.split_once("value=\"")?.1.split_once('"'))
        .map(|(code, _)| code)
        .collect()
}

#[tokio::test]
async fn each_kind_of_channel_has_its_group_and_the_code_to_scan_comes_first() {
    use ChannelKind::{Bank, Cash, Qr, Wallet};
    let channels = [
        ("momo", Wallet),
        ("cash", Cash),
        ("vietcombank", Bank),
        ("vietqr", Qr),
    ];
    let channels = channels.map(|(code, kind)| channel(code, kind));
    let page = choosing(channels.into(), None).await;
    in_this_order(
        &page,
        &[
            "Quét mã VietQR",
            "value=\"vietqr\"",
            "Chọn ngân hàng",
            "value=\"vietcombank\"",
            "Ngân hàng TMCP vietcombank",
            "Chọn ví điện tử",
            "value=\"momo\"",
            "Nộp tiền mặt",
            "value=\"cash\"",
        ],
    );
    assert!(chosen(&page).is_empty());
}

#[tokio::test]
async fn four_banks_are_in_sight_and_the_others_unfold_but_for_the_one_used_last() {
    let mut banks: Vec<_> = ["a", "b", "c", "d", "e", "f", "g"]
        .map(|code| channel(code, ChannelKind::Bank))
        .into();
    choosing(banks[..4].to_vec(), None)
        .await
        .hides(&["Ngân hàng khác", "Tìm ngân hàng"]);
    banks[5].remembered = true;
    let page = choosing(banks, None).await;
    in_this_order(
        &page,
        &[
            "Tìm ngân hàng theo tên",
            "value=\"d\"",
            "value=\"f\"",
            "Đã dùng lần trước",
            "<details",
            "Ngân hàng khác",
            "value=\"e\"",
            "value=\"g\"",
        ],
    );
    assert_eq!(chosen(&page), ["f"]);
}

#[tokio::test]
async fn a_bank_is_found_by_its_name_without_diacritics_and_spaces() {
    let mut banks = vec![channel("mb", ChannelKind::Bank); 5];
    banks[0].name = "Đại Á Bank".into();
    let page = choosing(banks, None).await;
    page.shows(&["data-search=\"daiabank nganhangtmcpmb mb\""]);
}

#[tokio::test]
async fn a_disrupted_channel_can_be_chosen_and_a_closed_one_says_why_it_cannot() {
    let mut bank = channel("vietcombank", ChannelKind::Bank);
    (bank.disrupted, bank.remembered) = (true, true);
    let mut cash = channel("cash", ChannelKind::Cash);
    cash.closed = Some("Mở từ 07:00 đến 17:00.".into());
    let page = choosing(vec![bank, cash], Some("cash")).await;
    page.shows(&[
        "Đang gián đoạn",
        "Đã dùng lần trước",
        "Mở từ 07:00 đến 17:00.",
    ]);
    assert_eq!(page.html.matches(" disabled").count(), 1);
    assert!(
        chosen(&page).is_empty(),
        "neither what fails for others nor what is closed is chosen for anybody"
    );
}

#[tokio::test]
async fn after_an_attempt_that_could_not_be_opened_another_channel_is_chosen_and_named() {
    let mut banks = vec![
        channel("vietcombank", ChannelKind::Bank),
        channel("agribank", ChannelKind::Bank),
    ];
    banks[0].remembered = true;
    let page = choosing(banks, Some("agribank")).await;
    assert_eq!(chosen(&page), ["agribank"]);
    page.shows(&["Đã chọn sẵn Kênh agribank để thay thế."]);
}

#[tokio::test]
async fn a_choice_that_failed_comes_back_with_the_suggestion_in_its_place() {
    let problem = Problem::new(
        503,
        ProblemCode::ProviderUnavailable,
        text("Ngân hàng chưa trả lời.", "The bank does not answer."),
    )
    .with_detail(text("Bạn chưa bị trừ tiền.", "You have not been charged."))
    .with_suggestion("channel", "agribank");
    let order = PaymentOrder {
        channels: vec![
            channel("vietcombank", ChannelKind::Bank),
            channel("agribank", ChannelKind::Bank),
        ],
        ..order(OrderState::Due, None)
    };
    let fields = [("channel".to_owned(), "vietcombank".to_owned())];
    let page = Portal::default()
        .answering(ORDER, &order)
        .after(SubmittedForm::new(START, &fields, problem))
        .open("/ho-so/363815/thanh-toan")
        .await;
    page.shows(&[
        "Ngân hàng chưa trả lời.",
        "Bạn chưa bị trừ tiền.",
        "Đã chọn sẵn Kênh agribank để thay thế.",
    ]);
    assert_eq!(chosen(&page), ["agribank"]);
}

#[tokio::test]
async fn a_code_or_an_app_is_gone_on_with_on_the_waiting_page() {
    let waiting = Attempt {
        qr: Some("000201".into()),
        ..attempt(Outcome::Waiting, Some("https://bank.example/pay"))
    };
    let page = pay(OrderState::InProgress, Some(waiting)).await;
    page.hides(&["https://bank.example/pay"]);
    assert_eq!(page.html.matches("ket-qua?data=ref%2F1").count(), 2);
}

#[tokio::test]
async fn the_payer_sees_what_becomes_of_the_money_that_goes_back() {
    let order = PaymentOrder {
        refunds: vec![refund(RefundState::Listed), refund(RefundState::Done)],
        ..order(OrderState::Paid, None)
    };
    let portal = Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering(
            "/api/v1/dossiers/363815",
            &dossier(DossierState::Sent, Some(OrderState::Paid)),
        )
        .answering(ORDER, &order);
    for address in ["/ho-so/363815/thanh-toan", "/ho-so/363815"] {
        portal.open(address).await.shows(&[
            "Hoàn phí",
            "Đang hoàn tiền",
            "được thanh toán bằng lần khác",
            "Tiền đã được hoàn lúc 23/07/2020 10:00.",
        ]);
    }
}

#[tokio::test]
async fn paying_speaks_both_languages() {
    use ChannelKind::{Bank, Cash, Qr, Wallet};
    let mut channels: Vec<_> = [
        ("vietqr", Qr),
        ("a", Bank),
        ("b", Bank),
        ("c", Bank),
        ("d", Bank),
        ("e", Bank),
        ("momo", Wallet),
        ("cash", Cash),
    ]
    .map(|(code, kind)| channel(code, kind))
    .into();
    channels[1].disrupted = true;
    channels[2].remembered = true;
    channels[7].closed = Some("Mở từ 07:00 đến 17:00.".into());
    let order = PaymentOrder {
        channels,
        suggested: Some("e".into()),
        refunds: RefundState::iter().map(refund).collect(),
        ..order(OrderState::Due, Some(attempt(Outcome::Failed, None)))
    };
    let portal = Portal::default()
        .answering("/api/v1/session", &signed_in())
        .answering(ORDER, &order);
    speaks_both(&portal, "/ho-so/363815/thanh-toan?da-gui=1").await;
}
