//! How channels are doing.

use app::api::finance::ChannelMinutes;
use domain::{
    language::{Language, Text, text},
    payment::health::{Breaker, Health},
};

pub const ORDER: Text = text(
    "Theo thứ tự người nộp thấy. Kênh gián đoạn vẫn chọn được nhưng xếp cuối.",
    "In the order payers see. A disrupted channel can still be chosen but comes last.",
);
pub const TEN_MINUTES: Text = text("10 phút qua", "Last 10 minutes");
pub const HOUR: Text = text("Một giờ qua", "Last hour");
pub const SHOWN: Text = text("Hiển thị", "Shown");
pub const ON: Text = text("Đang bật", "On");
pub const OFF: Text = text("Đang tắt", "Off");
pub const DISRUPTED: Text = text("Đang gián đoạn", "Disrupted");
pub const SWITCHING: Text = text("Đang đổi…", "Switching…");
pub const SWITCH_OFF_MEANS: Text = text(
    "Người nộp không còn thấy kênh này. Giao dịch đang thực hiện vẫn tiếp tục.",
    "Payers do not see this channel any more. Payments under way go on.",
);
pub const SWITCH_ON_MEANS: Text = text(
    "Người nộp lại thấy và chọn được kênh này.",
    "Payers see this channel again and can choose it.",
);
pub const REASON: Text = text("Lý do", "Reason");
pub const REASON_HINT: Text = text(
    "Được ghi vào nhật ký, ví dụ thông báo bảo trì của ngân hàng.",
    "It is written to the audit log, such as the bank’s notice of maintenance.",
);
pub const NO_TRIES: Text = text("Chưa có lần nào", "No tries");
pub const FIGURES: Text = text("Số liệu", "Figures");
pub const MINUTES_AGO: Text = text("Phút trước", "Minutes ago");
pub const TRIES: Text = text("Số lần", "Tries");
pub const FAILED: Text = text("Không mở được", "Failed");

/// Whether a channel is tried.
pub const fn breaker(breaker: Breaker) -> Text {
    match breaker {
        Breaker::Closed => text("Hoạt động", "Working"),
        Breaker::Open => text("Tạm nghỉ vì lỗi liên tục", "Resting after failures"),
        Breaker::HalfOpen => text("Đang thử lại", "Being tried again"),
    }
}

/// The last minutes in figures.
pub fn health(language: Language, health: &Health) -> String {
    let Health { tries, opened, .. } = health;
    let share = match language {
        Language::Vietnamese => format!("{opened}/{tries} lần mở được"),
        Language::English => format!("{opened} of {tries} opened"),
    };
    match (health.median_milliseconds, language) {
        (None, _) => share,
        (Some(ms), Language::Vietnamese) => format!("{share}, trung vị {ms} ms"),
        (Some(ms), Language::English) => format!("{share}, median {ms} ms"),
    }
}

/// The last hour in a sentence.
pub fn hour(language: Language, history: &[ChannelMinutes]) -> String {
    let tries: u32 = history.iter().map(|part| part.tries).sum();
    let opened: u32 = history.iter().map(|part| part.opened).sum();
    let failed = tries.saturating_sub(opened);
    match language {
        Language::Vietnamese => {
            format!("Một giờ qua: {tries} lần, {failed} lần không mở được")
        }
        Language::English => format!("Last hour: {tries} tries, {failed} failed"),
    }
}

/// What the button of a channel does.
pub fn switch(language: Language, on: bool, name: &str) -> String {
    match (language, on) {
        (Language::Vietnamese, true) => format!("Bật {name}"),
        (Language::Vietnamese, false) => format!("Tắt {name}"),
        (Language::English, true) => format!("Switch {name} on"),
        (Language::English, false) => format!("Switch {name} off"),
    }
}
