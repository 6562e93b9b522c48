use domain::language::{Language, Text, text};

pub const HEADING: Text = text("Điều khoản và dữ liệu cá nhân", "Terms and personal data");
pub const DESCRIPTION: Text = text(
    "Điều khoản sử dụng cổng dịch vụ công Tây Ninh: dữ liệu nào được giữ, để làm gì, trong bao lâu, và quyền của bạn.",
    "Terms of use of the Tây Ninh public services portal: which data is kept, what for, for how long, and your rights.",
);
pub const USE: Text = text("Điều khoản sử dụng", "Terms of use");
pub const USE_RULES: [Text; 4] = [
    text(
        "Bạn dùng thông tin của chính mình và khai đúng sự thật.",
        "You use your own details and tell the truth.",
    ),
    text(
        "Bạn giữ kín mật khẩu và mã OTP. Cán bộ không bao giờ hỏi mật khẩu hoặc mã OTP của bạn.",
        "You keep your password and your one-time codes to yourself. Officers never ask for them.",
    ),
    text(
        "Hồ sơ gửi trên cổng được cơ quan thực hiện xem xét như hồ sơ nộp trực tiếp. Cổng không quyết định kết quả.",
        "A dossier sent here is examined by the agency like one handed in at its desk. The portal does not decide the result.",
    ),
    text(
        "Phí, lệ phí theo mức thu đang có hiệu lực. Nộp thành công thì có biên lai, tải lại được bất cứ lúc nào.",
        "Fees and charges are those in force. Every successful payment has a receipt, which can be downloaded again at any time.",
    ),
];
pub const DATA: Text = text("Dữ liệu nào, để làm gì", "Which data, and what for");
pub const DATA_KINDS: [Text; 5] = [
    text(
        "Số giấy tờ, họ tên, ngày sinh: để biết hồ sơ là của ai.",
        "Identity number, name, date of birth: to know whose dossier it is.",
    ),
    text(
        "Số điện thoại, email: để gửi mã OTP và liên hệ về hồ sơ.",
        "Phone number, e-mail: to send one-time codes and to contact you about your dossier.",
    ),
    text(
        "Nội dung hồ sơ: để cơ quan thực hiện giải quyết thủ tục.",
        "What the dossier says: for the agency to carry out the procedure.",
    ),
    text(
        "Giao dịch và biên lai: để xác nhận khoản đã nộp và đối soát. Cổng không nhận số thẻ; bạn nhập số thẻ trên trang của ngân hàng.",
        "Transactions and receipts: to confirm what was paid and to reconcile it. The portal never receives card numbers; you enter them on the bank's own page.",
    ),
    text(
        "Mật khẩu chỉ được lưu ở dạng mã hóa một chiều, không ai đọc lại được.",
        "Passwords are kept only as a one-way hash that nobody can read back.",
    ),
];
pub const SHARED_WITH: Text = text(
    "Dữ liệu chỉ được chuyển cho cơ quan thực hiện thủ tục và nền tảng thanh toán, ngân hàng mà bạn chọn. Cổng chỉ dùng cookie cần cho đăng ký, đăng nhập và để nhớ ngôn ngữ, màu nền bạn chọn; không quảng cáo, không theo dõi.",
    "Data goes only to the agency that carries out the procedure, and to the payment platform and bank that you choose. The portal uses only the cookies needed to register and sign in, and to remember the language and theme you chose; no advertising, no tracking.",
);
pub const KEPT: Text = text("Giữ bao lâu", "How long it is kept");
pub const KEPT_ACCOUNT: Text = text(
    "Tài khoản: đến khi bạn yêu cầu đóng.",
    "Account: until you ask to close it.",
);
pub const KEPT_DOSSIERS: Text = text(
    "Hồ sơ, giao dịch, biên lai: theo thời hạn của pháp luật về lưu trữ và kế toán.",
    "Dossiers, transactions, receipts: as long as the laws on archives and accounting require.",
);
pub const RIGHTS: Text = text(
    "Quyền của bạn và nơi liên hệ",
    "Your rights, and whom to contact",
);
pub const RIGHTS_TEXT: Text = text(
    "Bạn có quyền xem, sửa dữ liệu của mình, yêu cầu đóng tài khoản và khiếu nại. Liên hệ Trung tâm Hành chính công tỉnh Tây Ninh, điện thoại",
    "You may see and correct your data, ask to close your account, and complain. Contact the Tây Ninh Public Administration Centre, telephone",
);

pub fn kept_code(language: Language, minutes: i64) -> String {
    match language {
        Language::Vietnamese => format!("Mã OTP: {minutes} phút."),
        Language::English => format!("One-time code: {minutes} minutes."),
    }
}
