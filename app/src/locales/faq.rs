//! Questions and answers about this portal, as it behaves. `{hotline}` stands for the help desk's number; what stands between
//! underscores in an English text is Vietnamese.

use domain::language::{Text, text};

#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Id of its heading.
    pub id: &'static str,
    pub title: Text,
    /// Questions, the commonest first.
    pub entries: &'static [Entry],
}

#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// As a citizen would ask it.
    pub question: Text,
    /// In a few short sentences.
    pub answer: Text,
}

const fn entry(question: Text, answer: Text) -> Entry {
    Entry { question, answer }
}

pub const GROUPS: [Group; 5] = [ACCOUNT, DOSSIER, PAYMENT, RECEIPT, SAFETY];

const ACCOUNT: Group = Group {
    id: "tai-khoan-va-dang-nhap",
    title: text("Tài khoản và đăng nhập", "Account and signing in"),
    entries: &[
        entry(
            text(
                "Tôi cần gì để đăng ký tài khoản?",
                "What do I need to register an account?",
            ),
            text(
                "Số CCCD hoặc thẻ căn cước (12 số), hoặc số CMND (9 số) còn giá trị, và một số di động Việt Nam do chính bạn đứng tên. Email không bắt buộc.",
                "An identity number, CCCD or identity card (12 digits) or a CMND that is still valid (9 digits), and a Vietnamese mobile number in your own name. An email address is optional.",
            ),
        ),
        entry(
            text(
                "Tôi không nhận được mã OTP thì làm sao?",
                "What if the code does not arrive?",
            ),
            text(
                "Kiểm tra số điện thoại và sóng di động. Sau 60 giây, bấm “Gửi lại OTP” để nhận mã mới; mã cũ vẫn dùng được đến khi hết 5 phút. Mỗi số nhận tối đa 5 mã trong một giờ.",
                "Check the phone number and your reception. After 60 seconds, select “Send a new code”; the old code keeps working until its 5 minutes are over. A number gets at most 5 codes an hour.",
            ),
        ),
        entry(
            text(
                "Mã OTP dùng được bao lâu, nhập sai mấy lần?",
                "How long is a code valid, and how often can I mistype it?",
            ),
            text(
                "Mã OTP dùng được trong 5 phút. Nhập sai 5 lần thì mã bị khóa: bấm “Gửi lại OTP” để nhận mã mới.",
                "A code is valid for 5 minutes. After 5 wrong entries it is locked: select “Send a new code”.",
            ),
        ),
        entry(
            text(
                "Quên hoặc mất mật khẩu thì làm sao?",
                "What if I forgot my password?",
            ),
            text(
                "Bấm “Quên mật khẩu?” trên trang đăng nhập, nhập mã OTP rồi đặt mật khẩu mới. Không ai xem được mật khẩu cũ của bạn.",
                "Select “Forgot your password?” on the sign-in page, enter the code and set a new one. No one can read your old one.",
            ),
        ),
        entry(
            text(
                "Tôi đổi hoặc mất số điện thoại thì làm sao?",
                "What if I changed or lost my phone number?",
            ),
            text(
                "Còn số cũ: đổi trong “Đăng nhập và bảo mật”. Mất số cũ: bấm “Mất số điện thoại nhận OTP?” và dùng email đã đăng ký; số mới có hiệu lực sau 72 giờ. Không có email: gọi {hotline} hoặc mang giấy tờ tùy thân đến Trung tâm Hành chính công tỉnh.",
                "If you still have the old number, change it under “Sign-in and security”. If you lost it, select “No longer have this phone number?” and use the email address of your account. The new number takes effect after 72 hours. Without an email address, call {hotline} or bring your identity card to the provincial Public Administration Centre.",
            ),
        ),
        entry(
            text(
                "Mật khẩu phải như thế nào?",
                "What must the password be like?",
            ),
            text(
                "Từ 8 đến 128 ký tự; được dùng dấu cách và chữ có dấu. Không chứa số CCCD/CMND hoặc số điện thoại của bạn. Một câu dài dễ nhớ là tốt nhất.",
                "It must have 8 to 128 characters. You can use spaces and accented letters. It must not contain your identity number or phone number. A long phrase that you remember easily is best.",
            ),
        ),
        entry(
            text(
                "Vì sao tôi phải đăng nhập lại?",
                "Why do I have to sign in again?",
            ),
            text(
                "Vì an toàn, cổng tự đăng xuất sau 30 phút không dùng, và muộn nhất là sau 12 giờ. Nội dung đã lưu vẫn còn.",
                "For your safety, the portal signs you out after 30 minutes without activity, and after 12 hours at the latest. What you saved is kept.",
            ),
        ),
        entry(
            text(
                "Người nước ngoài có đăng ký được không?",
                "Can foreigners register?",
            ),
            text(
                "Cổng chỉ nhận số CCCD hoặc CMND. Nếu bạn chỉ có hộ chiếu, gọi {hotline} để được hướng dẫn nộp trực tiếp. Các trang đều có tiếng Anh; nội dung của phần lớn thủ tục và biên lai chỉ có tiếng Việt.",
                "Only with an identity number (CCCD or CMND). If you have a passport only, call {hotline} to find out where to apply in person. All pages are in English, but most procedure details and receipts are in Vietnamese only.",
            ),
        ),
        entry(
            text(
                "Doanh nghiệp và cơ quan đăng ký thế nào?",
                "How do businesses and government agencies register?",
            ),
            text(
                "Doanh nghiệp đăng ký bằng mã số thuế và số điện thoại của người đại diện, hoặc bằng chữ ký số. Cơ quan đăng ký bằng thư điện tử công vụ; quản trị viên duyệt trước khi dùng được.",
                "Businesses register with their tax code and their representative’s phone number, or with a digital signature. Agencies register with an official email address; an administrator must approve the account before you can use it.",
            ),
        ),
    ],
};

