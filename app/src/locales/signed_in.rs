//! What whoever is signed in is told on the pages for those who are not.

use domain::language::{Text, text};

pub const ALREADY: Text = text("Bạn đã đăng nhập với tài khoản", "You are signed in as");
pub const ALREADY_NEXT: Text = text(
    "Bạn không cần làm lại bước này.",
    "You do not need to do this step again.",
);
pub const TO_ACCOUNT: Text = text("Vào tài khoản", "Go to my account");
pub const SIGN_IN_AGAIN: Text = text(
    "Đăng nhập lại, hoặc bằng tài khoản khác",
    "Sign in again, or with another account",
);
pub const REGISTER_ANOTHER: Text = text("Đăng ký một tài khoản khác", "Register another account");
