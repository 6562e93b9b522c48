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
pub const KIND_INTRO: Text = text("Tài khoản này dành cho ai?", "Who is the account for?");
pub const CITIZEN: Text = text("Công dân", "Citizen");
pub const CITIZEN_NEEDS: Text = text(
    "Cần số CCCD/CMND và một số điện thoại chính chủ.",
    "You need an identity number (CCCD or CMND) and a phone number in your own name.",
);
pub const ENTERPRISE: Text = text("Doanh nghiệp", "Business");
pub const AGENCY: Text = text("Cơ quan nhà nước", "Government agency");

pub const ENTERPRISE_NEEDS: Text = text(
    "Cần mã số thuế, tên doanh nghiệp và số điện thoại của người đại diện.",
    "You need the tax code, the name of the business, and its representative’s phone number.",
);
pub const AGENCY_NEEDS: Text = text(
    "Cần thư điện tử công vụ; quản trị viên duyệt trước khi dùng được.",
    "You need an official email address; an administrator must approve the account before you can use it.",
);
pub const UNDER_WAY: Text = text(
    "Bạn chưa hoàn tất đăng ký.",
    "You have not finished registering.",
);
pub const UNDER_WAY_UNTIL: Text = text(
    "Thông tin đã nhập được giữ trong 30 phút. Bạn có thể tiếp tục, hoặc chọn lại từ đầu ở dưới.",
    "Your answers are kept for 30 minutes. You can continue, or start again below.",
);
pub const GO_ON: Text = text("Tiếp tục đăng ký", "Continue registering");

pub const ENTERPRISE_HEADING: Text = text("Thông tin doanh nghiệp", "About the business");
pub const ENTERPRISE_INTRO: Text = text(
    "Nhập đúng như trên giấy chứng nhận đăng ký doanh nghiệp và giấy tờ của người đại diện.",
    "Enter the details exactly as on the registration certificate and the representative’s identity card.",
);
pub const TAX_CODE: Text = text("Mã số thuế", "Tax code");
pub const TAX_CODE_HINT: Text = text(
    "10 chữ số; chi nhánh có 13 chữ số.",
    "10 digits; a branch has 13.",
);
pub const LEGAL_NAME: Text = text("Tên doanh nghiệp", "Name of the business");
pub const LEGAL_NAME_HINT: Text = text("Tên đầy đủ, có dấu.", "The full name, with accents.");
pub const REPRESENTATIVE_NUMBER: Text = text(
    "Số CCCD/CMND của người đại diện",
    "Representative’s identity number",
);
pub const REPRESENTATIVE_NAME: Text =
    text("Họ và tên người đại diện", "Representative’s full name");
pub const AGENCY_HEADING: Text = text("Thông tin cơ quan", "About the agency");
pub const AGENCY_INTRO: Text = text(
    "Quản trị viên của tỉnh kiểm tra thông tin này trước khi duyệt.",
    "The province’s administrator checks these details before approving the account.",
);
pub const UNIT: Text = text("Đơn vị", "Office");
pub const CHOOSE_UNIT: Text = text("Chọn đơn vị", "Choose the office");
pub const OFFICER_NUMBER: Text = text("Số CCCD/CMND của cán bộ", "Officer’s identity number");
pub const OFFICER_NAME: Text = text("Họ và tên cán bộ", "Officer’s full name");
pub const OFFICIAL_EMAIL: Text = text("Thư điện tử công vụ", "Official email address");
pub const OFFICIAL_EMAIL_HINT: Text = text(
    "Có đuôi .gov.vn; đây là tên đăng nhập của cơ quan.",
    "An address ending in .gov.vn. It will be the agency’s user name.",
);
pub const EMAIL_HINT: Text = text(
    "Nên nhập: cần để lấy lại tài khoản khi mất số điện thoại.",
    "Recommended: you will need it if you lose your phone number.",
);
pub const WAITING_HEADING: Text = text("Chờ duyệt", "Waiting for approval");
pub const WAITING_TITLE: Text = text(
    "Đã nhận đăng ký của cơ quan.",
    "We have received the agency’s registration.",
);
pub const WAITING_NEXT: Text = text(
    "Quản trị viên sẽ kiểm tra và duyệt. Kết quả được gửi đến số điện thoại và email đã đăng ký.",
    "An administrator will check it. We will text and email you the result.",
);
pub const TO_HOME: Text = text("Về trang chủ", "Go to the home page");

