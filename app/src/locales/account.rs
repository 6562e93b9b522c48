//! The account: its details, its dossiers, its transactions.

use domain::language::{Language, Text, text};

pub const ACCOUNT: Text = text("Thông tin tài khoản", "Your account");
pub const CREATED: Text = text(
    "Đã tạo tài khoản. Bạn đã đăng nhập.",
    "Your account has been created and you are signed in.",
);
pub const OFFICERS_PAGES: Text = text("Trang cán bộ", "Officers’ pages");
pub const FULL_NAME: Text = text("Họ và tên", "Full name");
pub const IDENTITY_NUMBER: Text = text("Số CCCD/CMND", "Identity number");
pub const PHONE: Text = text("Số điện thoại", "Phone number");
pub const EMAIL: Text = text("Email", "Email");
pub const NO_EMAIL: Text = text("Chưa có", "None yet");
pub const ASSURANCE: Text = text("Mức độ xác minh", "Identity check level");
pub const LOW: Text = text("thấp", "low");
pub const MEDIUM: Text = text("trung bình", "medium");
pub const HIGH: Text = text("cao", "high");

pub const DOSSIERS: Text = text("Hồ sơ của bạn", "Your applications");
pub const NO_DOSSIERS: Text = text("Chưa có hồ sơ nào.", "There are no applications yet.");
pub const FIND_PROCEDURE: Text = text("Tìm thủ tục", "Find a procedure");
pub const DOSSIER: Text = text("Hồ sơ", "Application");
pub const CONTINUE: Text = text("Điền tiếp và gửi", "Finish and submit");
pub const PAY: Text = text("Thanh toán", "Pay");

pub const HISTORY: Text = text("Lịch sử giao dịch", "Transaction history");
pub const PAYMENTS: Text = text("Thông tin thanh toán", "Your payments");
pub const CLOSE: Text = text("Đóng", "Close");
pub const NO_TRANSACTIONS: Text = text("Chưa có giao dịch nào.", "There are no transactions yet.");
pub const DOSSIER_NUMBER: Text = text("Số hồ sơ", "Application number");
pub const PAID_ON: Text = text("Ngày thanh toán", "Date of payment");
pub const AMOUNT: Text = text("Số tiền", "Amount");
pub const OUTCOME: Text = text("Kết quả", "Outcome");
pub const RECEIPT: Text = text("Biên lai", "Receipt");

pub fn dossiers(language: Language, count: i64) -> String {
    match (language, count) {
        (Language::Vietnamese, count) => format!("{count} hồ sơ"),
        (Language::English, 1) => "1 application".to_owned(),
        (Language::English, count) => format!("{count} applications"),
    }
}

pub fn draft_deleted(language: Language, number: i64) -> String {
    match language {
        Language::Vietnamese => format!("Đã xóa bản nháp {number}."),
        Language::English => format!("Draft {number} has been deleted."),
    }
}

pub fn transactions(language: Language, count: i64) -> String {
    match (language, count) {
        (Language::Vietnamese, count) => format!("{count} giao dịch"),
        (Language::English, 1) => "1 transaction".to_owned(),
        (Language::English, count) => format!("{count} transactions"),
    }
}

pub const LEGAL_NAME: Text = text("Tên tổ chức", "Organisation");
pub const TAX_CODE: Text = text("Mã số thuế", "Tax code");
pub const SECURITY: Text = text("Đăng nhập và bảo mật", "Sign-in and security");