const DOSSIER: Group = Group {
    id: "ho-so",
    title: text("Thủ tục và hồ sơ", "Procedures and applications"),
    entries: &[
        entry(
            text(
                "Tìm thủ tục có cần gõ dấu không?",
                "Do I need accents to find a procedure?",
            ),
            text(
                "Không. “khai sinh”, “Khai Sinh” hay gõ sai một vài chữ đều tìm được. Cần hẹp hơn thì lọc theo đơn vị, lĩnh vực, cấp và mức độ dịch vụ.",
                "No. Search works without accents and with small typing mistakes. To see fewer, filter by office, field, level and service level.",
            ),
        ),
        entry(
            text(
                "Thủ tục nào nộp trực tuyến được?",
                "Which procedures can I apply for online?",
            ),
            text(
                "Thủ tục có nút “Nộp hồ sơ”. Thủ tục khác nộp tại cơ quan thực hiện ghi trên trang của thủ tục đó.",
                "Those with the button “Apply”. Apply for the others at the office named on the page of the procedure.",
            ),
        ),
        entry(
            text(
                "Đang điền dở thì mất mạng, có mất nội dung không?",
                "If I lose my connection while I type, do I lose my answers?",
            ),
            text(
                "Không. Trình duyệt giữ nội dung bạn nhập đến khi gửi, trừ mật khẩu và mã (cần JavaScript). Bấm “Lưu” để mở tiếp trên máy khác.",
                "No. Your browser keeps what you type until you send it, except passwords and codes (needs JavaScript). Select “Save” to continue on another device.",
            ),
        ),
        entry(
            text(
                "Gửi hồ sơ rồi có sửa được không?",
                "Can I change an application after I submit it?",
            ),
            text(
                "Không. Trước khi gửi, bản nháp sửa được bao nhiêu lần cũng được. Nếu đã gửi mà thấy sai, gọi {hotline}.",
                "No. You can change a draft as often as you like before you submit it. If you find a mistake afterwards, call {hotline}.",
            ),
        ),
        entry(
            text(
                "Hồ sơ của tôi đang ở bước nào?",
                "What stage is my application at?",
            ),
            text(
                "Mở “Tra cứu hồ sơ”, nhập mã hồ sơ hoặc số hồ sơ và bốn số cuối của số điện thoại đã đăng ký; không cần đăng nhập. Khi đã đăng nhập, “Thông tin tài khoản” có mọi hồ sơ.",
                "Open “Track an application” and enter the application code or application number and the last four digits of the registered phone number; you do not need to sign in. Once signed in, your account lists every application.",
            ),
        ),
        entry(
            text(
                "Số hồ sơ khác mã hồ sơ thế nào?",
                "What is the difference between application number and application code?",
            ),
            text(
                "Số hồ sơ có ngay khi bạn lưu lần đầu. Mã hồ sơ (ví dụ 000.20.31.H53-200610-0007) do Bộ phận Một cửa cấp khi tiếp nhận.",
                "You get the application number when you first save. The one-stop desk gives the application code (such as 000.20.31.H53-200610-0007) when it accepts the application.",
            ),
        ),
    ],
};

