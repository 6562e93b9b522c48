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
                "Số CMND (9 số) hoặc căn cước công dân (12 số), và một số di động Việt Nam do chính bạn đứng tên. Email không bắt buộc.",
                "An identity number, CMND (9 digits) or CCCD (12 digits), and a Vietnamese mobile number in your own name. An e-mail address is optional.",
            ),
        ),
        entry(
            text(
                "Tôi không nhận được mã OTP thì làm sao?",
                "What if the code does not arrive?",
            ),
            text(
                "Xem lại số điện thoại và vùng phủ sóng. Sau 60 giây, bấm “Gửi lại OTP” để nhận mã mới; mã cũ không dùng được nữa. Mỗi số nhận tối đa 5 mã trong một giờ.",
                "Check the telephone number and your reception. After 60 seconds, press “Send a new code”; the old code is then no longer valid. A number gets at most 5 codes an hour.",
            ),
        ),
        entry(
            text(
                "Mã OTP dùng được bao lâu, nhập sai mấy lần?",
                "How long is a code valid, and how often may I mistype it?",
            ),
            text(
                "Mã OTP dùng được trong 5 phút. Nhập sai 5 lần thì mã bị khóa: hãy gửi lại OTP để nhận mã mới.",
                "A code is valid for 5 minutes. After 5 wrong tries it is locked: ask for a new one.",
            ),
        ),
        entry(
            text(
                "Quên hoặc mất mật khẩu thì làm sao?",
                "What if I forgot my password?",
            ),
            text(
                "Bấm “Quên mật khẩu?” trên trang đăng nhập, nhập mã OTP rồi đặt mật khẩu mới. Không ai xem được mật khẩu cũ của bạn.",
                "Press “Forgot your password?” on the sign-in page, enter the code and set a new one. Nobody can read your old one.",
            ),
        ),
        entry(
            text(
                "Tôi đổi hoặc mất số điện thoại thì làm sao?",
                "What if I changed or lost my telephone number?",
            ),
            text(
                "Còn số cũ: đổi trong “Đăng nhập và bảo mật”. Mất số cũ: bấm “Mất số điện thoại nhận OTP?” và dùng thư điện tử đã đăng ký; số mới có hiệu lực sau 72 giờ. Không có thư điện tử: gọi {hotline} hoặc mang giấy tờ tùy thân đến Trung tâm Hành chính công tỉnh.",
                "If you still have the old number, change it under “Sign-in and security”. If you lost it, press “No longer have this telephone number?” and use the e-mail address of your account; the new number counts after 72 hours. Without an e-mail address, call {hotline} or bring your identity papers to the provincial Public Administration Centre.",
            ),
        ),
        entry(
            text(
                "Mật khẩu phải như thế nào?",
                "What must the password be like?",
            ),
            text(
                "Từ 8 đến 128 ký tự; được dùng dấu cách và chữ có dấu. Không chứa số giấy tờ hoặc số điện thoại của bạn. Một câu dài dễ nhớ là tốt nhất.",
                "From 8 characters to 128; spaces and accented letters are welcome. It must not contain your identity or telephone number. A long sentence that you remember easily is best.",
            ),
        ),
        entry(
            text(
                "Vì sao tôi phải đăng nhập lại?",
                "Why do I have to sign in again?",
            ),
            text(
                "Để giữ an toàn, cổng tự đăng xuất sau 30 phút không dùng, và muộn nhất là sau 12 giờ. Nội dung đã lưu vẫn còn.",
                "For safety the portal signs you out after 30 minutes without use, and after 12 hours at the latest. What you saved is kept.",
            ),
        ),
        entry(
            text(
                "Người nước ngoài có đăng ký được không?",
                "Can foreigners register?",
            ),
            text(
                "Cổng hiện chỉ nhận số CMND hoặc CCCD. Nếu bạn chỉ có hộ chiếu, xin gọi {hotline} để được hướng dẫn nộp trực tiếp. Mọi trang đều có tiếng Anh.",
                "At present the portal takes identity numbers (CMND or CCCD) only. If you have a passport only, please call {hotline} to learn where to file in person. Every page can be read in English.",
            ),
        ),
        entry(
            text(
                "Doanh nghiệp và cơ quan đăng ký thế nào?",
                "How do enterprises and agencies register?",
            ),
            text(
                "Doanh nghiệp đăng ký bằng mã số thuế và số điện thoại của người đại diện, hoặc bằng chữ ký số. Cơ quan đăng ký bằng thư điện tử công vụ; người quản trị duyệt trước khi dùng được.",
                "Enterprises register by tax code and their representative’s telephone number, or by digital signature. Agencies register by official e-mail address; an administrator approves the account before it can be used.",
            ),
        ),
    ],
};

