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

pub const CAPTCHA: Text = text("Mã trong hình", "Characters in the picture");
pub const CAPTCHA_HINT: Text = text(
    "Nhập sáu ký tự trong hình, không phân biệt chữ hoa và chữ thường.",
    "Enter the six characters. Capital and small letters are the same.",
);
pub const CAPTCHA_PICTURE: Text = text("Mã trong hình: sáu ký tự", "Picture with six characters");
pub const CAPTCHA_DEMO: Text = text(
    "Bản dùng thử, mã là",
    "This is a demonstration. The code is",
);
pub const ANOTHER_PICTURE: Text = text("Đổi hình khác", "Show another picture");
pub const USE_PICTURE: Text = text("Dùng hình", "Use the picture");
pub const WITHOUT_SEEING: Text = text(
    "Không nhìn được hình? Xác minh cách khác",
    "I cannot see the picture",
);
pub const WORKING: Text = text(
    "Thiết bị của bạn đang tự xác minh, mất vài giây…",
    "Checking. This takes a few seconds…",
);
pub const WORKED: Text = text(
    "Đã xác minh. Không cần nhập mã trong hình.",
    "Done. You do not need to enter the characters.",
);
pub const ANSWER_QUESTION: Text = text(
    "Không nhìn được hình? Trả lời câu hỏi",
    "Cannot see the picture? Answer a question",
);
pub const ANOTHER_QUESTION: Text = text("Đổi câu hỏi khác", "Ask another question");
pub const QUESTION_HINT: Text = text(
    "Ví dụ: “một, hai, ba, bốn” là 1234.",
    "For example, “one, two, three, four” is 1234.",
);
pub const TYPE_PASSWORD_AGAIN: Text = text(
    "Nhập lại mật khẩu. Vì an toàn, trang không giữ mật khẩu đã nhập.",
    "Enter your password again. For your safety the page does not keep it.",
);
pub const CANNOT_SEE_PICTURE: Text =
    text("Không nhìn được hình? Gọi", "Cannot see the picture? Call");
pub const NEED_HELP: Text = text("Cần giúp? Gọi", "Need help? Call");

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
    "Vì an toàn, thông tin chỉ được giữ trong thời gian ngắn. Bắt đầu lại, chỉ mất vài phút.",
    "For your safety, we keep your details for a short time only. Start again; it takes a few minutes.",
);
pub const START_AGAIN: Text = text("Bắt đầu lại", "Start again");

pub const CODE_SENT_TO: Text = text(
    "Mã OTP đã được gửi đến số điện thoại:",
    "We have sent a one-time code to this phone number:",
);
pub const CODE_READ_OUT_TO: Text = text(
    "Cuộc gọi tự động sẽ đọc mã OTP cho số:",
    "We are calling this number to read out your code:",
);
pub const CODE_MAILED_TO: Text = text(
    "Mã OTP đã được gửi đến email:",
    "We have sent a one-time code to this email address:",
);
pub const CODE_SENT_IF: Text = text(
    "Nếu tài khoản tồn tại, mã OTP được gửi đến số điện thoại của tài khoản.",
    "If the account exists, we have sent a code to its phone number.",
);
pub const CODE_MAILED_IF: Text = text(
    "Nếu tài khoản tồn tại, mã OTP được gửi đến email của tài khoản.",
    "If the account exists, we have sent a code to its email address.",
);
pub const CODE_CONFIRMED: Text = text("Mã OTP đã được xác nhận.", "The code has been confirmed.");
pub const GO_ON: Text = text("Tiếp tục", "Continue");
pub const CHOOSE_METHOD: Text = text(
    "Mã mới được gửi theo cách bạn chọn. Mã đã gửi vẫn dùng được đến khi hết 5 phút.",
    "Choose how to get a new code. The old code keeps working until its 5 minutes are over.",
);
pub const BY_SMS: Text = text("Gửi tin nhắn", "Send a text message");
pub const BY_VOICE: Text = text("Gọi điện đọc mã", "Call and read the code out");
pub const BY_EMAIL: Text = text("Gửi email", "Send an email");
pub const BACK_TO_CODE: Text = text("Quay lại nhập mã", "Back to entering the code");
pub const TEST_MAILBOX: Text = text("hộp thư thử nghiệm", "test mailbox");
pub const CODE_USED_UP: Text = text(
    "Mã này đã nhập sai 5 lần. Bấm “Gửi lại OTP” để nhận mã mới.",
    "This code has been entered wrongly 5 times. Ask for a new code.",
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
    "No longer have this phone number?",
);
pub const CHANGE_NUMBER: Text = text("Sai số điện thoại? Sửa số", "Wrong number? Change it");
pub const CHANGE_ADDRESS: Text = text(
    "Sai địa chỉ email? Sửa địa chỉ",
    "Wrong email address? Change it",
);
pub const CHANGE_TYPED: Text = text(
    "Nhập nhầm? Sửa thông tin đã nhập",
    "Typed something wrong? Change it",
);
pub const SMS_IN_DEMO: Text = text(
    "Bản dùng thử, tin nhắn nằm ở",
    "This is a demonstration. The message is on the",
);
pub const TEST_PHONE: Text = text("điện thoại thử nghiệm", "test phone");

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
            format!("We have selected {name} instead. You can still choose another.")
        }
    }
}

pub const GOOD_PASSWORD: Text = text(
    "Mật khẩu tốt là mật khẩu dài mà bạn dễ nhớ:",
    "A good password is long and easy for you to remember:",
);
pub const LONG_SENTENCE: Text = text(
    "Nên dùng một câu dài; được dùng dấu cách và chữ có dấu.",
    "Use a long phrase. You can use spaces and accented letters.",
);
pub const NO_OWN_NUMBERS: Text = text(
    "Không chứa số CCCD/CMND hoặc số điện thoại của bạn.",
    "It must not contain your identity number or phone number.",
);
pub const NEW_PASSWORD: Text = text("Mật khẩu", "Password");
pub const COPY: Text = text("Sao chép", "Copy");
pub const PASSWORD_AGAIN: Text = text("Nhập lại mật khẩu", "Re-enter password");

pub fn password_length(language: Language) -> String {
    let (fewest, most) = (Password::MIN_CHARACTERS, Password::MAX_CHARACTERS);
    match language {
        Language::Vietnamese => format!("Từ {fewest} đến {most} ký tự."),
        Language::English => format!("{fewest} to {most} characters."),
    }
}

/// What a button copies, for those who do not see beside what it stands.
pub fn copy_what(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Sao chép: {name}"),
        Language::English => format!("Copy: {name}"),
    }
}

pub fn was_copied(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đã sao chép: {name}"),
        Language::English => format!("Copied: {name}"),
    }
}
