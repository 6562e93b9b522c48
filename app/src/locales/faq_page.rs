//! Around the questions and answers.

use domain::language::{Language, Text, text};

pub const TITLE: Text = text("Câu hỏi thường gặp", "Frequently asked questions");
pub const INTRODUCTION: Text = text(
    "Trả lời ngắn về tài khoản, hồ sơ, thanh toán và biên lai.",
    "Short answers about accounts, applications, payments and receipts.",
);
pub const FIND: Text = text("Tìm câu hỏi", "Find a question");
pub const EXAMPLE: Text = text("Ví dụ: biên lai", "For example: receipt");
pub const SEARCH: Text = text("Tìm kiếm", "Search");
pub const SEE_ALL: Text = text("Xem tất cả câu hỏi", "See all questions");
pub const NOTHING: Text = text("Không tìm thấy câu hỏi phù hợp.", "No questions match.");
pub const FEWER_WORDS: Text = text("Thử ít từ hơn, hoặc gọi", "Try fewer words, or call");

pub fn count(language: Language, hits: usize) -> String {
    match (language, hits) {
        (Language::Vietnamese, _) => format!("{hits} câu hỏi."),
        (Language::English, 1) => "1 question.".to_owned(),
        (Language::English, _) => format!("{hits} questions."),
    }
}