const PAYMENT: Group = Group {
    id: "thanh-toan",
    title: text("Thanh toán", "Payment"),
    entries: &[
        entry(
            text(
                "Tôi đã bị trừ tiền mà trang chưa báo thành công, có phải nộp lại không?",
                "Money has left my account but the payment is not confirmed. Should I pay again?",
            ),
            text(
                "Không cần nộp lại. Cổng tự kiểm tra với ngân hàng cho đến khi có kết quả, kể cả khi bạn đã đóng trang. Kết quả có trong lịch sử giao dịch.",
                "No. We check with the bank until there is a result, even after you have closed the page. The result will be in the transaction history.",
            ),
        ),
        entry(
            text(
                "Thanh toán không thành công thì sao?",
                "What if a payment failed?",
            ),
            text(
                "Bạn chưa bị trừ tiền. Hồ sơ vẫn được giữ. Mở hồ sơ rồi thanh toán lại hoặc chọn kênh khác.",
                "You have not been charged. Your application is kept. Open the application and pay again or choose another method.",
            ),
        ),
        entry(
            text(
                "Bấm “Thanh toán” hai lần có bị trừ tiền hai lần không?",
                "If I select “Pay” twice, do I pay twice?",
            ),
            text(
                "Không. Hai lần bấm liền nhau chỉ tạo một giao dịch, và mỗi hồ sơ chỉ có một giao dịch đang chờ. Lần mới thay cho lần cũ.",
                "No. Two taps make one payment, and an application has only one payment in progress. A new payment replaces the old one.",
            ),
        ),
        entry(
            text(
                "Lỡ nộp tiền hai lần cho một hồ sơ thì sao?",
                "What if I paid twice for one application?",
            ),
            text(
                "Cổng chỉ ghi nhận một lần và đề nghị hoàn số nộp thừa; xem ở trang hồ sơ. Cần hỗ trợ, gọi {hotline}.",
                "We keep one payment and request a refund of the other; follow it on the application’s page. Need help? Call {hotline}.",
            ),
        ),
        entry(
            text(
                "Cổng có thu thêm phí giao dịch không?",
                "Is there an extra transaction fee?",
            ),
            text(
                "Không. Số tiền phải nộp đúng bằng phí, lệ phí của thủ tục, có trong “Thông tin đơn hàng” trước khi bạn chọn kênh thanh toán.",
                "No. You pay the fee (_phí_) and charge (_lệ phí_) of the procedure, as the “Payment summary” shows before you choose a payment method.",
            ),
        ),
        entry(
            text(
                "Phí và lệ phí khác nhau thế nào?",
                "What is the difference between _phí_ and _lệ phí_?",
            ),
            text(
                "Phí bù đắp chi phí của dịch vụ công; lệ phí là khoản ấn định khi được giải quyết thủ tục. Theo luật, hai khoản ghi riêng trên đơn hàng và biên lai.",
                "_Phí_ (fee) covers the cost of a public service; _lệ phí_ (charge) is a fixed amount for an administrative act. By law they are listed separately on the payment summary and on the receipt.",
            ),
        ),
        entry(
            text(
                "Mức thu tính theo ngày nào?",
                "Which day’s fee amounts apply?",
            ),
            text(
                "Theo mức thu có hiệu lực vào ngày bạn gửi hồ sơ. Mức thu thay đổi sau đó không làm đổi số tiền phải nộp.",
                "Those in force on the day you submit the application. A later change does not alter what is due.",
            ),
        ),
        entry(
            text(
                "Cổng có giữ số thẻ của tôi không?",
                "Does the portal keep my card number?",
            ),
            text(
                "Không. Bạn nhập số thẻ trên trang của ngân hàng; cổng không nhận số thẻ.",
                "No. You enter it on the bank’s own page; the portal never receives it.",
            ),
        ),
    ],
};

