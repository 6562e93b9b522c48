use domain::language::{Text, text};

pub const TITLE: Text = text(
    "Nộp hồ sơ, nộp phí, lệ phí bằng điện thoại",
    "Apply and pay on your phone",
);
pub const LEAD: Text = text(
    "Bạn cần số CCCD/CMND, một số di động chính chủ và một cách thanh toán: ứng dụng ngân hàng, thẻ hoặc tài khoản có ngân hàng điện tử, ví điện tử, hoặc tiền mặt tại Bộ phận Một cửa.",
    "You need an identity number (CCCD or CMND), a Vietnamese mobile number in your own name and a way to pay: a banking app, a card or account with internet banking, an e-wallet, or cash at the desk.",
);
/// Title and text of the three steps.
pub const STEPS: [(Text, Text); 3] = [
    (
        text("Đăng ký, đăng nhập", "Register and sign in"),
        text(
            "Mở địa chỉ bên dưới, bấm “Đăng ký”, nhập thông tin và mã OTP trong tin nhắn.",
            "Open the address below, select “Register”, enter your details and the code from the text message.",
        ),
    ),
    (
        text("Nộp hồ sơ", "Apply"),
        text(
            "Tìm tên thủ tục, bấm “Nộp hồ sơ”, điền tờ khai rồi bấm “Gửi hồ sơ”.",
            "Find the procedure, select “Apply”, fill in the form and select “Submit application”.",
        ),
    ),
    (
        text("Thanh toán, nhận biên lai", "Pay and get the receipt"),
        text(
            "Chọn kênh thanh toán. Biên lai tải được bất cứ lúc nào trong “Lịch sử giao dịch”.",
            "Choose how to pay. Download your receipt at any time from the transaction history.",
        ),
    ),
];
pub const SCAN: Text = text(
    "Quét mã để xem hướng dẫn có hình:",
    "Scan for the guide with pictures:",
);
pub const QR_ALT: Text = text("Mã QR mở trang hướng dẫn", "QR code that opens the guide");
pub const TELEPHONE: Text = text("Tổng đài", "Helpline");
pub const ZALO: Text = text("Zalo", "Zalo");
