use domain::language::{Text, text};

pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");
pub const NO_ACCOUNT: Text = text("Chưa có tài khoản?", "No account yet?");
pub const REGISTER: Text = text("Đăng ký", "Register");

pub const WHOSE_ACCOUNT: Text = text(
    "Cổng dùng tài khoản của Cổng Dịch vụ công quốc gia.",
    "This portal uses accounts of the National Public Service Portal.",
);
pub const WITH_NATIONAL: Text = text(
    "Đăng nhập với DVC Quốc gia",
    "Sign in with the National Public Service Portal",
);

pub const ISSUER_HEADING: Text = text("Chọn loại tài khoản", "Choose the account type");
pub const ISSUER_INTRO: Text = text(
    "Chọn loại tài khoản bạn muốn sử dụng để đăng nhập Cổng Dịch vụ công quốc gia.",
    "Choose the account with which you sign in to the National Public Service Portal.",
);
pub const BY_NATIONAL: Text = text(
    "Tài khoản cấp bởi Cổng DVC Quốc gia",
    "Account issued by the National Public Service Portal",
);
pub const BY_NATIONAL_NEEDS: Text = text(
    "Đăng nhập bằng số CMND/CCCD, mật khẩu và mã OTP.",
    "Sign in with your identity number (CMND or CCCD), password and a one-time code.",
);
pub const WAYS: Text = text("Cách đăng nhập", "Ways to sign in");
pub const BY_IDENTITY_NUMBER: Text = text("CMT/CCCD", "Identity number");
pub const BY_USB_TOKEN: Text = text("USB ký số", "USB token");
pub const BY_SIGNING_SIM: Text = text("SIM ký số", "Signing SIM");
pub const USER_NAME: Text = text("Tên đăng nhập", "User name");
pub const USER_NAME_HINT: Text = text(
    "Số CMT/CCCD đã đăng ký. Doanh nghiệp: mã số thuế; cơ quan: thư điện tử công vụ.",
    "The identity number (CMND or CCCD) that you registered. Enterprises: the tax code; agencies: the official e-mail address.",
);
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const CHECKING: Text = text("Đang kiểm tra…", "Checking…");
pub const FORGOT_PASSWORD: Text = text("Quên mật khẩu?", "Forgot your password?");
pub const DEMO_ACCOUNT: Text = text("Tài khoản dùng thử", "Account to try the portal with");

pub const CODE_HEADING: Text = text("Xác thực mã OTP", "Enter the verification code");
