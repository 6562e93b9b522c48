//! Paying: the order with its channels, and how an order stands.

use domain::language::{Language, Text, text};

pub const PAY_TITLE: Text = text("Thanh toán phí, lệ phí", "Pay the fees");
pub const PAID_TITLE: Text = text("Đã nộp phí, lệ phí", "Fees paid");
pub const ORDER: Text = text("Thông tin đơn hàng", "Payment summary");
pub const ORDER_TEXT: Text = text("Đơn hàng", "Payment for");
pub const SUPPLIER: Text = text("Nhà cung cấp", "Paid to");
pub const TRANSACTION_FEE: Text = text("Phí giao dịch", "Transaction fee");
pub const AMOUNT_TO_PAY: Text = text("Giá trị thanh toán", "Amount to pay");
pub const AMOUNT_PAID: Text = text("Số tiền đã nộp", "Amount paid");
pub const SUM: Text = text("Cộng", "Subtotal");
pub const AMOUNT_DIFFERS: Text = text(
    "Số tiền nhận được khác số tiền phải nộp.",
    "The amount we received is not the amount due.",
);
pub const OFFICER_CHECKS: Text = text(
    "Cán bộ tài chính sẽ kiểm tra, rồi ghi nhận khoản đã nộp hoặc hoàn lại tiền. Lúc này bạn không cần nộp lại.",
    "A finance officer will check it, then accept or refund the payment. Do not pay again for now.",
);
pub const PAID: Text = text("Đã thanh toán xong.", "The payment is complete.");
pub const SEE_DOSSIER: Text = text("Xem hồ sơ", "See the application");
pub const RECEIPT: Text = text("In biên lai", "Print receipt (in Vietnamese)");

pub const STATE_DUE: Text = text("Chưa thanh toán", "Not paid yet");
pub const STATE_PAID: Text = text("Đã thanh toán", "Paid");
pub const STATE_NEEDS_REVIEW: Text = text("Đang được kiểm tra", "Being checked");

pub const ATTEMPT_WAITING: Text = text(
    "Một lần thanh toán đang chờ kết quả.",
    "A payment is waiting for its result.",
);
pub const MONEY_TAKEN: Text = text(
    "Nếu đã bị trừ tiền, bạn không cần nộp lại: cổng đang kiểm tra với ngân hàng hoặc ví điện tử.",
    "If money has left your account, do not pay again. We are checking with the bank or e-wallet.",
);
pub const CONTINUE_PAYING: Text = text("Tiếp tục thanh toán", "Continue the payment");
pub const CHECK_RESULT: Text = text("Kiểm tra kết quả", "Check the result");
pub const NOT_PAID_YET: Text = text(
    "Chưa thanh toán? Chọn lại kênh bên dưới; lần mới thay cho lần này.",
    "Not paid yet? Choose a method below. The new payment replaces this one.",
);
pub const NO_MONEY_MOVED: Text = text(
    "Bạn chưa bị trừ tiền. Hồ sơ vẫn được giữ. Thanh toán lại hoặc chọn kênh khác.",
    "You have not been charged. Your application is kept. Pay again or choose another method.",
);
pub const STILL_DUE: Text = text(
    "Khoản phí, lệ phí của hồ sơ vẫn phải nộp. Chọn kênh bên dưới.",
    "The fees for the application are still due. Choose a method below.",
);
pub const ORDER_IS_UPDATED: Text = text(
    "Kết quả đang được cập nhật.",
    "The result is being updated.",
);
pub const NO_CHANNELS: Text = text(
    "Hiện chưa có kênh thanh toán nào hoạt động.",
    "No payment method is available at the moment.",
);
pub const COME_BACK_LATER: Text = text(
    "Hồ sơ của bạn vẫn được giữ. Quay lại sau ít phút.",
    "Your application is kept. Come back in a few minutes.",
);
pub const PAY: Text = text("Thanh toán", "Pay");
pub const CONNECTING: Text = text(
    "Đang chuyển sang bước thanh toán…",
    "Continuing to payment…",
);

/// What the order is for. In Vietnamese it says what the provider's page says.
pub fn order_text(language: Language, stored: String, dossier_number: i64) -> String {
    match language {
        Language::Vietnamese => stored,
        Language::English => format!("Fees for application {dossier_number}"),
    }
}

/// Who is paid, likewise.
pub fn supplier(language: Language, stored: String) -> String {
    match language {
        Language::Vietnamese => stored,
        Language::English => "Tây Ninh Public Services".to_owned(),
    }
}

/// Beside a receipt that can still be printed.
pub fn receipt_cancelled(language: Language, date: &str) -> String {
    match language {
        Language::Vietnamese => format!("Biên lai đã hủy ngày {date}."),
        Language::English => format!("Receipt cancelled on {date}."),
    }
}

/// An attempt, named by its channel and its beginning.
fn attempt(language: Language, channel: &str, begun: &str) -> String {
    match language {
        Language::Vietnamese => format!("Lần thanh toán qua {channel} lúc {begun}"),
        Language::English => format!("The {channel} payment started at {begun}"),
    }
}

pub fn attempt_begun(language: Language, channel: &str, begun: &str) -> String {
    format!("{}.", attempt(language, channel, begun))
}

pub fn attempt_failed(language: Language, channel: &str, begun: &str) -> String {
    let attempt = attempt(language, channel, begun);
    match language {
        Language::Vietnamese => format!("{attempt} không thành công."),
        Language::English => format!("{attempt} failed."),
    }
}

pub fn attempt_succeeded(language: Language, channel: &str, begun: &str) -> String {
    let attempt = attempt(language, channel, begun);
    match language {
        Language::Vietnamese => format!("{attempt} đã thành công."),
        Language::English => format!("{attempt} was successful."),
    }
}

pub fn attempt_returned(language: Language, channel: &str, begun: &str) -> String {
    let attempt = attempt(language, channel, begun);
    match language {
        Language::Vietnamese => format!("{attempt} đã được hoàn lại."),
        Language::English => format!("{attempt} has been refunded."),
    }
}
