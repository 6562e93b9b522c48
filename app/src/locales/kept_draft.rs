//! What a form says that has put back what was typed before. Only browsers say it.

use domain::language::{Text, text};

pub const RESTORED: Text = text(
    "Đã khôi phục nội dung bạn nhập lần trước.",
    "We have restored your earlier answers.",
);
pub const DROP_RESTORED: Text = text("Xóa nội dung đã khôi phục", "Clear restored answers");
