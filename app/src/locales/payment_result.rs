//! What became of an attempt to pay: what is known, what is not, and what to do meanwhile.

pub use super::payment::{
    AMOUNT_DIFFERS as OTHER_AMOUNT, NO_MONEY_MOVED as TRY_AGAIN, OFFICER_CHECKS as OTHER_AMOUNT_WHY,
};
use crate::api::payments::ChannelKind;
use domain::language::{Language, Text, text};

pub const TO_PAY_TITLE: Text = text("Hoàn tất thanh toán", "Complete your payment");
pub const RESULT_TITLE: Text = text("Kết quả thanh toán", "Payment result");
pub const WAITING_TITLE: Text = text(
    "Đang chờ kết quả thanh toán",
    "Waiting for the payment result",
);
pub const AMOUNT: Text = text("Số tiền", "Amount");
pub const CHANNEL: Text = text("Kênh thanh toán", "Payment method");
pub const BEGUN_AT: Text = text("Bắt đầu lúc", "Started at");

pub const WAITING_FOR_BANK: Text = text(
    "Đang chờ ngân hàng xác nhận.",
    "Waiting for the bank to confirm.",
);
pub const WAITING_FOR_WALLET: Text = text(
    "Đang chờ ví điện tử xác nhận.",
    "Waiting for the e-wallet to confirm.",
);
pub const WAITING_FOR_TRANSFER: Text = text(
    "Đang chờ tiền chuyển đến.",
    "Waiting for the transfer to arrive.",
);
pub const WAITING_FOR_CASH: Text = text(
    "Đang chờ bạn nộp tiền mặt.",
    "Waiting for you to pay in cash.",
);
pub const IF_PAID: Text = text(
    "Nếu đã bị trừ tiền, bạn không cần nộp lại.",
    "If money has left your account, do not pay again.",
);
pub const PAY_HERE_NO_MORE: Text = text(
    "Không thanh toán tiếp ở lần này, kể cả khi trang ngân hàng còn mở.",
    "Do not continue with this payment, even if the bank’s page is still open.",
);
pub const REPLACED_MONEY: Text = text(
    "Nếu nhận được tiền của cả hai lần, số tiền nộp thừa sẽ được hoàn lại.",
    "If both are paid, we will refund the overpayment.",
);
pub const SEE_CURRENT: Text = text("Xem lần thanh toán hiện tại", "See the current payment");
pub const WITH_OFFICER: Text = text(
    "Giao dịch cần cán bộ kiểm tra.",
    "An officer needs to check this payment.",
);
pub const WITH_OFFICER_WHY: Text = text(
    "Ngân hàng chưa trả lời rõ. Cán bộ sẽ đối chiếu với sao kê và cập nhật tại đây.",
    "The bank has not given a clear answer. The officer will compare it with the bank statement and update this page.",
);
pub const CLOSE_ANYTIME: Text = text(
    "Bạn có thể đóng trang này. Kết quả luôn có trong",
    "You can close this page. The result will be in your",
);
pub const HISTORY: Text = text("lịch sử giao dịch", "transaction history");
pub const CHECK_AGAIN: Text = text("Kiểm tra lại", "Check again");
pub const STILL_TO_PAY: Text = text("Chưa thanh toán xong?", "Not finished paying?");
pub const BACK_TO_PROVIDER: Text = text("Quay lại trang thanh toán", "Return to the payment page");
pub const CHOOSE_ANOTHER: Text = text("Chọn kênh thanh toán khác", "Choose another payment method");

pub const RECEIPT_IN_HISTORY: Text = text(
    "Biên lai có trong lịch sử giao dịch, tải lại được bất cứ lúc nào.",
    "Your receipt is in your transaction history. You can download it at any time.",
);
pub const CANCELLED: Text = text("Giao dịch đã bị hủy.", "The payment was cancelled.");
pub const TIME_OVER: Text = text("Đã hết thời gian thanh toán.", "The time to pay has ended.");
pub const MONEY_AFTER_ALL: Text = text(
    "Nếu tiền đến sau, cổng ghi nhận và hoàn lại số nộp thừa. Hồ sơ vẫn được giữ.",
    "If it arrives later, we will record it and refund any overpayment. Your application is kept.",
);
pub const CHOOSE_AGAIN: Text = text("Chọn lại kênh thanh toán", "Choose a payment method again");

