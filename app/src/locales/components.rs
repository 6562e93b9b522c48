//! Fields, forms, notices, steps, pages of a list.

use domain::{
    language::{Language, Text, text},
    one_time_code::{LIFETIME, OneTimeCode},
    password::Password,
};

pub const NOT_OPENED: Text = text("Không mở được trang này", "This page cannot be opened");
pub const OPTIONAL: Text = text("không bắt buộc", "optional");
pub const DATE_HINT: Text = text(
    "Ngày/tháng/năm, ví dụ 11/02/1990.",
    "Day/month/year, for example 11/02/1990.",
);
pub const SHOW_PASSWORD: Text = text("Hiện mật khẩu", "Show password");

pub const CAPTCHA: Text = text("Mã xác thực", "Picture code");
pub const CAPTCHA_HINT: Text = text(
    "Nhập sáu ký tự trong hình, không phân biệt chữ hoa và chữ thường.",
    "Type the six characters in the picture. Capital and small letters are the same.",
);
pub const CAPTCHA_PICTURE: Text = text(
    "Mã xác thực: sáu ký tự trong hình",
    "Picture code: six characters",
);
pub const CAPTCHA_DEMO: Text = text(
    "Bản dùng thử, mã là",
    "This is a demonstration. The code is",
);
pub const ANOTHER_PICTURE: Text = text("Đổi hình khác", "Show another picture");
pub const USE_PICTURE: Text = text("Dùng hình", "Use the picture");
pub const WITHOUT_SEEING: Text = text("Xác minh không cần nhìn hình", "Verify without the picture");
pub const WORKING: Text = text(
    "Máy của bạn đang tự xác minh, mất vài giây…",
    "Your device is verifying by itself, which takes a few seconds…",
);
pub const WORKED: Text = text(
    "Đã xác minh. Không cần nhập ký tự trong hình.",
    "Verified. You need not type the characters.",
);
pub const RELOAD_FOR_PICTURE: Text = text(
    "Tải lại trang để lấy hình khác",
    "Reload the page for another picture",
);
pub const CANNOT_SEE_PICTURE: Text =
    text("Không nhìn được hình? Gọi", "Cannot see the picture? Call");

pub const NOT_TAKEN_HERE: Text = text("Chưa nhận trên cổng", "Not yet on this portal");
pub const STEPS: Text = text("Các bước", "Steps");

pub const ERROR_REFERENCE: Text = text("Mã tra cứu lỗi:", "Error reference:");
pub const SIGN_IN: Text = text("Đăng nhập", "Sign in");
pub const TO_HOME: Text = text("Về trang chủ", "Go to the home page");
pub const LOADING: Text = text("Đang tải…", "Loading…");

pub const PAGES: Text = text("Trang kết quả", "Pages of results");
pub const PREVIOUS_PAGE: Text = text("Trang trước", "Previous page");
pub const NEXT_PAGE: Text = text("Trang sau", "Next page");

pub fn page_of(language: Language, page: u32, pages: u32) -> String {
    match language {
        Language::Vietnamese => format!("Trang {page} / {pages}"),
        Language::English => format!("Page {page} of {pages}"),
    }
}

pub const VERIFICATION_OVER: Text = text(
    "Phiên làm việc này đã hết hạn hoặc chưa bắt đầu.",
    "This session has ended or was not started.",
);
pub const VERIFICATION_OVER_WHY: Text = text(
    "Vì an toàn, thông tin chỉ được giữ trong thời gian ngắn. Xin bắt đầu lại, chỉ mất vài phút.",
    "For your safety, details are kept for a short time only. Please start again; it takes a few minutes.",
);
pub const START_AGAIN: Text = text("Bắt đầu lại", "Start again");

