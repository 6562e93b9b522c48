//! Cash as its desk takes it.

use domain::language::{Language, Text, text};

pub const WAITING: Text = text("Chờ nộp tiền mặt", "Waiting to pay in cash");
pub const FOUND: Text = text("Khoản tiền mặt tìm thấy", "Cash payments found");
pub const NOTHING_WAITING: Text = text(
    "Không có ai chờ nộp tiền mặt.",
    "No one is waiting to pay in cash.",
);
pub const NOTHING_FOUND: Text = text(
    "Không tìm thấy khoản tiền mặt nào của đơn vị.",
    "No cash payments of your office found.",
);
pub const CHOSEN_FIRST: Text = text(
    "Người nộp phải chọn “Tiền mặt” cho hồ sơ trước.",
    "The payer must first choose cash for the application.",
);
pub const PAYER: Text = text("Người nộp tiền", "Payer");
pub const DUE: Text = text("Phải thu", "To collect");
pub const CHOSEN_AT: Text = text("Chọn tiền mặt lúc", "Chosen");

pub const RECORD: Text = text("Ghi nhận đã thu", "Record cash received");
pub const COUNT_FIRST: Text = text(
    "Đếm đủ tiền rồi mới ghi nhận. Biên lai điện tử được lập ngay, không viết thêm biên lai giấy.",
    "Count the money before you record it. The electronic receipt is issued at once; do not write a paper one.",
);
pub const NOTE: Text = text("Ghi nhận", "Record");
pub const NOTING: Text = text("Đang ghi…", "Recording…");
pub const RECORDED: Text = text(
    "Đã ghi nhận tiền mặt. In biên lai cho người nộp.",
    "Cash recorded. Print the receipt for the payer.",
);
pub const RECEIPT: Text = text("In biên lai", "Print receipt (in Vietnamese)");

pub fn payment(language: Language, dossier: &str) -> String {
    match language {
        Language::Vietnamese => format!("Tiền mặt của hồ sơ {dossier}"),
        Language::English => format!("Cash for application {dossier}"),
    }
}

pub fn payments_found(language: Language, total: i64) -> String {
    match (language, total) {
        (Language::Vietnamese, _) => format!("{total} khoản"),
        (Language::English, 1) => "1 payment".to_owned(),
        (Language::English, _) => format!("{total} payments"),
    }
}
