//! The page that shows the parts pages are built from.

use domain::language::{Text, text};

pub const TITLE: Text = text("Bộ thành phần giao diện", "Component library");
pub const INTRODUCTION: Text = text(
    "Mỗi thành phần ở mỗi trạng thái, để xem lại bằng mắt khi đổi một điều. Trang này không có trên cổng thật.",
    "Each part in each state, to look at after something was changed. The real portal does not have this page.",
);
pub const AS_SYSTEM: Text = text("Theo thiết bị", "As the device");
pub const LIGHT: Text = text("Nền sáng", "Light");
pub const DARK: Text = text("Nền tối", "Dark");

pub const BOTH_THEMES: Text = text("Hai nền cạnh nhau", "Both themes");
pub const INK: Text = text("Chữ chính trên nền giấy.", "Ink on paper.");
pub const SOFT_INK: Text = text("Chữ phụ, vẫn đọc rõ.", "Soft ink, still easy to read.");
pub const A_LINK: Text = text("Một liên kết", "A link");

pub const TYPE: Text = text("Cỡ chữ", "Steps of type");
pub const SECTION_TITLE: Text = text("Tên một phần", "Title of a section");
pub const PART_TITLE: Text = text("Tên một mục nhỏ", "Title of a part");
pub const RUNNING_TEXT: Text = text(
    "Chữ Việt có dấu chồng dấu: Nguyễn Đặng Phượng Uyển, xã Truông Mít, ngõ Giếng Mứt. Dòng vì thế cần thoáng.",
    "Running text keeps below 68 characters in a line, so that the eye finds the next one.",
);
pub const NOTE: Text = text("Ghi chú nhỏ bên dưới.", "A small note below.");

pub const BUTTONS: Text = text("Nút", "Buttons");
pub const MAIN_BUTTON: Text = text("Việc chính", "Main action");
pub const SECONDARY_BUTTON: Text = text("Việc phụ", "Secondary");
pub const QUIET_BUTTON: Text = text("Việc nhẹ", "Quiet");
pub const SMALL_BUTTON: Text = text("Nút nhỏ", "Small");
pub const DISABLED_BUTTON: Text = text("Không bấm được", "Disabled");
pub const BUSY_BUTTON: Text = text("Đang gửi…", "Sending…");
pub const WIDE_BUTTON: Text = text("Rộng hết cột", "As wide as the column");
pub const BUTTON_STATES: Text = text(
    "Khi rê chuột, nút chính sẫm lại, nút phụ có nền nhạt. Khi đi bằng bàn phím, viền 3 px bao quanh. \
     Khi trang sau tới chậm hơn nửa giây, vạch vàng chạy trên cùng.",
    "Hovered, the main button darkens and the others get a tint. Reached by keyboard, each has an outline of 3 px. \
     When the next page takes over half a second, a golden bar runs on top.",
);

pub const FIELDS: Text = text("Ô nhập", "Fields");
pub const EMPTY_FIELD: Text = text("Ô trống", "Empty field");
pub const FIELD_HINT: Text = text("Lời dặn ngắn.", "A short hint.");
pub const FILLED_FIELD: Text = text("Ô đã nhập", "Filled field");
pub const LONG_VALUE: Text = text(
    "Nguyễn Thị Phương Thảo Nguyên, ấp Thuận Hòa, xã Truông Mít, huyện Dương Minh Châu",
    "A value that is a good deal longer than any field on any phone could ever show at once",
);
pub const INVALID_FIELD: Text = text("Ô cần xem lại", "Invalid field");
pub const INVALID_CHOICE: Text = text("Lựa chọn cần xem lại", "Invalid choice");
pub const FIELD_MESSAGE: Text = text("Nhập họ và tên.", "Enter your full name.");
pub const CHOICE_MESSAGE: Text = text("Chọn một trong các mục.", "Choose one of these.");
pub const DISABLED_FIELD: Text = text("Ô không sửa được", "Disabled field");
pub const LONG_TEXT_FIELD: Text = text("Ô nhiều dòng", "Several lines");
pub const CHOICE: Text = text("Chọn một", "One of a few");
pub const FIRST_CHOICE: Text = text("Phiếu số 1", "Form no. 1");
pub const SECOND_CHOICE: Text = text("Phiếu số 2", "Form no. 2");
pub const LIST: Text = text("Chọn từ danh sách", "From a list");
pub const NOTHING_CHOSEN: Text = text("Chưa chọn", "Nothing chosen");
pub const AGREEMENT: Text = text("Tôi đồng ý với điều khoản.", "I agree to the terms.");
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const CODE: Text = text("Mã OTP", "One-time code");
pub const FILES: Text = text("Tệp đính kèm", "Attachments");
pub const A_FILE: Text = text("to-khai.pdf, 214 kB", "application.pdf, 214 kB");
pub const FILE_ON_ITS_WAY: Text = text(
    "ban-sao-can-cuoc.jpg, đang gửi",
    "copy-of-identity-card.jpg, sending",
);
pub const PROGRESS_OF_FILE: Text = text("Đã gửi được 60 %", "60 % sent");
pub const REMOVE: Text = text("Xóa tệp", "Remove");

