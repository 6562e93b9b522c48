use domain::language::{Text, text};

pub const TITLE: Text = text("Tuyên bố về khả năng tiếp cận", "Accessibility statement");
pub const AIM: Text = text(
    "Cổng được làm để ai cũng dùng được, kể cả người khiếm thị, người chỉ dùng bàn phím và người lớn tuổi. Mục tiêu là chuẩn WCAG 2.2 mức AA.",
    "Everyone should be able to use this portal, including blind, keyboard-only and older users. It aims at WCAG 2.2, level AA.",
);
pub const MET_HEADING: Text = text(
    "Đã làm được và đã kiểm tra",
    "What is met, and how it is tested",
);
pub const MET: [Text; 8] = [
    text(
        "Mỗi bản mới được công cụ axe kiểm tra từng bước; còn lỗi nghiêm trọng thì không phát hành.",
        "Every new version is checked step by step with axe, and not released with serious errors.",
    ),
    text(
        "Dùng được hoàn toàn bằng bàn phím; vị trí đang chọn luôn thấy rõ.",
        "You can do everything with a keyboard, and always see where the focus is.",
    ),
    text(
        "Màn hình rộng 320 điểm không phải cuộn ngang; vùng bấm cao ít nhất 44 điểm.",
        "A screen 320 pixels wide needs no sideways scrolling; buttons are at least 44 pixels high.",
    ),
    text(
        "Chữ phóng to 200 % vẫn đọc và dùng được.",
        "Text enlarged to 200 % can still be read and used.",
    ),
    text(
        "Lỗi trong tờ khai được gom ở đầu trang, ghi bằng chữ bên cạnh từng ô, không chỉ bằng màu; nội dung đã nhập được giữ lại.",
        "Errors in a form are listed on top and written beside each field, not shown by colour alone; your answers are kept.",
    ),
    text(
        "Dùng được khi không có JavaScript, trừ khóa truy cập, ký trực tiếp bằng USB ký số và cách xác minh không cần nhìn hình.",
        "Everything works without JavaScript, except passkeys, signing directly with a USB token and the check without the picture.",
    ),
    text(
        "Theo cài đặt của máy: nền tối, màu bắt buộc, bớt chuyển động.",
        "The settings of your device are followed: dark colours, forced colours, less motion.",
    ),
    text(
        "Các trang đều có tiếng Việt và tiếng Anh; nội dung của phần lớn thủ tục và biên lai chỉ có tiếng Việt. Ngôn ngữ được khai báo cho trình đọc màn hình.",
        "All pages are in Vietnamese and English, but most procedure details and receipts are in Vietnamese only. Pages tell screen readers their language.",
    ),
];
pub const UNKNOWN_HEADING: Text = text("Chưa đạt hoặc chưa biết", "What is not met or not known");
pub const UNKNOWN: [Text; 5] = [
    text(
        "Chưa có người khiếm thị dùng thử, và chưa thử với trình đọc màn hình thật như TalkBack, VoiceOver, NVDA.",
        "No blind person has tried the portal yet, and it has not been tried with real screen readers such as TalkBack, VoiceOver or NVDA.",
    ),
    text(
        "Mã trong hình chưa có bản nghe. Bấm “Không nhìn được hình? Xác minh cách khác”; khi không có JavaScript, bấm “Không nhìn được hình? Trả lời câu hỏi” rồi nhập bốn chữ số được viết bằng chữ. Hoặc gọi số bên dưới.",
        "The picture has no audio version. Select “I cannot see the picture”; without JavaScript, select “Cannot see the picture? Answer a question” and type four digits that are written in words. Or call us.",
    ),
    text(
        "Biên lai và tờ rơi là PDF có gắn thẻ theo PDF/UA, nhưng mới được phần mềm tạo tệp kiểm tra, chưa có người kiểm tra.",
        "Receipts and the leaflet are PDFs tagged by PDF/UA, but only the software that makes them has checked that; no person has.",
    ),
    text(
        "Trang của ngân hàng không thuộc cổng này; chúng tôi không bảo đảm được khả năng tiếp cận ở đó.",
        "Banks’ pages are not part of this portal; we cannot answer for their accessibility.",
    ),
    text(
        "Các kiểm tra trên do chúng tôi tự làm. Chưa có đơn vị độc lập đánh giá.",
        "These tests are our own. No independent body has assessed the portal.",
    ),
];
pub const COMPLAIN_HEADING: Text = text("Gặp khó khăn?", "Did something not work?");
pub const COMPLAIN: Text = text(
    "Cho chúng tôi biết trang nào và bạn dùng thiết bị gì. Bạn sẽ được hướng dẫn cách khác, và lỗi sẽ được ghi lại để sửa. Gọi",
    "Tell us which page, and what device you use. We will help you another way and record the problem. Call",
);
pub const ZALO: Text = text("Nhắn tin qua Zalo", "Message us on Zalo");
pub const DATED: Text = text(
    "Tuyên bố lập ngày 22/11/2026, xem lại mỗi khi cổng thay đổi.",
    "Prepared on 22 November 2026; reviewed whenever the portal changes.",
);
