//! An account under a CMND, moved to the CCCD.

use domain::language::{Text, text};

pub const MOVE: Text = text(
    "Chuyển tài khoản sang số CCCD",
    "Move the account to your CCCD number",
);
pub const MOVE_INTRO: Text = text(
    "Tài khoản này đang dùng số CMND. Xác minh số CCCD của bạn; hồ sơ, giao dịch và biên lai cũ vẫn ở trong tài khoản.",
    "This account uses a CMND number. Verify your CCCD number; your applications, payments and receipts stay in the account.",
);
pub const NOTHING_TO_MOVE: Text = text(
    "Tài khoản này không dùng số CMND nên không cần chuyển.",
    "This account does not use a CMND number, so you do not need to do anything.",
);
pub const VERIFY: Text = text("Xác minh số CCCD", "Verify your CCCD number");
pub const VERIFIED_NUMBER: Text = text("Số CCCD đã xác minh", "Verified CCCD number");
pub const VERIFIED_NAME: Text = text("Họ và tên đã xác minh", "Verified full name");
pub const MOVE_MEANS: Text = text(
    "Từ nay đăng nhập bằng số CCCD, mật khẩu giữ nguyên. Nếu số CCCD đã có tài khoản, hồ sơ được chuyển vào đó, mật khẩu là của tài khoản đó, và tài khoản theo số CMND được đóng.",
    "From now on you sign in with the CCCD number and the same password. If that number has an account already, your applications go there, its password applies, and the CMND account is closed.",
);
pub const MOVE_TO_THIS: Text = text("Chuyển sang số CCCD này", "Move to this CCCD number");
pub const MOVED: Text = text(
    "Đã chuyển tài khoản sang số CCCD. Từ nay đăng nhập bằng số CCCD.",
    "The account now uses your CCCD number. Sign in with it from now on.",
);
pub const HAVE_OLD_ACCOUNT: Text = text(
    "Đã có tài khoản theo số CMND? Đừng đăng ký lại: đăng nhập bằng số CMND, rồi chuyển sang số CCCD trong “Đăng nhập và bảo mật”.",
    "Already have an account with your CMND number? Do not register again: sign in with it, then move to your CCCD number under “Sign-in and security”.",
);
