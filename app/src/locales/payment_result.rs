//! What became of an attempt to pay: what is known, what is not, and what to do meanwhile.

use crate::api::payments::ChannelKind;
use domain::language::{Language, Text, text};

pub const RESULT_TITLE: Text = text("Kết quả thanh toán", "Payment result");
pub const AMOUNT: Text = text("Số tiền", "Amount");
pub const CHANNEL: Text = text("Kênh thanh toán", "Payment channel");
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
pub const MONEY_IS_SAFE: Text = text(
    "Tiền của bạn vẫn an toàn, không cần nộp lại.",
    "Your money is safe; do not pay again.",
);
pub const IF_PAID: Text = text(
    "Đã trả tiền rồi? Tiền của bạn vẫn an toàn, không cần nộp lại.",
    "Paid already? Your money is safe; do not pay again.",
);
pub const REPLACED: Text = text(
    "Lần thanh toán này đã được thay bằng lần khác.",
    "This payment was replaced by another.",
);
pub const REPLACED_MONEY: Text = text(
    "Nếu tiền của lần này vẫn đến, chúng tôi sẽ thấy và hoàn lại phần thừa.",
    "If money of this one still arrives, we will see it and refund what is too much.",
);
pub const WITH_OFFICER: Text = text(
    "Cán bộ đang tìm hiểu giao dịch này.",
    "An officer is looking into this payment.",
);
pub const WITH_OFFICER_WHY: Text = text(
    "Chúng tôi đã hỏi nhiều lần mà chưa có câu trả lời chắc chắn. Cán bộ đối chiếu với sổ phụ rồi cập nhật kết quả tại đây.",
    "We have asked many times without a certain answer. An officer compares it with the statement and updates the result here.",
);
pub const OTHER_AMOUNT: Text = text(
    "Số tiền nhận được khác số phải nộp.",
    "The amount received is not the amount due.",
);
pub const OTHER_AMOUNT_WHY: Text = text(
    "Cán bộ đang kiểm tra và sẽ cập nhật kết quả tại đây.",
    "An officer is looking into it and updates the result here.",
);
pub const CLOSE_ANYTIME: Text = text(
    "Bạn có thể đóng trang này. Kết quả luôn có trong",
    "You may close this page. The result is always in your",
);
pub const HISTORY: Text = text("lịch sử giao dịch", "transaction history");
pub const CHECK_AGAIN: Text = text("Kiểm tra lại", "Check again");

pub const RECEIPT_IN_HISTORY: Text = text(
    "Biên lai có trong lịch sử giao dịch, tải lại được bất cứ lúc nào.",
    "The biên lai (receipt, in Vietnamese) is in the transaction history; download it again at any time.",
);
pub const TRY_AGAIN: Text = text(
    "Tiền chưa được chuyển và hồ sơ vẫn được giữ. Thử lại, hoặc chọn kênh khác.",
    "No money was moved and your dossier is kept. Try again, or choose another channel.",
);
pub const CANCELLED: Text = text("Giao dịch đã dừng.", "The payment was stopped.");
pub const TIME_OVER: Text = text("Đã hết thời gian thanh toán.", "The time to pay is over.");
pub const MONEY_AFTER_ALL: Text = text(
    "Nếu tiền vẫn đến sau, chúng tôi sẽ thấy, ghi nhận và hoàn lại phần thừa. Hồ sơ của bạn vẫn được giữ.",
    "If money still arrives later, we will see it, record it, and refund what is too much. Your dossier is kept.",
);
pub const CHOOSE_AGAIN: Text = text("Chọn lại kênh thanh toán", "Choose a payment channel again");

