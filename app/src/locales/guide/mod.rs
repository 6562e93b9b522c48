//! The citizens' guide: one file per chapter, and here what stands around them. In the steps' English texts, what stands
//! between underscores is Vietnamese.

pub mod filing;
pub mod history;
pub mod leaflet;
pub mod preparing;
pub mod registering;
pub mod signing_in;

use domain::language::{Language, Text, text};

pub const GUIDE: Text = text("Hướng dẫn", "Guide");
pub const TITLE: Text = text(
    "Hướng dẫn nộp hồ sơ và thanh toán trực tuyến",
    "Guide to applying and paying online",
);
pub const INTRODUCTION: Text = text(
    "Năm phần, mỗi bước có hình chụp đúng màn hình bạn sẽ thấy. Làm được trọn vẹn trên điện thoại.",
    "Five parts. Each step has a screenshot. You can do it all on a phone.",
);
pub const PICTURED: Text = text(
    "Từng bước, có hình, làm được trên điện thoại.",
    "Step by step, with pictures, on your phone.",
);
pub const CHAPTERS: Text = text("Các phần", "Parts");
pub const PREVIOUS: Text = text("Phần trước", "Previous part");
pub const NEXT: Text = text("Phần sau", "Next part");
pub const OTHER_CHAPTERS: Text = text("Phần trước và phần sau", "Previous and next part");
pub const SEE_PICTURE: Text = text("Xem hình", "See the picture");
pub const PRINT: Text = text("Tờ rơi và bản in", "Leaflet and printing");
pub const LEAFLET: Text = text("Tải tờ rơi khổ A5 (PDF)", "Download the A5 leaflet (PDF)");
pub const PRINT_HINT: Text = text(
    "Mỗi phần in được thẳng từ trình duyệt.",
    "You can print each part from the browser.",
);
pub const NEED_HELP: Text = text("Cần giúp đỡ?", "Need help?");
pub const CALL: Text = text("Gọi", "Call");
pub const OFFICE_HOURS: Text = text(
    "Trung tâm Hành chính công tỉnh sẽ hướng dẫn bạn từng bước.",
    "The provincial Public Administration Centre will help you step by step.",
);
pub const ZALO: Text = text("Hỏi qua Zalo", "Ask on Zalo");
pub const SEE_FAQ: Text = text("Câu hỏi thường gặp", "Frequently asked questions");

pub fn chapter(language: Language, number: usize, title: Text) -> String {
    let title = title.to(language);
    match language {
        Language::Vietnamese => format!("Phần {number}. {title}"),
        Language::English => format!("Part {number}. {title}"),
    }
}

pub fn steps(language: Language, number: usize) -> String {
    match language {
        Language::Vietnamese => format!("{number} bước"),
        Language::English => format!("{number} steps"),
    }
}