pub const GOES_BACK: Text = text(
    "Tiền của lần thanh toán này sẽ được hoàn lại.",
    "We will refund this payment.",
);
pub const SURPLUS_GOES_BACK: Text = text(
    "Số tiền nộp thừa sẽ được hoàn lại. Bạn không cần làm gì thêm.",
    "We will refund the overpayment. You do not need to do anything.",
);
pub const PAID_BY_ANOTHER: Text = text(
    "Hồ sơ đã được thanh toán bằng lần khác. Bạn không cần làm gì thêm.",
    "The fees were paid by another payment. You do not need to do anything else.",
);
pub const NOT_WHAT_WAS_DUE: Text = text(
    "Số tiền nhận được khác số tiền phải nộp. Nếu toàn bộ tiền được hoàn lại, bạn nộp lại sau đó.",
    "The amount we received is not the amount due. If all of it is refunded, you can pay again afterwards.",
);
pub const RETURNED: Text = text(
    "Tiền của lần thanh toán này đã được hoàn lại.",
    "This payment has been refunded.",
);
pub const RETURNED_NEXT: Text = text(
    "Lần này không được tính là đã nộp. Xem hồ sơ còn phải nộp phí, lệ phí hay không.",
    "It does not count as paid. See whether fees are still due for the application.",
);
pub const SEE_ORDER: Text = text("Xem khoản phải nộp", "See what is due");
pub const SEE_REFUND: Text = text("Xem việc hoàn phí", "See the refund");

pub const SCAN_TO_PAY: Text = text("Quét mã để thanh toán", "Scan the code to pay");
pub const OPEN_APP: Text = text("Mở ứng dụng", "Open the app");
pub const PAY_IN_APP: Text = text("Thanh toán trong ứng dụng", "Pay in the app");
pub const OR_SCAN: Text = text(
    "Hoặc quét mã này bằng máy khác.",
    "Or scan this code with another device.",
);
pub const SCAN_STEPS: [Text; 4] = [
    text(
        "Mở ứng dụng ngân hàng hoặc ví điện tử trên điện thoại.",
        "Open your bank’s app or your e-wallet on a phone.",
    ),
    text(
        "Chọn quét mã QR rồi hướng vào hình.",
        "Choose to scan a QR code and point your phone at the picture.",
    ),
    text(
        "Kiểm tra số tiền. Giữ nguyên nội dung chuyển khoản để tiền được ghi đúng hồ sơ.",
        "Check the amount. Do not change the transfer message: we use it to match your payment.",
    ),
    text(
        "Xác nhận. Trang này tự cập nhật khi tiền đến.",
        "Confirm. This page will show the result when the money arrives.",
    ),
];
pub const ON_THIS_PHONE: Text = text(
    "Đang xem trên điện thoại? Chụp màn hình rồi chọn ảnh trong phần quét mã của ứng dụng ngân hàng, hoặc chuyển khoản theo thông tin dưới đây.",
    "On a phone? Take a screenshot and open it in your banking app’s scanner, or make a transfer with these details.",
);
pub const SAVE_PICTURE: Text = text("Lưu ảnh mã QR", "Save the QR code");
pub const ACCOUNT_NUMBER: Text = text("Số tài khoản", "Account number");
pub const BANK: Text = text("Ngân hàng", "Bank");
pub const ACCOUNT_HOLDER: Text = text("Chủ tài khoản", "Account holder");
pub const CONTENT: Text = text("Nội dung chuyển khoản", "Transfer message");

