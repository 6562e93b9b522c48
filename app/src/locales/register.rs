//! Registration.

use domain::{
    language::{Language, Text, text},
    password::Password,
};

pub const REGISTER: Text = text("Đăng ký", "Register");
pub const HAVE_ACCOUNT: Text = text("Đã có tài khoản?", "Already have an account?");
pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");

pub const STEP_KIND: Text = text("Loại tài khoản", "Account type");
pub const STEP_METHOD: Text = text("Phương thức", "Method");
pub const STEP_DETAILS: Text = text("Thông tin", "Details");
pub const STEP_CODE: Text = text("Mã OTP", "Code");
pub const STEP_PASSWORD: Text = text("Mật khẩu", "Password");

pub const KIND_HEADING: Text = text("Chọn loại tài khoản", "Choose the account type");
pub const KIND_INTRO: Text = text(
    "Vui lòng chọn phương thức đăng ký",
    "Please choose who the account is for",
);
pub const CITIZEN: Text = text("Công dân", "Citizen");
pub const CITIZEN_NEEDS: Text = text(
    "Cần số CMND hoặc CCCD và một số điện thoại chính chủ.",
    "You need an identity number (CMND or CCCD) and a telephone number registered in your own name.",
);
pub const ENTERPRISE: Text = text("Doanh nghiệp", "Enterprise");
pub const AGENCY: Text = text("Cơ quan nhà nước", "State agency");

/// Where an enterprise goes instead.
pub fn enterprise_instead(language: Language, hotline: &str) -> String {
    let hotline = unbroken(hotline);
    match language {
        Language::Vietnamese => format!(
            "Hồ sơ của doanh nghiệp xin nộp tại Trung tâm Hành chính công tỉnh hoặc gọi {hotline} để được hướng dẫn."
        ),
        Language::English => format!(
            "Please file an enterprise's dossier at the provincial Public Administration Centre, or call {hotline} for advice."
        ),
    }
}

/// Where a state agency goes instead.
pub fn agency_instead(language: Language, hotline: &str) -> String {
    let hotline = unbroken(hotline);
    match language {
        Language::Vietnamese => format!(
            "Xin gửi văn bản đến Trung tâm Hành chính công tỉnh hoặc gọi {hotline} để được hướng dẫn."
        ),
        Language::English => format!(
            "Please write to the provincial Public Administration Centre, or call {hotline} for advice."
        ),
    }
}

/// A telephone number that stays on one line.
fn unbroken(number: &str) -> String {
    number.replace(' ', "\u{a0}")
}

pub const METHOD_HEADING: Text = text(
    "Chọn phương\u{a0}thức xác\u{a0}minh",
    "Choose how to be verified",
);
pub const IAL2: Text = text(
    "Xác minh mức độ trung bình (IAL2)",
    "Medium assurance (IAL2)",
);
pub const IAL3: Text = text("Xác minh mức độ cao (IAL3)", "High assurance (IAL3)");
pub const SUBSCRIBER: Text = text("Thuê bao di động", "Mobile telephone");
pub const SUBSCRIBER_NEEDS: Text = text(
    "Mã OTP được gửi đến số điện thoại đăng ký chính chủ.",
    "A code is sent to the telephone number registered in your own name.",
);
pub const POST: Text = text("Bưu điện Việt Nam", "Vietnam Post");
pub const POST_INSTEAD: Text = text(
    "Cổng chưa kết nối với tài khoản của Bưu điện. Xin dùng thuê bao di động.",
    "The portal is not yet connected to Vietnam Post accounts. Please use a mobile telephone.",
);
pub const USB_TOKEN: Text = text("USB ký số", "USB token for digital signatures");
pub const SIGNING_SIM: Text = text("SIM ký số", "SIM for digital signatures");
pub const SIGNATURE_INSTEAD: Text = text(
    "Cổng chưa nhận chữ ký số. Xin dùng thuê bao di động; các thủ tục trên cổng không đòi hỏi mức độ cao.",
    "The portal does not take digital signatures yet. Please use a mobile telephone; no procedure here needs high assurance.",
);
pub const OTHER_KIND: Text = text("Chọn loại tài khoản khác", "Choose another account type");

pub const DETAILS_HEADING: Text = text("Thông tin của bạn", "Your details");
pub const DETAILS_INTRO: Text = text(
    "Nhập đúng như trên giấy tờ tùy thân.",
    "Type everything as it stands on your identity papers.",
);
pub const IDENTITY_NUMBER: Text = text("Số CMND/CCCD", "Identity number (CMND or CCCD)");
pub const IDENTITY_NUMBER_HINT: Text = text(
    "CMND có 9 chữ số, CCCD có 12 chữ số.",
    "A CMND has 9 digits, a CCCD has 12.",
);
pub const FULL_NAME: Text = text("Họ tên", "Full name");
pub const FULL_NAME_HINT: Text = text(
    "Có dấu, như trên giấy tờ.",
    "With accents, as on your papers.",
);
pub const BIRTH_DATE: Text = text("Ngày sinh", "Date of birth");
pub const PHONE: Text = text("Số điện thoại", "Telephone number");
pub const PHONE_HINT: Text = text(
    "Số di động đăng ký chính chủ; mã OTP được gửi đến số này.",
    "A Vietnamese mobile number registered in your own name; the code is sent to it.",
);
pub const EMAIL: Text = text("Email", "E-mail");
pub const ACCEPT: Text = text("Tôi đồng ý với", "I accept the");
pub const TERMS: Text = text(
    "Điều khoản và chính sách dữ liệu cá nhân",
    "terms and personal data policy",
);
pub const SENDING_CODE: Text = text("Đang gửi mã OTP…", "Sending the code…");

pub const CODE_HEADING: Text = text("Xác thực mã OTP", "Enter the verification code");
pub const CODE_CONFIRMED: Text = text("Mã OTP đã được xác nhận.", "The code has been confirmed.");
pub const SET_PASSWORD: Text = text("Đặt mật khẩu", "Set a password");

pub const CODE_FIRST: Text = text(
    "Cần xác nhận mã OTP trước khi đặt mật khẩu.",
    "The code must be confirmed before a password is set.",
);
pub const TO_CODE: Text = text("Nhập mã OTP", "Enter the code");
pub const GOOD_PASSWORD: Text = text(
    "Mật khẩu tốt là mật khẩu dài mà bạn dễ nhớ:",
    "A good password is long and easy for you to remember:",
);
pub const LONG_SENTENCE: Text = text(
    "Nên dùng một câu dài; được dùng dấu cách và chữ có dấu.",
    "A long sentence is best; spaces and accented letters are welcome.",
);
pub const NO_OWN_NUMBERS: Text = text(
    "Không chứa số giấy tờ hoặc số điện thoại của bạn.",
    "It must not contain your identity number or telephone number.",
);
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const PASSWORD_AGAIN: Text = text("Nhập lại mật khẩu", "Password again");
pub const MAKE_ACCOUNT: Text = text("Tạo tài khoản", "Create the account");
pub const MAKING_ACCOUNT: Text = text("Đang tạo tài khoản…", "Creating the account…");

/// How long a password may be.
pub fn password_length(language: Language) -> String {
    let (fewest, most) = (Password::MIN_CHARACTERS, Password::MAX_CHARACTERS);
    match language {
        Language::Vietnamese => format!("Từ {fewest} đến {most} ký tự."),
        Language::English => format!("{fewest} to {most} characters."),
    }
}