pub const CODE_SENT_TO: Text = text(
    "Mã xác thực đã được gửi qua số điện thoại:",
    "A verification code was sent to the telephone number:",
);
pub const CODE_READ_OUT_TO: Text = text(
    "Tổng đài đang gọi và đọc mã xác thực cho số:",
    "A call that reads the code out is on its way to:",
);
pub const CODE_MAILED_TO: Text = text(
    "Mã xác thực đã được gửi đến thư điện tử:",
    "A verification code was sent to the e-mail address:",
);
pub const CODE_SENT_IF: Text = text(
    "Nếu có tài khoản như bạn nhập, mã xác thực đang được gửi đến số điện thoại của tài khoản.",
    "If there is such an account, a verification code is on its way to its telephone number.",
);
pub const CODE_MAILED_IF: Text = text(
    "Nếu có tài khoản như bạn nhập, mã xác thực đang được gửi đến thư điện tử của tài khoản.",
    "If there is such an account, a verification code is on its way to its e-mail address.",
);
pub const CODE_CONFIRMED: Text = text("Mã OTP đã được xác nhận.", "The code has been confirmed.");
pub const GO_ON: Text = text("Tiếp tục", "Go on");
pub const CHOOSE_METHOD: Text = text(
    "Mã mới được gửi theo cách bạn chọn; mã cũ không dùng được nữa.",
    "A new code is sent the way you choose; the old one can no longer be used.",
);
pub const BY_SMS: Text = text("Gửi tin nhắn", "Send a text message");
pub const BY_VOICE: Text = text("Gọi điện đọc mã", "Call and read the code out");
pub const BY_EMAIL: Text = text("Gửi thư điện tử", "Send an e-mail");
pub const BACK_TO_CODE: Text = text("Quay lại nhập mã", "Back to entering the code");
pub const TEST_MAILBOX: Text = text("hộp thư thử nghiệm", "test mailbox");
pub const CODE_USED_UP: Text = text(
    "Mã này đã hết lượt nhập. Xin gửi lại OTP để nhận mã mới.",
    "This code can no longer be tried. Please ask for a new one.",
);
pub const CODE: Text = text("Nhập mã OTP", "Enter the code");
pub const CONFIRM: Text = text("Xác nhận", "Confirm");
pub const CHECKING: Text = text("Đang kiểm tra…", "Checking…");
pub const NO_CODE_YET: Text = text("Bạn chưa nhận được mã?", "No code yet?");
pub const RESEND: Text = text("Gửi lại OTP", "Send a new code");
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const OTHER_METHOD: Text = text(
    "Chọn phương thức xác thực khác",
    "Choose another way to verify",
);
pub const LOST_PHONE: Text = text(
    "Mất số điện thoại nhận OTP?",
    "No longer have this telephone number?",
);
pub const SMS_IN_DEMO: Text = text(
    "Bản dùng thử, tin nhắn nằm ở",
    "This is a demonstration. The message is on the",
);
pub const TEST_PHONE: Text = text("điện thoại thử nghiệm", "test telephone");

/// What the code looks like and how long it is good for.
pub fn about_the_code(language: Language) -> String {
    let (digits, minutes) = (OneTimeCode::DIGITS, LIFETIME.whole_minutes());
    match language {
        Language::Vietnamese => {
            format!("Mã gồm {digits} chữ số, dùng được trong {minutes} phút.")
        }
        Language::English => format!("It has {digits} digits and is valid for {minutes} minutes."),
    }
}

pub fn resend_in(language: Language, seconds: u64) -> String {
    match language {
        Language::Vietnamese => format!("Có thể gửi lại sau {seconds} giây."),
        Language::English => format!("You can ask for a new one in {seconds} seconds."),
    }
}

/// Says that another value of a choice was put in place of the one that did not work.
pub fn chosen_instead(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => {
            format!("Đã chọn sẵn {name} để thay thế. Bạn vẫn có thể chọn cách khác.")
        }
        Language::English => {
            format!("{name} is chosen for you instead. You may still choose another way.")
        }
    }
}

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
pub const NEW_PASSWORD: Text = text("Mật khẩu", "Password");
pub const PASSWORD_AGAIN: Text = text("Nhập lại mật khẩu", "Password again");

pub fn password_length(language: Language) -> String {
    let (fewest, most) = (Password::MIN_CHARACTERS, Password::MAX_CHARACTERS);
    match language {
        Language::Vietnamese => format!("Từ {fewest} đến {most} ký tự."),
        Language::English => format!("{fewest} to {most} characters."),
    }
}
