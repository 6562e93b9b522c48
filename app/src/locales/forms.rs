//! What is wrong with what was typed, where it is no matter of a single value.

use domain::language::{Text, text};

pub const TOO_LONG: Text = text(
    "Nội dung quá dài. Rút ngắn lại.",
    "This is too long. Please shorten it.",
);
pub const CAPTCHA_MISSING: Text = text(
    "Nhập sáu ký tự trong hình.",
    "Type the six characters in the picture.",
);
pub const TERMS_MISSING: Text = text(
    "Cần đồng ý với điều khoản để đăng ký.",
    "You need to accept the terms to register.",
);
pub const PASSWORD_GUESSABLE: Text = text(
    "Mật khẩu không được chứa số giấy tờ hoặc số điện thoại.",
    "The password must not contain your identity number or telephone number.",
);
pub const PASSWORDS_DIFFER: Text = text(
    "Hai lần nhập chưa giống nhau.",
    "The two passwords are not the same.",
);
pub const UNIT_MISSING: Text = text("Vui lòng chọn đơn vị.", "Choose the unit.");
pub const EMAIL_NOT_OFFICIAL: Text = text(
    "Dùng thư điện tử công vụ, tận cùng là .gov.vn.",
    "Use the official address, which ends in .gov.vn.",
);
pub const ROLE_MISSING: Text = text("Chọn ít nhất một vai trò.", "Choose at least one role.");
