//! What only a page in a frame says.

use domain::language::{Text, text};

pub const OPEN_PROVIDER: Text = text("Mở trang thanh toán", "Open the payment page");
pub const PAY_IN_OTHER_WINDOW: Text = text(
    "Bạn thanh toán ở cửa sổ mới. Trang này tự cập nhật kết quả.",
    "You pay in a new window. This page will show the result.",
);
