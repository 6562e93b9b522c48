use domain::language::{Language, Text, text};

pub const SCAN_QR: Text = text("Quét mã VietQR", "Scan a VietQR code");
pub const CHOOSE_BANK: Text = text("Chọn ngân hàng", "Choose a bank");
pub const CHOOSE_WALLET: Text = text("Chọn ví điện tử", "Choose an e-wallet");
pub const PAY_CASH: Text = text("Nộp tiền mặt", "Pay in cash");
pub const OTHER_BANKS: Text = text("Ngân hàng khác", "Other banks");
pub const DISRUPTED: Text = text("Đang gián đoạn", "Having problems");
pub const USED_LAST: Text = text("Đã dùng lần trước", "Used last time");
pub const SUGGESTED: Text = text("Gợi ý", "Suggested");
pub const FIND_BANK: Text = text("Tìm ngân hàng theo tên", "Find a bank by name");
pub const NO_SUCH_BANK: Text = text(
    "Không tìm thấy ngân hàng nào có tên này. Thử tên khác, hoặc chọn cách thanh toán khác.",
    "No bank has this name. Try another name, or choose another way to pay.",
);

pub fn banks_found(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::Vietnamese, _) => format!("{count} ngân hàng"),
        (Language::English, 1) => "1 bank".to_owned(),
        (Language::English, _) => format!("{count} banks"),
    }
}
