//! Home, and the page that is none.

use domain::language::{Language, Text, text};

pub const HEADING: Text = text(
    "Tìm thủ\u{a0}tục, nộp\u{a0}hồ\u{a0}sơ, nộp\u{a0}phí",
    "Find a procedure, file\u{a0}a\u{a0}dossier, pay\u{a0}its\u{a0}fee",
);
pub const INTRODUCTION: Text = text(
    "Làm trên điện thoại. Mỗi khoản đã nộp đều có kết quả rõ ràng và biên lai.",
    "All on your phone. Every payment ends in a clear answer and a receipt.",
);
pub const BY_FIELD: Text = text("Tra cứu theo lĩnh vực", "Browse by field");
pub const DESCRIPTION: Text = text(
    "Cổng dịch vụ công tỉnh Tây Ninh: tìm thủ tục hành chính của tỉnh, huyện, xã, nộp hồ sơ và nộp phí, lệ phí trực tuyến.",
    "Public services of Tây Ninh province: find procedures of the province, its districts and communes, file a dossier and pay its fee online.",
);
pub const NO_SUCH_PAGE: Text = text("Không tìm thấy trang", "Page not found");

pub fn procedures(language: Language, count: i64) -> String {
    match language {
        Language::Vietnamese => format!("{count} thủ tục"),
        Language::English if count == 1 => "1 procedure".to_owned(),
        Language::English => format!("{count} procedures"),
    }
}
