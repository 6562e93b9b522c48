//! What only a page in a frame says.

use domain::language::{Text, text};

pub const COOKIES_REFUSED: Text = text(
    "Trình duyệt không cho cổng lưu cookie trong khung này.",
    "Your browser does not let the portal keep cookies in this frame.",
);
pub const COOKIES_REFUSED_NEXT: Text = text(
    "Không có cookie thì không đăng nhập được ở đây. Mở trang này ở cửa sổ riêng và làm tiếp ở đó.",
    "You cannot sign in here without them. Open this page in its own window and continue there.",
);
pub const OPEN_IN_PORTAL: Text = text("Mở ở cửa sổ riêng", "Open in its own window");
pub const OPEN_PROVIDER: Text = text("Mở trang thanh toán", "Open the payment page");
pub const PAY_IN_OTHER_WINDOW: Text = text(
    "Bạn thanh toán ở cửa sổ mới. Trang này tự cập nhật kết quả.",
    "You pay in a new window. This page will show the result.",
);
