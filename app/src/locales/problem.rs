//! Problems that any page or operation may meet.

use domain::language::{Text, text};

pub const FIELDS: Text = text(
    "Một số ô cần xem lại.",
    "There is a problem with some of your answers.",
);
pub const NOT_FOUND: Text = text("Không tìm thấy nội dung này.", "We cannot find this page.");
pub const NOT_FOUND_NEXT: Text = text(
    "Kiểm tra lại đường dẫn hoặc quay về trang chủ.",
    "Check the address or go to the home page.",
);
pub const SECOND_FACTOR: Text = text(
    "Cần đăng nhập hai bước để làm việc này.",
    "You need two-step sign-in to do this.",
);
pub const SECOND_FACTOR_NEXT: Text = text(
    "Đăng xuất, rồi đăng nhập lại bằng mật khẩu và mã OTP, hoặc bằng khóa truy cập.",
    "Sign out, then sign in again with your password and a one-time code, or with a passkey.",
);
pub const SIGN_IN_REQUIRED: Text = text("Cần đăng nhập để tiếp tục.", "Sign in to continue.");
pub const OFFLINE: Text = text(
    "Không kết nối được máy chủ.",
    "The server could not be reached.",
);
pub const OFFLINE_NEXT: Text = text(
    "Kiểm tra mạng rồi thử lại. Nội dung đã nhập vẫn còn.",
    "Check your connection and try again. What you typed is still here.",
);
pub const NOT_DONE: Text = text("Chưa thực hiện được", "Your request was not carried out");
pub const OUR_FAULT: Text = text("Hệ thống gặp lỗi.", "Something went wrong on our side.");
pub const BACK_BRINGS_IT: Text = text(
    "Nút quay lại của trình duyệt thường giữ nguyên những gì bạn đã nhập.",
    "Your browser’s back button usually brings back what you typed.",
);
pub const BACK_TO_PAGE: Text = text("Mở lại trang vừa rồi", "Open the page again");
pub const OPEN_PAGE_HERE: Text = text("Mở trang này trên cổng", "Open this page on the portal");
pub const IN_A_MOMENT: Text = text("Thử lại sau giây lát.", "Try again in a moment.");
pub const TRY_AGAIN: Text = text("Thử lại", "Try again");
pub const UNREADABLE: Text = text(
    "Có lỗi khi nhận dữ liệu. Thử lại sau ít phút.",
    "Something went wrong. Try again in a few minutes.",
);
