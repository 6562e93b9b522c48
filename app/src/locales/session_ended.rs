//! What becomes of what was typed into a form whose session has ended meanwhile.

use domain::language::{Text, text};

pub const COMES_BACK: Text = text(
    "Phiên đăng nhập đã kết thúc. Đăng nhập xong, bạn trở lại đây với nội dung vừa nhập.",
    "Your session has ended. Sign in, and your answers will be here when you come back.",
);
pub const STILL_HERE: Text = text(
    "Nội dung bạn vừa gửi vẫn còn ở trang này. Đăng nhập ở cửa sổ mới, rồi quay lại đây và gửi lại.",
    "What you sent is still on this page. Sign in using the new window, then come back here and select “Send again”.",
);
pub const SEND_AGAIN: Text = text("Gửi lại", "Send again");
