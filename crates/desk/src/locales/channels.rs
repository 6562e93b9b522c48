//! How channels are doing.

use app::api::finance::ChannelMinutes;
use domain::{
    language::{Language, Text, text},
    payment::health::{Breaker, Health},
};

pub const ORDER: Text = text(
    "Theo thứ tự người nộp thấy. Kênh gián đoạn vẫn chọn được nhưng xếp cuối.",
    "In the order payers see. A method having problems can still be chosen but comes last.",
);
pub const TEN_MINUTES: Text = text("10 phút qua", "Last 10 minutes");
pub const HOUR: Text = text("Một giờ qua", "Last hour");
pub const SHOWN: Text = text("Hiển thị", "On or off");
pub const ON: Text = text("Đang bật", "On");
pub const OFF: Text = text("Đang tắt", "Off");
pub const DISRUPTED: Text = text("Đang gián đoạn", "Having problems");
pub const SWITCHING: Text = text("Đang đổi…", "Switching…");
pub const SWITCHED: Text = text("Đã lưu trạng thái kênh.", "Payment method updated.");
pub const SWITCH_OFF_MEANS: Text = text(
    "Người nộp không còn thấy kênh này. Giao dịch đang thực hiện vẫn tiếp tục.",
    "Payers will no longer see this method. Payments in progress will continue.",
);
pub const SWITCH_ON_MEANS: Text = text(
    "Người nộp lại thấy và chọn được kênh này.",
    "Payers will see this method again and can choose it.",
);
pub const REASON: Text = text("Lý do", "Reason");
pub const REASON_HINT: Text = text(
    "Được ghi vào nhật ký, ví dụ thông báo bảo trì của ngân hàng.",
    "It is written to the audit log, such as the bank’s notice of maintenance.",
);
pub const NO_TRIES: Text = text("Chưa có lần nào", "No attempts");
pub const FIGURES: Text = text("Số liệu", "Figures");
pub const MINUTES_AGO: Text = text("Phút trước", "Minutes ago");
pub const TRIES: Text = text("Số lần", "Attempts");
pub const FAILED: Text = text("Không thành công", "Failed");

/// Whether a channel is tried.
pub const fn breaker(breaker: Breaker) -> Text {
    match breaker {
        Breaker::Closed => text("Hoạt động", "Working"),
        Breaker::Open => text("Tạm dừng do lỗi liên tục", "Paused after repeated failures"),
        Breaker::HalfOpen => text("Đang thử lại", "Retrying"),
    }
}

/// The last minutes in figures.
pub fn health(language: Language, health: &Health) -> String {
    let Health { tries, opened, .. } = health;
    let share = match language {
        Language::Vietnamese => format!("{opened}/{tries} lần thành công"),
        Language::English => format!("{opened} of {tries} succeeded"),
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
            format!("Một giờ qua: {tries} lần, {failed} lần không thành công")
        }
        Language::English => format!("Last hour: {tries} attempts, {failed} failed"),
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
