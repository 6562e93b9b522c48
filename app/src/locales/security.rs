//! How an account is got into, and what its owner changes about it.

use super::Language;
use crate::api::sessions::Method;
use domain::language::{Text, text};

pub const HEADING: Text = text("Đăng nhập và bảo mật", "Sign-in and security");
pub const CHANGED_PASSWORD: Text = text("Đã đổi mật khẩu.", "The password has been changed.");
pub const CHANGED_PHONE: Text = text(
    "Đã đổi số điện thoại.",
    "The telephone number has been changed.",
);
pub const CHANGED_EMAIL: Text = text(
    "Đã đổi thư điện tử.",
    "The e-mail address has been changed.",
);
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const HAS_PASSWORD: Text = text("Đã đặt", "Set");
pub const NO_PASSWORD: Text = text("Chưa đặt", "Not set");
pub const PHONE: Text = text("Số điện thoại nhận OTP", "Telephone number for codes");
pub const EMAIL: Text = text("Thư điện tử", "E-mail");
pub const NONE_YET: Text = text("Chưa có", "None yet");
pub const SESSIONS: Text = text("Nơi đang đăng nhập", "Where you are signed in");
pub const THIS_ONE: Text = text("Thiết bị này", "This device");
pub const UNKNOWN_BROWSER: Text = text("Trình duyệt không rõ", "Unknown browser");
pub const SIGN_OUT_THERE: Text = text("Đăng xuất nơi này", "Sign out there");
pub const SIGN_OUT_ELSEWHERE: Text = text("Đăng xuất mọi nơi khác", "Sign out everywhere else");
pub const SIGNING_OUT: Text = text("Đang đăng xuất…", "Signing out…");
pub const ACTIVITY: Text = text("Hoạt động gần đây", "Recent activity");
pub const ACTIVITY_INTRO: Text = text(
    "Nếu có việc không phải bạn làm, hãy đổi mật khẩu ngay.",
    "If you see something that was not you, change your password at once.",
);
pub const BY_OFFICER: Text = text("do người quản trị thực hiện", "done by an administrator");
pub const BACK: Text = text("Về trang tài khoản", "Back to your account");
pub const BACK_TO_SECURITY: Text = text(
    "Quay lại Đăng nhập và bảo mật",
    "Back to sign-in and security",
);

pub const PROVE: Text = text("Xác nhận bạn là chủ tài khoản", "Confirm that it is you");
pub const PROVE_INTRO: Text = text(
    "Vì an toàn, nhập lại mật khẩu trước khi thay đổi. Xác nhận có hiệu lực 10 phút.",
    "For your safety, enter your password before you change anything. It counts for 10 minutes.",
);
pub const CONFIRM: Text = text("Xác nhận", "Confirm");
pub const CHECKING: Text = text("Đang kiểm tra…", "Checking…");
pub const SIGN_IN_AGAIN: Text = text("Đăng nhập lại bằng cách khác", "Sign in again another way");

pub const CHANGE_PASSWORD: Text = text("Đổi mật khẩu", "Change the password");
pub const CHANGE_PASSWORD_INTRO: Text = text(
    "Các nơi khác đang đăng nhập sẽ bị đăng xuất.",
    "Everywhere else you are signed out.",
);
pub const SAVE_PASSWORD: Text = text("Lưu mật khẩu", "Save the password");
pub const SAVING: Text = text("Đang lưu…", "Saving…");
pub const CHANGE_PHONE: Text = text("Đổi số điện thoại", "Change the telephone number");
pub const CHANGE_PHONE_INTRO: Text = text(
    "Mã OTP được gửi đến số mới. Số cũ nhận được thông báo.",
    "A code is sent to the new number. The old one is told.",
);
pub const NEW_PHONE: Text = text("Số điện thoại mới", "New telephone number");
pub const CHANGE_EMAIL: Text = text("Đổi thư điện tử", "Change the e-mail address");
pub const CHANGE_EMAIL_INTRO: Text = text(
    "Mã xác thực được gửi đến thư điện tử mới.",
    "A code is sent to the new address.",
);
pub const NEW_EMAIL: Text = text("Thư điện tử mới", "New e-mail address");
pub const SEND_CODE: Text = text("Gửi mã xác thực", "Send a code");
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const ENTER_CODE: Text = text("Nhập mã xác thực", "Enter the code");

pub const PHONE_REPLACED: Text = text(
    "Có người báo mất số điện thoại của tài khoản này",
    "Somebody reported this account’s telephone number lost",
);
pub const KEEP_MY_NUMBER: Text = text("Giữ nguyên số của tôi", "Keep my number");

/// From when another number counts.
pub fn replaced_at(language: Language, when: &str) -> String {
    match language {
        Language::Vietnamese => {
            format!("Số mới có hiệu lực từ {when}. Nếu không phải bạn, hãy giữ nguyên số cũ.")
        }
        Language::English => {
            format!("The new number counts from {when}. If it was not you, keep the old one.")
        }
    }
}

/// When a session began and when it was last used.
pub fn since(language: Language, began: &str, seen: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đăng nhập {began}, hoạt động gần nhất {seen}"),
        Language::English => format!("Signed in {began}, last active {seen}"),
    }
}

pub const fn method(method: Method) -> Text {
    match method {
        Method::Password => text("mật khẩu và OTP", "password and code"),
        Method::Passkey => text("khóa truy cập", "passkey"),
        Method::UsbToken => text("USB ký số", "USB token"),
        Method::SigningSim => text("SIM ký số", "signing SIM"),
        Method::National => text("Cổng DVC Quốc gia", "National Public Service Portal"),
        Method::Vneid => text("VNeID", "VNeID"),
        Method::VietnamPost => text("Bưu điện Việt Nam", "Vietnam Post"),
    }
}
