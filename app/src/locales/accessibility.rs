use domain::language::{Text, text};

pub const TITLE: Text = text("Tuyên bố về khả năng tiếp cận", "Accessibility statement");
pub const AIM: Text = text(
    "Cổng được làm để ai cũng dùng được, kể cả người khiếm thị, người chỉ dùng bàn phím và người lớn tuổi. Mục tiêu là chuẩn WCAG 2.2 mức AA.",
    "This portal is made to be used by everybody, also by people who cannot see, who use a keyboard only, or who are old. It aims at WCAG 2.2, level AA.",
);
pub const MET_HEADING: Text = text(
    "Đã làm được và đã kiểm tra",
    "What is met, and how it is tested",
);
pub const MET: [Text; 8] = [
    text(
        "Công cụ axe xem từng bước của người dùng mỗi lần kiểm thử; có lỗi nghiêm trọng thì bản mới không được phát hành.",
        "The tool axe looks at each step of a citizen's journey in every test run; with a serious finding a new version is not released.",
    ),
    text(
        "Dùng được hoàn toàn bằng bàn phím; vị trí đang chọn luôn thấy rõ.",
        "Everything can be done with a keyboard, and the focus can always be seen.",
    ),
    text(
        "Màn hình rộng 320 điểm không phải cuộn ngang; vùng bấm cao ít nhất 44 điểm.",
        "A screen 320 pixels wide needs no sideways scrolling; what is pressed is at least 44 pixels high.",
    ),
    text(
        "Chữ phóng to 200 % vẫn đọc và dùng được.",
        "Text enlarged to 200 % can still be read and used.",
    ),
    text(
        "Lỗi trong tờ khai được gom ở đầu trang, ghi bằng chữ bên cạnh từng ô, không chỉ bằng màu; nội dung đã nhập được giữ lại.",
        "Errors in a form are listed on top and written beside each field, not shown by colour alone; what was typed is kept.",
    ),
    text(
        "Dùng được khi không có JavaScript.",
        "Everything works without JavaScript.",
    ),
    text(
        "Theo cài đặt của máy: nền tối, màu bắt buộc, bớt chuyển động.",
        "The settings of your device are followed: dark colours, forced colours, less motion.",
    ),
    text(
        "Mọi trang có tiếng Việt và tiếng Anh; ngôn ngữ được khai báo cho trình đọc màn hình.",
        "Every page is in Vietnamese and English, and tells screen readers its language.",
    ),
];
pub const UNKNOWN_HEADING: Text = text("Chưa đạt hoặc chưa biết", "What is not met or not known");
pub const UNKNOWN: [Text; 5] = [
    text(
        "Chưa có người khiếm thị dùng thử, và chưa thử với trình đọc màn hình thật như TalkBack, VoiceOver, NVDA.",
        "No blind person has tried the portal yet, and it has not been tried with real screen readers such as TalkBack, VoiceOver or NVDA.",
    ),
    text(
        "Mã xác thực khi đăng ký và đăng nhập là hình, chưa có bản nghe. Ai không đọc được hình xin gọi số bên dưới.",
        "The code in the picture at registration and sign-in has no version to listen to. If you cannot read it, please call the number below.",
    ),
    text(
        "Biên lai và tờ rơi là PDF có gắn thẻ theo PDF/UA, nhưng mới được phần mềm tạo tệp kiểm tra, chưa có người kiểm tra.",
        "Receipts and the leaflet are PDFs tagged by PDF/UA, but only the software that makes them has checked that; no person has.",
    ),
    text(
        "Trang của ngân hàng không thuộc cổng này; chúng tôi không bảo đảm được khả năng tiếp cận ở đó.",
        "Banks' pages are not part of this portal; we cannot answer for their accessibility.",
    ),
    text(
        "Các kiểm tra trên do chúng tôi tự làm. Chưa có đơn vị độc lập đánh giá.",
        "These tests are our own. No independent body has assessed the portal.",
    ),
];
pub const COMPLAIN_HEADING: Text = text("Gặp khó khăn?", "Did something not work?");
pub const COMPLAIN: Text = text(
    "Cho chúng tôi biết trang nào và bạn dùng thiết bị gì. Bạn sẽ được hướng dẫn cách khác, và lỗi sẽ được ghi lại để sửa. Gọi",
    "Tell us which page, and what device you use. You will be shown another way, and the fault is recorded to be mended. Call",
);
pub const ZALO: Text = text("Nhắn tin qua Zalo", "Message us on Zalo");
pub const DATED: Text = text(
    "Tuyên bố lập ngày 22/11/2026, xem lại mỗi khi cổng thay đổi.",
    "This statement was made on 22 November 2026 and is looked at again whenever the portal changes.",
);