const RECEIPT: Group = Group {
    id: "bien-lai",
    title: text("Biên lai", "Receipts"),
    entries: &[
        entry(
            text("Lấy biên lai ở đâu?", "Where do I find my receipt?"),
            text(
                "Đăng nhập, mở “Thông tin tài khoản”, bấm “Lịch sử giao dịch” rồi “In biên lai”. Biên lai là tệp PDF, tải lại được bất cứ lúc nào.",
                "Sign in, open your account, select “Transaction history”, then “Print receipt (in Vietnamese)”. The receipt is a PDF that you can download at any time.",
            ),
        ),
        entry(
            text(
                "Làm sao biết một biên lai là thật?",
                "How can I check a receipt?",
            ),
            text(
                "Quét mã QR trên biên lai và so từng dòng với trang mở ra. Ai cũng kiểm tra được, không cần đăng nhập. Xem kỹ địa chỉ trang: mã QR giả có thể dẫn đến trang khác.",
                "Scan its QR code and compare every line with the page that opens. Anyone can, without signing in. Check the page’s address: a forged code can lead elsewhere.",
            ),
        ),
        entry(
            text(
                "Biên lai có chữ ký số không?",
                "Is the receipt digitally signed?",
            ),
            text(
                "Chưa. Đây là bản thể hiện của biên lai điện tử, chưa có chữ ký số của cơ quan thu; trên biên lai có ghi rõ.",
                "Not yet. It is a representation of the electronic receipt without the digital signature of the collecting office, and says so.",
            ),
        ),
    ],
};

const SAFETY: Group = Group {
    id: "an-toan-va-ho-tro",
    title: text("An toàn và hỗ trợ", "Safety and help"),
    entries: &[
        entry(
            text(
                "Có người gọi hỏi mã OTP hoặc mật khẩu của tôi?",
                "Someone asks me for my code or password. What should I do?",
            ),
            text(
                "Đừng đưa. Cán bộ không bao giờ hỏi mã OTP hoặc mật khẩu. Hãy gọi {hotline} để báo.",
                "Do not give it. Officers never ask for codes or passwords. Call {hotline} to report it.",
            ),
        ),
        entry(
            text(
                "Tôi nhận tin nhắn rằng có người dùng số CCCD/CMND của tôi để đăng ký?",
                "I got a message that someone used my identity number to register. What should I do?",
            ),
            text(
                "Tài khoản của bạn vẫn an toàn và không ai được cấp mã. Nếu đó không phải là bạn, không cần làm gì.",
                "Your account is safe and no one was given a code. If it was not you, you do not need to do anything.",
            ),
        ),
        entry(
            text(
                "Điện thoại cũ, mạng chậm có dùng được không?",
                "Does it work on an old phone or a slow connection?",
            ),
            text(
                "Được. Tìm thủ tục, đăng ký, đăng nhập, nộp hồ sơ và thanh toán đều dùng được cả khi trình duyệt không chạy được mã lệnh (JavaScript).",
                "Yes. Searching, registering, signing in, applying and paying all work even if your browser does not run JavaScript.",
            ),
        ),
        entry(
            text(
                "Trang báo lỗi và có mã tra cứu lỗi, tôi làm gì?",
                "A page shows an error reference. What should I do?",
            ),
            text(
                "Thử lại sau ít phút. Nếu vẫn lỗi, gọi {hotline} và đọc mã tra cứu để cán bộ tìm đúng lỗi.",
                "Try again in a few minutes. If it still fails, call {hotline}. Give us the reference so that we can find the problem.",
            ),
        ),
    ],
};
