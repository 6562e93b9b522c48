use domain::language::{Text, text};

pub const SHARE: Text = text("Chia sẻ trang này", "Share this page");
pub const ADDRESS: Text = text("Địa chỉ của trang", "Address of this page");
pub const PASTE: Text = text(
    "Sao chép rồi dán vào cuộc trò chuyện Zalo hoặc tin nhắn.",
    "Copy it and paste it into a Zalo chat or a message.",
);
pub const COPY: Text = text("Sao chép địa chỉ", "Copy the address");
pub const COPIED: Text = text("Đã sao chép địa chỉ.", "Address copied.");
pub const APPS: Text = text("Zalo và ứng dụng khác", "Zalo and other apps");
pub const ON_FACEBOOK: Text = text("Facebook (mở cửa sổ mới)", "Facebook (opens a new window)");
