use domain::language::{Language, Text, text};

pub const HEADING: Text = text("Nhật ký", "Audit log");
pub const INTRO: Text = text(
    "Ai làm gì với tài khoản, khoản tiền hoặc cấu hình nào, khi nào, từ đâu và vì sao. Mọi sửa đổi hoặc xóa dòng đều bị phát hiện khi kiểm tra.",
    "Who did what with which account, money or setting, when, from where and why. A check finds every entry that was changed or deleted.",
);
pub const FROM_DAY: Text = text("Từ ngày", "From");
pub const UNTIL_DAY: Text = text("Đến ngày", "To");
pub const EVENT: Text = text("Sự kiện", "Event");
pub const ALL_EVENTS: Text = text("Mọi sự kiện", "All events");
pub const ACCOUNT: Text = text("Tài khoản (số CCCD/CMND)", "Account (identity number)");
pub const ACTOR: Text = text("Do ai (số CCCD/CMND)", "Done by (identity number)");
pub const SHOW: Text = text("Lọc", "Filter");
pub const SHOW_ALL: Text = text("Bỏ lọc", "Show everything");
pub const NONE_FOUND: Text = text("Không có dòng nhật ký nào.", "There are no entries.");
pub const NONE_FOUND_WHY: Text = text(
    "Kiểm tra ngày và số đã nhập. Bạn chỉ xem được tài khoản của đơn vị mình.",
    "Check the dates and the numbers. You only see accounts of your own office.",
);
pub const NEWEST_FIRST: Text = text("Mới nhất ở trên cùng.", "The newest is at the top.");
pub const AT: Text = text("Lúc", "When");
pub const WHOSE: Text = text("Tài khoản", "Account");
pub const BY: Text = text("Người thực hiện", "Done by");
pub const FROM: Text = text("Địa chỉ truy cập, trình duyệt", "Address, browser");
pub const CHANGES: Text = text("Chi tiết", "Details");
pub const WHY: Text = text("Lý do", "Why");
pub const DOWNLOAD: Text = text("Tải về (CSV)", "Download (CSV)");
pub const DOWNLOAD_WORKBOOK: Text = text("Tải về (Excel)", "Download (Excel)");
pub const TOO_LONG: Text = text(
    "Muốn tải về, chọn khoảng ngày ngắn hơn (tối đa 25.000 dòng).",
    "To download, choose fewer days (at most 25,000 entries).",
);
pub const NOBODY_KNOWN: Text = text("Không rõ", "Unknown");

pub fn all_of(language: Language, kind: &str) -> String {
    match language {
        Language::Vietnamese => format!("{kind}: tất cả"),
        Language::English => format!("{kind}: all"),
    }
}