pub const GOES_BACK: Text = text(
    "Tiền của lần thanh toán này sẽ được hoàn lại.",
    "The money of this payment goes back to you.",
);
pub const SURPLUS_GOES_BACK: Text = text(
    "Phần tiền thừa sẽ được hoàn lại. Bạn không cần làm gì thêm.",
    "What was too much goes back to you. There is nothing for you to do.",
);
pub const PAID_BY_ANOTHER: Text = text(
    "Phí, lệ phí của hồ sơ đã được nộp bằng một lần thanh toán khác. Bạn không cần làm gì thêm.",
    "The dossier’s fee was paid by another payment. There is nothing for you to do.",
);
pub const NOT_WHAT_WAS_DUE: Text = text(
    "Số tiền nhận được khác số phải nộp. Bạn không cần làm gì thêm.",
    "The amount received is not the amount due. There is nothing for you to do.",
);
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
        "Open your bank’s app or your wallet on a phone.",
    ),
    text(
        "Chọn quét mã QR rồi hướng vào hình.",
        "Choose to scan a QR code and point at the picture.",
    ),
    text(
        "Kiểm tra số tiền và nội dung. Không sửa nội dung: nhờ nó tiền được ghi đúng hồ sơ.",
        "Check the amount and the content. Leave the content as it is: by it your money finds the dossier.",
    ),
    text(
        "Xác nhận. Trang này tự cập nhật khi tiền đến.",
        "Confirm. This page updates by itself when the money arrives.",
    ),
];
pub const ON_THIS_PHONE: Text = text(
    "Mã ở ngay trên điện thoại này? Chụp màn hình rồi mở ảnh trong phần quét mã của ứng dụng, hoặc chuyển khoản theo thông tin dưới đây.",
    "Is the code on this very phone? Take a screenshot and open it in the app’s scanner, or make a transfer with the details below.",
);
pub const ACCOUNT_NUMBER: Text = text("Số tài khoản", "Account number");
pub const BANK_NUMBER: Text = text("Mã ngân hàng", "Bank number");
pub const ACCOUNT_HOLDER: Text = text("Chủ tài khoản", "Account holder");
pub const CONTENT: Text = text("Nội dung chuyển khoản", "Content of the transfer");

pub const WHERE_TO_PAY: Text = text("Nộp tiền ở đâu", "Where to pay");
pub const AT_THE_DESK: Text = text(
    "Bộ phận một cửa của cơ quan giải quyết hồ sơ, trong giờ làm việc.",
    "At the one-stop desk of the office that handles the dossier, during office hours.",
);
pub const WHAT_TO_BRING: Text = text("Mang theo", "What to bring");
pub const IDENTITY_CARD: Text = text(
    "Căn cước công dân hoặc hộ chiếu.",
    "Your identity card or passport.",
);
pub const PAPER_RECEIPT: Text = text(
    "Cán bộ ghi nhận xong, trang này và lịch sử giao dịch có kết quả.",
    "Once the officer has noted it, this page and the transaction history show the result.",
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
        ChannelKind::Cash => text("bộ phận một cửa", "the one-stop desk"),
    }
    .to(language)
}

/// Says when they were asked last, without a result.
pub fn last_question(language: Language, kind: ChannelKind, at: &str) -> String {
    let who = who(language, kind);
    match language {
        Language::Vietnamese => format!("Lần hỏi gần nhất lúc {at}: {who} chưa xác nhận."),
        Language::English => format!("Last asked at {at}: {who} had not confirmed."),
    }
}

pub fn next_question(language: Language, kind: ChannelKind, at: &str) -> String {
    let who = who(language, kind);
    match language {
        Language::Vietnamese => format!("Chúng tôi hỏi lại {who} lúc {at}."),
        Language::English => format!("We ask {who} again at {at}."),
    }
}

/// Says what they answered when the time was over.
pub fn nothing_received(language: Language, kind: ChannelKind) -> String {
    let who = who(language, kind);
    match language {
        Language::Vietnamese => format!("Theo {who}, chưa nhận được tiền của lần này."),
        Language::English => format!("According to {who}, no money of this payment was received."),
    }
}

/// What the picture of the code is, for those who do not see it.
pub fn qr_picture(language: Language, amount: &str) -> String {
    match language {
        Language::Vietnamese => format!("Mã QR để trả {amount}"),
        Language::English => format!("QR code to pay {amount}"),
    }
}

/// Which dossier the payer names at the desk.
pub fn dossier_to_name(language: Language, number: i64) -> String {
    match language {
        Language::Vietnamese => format!("Số hồ sơ {number}."),
        Language::English => format!("The dossier’s number, {number}."),
    }
}

pub fn cash_to_bring(language: Language, amount: &str) -> String {
    match language {
        Language::Vietnamese => format!("Tiền mặt: {amount}."),
        Language::English => format!("Cash: {amount}."),
    }
}