pub const FEEDBACK: Text = text("Trả lời của hệ thống", "Feedback");
pub const ANNOUNCEMENT: Text = text(
    "Cổng tạm dừng từ 22 giờ đến 23 giờ ngày 30/11 để bảo trì.",
    "The portal is closed for maintenance on 30/11 from 22:00 to 23:00.",
);
pub const NOTICE: Text = text("Điều cần biết.", "Something to know.");
pub const NOTICE_SUCCESS: Text = text("Đã xong.", "Done.");
pub const NOTICE_WARNING: Text = text("Cần chú ý.", "Take care.");
pub const NOTICE_ERROR: Text = text("Chưa làm được.", "This did not work.");
pub const NOTICE_TEXT: Text = text(
    "Một câu nói việc gì đã xảy ra và làm gì tiếp.",
    "A sentence on what happened and what to do next.",
);
pub const TAG: Text = text("Mức độ 4", "Level 4");
pub const TAG_SUCCESS: Text = text("Đã thanh toán", "Paid");
pub const TAG_WARNING: Text = text("Chưa thanh toán", "Not paid");
pub const TAG_ERROR: Text = text("Không tiếp nhận", "Not accepted");
pub const EMPTY_TITLE: Text = text("Chưa có hồ sơ nào.", "No applications yet.");
pub const EMPTY_TEXT: Text = text(
    "Tìm thủ tục rồi nộp hồ sơ đầu tiên.",
    "Find a procedure and apply.",
);
pub const DEMO_HINT: Text = text(
    "Bản dùng thử, mã là",
    "This is a demonstration. The code is",
);

pub const CHOOSING: Text = text("Chọn kênh thanh toán", "Choosing how to pay");
pub const CLOSED_NOW: Text = text("Mở từ 07:00 đến 17:00.", "Open from 07:00 to 17:00.");
pub const RESULTS: Text = text("Kết quả thanh toán và hoàn phí", "Results and refunds");

pub const NAVIGATION: Text = text("Đường đi", "Navigation");
pub const STEPS: [Text; 5] = [
    text("Đối tượng", "Who"),
    text("Phương thức", "Way"),
    text("Thông tin", "Details"),
    text("Mã OTP", "Code"),
    text("Mật khẩu", "Password"),
];
pub const TABS: Text = text("Các phần của trang", "Parts of the page");
pub const TAB_CURRENT: Text = text("Đang xem", "Shown");
pub const TAB_OTHER: Text = text("Phần khác", "Another part");
pub const TAB_CLOSED: Text = text("Chưa mở", "Closed");

pub const LISTS: Text = text("Thẻ và danh sách", "Cards and lists");
pub const LONG_NAME: Text = text(
    "Liên thông các thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi tại xã, phường, thị trấn",
    "A procedure with a name so long that it fills several lines on a phone, as the names of many linked procedures truly do",
);
pub const PLACE: Text = text("Sở Tư pháp", "Department of Justice");
pub const CLOSED_CHOICE: Text = text(
    "Mang giấy tờ đến Bộ phận Một cửa.",
    "Bring your documents to the one-stop desk.",
);
pub const UNFOLDED: Text = text("Phần mở ra được", "Something to unfold");
pub const FACT: Text = text("Thời hạn giải quyết", "Processing time");
pub const FACT_VALUE: Text = text("10 ngày làm việc", "10 working days");
pub const FEE: Text = text("Phí cung cấp thông tin", "Fee for information");
pub const TOTAL: Text = text("Giá trị thanh toán", "To pay");
pub const SENT: Text = text("Đã gửi, chờ tiếp nhận", "Submitted");
pub const RECEIVED: Text = text("Đã tiếp nhận", "Accepted");
pub const AT_WORK: Text = text("Đang xử lý", "Being processed");

pub const TABLES: Text = text("Bảng", "Tables");
pub const CARDS_ON_PHONES: Text = text("Thành thẻ trên điện thoại", "Cards on phones");
pub const WIDE_TABLE: Text = text(
    "Bảng rộng, 1.000 dòng chia 50 trang",
    "Wide table, 1,000 rows on 50 pages",
);
pub const DOSSIER: Text = text("Mã hồ sơ", "Application code");
pub const DAY: Text = text("Ngày", "Date");
pub const AMOUNT: Text = text("Số tiền", "Amount");
pub const STATE: Text = text("Trạng thái", "State");
pub const PAYER: Text = text("Người nộp", "Payer");
pub const PROCEDURE: Text = text("Thủ tục", "Procedure");
pub const PROCEDURE_NAME: Text = text("Cấp Phiếu lý lịch tư pháp", "Criminal record certificate");

pub const DIALOG: Text = text("Hộp thoại", "Dialog");
pub const CLOSE: Text = text("Đóng", "Close");

pub const GUIDANCE: Text = text("Hướng dẫn", "Guidance");
pub const FIGURE: Text = text(
    "Rồng trên trống đồng: hình trang trí",
    "Rings of a bronze drum",
);
pub const CAPTION: Text = text(
    "Hình có lời dưới hình, kích thước biết trước.",
    "A picture with its caption and a size known beforehand.",
);
pub const SHARE: Text = text("Chia sẻ trang", "Share the page");
pub const COPY: Text = text("Sao chép liên kết", "Copy link");
pub const QUESTION: Text = text(
    "Tôi có phải nộp bản giấy không?",
    "Do I also have to bring paper?",
);
pub const ANSWER: Text = text(
    "Không, trừ khi cán bộ yêu cầu.",
    "No, unless an officer asks for it.",
);
pub const COLUMNS: Text = text("Hai cột cho cán bộ", "Two columns for officers");
pub const COLUMN_LOOK: Text = text("Điều kiện tìm", "What is looked for");
pub const COLUMN_FOUND: Text = text("Điều tìm thấy", "What was found");
