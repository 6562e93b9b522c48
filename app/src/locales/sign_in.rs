use domain::language::{Language, Text, text};

pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");
pub const NO_ACCOUNT: Text = text("Chưa có tài khoản?", "No account yet?");
pub const REGISTER: Text = text("Đăng ký", "Register");

pub const WITH_NATIONAL: Text = text(
    "Đăng nhập với DVC Quốc gia",
    "Sign in with the National Public Service Portal",
);

pub const ISSUER_HEADING: Text = text("Chọn loại tài khoản", "Choose the account type");
pub const ISSUER_INTRO: Text = text(
    "Chọn tài khoản bạn dùng để đăng nhập.",
    "Choose which account to sign in with.",
);
pub const BY_NATIONAL: Text = text("Tài khoản của cổng này", "Account of this portal");
pub const BY_NATIONAL_NEEDS: Text = text(
    "Đăng nhập bằng số CCCD/CMND, mật khẩu và mã OTP.",
    "Sign in with your identity number (CCCD or CMND), password and a one-time code.",
);
pub const WAYS: Text = text("Cách đăng nhập", "Ways to sign in");
pub const BY_IDENTITY_NUMBER: Text = text("CCCD/CMND", "Identity number");
pub const BY_USB_TOKEN: Text = text("USB ký số", "USB token");
pub const BY_SIGNING_SIM: Text = text("SIM ký số", "Signing SIM");
pub const USER_NAME: Text = text("Tên đăng nhập", "User name");
pub const USER_NAME_HINT: Text = text(
    "Cá nhân: số CCCD/CMND. Doanh nghiệp: mã số thuế. Cơ quan: thư điện tử công vụ.",
    "People: identity number. Businesses: tax code. Agencies: official email.",
);
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const CHECKING: Text = text("Đang kiểm tra…", "Checking…");
pub const FORGOT_PASSWORD: Text = text("Quên mật khẩu?", "Forgot your password?");
pub const DEMO_ACCOUNT: Text = text("Tài khoản dùng thử", "Demonstration account");

pub const CODE_HEADING: Text = text("Xác thực mã OTP", "Enter the code");

/// Whose accounts one can sign in with: this portal's, and those that are taken besides.
pub fn whose_account(language: Language, others: &[&str]) -> String {
    let own = match language {
        Language::Vietnamese => "Đăng nhập bằng tài khoản của cổng này",
        Language::English => "Sign in with an account of this portal",
    };
    let or = match language {
        Language::Vietnamese => "hoặc",
        Language::English => "or",
    };
    match others {
        [] => format!("{own}."),
        [other] => format!("{own} {or} {other}."),
        [others @ .., last] => format!("{own}, {} {or} {last}.", others.join(", ")),
    }
}
