//! How an account is got into, and what its owner changes about it.

use super::Language;
use crate::api::sessions::Method;
use domain::language::{Text, text};

pub const HEADING: Text = text("Đăng nhập và bảo mật", "Sign-in and security");
pub const CHANGED_PASSWORD: Text = text("Đã đổi mật khẩu.", "Your password has been changed.");
pub const CHANGED_PHONE: Text = text(
    "Đã đổi số điện thoại.",
    "Your phone number has been changed.",
);
pub const CHANGED_EMAIL: Text = text("Đã đổi email.", "Your email address has been changed.");
pub const SIGNED_OUT_THERE: Text = text("Đã đăng xuất thiết bị.", "Device signed out.");
pub const SIGNED_OUT_ELSEWHERE: Text = text(
    "Đã đăng xuất các thiết bị khác.",
    "Other devices signed out.",
);
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const HAS_PASSWORD: Text = text("Đã đặt", "Set");
pub const NO_PASSWORD: Text = text("Chưa đặt", "Not set");
pub const PHONE: Text = text("Số điện thoại nhận OTP", "Phone number for codes");
pub const EMAIL: Text = text("Email", "Email");
pub const NONE_YET: Text = text("Chưa có", "None yet");
pub const SESSIONS: Text = text("Thiết bị đang đăng nhập", "Devices signed in");
pub const THIS_ONE: Text = text("Thiết bị này", "This device");
pub const UNKNOWN_BROWSER: Text = text("Trình duyệt không rõ", "Unknown browser");
pub const SIGN_OUT_THERE: Text = text("Đăng xuất thiết bị này", "Sign out this device");
pub const SIGN_OUT_ELSEWHERE: Text = text("Đăng xuất các thiết bị khác", "Sign out other devices");
pub const SIGNING_OUT: Text = text("Đang đăng xuất…", "Signing out…");
pub const ACTIVITY: Text = text("Hoạt động gần đây", "Recent activity");
pub const ACTIVITY_INTRO: Text = text(
    "Nếu có việc không phải bạn làm, hãy đổi mật khẩu ngay.",
    "If you see something that was not you, change your password at once.",
);
pub const BY_OFFICER: Text = text("do quản trị viên thực hiện", "done by an administrator");
pub const BACK: Text = text("Về trang tài khoản", "Back to your account");
pub const BACK_TO_SECURITY: Text = text(
    "Quay lại Đăng nhập và bảo mật",
    "Back to sign-in and security",
);

pub const PROVE: Text = text("Xác nhận bạn là chủ tài khoản", "Confirm that it is you");
pub const PROVE_INTRO: Text = text(
    "Vì an toàn, nhập lại mật khẩu trước khi thay đổi. Bạn không phải nhập lại trong 10 phút.",
    "For your safety, enter your password before you change anything. You will not be asked again for 10 minutes.",
);
pub const CONFIRM: Text = text("Xác nhận", "Confirm");
pub const CHECKING: Text = text("Đang kiểm tra…", "Checking…");
pub const SIGN_IN_AGAIN: Text = text("Đăng nhập lại bằng cách khác", "Sign in again another way");

pub const CHANGE_PASSWORD: Text = text("Đổi mật khẩu", "Change password");
pub const CHANGE_PASSWORD_INTRO: Text = text(
    "Các thiết bị khác sẽ bị đăng xuất.",
    "This signs you out on all other devices.",
);
pub const SAVE_PASSWORD: Text = text("Lưu mật khẩu", "Save password");
pub const SAVING: Text = text("Đang lưu…", "Saving…");
pub const CHANGE_PHONE: Text = text("Đổi số điện thoại", "Change phone number");
pub const CHANGE_PHONE_INTRO: Text = text(
    "Mã OTP gửi đến số mới. Số cũ nhận được tin nhắn thông báo.",
    "We will text a code to the new number and tell the old one.",
);
pub const NEW_PHONE: Text = text("Số điện thoại mới", "New phone number");
pub const CHANGE_EMAIL: Text = text("Đổi email", "Change email address");
pub const CHANGE_EMAIL_INTRO: Text = text(
    "Mã OTP gửi đến email mới.",
    "We will send a code to the new address.",
);
pub const NEW_EMAIL: Text = text("Email mới", "New email address");
pub const SEND_CODE: Text = text("Gửi mã OTP", "Send a code");
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const ENTER_CODE: Text = text("Nhập mã OTP", "Enter the code");

pub const PHONE_REPLACED: Text = text(
    "Có người báo mất số điện thoại của tài khoản này",
    "Someone has reported this account’s phone number as lost",
);
pub const KEEP_MY_NUMBER: Text = text("Giữ nguyên số của tôi", "Keep my number");

/// From when another number counts.
pub fn replaced_at(language: Language, when: &str) -> String {
    match language {
        Language::Vietnamese => {
            format!("Số mới có hiệu lực từ {when}. Nếu không phải bạn, hãy giữ nguyên số cũ.")
        }
        Language::English => {
            format!("The new number takes effect on {when}. Not you? Keep your number.")
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
