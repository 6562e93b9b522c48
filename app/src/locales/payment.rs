//! Paying: the order with its channels, and how an order stands.

use domain::language::{Language, Text, text};

pub const PAY_TITLE: Text = text(
    "Thanh toán trên Cổng DVCQG",
    "Pay through the National Public Service Portal",
);
pub const ORDER: Text = text("Thông tin đơn hàng", "Payment order");
pub const ORDER_TEXT: Text = text("Đơn hàng", "Order");
pub const SUPPLIER: Text = text("Nhà cung cấp", "Paid to");
pub const TRANSACTION_FEE: Text = text("Phí giao dịch", "Transaction fee");
pub const AMOUNT_TO_PAY: Text = text("Giá trị thanh toán", "Amount to pay");
pub const SUM: Text = text("Cộng", "Sum");
pub const AMOUNT_DIFFERS: Text = text(
    "Số tiền nhận được khác số phải nộp.",
    "The amount received is not the amount due.",
);
pub const OFFICER_CHECKS: Text = text(
    "Cán bộ đang kiểm tra. Tiền của bạn vẫn an toàn, không cần nộp lại.",
    "An officer is looking into it. Your money is safe; do not pay again.",
);
pub const PAID: Text = text("Đã thanh toán xong.", "The payment is complete.");
pub const SEE_DOSSIER: Text = text("Xem hồ sơ", "See the dossier");
pub const RECEIPT: Text = text("In biên lai", "Biên lai (receipt, in Vietnamese)");

pub const STATE_DUE: Text = text("Chưa thanh toán", "Not paid yet");
pub const STATE_IN_PROGRESS: Text = text("Đang thanh toán", "Payment under way");
pub const STATE_PAID: Text = text("Đã thanh toán", "Paid");
pub const STATE_NEEDS_REVIEW: Text = text("Đang được kiểm tra", "Being checked");

pub const ATTEMPT_WAITING: Text = text(
    "Một lần thanh toán đang chờ kết quả.",
    "A payment is waiting for its result.",
);
pub const MONEY_TAKEN: Text = text(
    "Nếu tài khoản của bạn đã bị trừ tiền, không cần nộp lại: chúng tôi đang hỏi ngân hàng.",
    "If money has left your account, do not pay again: we are asking the bank.",
);
pub const CONTINUE_PAYING: Text = text("Tiếp tục thanh toán", "Continue the payment");
pub const CHECK_RESULT: Text = text("Kiểm tra kết quả", "Check the result");
pub const NOT_PAID_YET: Text = text(
    "Chưa trả tiền? Chọn kênh bên dưới để bắt đầu lại; lần mới thay cho lần này.",
    "Not paid yet? Choose a channel below to start again; the new payment replaces this one.",
);
pub const NO_MONEY_MOVED: Text = text(
    "Tiền chưa được chuyển. Chọn lại kênh thanh toán bên dưới.",
    "No money was moved. Choose a payment channel again below.",
);
pub const ORDER_IS_UPDATED: Text = text(
    "Đơn hàng đang được cập nhật.",
    "The order is being updated.",
);
pub const NO_CHANNELS: Text = text(
    "Hiện chưa có kênh thanh toán nào hoạt động.",
    "No payment channel is available at the moment.",
);
pub const COME_BACK_LATER: Text = text(
    "Hồ sơ của bạn vẫn được giữ. Quay lại sau ít phút.",
    "Your dossier is kept. Come back in a few minutes.",
);
pub const PAY: Text = text("Thanh toán", "Pay");
pub const CONNECTING: Text = text("Đang kết nối ngân hàng…", "Connecting to the bank…");

/// What the order is for. In Vietnamese it says what the provider's page says.
pub fn order_text(language: Language, stored: String, dossier_number: i64) -> String {
    match language {
        Language::Vietnamese => stored,
        Language::English => format!("Payment for dossier {dossier_number}"),
    }
}

/// Who is paid, likewise.
pub fn supplier(language: Language, stored: String) -> String {
    match language {
        Language::Vietnamese => stored,
        Language::English => "Tây Ninh Public Services".to_owned(),
    }
}

/// An attempt, named by its channel and its beginning.
fn attempt(language: Language, channel: &str, begun: &str) -> String {
    match language {
        Language::Vietnamese => format!("Lần thanh toán qua {channel} lúc {begun}"),
        Language::English => format!("The payment through {channel} started at {begun}"),
    }
}

pub fn attempt_begun(language: Language, channel: &str, begun: &str) -> String {
    format!("{}.", attempt(language, channel, begun))
}

pub fn attempt_failed(language: Language, channel: &str, begun: &str) -> String {
    let attempt = attempt(language, channel, begun);
    match language {
        Language::Vietnamese => format!("{attempt} không thành công."),
        Language::English => format!("{attempt} did not succeed."),
    }
}

pub fn attempt_succeeded(language: Language, channel: &str, begun: &str) -> String {
    let attempt = attempt(language, channel, begun);
    match language {
        Language::Vietnamese => format!("{attempt} đã thành công."),
        Language::English => format!("{attempt} succeeded."),
    }
}
