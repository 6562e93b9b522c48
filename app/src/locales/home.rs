//! Home, and the page that is none.

use domain::language::{Language, Text, text};

pub const HEADING: Text = text(
    "Tìm thủ\u{a0}tục, nộp\u{a0}hồ\u{a0}sơ, nộp\u{a0}phí",
    "Find a procedure, apply, pay\u{a0}the\u{a0}fee",
);
pub const INTRODUCTION: Text = text(
    "Làm ngay trên điện thoại. Nộp tiền xong có biên lai.",
    "Do it all on your phone. Get a receipt when you pay.",
);
pub const BY_FIELD: Text = text("Tra cứu theo lĩnh vực", "Browse by field");
pub const DESCRIPTION: Text = text(
    "Tìm thủ tục hành chính, nộp hồ sơ và nộp phí, lệ phí trực tuyến tại tỉnh Tây Ninh.",
    "Find a procedure, apply and pay fees online in Tây Ninh province.",
);
pub const NO_SUCH_PAGE: Text = text("Không tìm thấy trang", "Page not found");

pub fn procedures(language: Language, count: i64) -> String {
    match language {
        Language::Vietnamese => format!("{count} thủ tục"),
        Language::English if count == 1 => "1 procedure".to_owned(),
        Language::English => format!("{count} procedures"),
    }
}
