//! What stands around every page.

use domain::language::{Text, text};

pub const NAME: Text = text("Dịch vụ công Tây Ninh", "Tây Ninh Public Services");
pub const DESCRIPTION: Text = text(
    "Tìm thủ tục, nộp hồ sơ và nộp phí, lệ phí trực tuyến.",
    "Find a procedure, apply and pay fees online.",
);
pub const OPENS_NEW_WINDOW: Text = text("(mở cửa sổ mới)", "(opens a new window)");
pub const SKIP_TO_CONTENT: Text = text("Đến nội dung chính", "Skip to main content");
pub const MAIN_NAVIGATION: Text = text("Menu chính", "Main menu");
pub const PROCEDURES: Text = text("Thủ tục", "Procedures");
pub const TRACKING: Text = text("Tra cứu hồ sơ", "Track an application");
pub const GUIDE: Text = text("Hướng dẫn", "Guide");
pub const REGISTER: Text = text("Đăng ký", "Register");
pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");
pub const SIGN_OUT: Text = text("Đăng xuất", "Sign out");
pub const SIGNING_OUT: Text = text("Đang đăng xuất…", "Signing out…");
pub const OTHER_LANGUAGE: Text = text("English", "Tiếng Việt");
pub const ABOUT: Text = text("Thông tin về cổng", "About this portal");
pub const TERMS: Text = text("Điều khoản và dữ liệu cá nhân", "Terms and personal data");
pub const ACCESSIBILITY: Text = text("Tuyên bố về khả năng tiếp cận", "Accessibility statement");
pub const FAQ: Text = text("Câu hỏi thường gặp", "Frequently asked questions");
pub const CENTRE: Text = text(
    "Trung tâm Hành chính công tỉnh Tây Ninh",
    "Tây Ninh Public Administration Centre",
);
pub const HOTLINE: Text = text("Tổng đài", "Helpline");
pub const ZALO: Text = text("Nhắn tin qua Zalo", "Message us on Zalo");
pub const DEMO: Text = text(
    "Đây là bản dùng thử với dữ liệu mẫu; không có giao dịch tiền thật.",
    "This is a demonstration with sample data; no real money moves.",
);
pub const TEST_PHONE: Text = text("Mở điện thoại thử nghiệm", "Open the test phone");

/// What the link to an account says to those who cannot see whose name stands there.
pub fn account_of(language: super::Language, name: &str) -> String {
    match language {
        super::Language::Vietnamese => format!("Thông tin tài khoản của {name}"),
        super::Language::English => format!("Account of {name}"),
    }
}
