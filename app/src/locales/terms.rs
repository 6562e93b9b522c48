use domain::language::{Language, Text, text};

pub const HEADING: Text = text("Điều khoản và dữ liệu cá nhân", "Terms and personal data");
pub const DESCRIPTION: Text = text(
    "Điều khoản sử dụng Cổng Dịch vụ công tỉnh Tây Ninh: dữ liệu nào được giữ, để làm gì, trong bao lâu, và quyền của bạn.",
    "Terms of use of Tây Ninh Public Services: which data is kept, what for, for how long, and your rights.",
);
pub const USE: Text = text("Điều khoản sử dụng", "Terms of use");
pub const USE_RULES: [Text; 4] = [
    text(
        "Bạn dùng thông tin của chính mình và khai đúng sự thật.",
        "You must give your own details, and they must be true.",
    ),
    text(
        "Bạn giữ kín mật khẩu và mã OTP. Cán bộ không bao giờ hỏi mật khẩu hoặc mã OTP của bạn.",
        "You must keep your password and your one-time codes to yourself. Officers never ask for them.",
    ),
    text(
        "Hồ sơ gửi trên cổng được cơ quan thực hiện xem xét như hồ sơ nộp trực tiếp. Cổng không quyết định kết quả.",
        "The office treats an application sent here like one made at its desk. The portal does not decide the result.",
    ),
    text(
        "Phí, lệ phí theo mức thu đang có hiệu lực. Nộp thành công thì có biên lai, tải lại được bất cứ lúc nào.",
        "The fees in force apply. Every successful payment has a receipt, which you can download at any time.",
    ),
];
pub const DATA: Text = text("Dữ liệu nào, để làm gì", "Which data, and what for");
pub const DATA_KINDS: [Text; 8] = [
    text(
        "Số CCCD/CMND, họ và tên, ngày sinh: để biết hồ sơ là của ai.",
        "Identity number, full name, date of birth: to know whose application it is.",
    ),
    text(
        "Số điện thoại, email: để gửi mã OTP và liên hệ về hồ sơ.",
        "Phone number, email: to send one-time codes and to contact you about your application.",
    ),
    text(
        "Nội dung hồ sơ: để cơ quan thực hiện giải quyết thủ tục.",
        "Your answers in the application: for the office to carry out the procedure.",
    ),
    text(
        "Tài liệu đính kèm: để cơ quan thực hiện xem xét.",
        "Documents you attach: for the office to decide.",
    ),
    text(
        "Nhật ký đăng nhập (thời gian, địa chỉ truy cập, thiết bị): để bảo vệ tài khoản.",
        "Sign-in history (time, address, device): to protect your account.",
    ),
    text(
        "Khóa truy cập và chứng thư số bạn thêm: để đăng nhập.",
        "Passkeys and certificates you add: to sign you in.",
    ),
    text(
        "Giao dịch và biên lai: để xác nhận khoản đã nộp và đối soát. Cổng không nhận số thẻ; bạn nhập số thẻ trên trang của ngân hàng.",
        "Transactions and receipts: to confirm what was paid and to reconcile it. The portal never receives card numbers; you enter them on the bank’s own page.",
    ),
    text(
        "Mật khẩu chỉ được lưu ở dạng mã hóa một chiều, không ai đọc lại được.",
        "Passwords are kept only as a one-way hash that no one can read back.",
    ),
];
pub const SHARED_WITH: Text = text(
    "Dữ liệu chỉ được chuyển cho cơ quan thực hiện thủ tục; nền tảng thanh toán, ngân hàng hoặc ví điện tử mà bạn chọn; đơn vị gửi tin nhắn, cuộc gọi và email cho cổng; nơi cấp tài khoản mà bạn dùng để đăng nhập. Cổng chỉ dùng cookie cần cho đăng ký, đăng nhập và để nhớ ngôn ngữ bạn chọn; không quảng cáo, không theo dõi.",
    "Data goes only to the office that carries out the procedure; to the payment platform, bank or e-wallet that you choose; to the companies that send our text messages, calls and email; and to the account provider that you sign in with. The portal uses only the cookies needed to register and sign in, and to remember the language you chose; no advertising, no tracking.",
);
pub const KEPT: Text = text("Giữ bao lâu", "How long it is kept");
pub const KEPT_ACCOUNT: Text = text(
    "Tài khoản: đến khi bạn gọi tổng đài yêu cầu đóng.",
    "Account: until you call the helpline and ask to close it.",
);
pub const KEPT_DOSSIERS: Text = text(
    "Hồ sơ, giao dịch, biên lai: theo thời hạn của pháp luật về lưu trữ và kế toán.",
    "Applications, transactions, receipts: as long as the laws on archives and accounting require.",
);
pub const RIGHTS: Text = text(
    "Quyền của bạn và nơi liên hệ",
    "Your rights, and how to contact us",
);
pub const RIGHTS_TEXT: Text = text(
    "Bạn có quyền xem, sửa dữ liệu của mình, yêu cầu đóng tài khoản và khiếu nại. Gọi Trung tâm Hành chính công tỉnh Tây Ninh, tổng đài",
    "You can see and correct your data, ask to close your account, and complain. Call the Tây Ninh Public Administration Centre, helpline",
);

pub fn kept_code(language: Language, minutes: i64) -> String {
    match language {
        Language::Vietnamese => format!("Mã OTP: {minutes} phút."),
        Language::English => format!("One-time code: {minutes} minutes."),
    }
}
