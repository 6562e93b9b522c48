//! The page between a form of ours and another site.

use super::Language;
use domain::language::{Text, text};

pub fn going_to(language: Language, site: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đang chuyển sang {site}"),
        Language::English => format!("On the way to {site}"),
    }
}

pub const NOT_BY_ITSELF: Text = text(
    "Nếu trang không tự mở, bấm nút dưới đây.",
    "If the page does not open by itself, select the button below.",
);

pub fn go_to(language: Language, site: &str) -> String {
    match language {
        Language::Vietnamese => format!("Mở {site}"),
        Language::English => format!("Open {site}"),
    }
}
