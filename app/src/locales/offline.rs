//! The page that stands in for others while there is no network.

use domain::language::{Text, text};

pub const TITLE: Text = text("Không có mạng", "You are offline");
pub const WHAT: Text = text(
    "Điện thoại hoặc máy tính này chưa kết nối được với cổng dịch vụ công. Trang vừa mở chưa tải được.",
    "This phone or computer cannot reach the portal. The page you opened could not be loaded.",
);
pub const RETRY: Text = text("Thử lại", "Try again");
pub const BY_ITSELF: Text = text(
    "Khi có mạng, trang này tự tải lại.",
    "The page loads again by itself once you are back online.",
);
pub const NOT_SENT: Text = text("Nội dung chưa gửi được", "Your form was not sent");
pub const NOT_SENT_WHY: Text = text(
    "Nội dung đã nhập còn nguyên trong trang này. Đừng đóng trang. Khi có mạng, bấm “Gửi lại”; bấm nhiều lần cũng chỉ tính một lần.",
    "What you typed is kept on this page. Do not close it. Once you are online, press “Send again”; pressing it more than once counts once.",
);
pub const SEND_AGAIN: Text = text("Gửi lại", "Send again");
pub const STILL_TRUE: Text = text("Trong lúc chờ", "Meanwhile");
pub const GUIDE_WORKS: Text = text(
    "Hướng dẫn đã mở trên máy này vẫn đọc được:",
    "The guide can still be read if you have opened it on this device:",
);
pub const GUIDE: Text = text("Mở hướng dẫn", "Open the guide");
pub const NOTHING_LOST: Text = text(
    "Hồ sơ đã lưu và hồ sơ đã gửi ở trên máy chủ, không mất.",
    "Saved drafts and sent dossiers are on the server; they are not lost.",
);
pub const PAYMENT_ASKED: Text = text(
    "Nếu đang thanh toán, cổng tự hỏi ngân hàng, không cần điện thoại của bạn. Đừng nộp lại; xem kết quả trong Lịch sử giao dịch khi có mạng.",
    "If a payment is under way, the portal asks the bank by itself, without your phone. Do not pay again; the transaction history shows the result once you are online.",
);