pub const WHERE_TO_PAY: Text = text("Nơi nộp tiền", "Where to pay");
pub const AT_THE_DESK: Text = text(
    "Bộ phận Một cửa của cơ quan giải quyết hồ sơ, trong giờ làm việc.",
    "At the one-stop desk of the office that handles the application, during office hours.",
);
pub const WHAT_TO_BRING: Text = text("Mang theo", "What to bring");
pub const IDENTITY_CARD: Text = text(
    "Căn cước công dân hoặc hộ chiếu.",
    "Your identity card or passport.",
);
pub const RECEIPT_AT_DESK: Text = text(
    "Nộp tiền xong, Bộ phận Một cửa in biên lai cho bạn; kết quả hiện ở đây và trong lịch sử giao dịch.",
    "The one-stop desk prints your receipt when you have paid; the result will show here and in your transaction history.",
);

/// What is waited for over a kind of channel.
pub const fn waiting_for(kind: ChannelKind) -> Text {
    match kind {
        ChannelKind::Bank => WAITING_FOR_BANK,
        ChannelKind::Wallet => WAITING_FOR_WALLET,
        ChannelKind::Qr => WAITING_FOR_TRANSFER,
        ChannelKind::Cash => WAITING_FOR_CASH,
    }
}

/// Who is asked, or answers, for a kind of channel.
const fn who(language: Language, kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Bank | ChannelKind::Qr => text("ngân hàng", "the bank"),
        ChannelKind::Wallet => text("ví điện tử", "the e-wallet"),
        ChannelKind::Cash => text("Bộ phận Một cửa", "the one-stop desk"),
    }
    .to(language)
}

/// A time of today as it is, or `dd/mm/yyyy HH:MM` in words.
fn moment(language: Language, at: &str) -> String {
    match (at.split_once(' '), language) {
        (None, _) => at.to_owned(),
        (Some((date, time)), Language::Vietnamese) => format!("{time} ngày {date}"),
        (Some((date, time)), Language::English) => format!("{time} on {date}"),
    }
}

/// Says when they were asked last, without a result.
pub fn last_question(language: Language, kind: ChannelKind, at: &str) -> String {
    let (who, at) = (who(language, kind), moment(language, at));
    match language {
        Language::Vietnamese => format!("Kiểm tra gần nhất lúc {at}: {who} chưa xác nhận."),
        Language::English => format!("Last checked at {at}: no confirmation from {who} yet."),
    }
}

pub fn next_question(language: Language, at: &str) -> String {
    let at = moment(language, at);
    match language {
        Language::Vietnamese => format!("Cổng kiểm tra lại lúc {at}."),
        Language::English => format!("We will check again at {at}."),
    }
}

/// Says what they answered when the time was over.
pub const fn nothing_received(kind: ChannelKind) -> Text {
    match kind {
        ChannelKind::Bank | ChannelKind::Qr => text(
            "Ngân hàng báo chưa nhận được tiền.",
            "The bank has received no money.",
        ),
        ChannelKind::Wallet => text(
            "Ví điện tử báo chưa nhận được tiền.",
            "The e-wallet has received no money.",
        ),
        ChannelKind::Cash => text(
            "Bộ phận Một cửa báo chưa nhận được tiền.",
            "The one-stop desk has received no money.",
        ),
    }
}

/// What the picture of the code is, for those who do not see it.
pub fn qr_picture(language: Language, amount: &str) -> String {
    match language {
        Language::Vietnamese => format!("Mã QR để thanh toán {amount}"),
        Language::English => format!("QR code to pay {amount}"),
    }
}

/// Which dossier the payer names at the desk.
pub fn dossier_to_name(language: Language, number: i64) -> String {
    match language {
        Language::Vietnamese => format!("Số hồ sơ {number}."),
        Language::English => format!("Your application number, {number}."),
    }
}

pub fn cash_to_bring(language: Language, amount: &str) -> String {
    match language {
        Language::Vietnamese => format!("Tiền mặt: {amount}."),
        Language::English => format!("Cash: {amount}."),
    }
}