pub const METHOD_HEADING: Text = text(
    "Chọn phương\u{a0}thức xác\u{a0}minh",
    "Choose how to prove your identity",
);
pub const ENTERPRISE_METHOD_HEADING: Text = text(
    "Chọn phương\u{a0}thức xác\u{a0}minh doanh\u{a0}nghiệp",
    "Choose how to prove the identity of the business",
);
pub const IAL2: Text = text(
    "Xác minh mức độ trung bình (IAL2)",
    "Medium-level check (IAL2)",
);
pub const IAL3: Text = text("Xác minh mức độ cao (IAL3)", "High-level check (IAL3)");
pub const SUBSCRIBER: Text = text("Thuê bao di động", "Mobile number");
pub const SUBSCRIBER_NEEDS: Text = text(
    "Mã OTP được gửi đến số điện thoại đăng ký chính chủ.",
    "We will text a code to the phone number registered in your own name.",
);
pub const USB_TOKEN: Text = text("USB ký số", "USB token");
pub const SIGNING_SIM: Text = text("SIM ký số", "Signing SIM");
pub const USB_TOKEN_NEEDS: Text = text(
    "Cần USB ký số đã cắm vào máy tính và chương trình của nhà cung cấp.",
    "You need the token plugged into your computer and its software running.",
);
pub const SIGNING_SIM_NEEDS: Text = text(
    "Cần điện thoại có SIM ký số và mã PIN của SIM.",
    "You need the phone with the signing SIM, and its PIN.",
);
pub const OTHER_KIND: Text = text("Chọn loại tài khoản khác", "Choose another account type");

pub const DETAILS_HEADING: Text = text("Thông tin của bạn", "Your details");
pub const DETAILS_INTRO: Text = text(
    "Nhập đúng như trên giấy tờ tùy thân.",
    "Enter the details exactly as on your identity card.",
);
pub const IDENTITY_NUMBER: Text = text("Số CCCD/CMND", "Identity number (CCCD or CMND)");
pub const IDENTITY_NUMBER_HINT: Text = text(
    "CCCD có 12 chữ số, CMND có 9 chữ số.",
    "A CCCD number has 12 digits, a CMND number has 9.",
);
pub const FULL_NAME: Text = text("Họ và tên", "Full name");
pub const FULL_NAME_HINT: Text = text(
    "Có dấu, như trên giấy tờ.",
    "With accents, as on your identity card.",
);
pub const BIRTH_DATE: Text = text("Ngày sinh", "Date of birth");
pub const PHONE: Text = text("Số điện thoại", "Phone number");
pub const PHONE_HINT: Text = text(
    "Số di động đăng ký chính chủ; mã OTP được gửi đến số này.",
    "A Vietnamese mobile number in your name. We will text you a code.",
);
pub const EMAIL: Text = text("Email", "Email");
pub const ACCEPT: Text = text("Tôi đồng ý với", "I accept the");
pub const TERMS: Text = text(
    "Điều khoản và dữ liệu cá nhân",
    "terms and personal data policy",
);
pub const SENDING_CODE: Text = text("Đang gửi mã OTP…", "Sending the code…");

pub const CODE_HEADING: Text = text("Xác thực mã OTP", "Enter the code");
pub const SET_PASSWORD: Text = text("Đặt mật khẩu", "Set a password");

pub const CODE_FIRST: Text = text(
    "Cần xác nhận mã OTP trước khi đặt mật khẩu.",
    "Confirm the code before you set a password.",
);
pub const TO_CODE: Text = text("Nhập mã OTP", "Enter the code");
pub const MAKE_ACCOUNT: Text = text("Tạo tài khoản", "Create account");
pub const MAKING_ACCOUNT: Text = text("Đang tạo tài khoản…", "Creating account…");

pub const PASSPORT_ONLY: Text = text(
    "Người nước ngoài chỉ có hộ chiếu",
    "Foreigners with a passport only",
);
pub const PASSPORT_DESK: Text = text(
    "Cổng không đăng ký được bằng hộ chiếu. Mang hộ chiếu và giấy tờ của thủ tục đến Bộ phận Một cửa; cán bộ tại quầy nhận hồ sơ của bạn. Gọi trước để biết giờ làm việc và giấy tờ cần mang:",
    "You cannot register with a passport. Bring it, and the documents of the procedure, to the one-stop desk, where an officer takes your application. Call first to ask about opening hours and documents:",
);
pub const PASSPORT_ELSE: Text = text(
    "Nếu bạn có số định danh cá nhân 12 chữ số hoặc tài khoản VNeID, đăng ký như công dân. Giấy phép lao động do người sử dụng lao động nộp, bằng tài khoản doanh nghiệp.",
    "If you have a 12-digit personal number or a VNeID account, register as a citizen does. A work permit is applied for by the employer, with a business account.",
);
pub const HOUSEHOLD_BUSINESS: Text = text(
    "Hộ kinh doanh có mã số thuế là số định danh 12 chữ số của chủ hộ thì không đăng ký ở đây: dùng tài khoản công dân của chủ hộ.",
    "A household business whose tax code is its owner’s 12-digit personal number does not register here: use the owner’s citizen account.",
);
pub const TO_CITIZEN: Text = text("Đăng ký tài khoản công dân", "Register as a citizen");
pub const BIRTH_DATE_HINT: Text = text(
    "Ngày/tháng/năm, ví dụ 25/12/1990. Nếu giấy tờ chỉ ghi năm sinh, nhập năm.",
    "Day/month/year, for example 25/12/1990. If your documents show only the year, enter the year.",
);
