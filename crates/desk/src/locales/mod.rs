pub(crate) mod administration;
pub(crate) mod audit;
pub(crate) mod cash;
pub(crate) mod channels;
pub(crate) mod finance;
pub(crate) mod refunds;

use app::api::paging::MOST_COUNTED;
use domain::language::{Language, Text, text};

/// As many as are told where a list has more than are counted.
const MORE: i64 = MOST_COUNTED + 1;

pub const NAME: Text = text("Bộ phận Một cửa Tây Ninh", "Tây Ninh One-stop Desk");
pub const SKIP_TO_CONTENT: Text = text("Đến nội dung chính", "Skip to main content");
pub const NAVIGATION: Text = text("Menu chính", "Main menu");
pub const DOSSIERS: Text = text("Hồ sơ", "Applications");
pub const CASH: Text = text("Tiền mặt", "Cash");
pub const FINANCE: Text = text("Tài chính", "Finance");
pub const ADMINISTRATION: Text = text("Quản trị", "Administration");
pub const AUDIT_LOG: Text = text("Nhật ký", "Audit log");
pub const CITIZENS_PORTAL: Text = text("Cổng công dân", "Citizens’ portal");
pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");
pub const SIGN_OUT: Text = text("Đăng xuất", "Sign out");
pub const SIGNING_OUT: Text = text("Đang đăng xuất…", "Signing out…");

pub const NEW_DOSSIERS: Text = text("Hồ sơ mới gửi đến", "New applications");
pub const DOSSIERS_OF_UNIT: Text = text("Hồ sơ của đơn vị", "Applications of the office");
pub const STATES: Text = text("Trạng thái hồ sơ", "States of applications");
pub const ALL_STATES: Text = text("Tất cả", "All");
pub const SEARCH_LABEL: Text = text(
    "Số hồ sơ, người nộp hoặc thủ tục",
    "Number, applicant or procedure",
);
pub const SEARCH: Text = text("Tìm", "Search");
pub const CLEAR_SEARCH: Text = text("Bỏ tìm kiếm", "Clear search");
pub const NOTHING_HERE: Text = text(
    "Không có hồ sơ nào ở đây.",
    "There are no applications here.",
);
pub const NOTHING_FOUND: Text = text(
    "Thử ít từ hơn, hoặc xem mọi trạng thái.",
    "Try fewer words, or look at all states.",
);
pub const ORDER_OF_LIST: Text = text(
    "Hồ sơ gửi sớm nhất ở trên cùng.",
    "The earliest submitted are at the top.",
);
pub const NUMBER: Text = text("Hồ sơ", "Application");
pub const PROCEDURE: Text = text("Thủ tục", "Procedure");
pub const APPLICANT: Text = text("Người nộp", "Applicant");
pub const SENT_AT: Text = text("Gửi lúc", "Submitted");
pub const FEE: Text = text("Phí, lệ phí", "Fees");
pub const NO_FEE_YET: Text = text("Chưa có khoản thu", "None");
pub const STATE: Text = text("Trạng thái", "State");

pub const SHOW_NEW: Text = text("Xem hồ sơ mới", "Show new applications");
pub const SESSION_ENDED: Text = text(
    "Phiên làm việc đã hết nên danh sách không tự cập nhật nữa.",
    "Your session has ended, so this list no longer updates.",
);

pub const BACK_TO_LIST: Text = text("Danh sách hồ sơ", "List of applications");
pub const BREADCRUMB: Text = text("Đường dẫn", "Breadcrumb");
pub const RUNNING_NUMBER: Text = text("Số hồ sơ", "Application number");
pub const DOSSIER_CODE: Text = text("Mã hồ sơ", "Application code");
pub const CONTENT: Text = text("Nội dung đã nộp", "Answers");
pub const DOCUMENTS: Text = text("Tài liệu đính kèm", "Documents");
pub const NO_DOCUMENTS: Text = text("Hồ sơ không có tài liệu.", "There are no documents.");
pub const HISTORY: Text = text("Quá trình xử lý", "History");

pub fn dossiers_found(language: Language, total: i64) -> String {
    match (language, total) {
        (Language::Vietnamese, _) => format!("{total} hồ sơ"),
        (Language::English, 1) => "1 application".to_owned(),
        (Language::English, _) => format!("{total} applications"),
    }
}

pub fn arrived_since(language: Language, count: i64) -> String {
    match (language, count) {
        (Language::Vietnamese, _) => format!("{count} hồ sơ mới."),
        (Language::English, 1) => "1 new application.".to_owned(),
        (Language::English, _) => format!("{count} new applications."),
    }
}

pub fn dossier(language: Language, reference: &str) -> String {
    match language {
        Language::Vietnamese => format!("Hồ sơ {reference}"),
        Language::English => format!("Application {reference}"),
    }
}
