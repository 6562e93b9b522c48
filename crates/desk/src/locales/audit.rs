//! The audit log.

use domain::language::{Text, text};

pub const HEADING: Text = text("Nhật ký tài khoản", "Audit log");
pub const INTRO: Text = text(
    "Ai làm gì với tài khoản nào, khi nào và từ đâu. Không ai sửa hoặc xóa được.",
    "Who did what with which account, when and from where. Nobody can change or delete it.",
);
pub const EVENT: Text = text("Việc", "Event");
pub const ALL_EVENTS: Text = text("Mọi việc", "All events");
pub const ACCOUNT: Text = text(
    "Tên đăng nhập hoặc số giấy tờ",
    "User name or identity number",
);
pub const SHOW: Text = text("Lọc", "Filter");
pub const SHOW_ALL: Text = text("Bỏ lọc", "Show everything");
pub const NONE_FOUND: Text = text("Không có dòng nhật ký nào.", "There are no entries.");
pub const NONE_FOUND_WHY: Text = text(
    "Kiểm tra số đã nhập. Bạn chỉ xem được tài khoản của đơn vị mình.",
    "Check the number. You only see accounts of your own units.",
);
pub const NEWEST_FIRST: Text = text("Mới nhất ở trên cùng.", "The newest is at the top.");
pub const AT: Text = text("Lúc", "When");
pub const WHOSE: Text = text("Tài khoản", "Account");
pub const BY: Text = text("Người thực hiện", "Done by");
pub const FROM: Text = text("Từ", "From");
pub const DETAIL: Text = text("Chi tiết", "Detail");
pub const NOBODY_KNOWN: Text = text("Không rõ", "Unknown");
pub const ITSELF: Text = text("Chủ tài khoản", "Its owner");
