use domain::language::{Text, text};

pub const TITLE: Text = text(
    "Nộp hồ sơ, nộp lệ phí bằng điện thoại",
    "File and pay with your telephone",
);
pub const LEAD: Text = text(
    "Bạn cần số CMND hoặc căn cước công dân, một số di động chính chủ và một thẻ ngân hàng đã đăng ký ngân hàng điện tử.",
    "You need an identity number (CMND or CCCD), a Vietnamese mobile number in your own name and a bank card registered for internet banking.",
);
/// Title and text of the three steps.
pub const STEPS: [(Text, Text); 3] = [
    (
        text("Đăng ký, đăng nhập", "Register and sign in"),
        text(
            "Mở địa chỉ bên dưới, bấm “Đăng ký”, nhập thông tin và mã OTP trong tin nhắn.",
            "Open the address below, press “Register”, type your details and the code from the text message.",
        ),
    ),
    (
        text("Nộp hồ sơ", "File the dossier"),
        text(
            "Tìm tên thủ tục, bấm “Nộp hồ sơ”, điền tờ khai rồi bấm “Gửi hồ sơ”.",
            "Find the procedure, fill in its form and press “Send the dossier”.",
        ),
    ),
    (
        text("Thanh toán, nhận biên lai", "Pay and get the receipt"),
        text(
            "Chọn ngân hàng của bạn. Biên lai tải được bất cứ lúc nào trong “Lịch sử giao dịch”.",
            "Choose your bank. The Biên lai (receipt) can be downloaded at any time from the transaction history.",
        ),
    ),
];
pub const SCAN: Text = text(
    "Quét mã để xem hướng dẫn có hình:",
    "Scan for the guide with pictures:",
);
pub const QR_ALT: Text = text("Mã QR mở trang hướng dẫn", "QR code that opens the guide");
pub const TELEPHONE: Text = text("Điện thoại", "Telephone");
pub const ZALO: Text = text("Zalo", "Zalo");