const DOSSIER: Group = Group {
    id: "ho-so",
    title: text("Thủ tục và hồ sơ", "Procedures and dossiers"),
    entries: &[
        entry(
            text(
                "Tìm thủ tục có cần gõ dấu không?",
                "Do I need accents to find a procedure?",
            ),
            text(
                "Không. “khai sinh”, “Khai Sinh” hay gõ sai một vài chữ đều tìm được. Cần hẹp hơn thì lọc theo đơn vị, lĩnh vực, cấp và mức độ dịch vụ.",
                "No. Names are found without accents, in capital or small letters, and with a slip of the finger. To see fewer, filter by office, field, level and service level.",
            ),
        ),
        entry(
            text(
                "Thủ tục nào nộp trực tuyến được?",
                "Which procedures can be filed online?",
            ),
            text(
                "Thủ tục có nút “Nộp hồ sơ”. Thủ tục khác nộp tại đơn vị thực hiện ghi trên trang của thủ tục đó.",
                "Those with a button to file a dossier. File the others at the office named on the page of the procedure.",
            ),
        ),
        entry(
            text(
                "Đang điền dở thì mất mạng, có mất nội dung không?",
                "If my connection breaks while I type, is everything lost?",
            ),
            text(
                "Không. Điều bạn gõ được giữ lại trong thẻ trình duyệt đến khi gửi đi, trừ mật khẩu và mã. Bấm “Lưu” thì bản nháp nằm trong tài khoản, mở được trên máy khác.",
                "No. What you type stays in the browser tab until it is sent, except passwords and codes. Press “Save” and the draft is in your account, open to your other devices.",
            ),
        ),
        entry(
            text(
                "Gửi hồ sơ rồi có sửa được không?",
                "Can I change a dossier that I have sent?",
            ),
            text(
                "Không. Trước khi gửi, bản nháp sửa được bao nhiêu lần cũng được. Nếu đã gửi mà thấy sai, gọi {hotline}.",
                "No. Before you send it, a draft can be changed as often as you like. If you find a mistake afterwards, call {hotline}.",
            ),
        ),
        entry(
            text("Hồ sơ của tôi đang ở bước nào?", "How far is my dossier?"),
            text(
                "Mở “Tra cứu hồ sơ”, nhập mã hồ sơ và bốn số cuối của điện thoại đã đăng ký; không cần đăng nhập. Khi đã đăng nhập, “Thông tin tài khoản” có mọi hồ sơ.",
                "Open “Track a dossier” and type the dossier code and the last four digits of the registered telephone; no sign-in is needed. Once signed in, your account lists every dossier.",
            ),
        ),
        entry(
            text(
                "Số hồ sơ khác mã hồ sơ thế nào?",
                "What is the difference between running number and dossier code?",
            ),
            text(
                "Số hồ sơ có ngay khi bạn lưu lần đầu. Mã hồ sơ (ví dụ 000.20.31.H53-200610-0007) do bộ phận một cửa cấp khi tiếp nhận.",
                "The running number is given when you first save. The dossier code (such as 000.20.31.H53-200610-0007) is given by the one-stop desk when it receives the dossier.",
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
                "Money has left my account but the page does not say so. Do I pay again?",
            ),
            text(
                "Không cần nộp lại. Cổng tự hỏi ngân hàng cho đến khi có kết quả, kể cả khi bạn đã đóng trang. Kết quả có trong lịch sử giao dịch.",
                "No. The portal asks the bank until there is an answer, even after you have closed the page. The result is in the transaction history.",
            ),
        ),
        entry(
            text(
                "Thanh toán không thành công thì sao?",
                "What if a payment failed?",
            ),
            text(
                "Tiền chưa được chuyển và hồ sơ vẫn được giữ. Mở hồ sơ rồi thanh toán lại.",
                "No money was moved and your dossier is kept. Open the dossier and pay again.",
            ),
        ),
        entry(
            text(
                "Bấm “Thanh toán” hai lần có bị trừ tiền hai lần không?",
                "If I press the button twice, do I pay twice?",
            ),
            text(
                "Không. Hai lần bấm liền nhau chỉ tạo một giao dịch, và mỗi hồ sơ chỉ có một giao dịch đang chờ. Lần mới thay cho lần cũ.",
                "No. A double tap makes one payment, and a dossier has one payment under way at most. A new one replaces the old one.",
            ),
        ),
        entry(
            text(
                "Lỡ trả tiền hai lần cho một hồ sơ thì sao?",
                "What if I paid twice for one dossier after all?",
            ),
            text(
                "Cổng chỉ ghi nhận một lần và ghi riêng số tiền thừa. Hiện chưa hoàn tiền trực tuyến được: gọi {hotline} để được giải quyết.",
                "The portal counts one payment and records the surplus apart. Refunds cannot be made online yet: call {hotline} to have it settled.",
            ),
        ),
        entry(
            text(
                "Cổng có thu thêm phí giao dịch không?",
                "Does the portal add a transaction fee?",
            ),
            text(
                "Không. Số tiền phải nộp đúng bằng phí, lệ phí của thủ tục, có trong “Thông tin đơn hàng” trước khi bạn chọn ngân hàng.",
                "No. You pay the fee (_phí_) and charge (_lệ phí_) of the procedure, as the payment order shows before you choose a bank.",
            ),
        ),
        entry(
            text(
                "Phí và lệ phí khác nhau thế nào?",
                "What is the difference between _phí_ and _lệ phí_?",
            ),
            text(
                "Phí bù đắp chi phí của dịch vụ công; lệ phí là khoản ấn định khi được giải quyết thủ tục. Theo luật, hai khoản ghi riêng trên đơn hàng và biên lai.",
                "_Phí_ (fee) covers the cost of a public service; _lệ phí_ (charge) is a fixed amount for an administrative act. By law they stand apart on the order and on the receipt.",
            ),
        ),
        entry(
            text("Mức thu tính theo ngày nào?", "Which day's rates apply?"),
            text(
                "Theo mức thu có hiệu lực vào ngày bạn gửi hồ sơ. Mức thu thay đổi sau đó không làm đổi số tiền phải nộp.",
                "Those in force on the day you send the dossier. A later change does not alter what is due.",
            ),
        ),
        entry(
            text(
                "Cổng có giữ số thẻ của tôi không?",
                "Does the portal keep my card number?",
            ),
            text(
                "Không. Bạn nhập số thẻ trên trang của ngân hàng; cổng không nhận số thẻ.",
                "No. You type it on the bank's own page; the portal never receives it.",
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
                "Sign in, open your account, then the transaction history; each payment that succeeded has its _Biên lai_ (receipt), a PDF that you can download again at any time.",
            ),
        ),
        entry(
            text(
                "Làm sao biết một biên lai là thật?",
                "How can a receipt be checked?",
            ),
            text(
                "Quét mã QR trên biên lai và so từng dòng với trang mở ra. Ai cũng kiểm tra được, không cần đăng nhập. Xem kỹ địa chỉ trang: mã QR giả có thể dẫn đến trang khác.",
                "Scan its QR code and compare every line with the page that opens. Anybody can, without signing in. Look at the page's address: a forged code may lead elsewhere.",
            ),
        ),
        entry(
            text(
                "Biên lai có chữ ký số không?",
                "Is the receipt digitally signed?",
            ),
            text(
                "Chưa. Đây là bản thể hiện của biên lai điện tử, chưa có chữ ký số của cơ quan thu; trên biên lai có ghi rõ.",
                "Not yet. It is a representation of the electronic receipt without the agency's digital signature, and says so.",
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
                "Somebody asks me for my code or password?",
            ),
            text(
                "Đừng đưa. Cán bộ không bao giờ hỏi mã OTP hoặc mật khẩu. Hãy gọi {hotline} để báo.",
                "Do not give it. Officers never ask for codes or passwords. Call {hotline} to report it.",
            ),
        ),
        entry(
            text(
                "Tôi nhận tin nhắn rằng có người dùng số giấy tờ của tôi để đăng ký?",
                "I got a message that somebody used my identity number to register?",
            ),
            text(
                "Tài khoản của bạn vẫn an toàn và không ai được cấp mã. Nếu đó không phải là bạn, không cần làm gì.",
                "Your account is safe and nobody was given a code. If it was not you, you need not do anything.",
            ),
        ),
        entry(
            text(
                "Điện thoại cũ, mạng chậm có dùng được không?",
                "Does it work on an old telephone or a slow connection?",
            ),
            text(
                "Được. Tìm thủ tục, đăng ký, đăng nhập, nộp hồ sơ và thanh toán đều dùng được cả khi trình duyệt không chạy được mã lệnh (JavaScript).",
                "Yes. Searching, registering, signing in, filing and paying all work even where the browser runs no scripts (JavaScript).",
            ),
        ),
        entry(
            text(
                "Trang báo lỗi và có mã tra cứu lỗi, tôi làm gì?",
                "A page shows an error reference. What do I do?",
            ),
            text(
                "Thử lại sau ít phút. Nếu vẫn lỗi, gọi {hotline} và đọc mã tra cứu để cán bộ tìm đúng lỗi.",
                "Try again in a few minutes. If it still fails, call {hotline} and read out the reference, so that the fault can be found.",
            ),
        ),
    ],
};
