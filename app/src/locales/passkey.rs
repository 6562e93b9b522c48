use super::Language;
use domain::language::{Text, text};

pub const PASSKEYS: Text = text("Khóa truy cập (passkey)", "Passkeys");
pub const PASSKEYS_INTRO: Text = text(
    "Đăng nhập bằng vân tay, khuôn mặt hoặc mã khóa máy, không cần mật khẩu và OTP.",
    "Sign in with your fingerprint, face or screen lock, without a password or code.",
);
pub const NO_PASSKEYS: Text = text(
    "Tài khoản chưa có khóa truy cập.",
    "The account has no passkey yet.",
);
pub const ADDED: Text = text("Đã thêm khóa truy cập.", "Passkey added.");
pub const REMOVED: Text = text("Đã xóa khóa truy cập.", "Passkey removed.");
pub const REMOVE: Text = text("Xóa khóa truy cập", "Remove");
pub const REMOVING: Text = text("Đang xóa…", "Removing…");
pub const PROVE_TO_CHANGE: Text = text(
    "Xác nhận để thêm hoặc xóa khóa truy cập",
    "Confirm that it is you to add or remove a passkey",
);

pub const SIGN_IN_WITH_PASSKEY: Text =
    text("Đăng nhập bằng khóa truy cập", "Sign in with a passkey");
pub const PASSKEY_INSTEAD: Text = text(
    "Dùng khóa truy cập thay OTP",
    "Use a passkey instead of the code",
);
pub const PROVE_WITH_PASSKEY: Text = text("Xác nhận bằng khóa truy cập", "Confirm with a passkey");
pub const ADD_PASSKEY: Text = text("Thêm khóa truy cập", "Add a passkey");
pub const NEEDS_SCRIPTS: Text = text(
    "Thêm khóa truy cập cần JavaScript.",
    "Adding a passkey needs JavaScript.",
);
pub const NAME: Text = text(
    "Tên khóa truy cập (không bắt buộc)",
    "Name of the passkey (optional)",
);

/// When a passkey was added and last used.
pub fn since(language: Language, added: &str, used: Option<&str>) -> String {
    match (language, used) {
        (Language::Vietnamese, None) => format!("Thêm {added}, chưa dùng"),
        (Language::Vietnamese, Some(used)) => format!("Thêm {added}, dùng gần nhất {used}"),
        (Language::English, None) => format!("Added {added}, not used yet"),
        (Language::English, Some(used)) => format!("Added {added}, last used {used}"),
    }
}

#[cfg(feature = "hydrate")]
pub use browser::*;

/// What is only said once the page answers by itself.
#[cfg(feature = "hydrate")]
mod browser {
    use super::Language;
    use domain::language::{Text, text};

    pub const WAITING: Text = text(
        "Đang chờ thiết bị xác nhận…",
        "Waiting for your device to confirm…",
    );
    pub const CANCELLED: Text = text(
        "Bạn đã hủy hoặc hết thời gian chờ. Bấm để thử lại.",
        "You cancelled, or it took too long. Try again.",
    );
    pub const ADDED_BEFORE: Text = text(
        "Thiết bị này đã có khóa truy cập của tài khoản.",
        "This device already has a passkey for this account.",
    );
    pub const FAILED: Text = text(
        "Thiết bị không dùng được khóa truy cập. Thử lại hoặc dùng cách khác.",
        "The device could not use a passkey. Try again or use another way.",
    );

    /// Where passkeys work, said where the portal was opened by its number.
    pub fn needs_a_name(language: Language, address: &str) -> String {
        match language {
            Language::Vietnamese => {
                format!("Muốn dùng khóa truy cập, mở cổng tại {address}")
            }
            Language::English => {
                format!("To use a passkey, open the portal at {address}")
            }
        }
    }
}
