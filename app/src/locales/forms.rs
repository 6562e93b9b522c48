//! What is wrong with what was typed, where it is no matter of a single value.

use domain::language::{Text, text};

pub const TOO_LONG: Text = text(
    "Nội dung quá dài. Rút ngắn lại.",
    "This is too long. Shorten it.",
);
pub const CAPTCHA_MISSING: Text = text(
    "Nhập sáu ký tự trong hình.",
    "Enter the six characters in the picture.",
);
pub const TERMS_MISSING: Text = text(
    "Đánh dấu đồng ý với điều khoản để đăng ký.",
    "Accept the terms to register.",
);
pub const PASSWORD_GUESSABLE: Text = text(
    "Mật khẩu không được chứa số CCCD/CMND hoặc số điện thoại.",
    "The password must not contain your identity number or phone number.",
);
pub const PASSWORDS_DIFFER: Text = text(
    "Hai mật khẩu chưa giống nhau.",
    "The two passwords are not the same.",
);
pub const UNIT_MISSING: Text = text("Chọn đơn vị.", "Choose the office.");
pub const EMAIL_NOT_OFFICIAL: Text = text(
    "Dùng thư điện tử công vụ có đuôi .gov.vn.",
    "Use an official email address ending in .gov.vn.",
);
pub const ROLE_MISSING: Text = text("Chọn ít nhất một vai trò.", "Choose at least one role.");
