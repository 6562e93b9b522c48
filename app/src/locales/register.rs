use domain::language::{Text, text};

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

pub const ENTERPRISE_NEEDS: Text = text(
    "Cần mã số thuế, tên doanh nghiệp và số điện thoại của người đại diện.",
    "You need the tax code, the enterprise’s name, and its representative’s telephone number.",
);
pub const AGENCY_NEEDS: Text = text(
    "Cần thư điện tử công vụ; người quản trị duyệt trước khi dùng được.",
    "You need an official e-mail address; an administrator approves the account before it can be used.",
);
pub const UNDER_WAY: Text = text("Bạn đang đăng ký dở.", "You have begun to register.");
pub const UNDER_WAY_UNTIL: Text = text(
    "Thông tin đã nhập được giữ trong 30 phút. Bạn có thể tiếp tục, hoặc chọn lại từ đầu ở dưới.",
    "What you entered is kept for 30 minutes. You can go on, or start afresh below.",
);
pub const GO_ON: Text = text("Tiếp tục đăng ký", "Go on registering");

pub const ENTERPRISE_HEADING: Text = text("Thông tin doanh nghiệp", "The enterprise");
pub const ENTERPRISE_INTRO: Text = text(
    "Nhập đúng như trên giấy chứng nhận đăng ký doanh nghiệp và giấy tờ của người đại diện.",
    "Type everything as it stands on the registration certificate and on the representative’s papers.",
);
pub const TAX_CODE: Text = text("Mã số thuế", "Tax code");
pub const TAX_CODE_HINT: Text = text(
    "10 chữ số; chi nhánh có 13 chữ số.",
    "10 digits; a branch has 13.",
);
pub const LEGAL_NAME: Text = text("Tên doanh nghiệp", "Name of the enterprise");
pub const LEGAL_NAME_HINT: Text = text("Tên đầy đủ, có dấu.", "The full name, with accents.");
pub const REPRESENTATIVE_NUMBER: Text = text(
    "Số CMND/CCCD của người đại diện",
    "Representative’s identity number",
);
pub const REPRESENTATIVE_NAME: Text = text("Họ tên người đại diện", "Representative’s full name");
pub const AGENCY_HEADING: Text = text("Thông tin cơ quan", "The agency");
pub const AGENCY_INTRO: Text = text(
    "Người quản trị của tỉnh kiểm tra thông tin này trước khi duyệt.",
    "The province’s administrator checks these details before approving the account.",
);
pub const UNIT: Text = text("Đơn vị", "Unit");
pub const CHOOSE_UNIT: Text = text("Chọn đơn vị", "Choose the unit");
pub const OFFICER_NUMBER: Text = text("Số CMND/CCCD của cán bộ", "Officer’s identity number");
pub const OFFICER_NAME: Text = text("Họ tên cán bộ", "Officer’s full name");
pub const OFFICIAL_EMAIL: Text = text("Thư điện tử công vụ", "Official e-mail address");
pub const OFFICIAL_EMAIL_HINT: Text = text(
    "Tận cùng là .gov.vn; đây là tên đăng nhập của cơ quan.",
    "It ends in .gov.vn, and will be the agency’s user name.",
);
pub const EMAIL_HINT: Text = text(
    "Nên có: dùng để lấy lại tài khoản khi mất điện thoại.",
    "Worth having: it lets you back in if you lose your telephone.",
);
pub const WAITING_HEADING: Text = text("Chờ duyệt", "Waiting for approval");
pub const WAITING_TITLE: Text = text(
    "Đã nhận đăng ký của cơ quan.",
    "The agency’s registration has been received.",
);
pub const WAITING_NEXT: Text = text(
    "Người quản trị sẽ kiểm tra và duyệt. Kết quả được gửi đến số điện thoại và thư điện tử đã đăng ký.",
    "An administrator will check and approve it. You will be told by text message and e-mail.",
);
pub const TO_HOME: Text = text("Về trang chủ", "Go to the home page");

pub const METHOD_HEADING: Text = text(
    "Chọn phương\u{a0}thức xác\u{a0}minh",
    "Choose how to be verified",
);
pub const ENTERPRISE_METHOD_HEADING: Text = text(
    "Chọn phương\u{a0}thức xác\u{a0}minh doanh\u{a0}nghiệp",
    "Choose how the enterprise is verified",
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
pub const USB_TOKEN: Text = text("USB ký số", "USB token for digital signatures");
pub const SIGNING_SIM: Text = text("SIM ký số", "SIM for digital signatures");
pub const USB_TOKEN_NEEDS: Text = text(
    "Cần USB ký số đã cắm vào máy tính và chương trình của nhà cung cấp.",
    "You need the token in your computer, and its program.",
);
pub const SIGNING_SIM_NEEDS: Text = text(
    "Cần điện thoại có SIM ký số và mã PIN của SIM.",
    "You need the telephone with the signing SIM, and its PIN.",
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
pub const SET_PASSWORD: Text = text("Đặt mật khẩu", "Set a password");

pub const CODE_FIRST: Text = text(
    "Cần xác nhận mã OTP trước khi đặt mật khẩu.",
    "The code must be confirmed before a password is set.",
);
pub const TO_CODE: Text = text("Nhập mã OTP", "Enter the code");
pub const MAKE_ACCOUNT: Text = text("Tạo tài khoản", "Create the account");
pub const MAKING_ACCOUNT: Text = text("Đang tạo tài khoản…", "Creating the account…");
