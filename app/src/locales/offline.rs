//! The page that stands in for others while there is no network.

use domain::language::{Text, text};

pub const TITLE: Text = text("Không có mạng", "You are offline");
pub const WHAT: Text = text(
    "Điện thoại hoặc máy tính này chưa kết nối được với cổng. Trang vừa mở chưa tải được.",
    "This phone or computer cannot reach the portal. The page you opened could not be loaded.",
);
pub const RETRY: Text = text("Thử lại", "Try again");
pub const BY_ITSELF: Text = text(
    "Khi có mạng, trang này tự tải lại.",
    "The page will load again when you are back online.",
);
pub const NOT_SENT: Text = text("Nội dung chưa gửi được", "Your form was not sent");
pub const NOT_SENT_WHY: Text = text(
    "Nội dung bạn nhập vẫn ở trang này. Đừng đóng trang. Khi có mạng, bấm “Gửi lại”.",
    "Your answers are still on this page. Do not close it. When you are back online, select “Send again”.",
);
pub const SEND_AGAIN: Text = text("Gửi lại", "Send again");
pub const STILL_TRUE: Text = text("Trong lúc chờ", "Meanwhile");
pub const GUIDE_WORKS: Text = text(
    "Hướng dẫn đã mở trên máy này vẫn đọc được:",
    "The guide can still be read if you have opened it on this device:",
);
pub const GUIDE: Text = text("Mở hướng dẫn", "Open the guide");
pub const NOTHING_LOST: Text = text(
    "Bản nháp đã lưu và hồ sơ đã gửi vẫn còn trong tài khoản.",
    "Saved drafts and submitted applications are in your account.",
);
pub const PAYMENT_ASKED: Text = text(
    "Nếu đang thanh toán, đừng nộp lại. Cổng tự kiểm tra với ngân hàng; kết quả có trong Lịch sử giao dịch.",
    "If you were paying, do not pay again. We will check with your bank; the result will be in your transaction history.",
);
