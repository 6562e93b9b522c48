//! What the QR code on a receipt leads to.

use domain::language::{Language, Text, text};

pub const TITLE: Text = text("Kiểm tra biên lai", "Check a receipt");
pub const ISSUED_HERE: Text = text(
    "Cổng đã phát hành biên lai này.",
    "This portal issued this receipt.",
);
pub const COMPARE: Text = text(
    "So sánh từng dòng dưới đây với biên lai của bạn.",
    "Compare each line with your receipt. The Vietnamese words on it are in brackets.",
);
pub const VOID: Text = text(
    "Khoản tiền đã được hoàn lại cho người nộp.",
    "The money was refunded to the payer.",
);
/// “Biên lai đã bị hủy lúc 16/03/2026 10:00.”
pub fn void_since(language: Language, at: &str) -> String {
    match language {
        Language::Vietnamese => format!("Biên lai đã bị hủy lúc {at}."),
        Language::English => format!("This receipt has been void since {at}."),
    }
}
pub const FORM_SYMBOL: Text = text("Mẫu số", "Form number");
pub const SERIAL: Text = text("Ký hiệu", "Serial");
pub const NUMBER: Text = text("Số", "Number");
pub const AGENCY: Text = text("Cơ quan thu", "Collecting office");
pub const DOSSIER: Text = text("Hồ sơ số", "Application number");
pub const FEES: Text = text("Phí", "Fee");
pub const CHARGES: Text = text("Lệ phí", "Charge");
pub const TOTAL: Text = text("Tổng cộng", "Total");
pub const ISSUED_AT: Text = text("Ngày", "Date");
pub const WHAT_IT_TELLS: Text = text("Kết quả này cho biết gì", "What this tells you");
pub const MONEY_WAS_COLLECTED: Text = text(
    "Khoản tiền trên đã được thu, nếu mọi dòng trùng với biên lai.",
    "The amount above was collected, if every line is the same as on the receipt.",
);
pub const DIFFERENT_MEANS_CHANGED: Text = text(
    "Có dòng khác thì biên lai đã bị sửa: chỉ tin nội dung trên trang này.",
    "If a line differs, the receipt was changed: trust only what this page says.",
);
pub const NOT_WHO_NOR_RESULT: Text = text(
    "Trang này không cho biết ai nộp tiền và kết quả giải quyết hồ sơ.",
    "This page does not show who paid or the decision on the application.",
);
pub const LOOK_AT_ADDRESS: Text = text(
    "Xem kỹ địa chỉ trang: mã QR giả có thể dẫn đến trang khác.",
    "Check the address of this page: a false QR code can lead elsewhere.",
);
