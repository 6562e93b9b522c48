use domain::{
    language::{Language, Localized, Text, text},
    money::Vnd,
    refund::{RefundCause, RefundState},
};

pub const REFUNDS: Text = text("Hoàn phí", "Refunds");
pub const DUPLICATE: Text = text(
    "Hồ sơ đã được thanh toán bằng lần khác.",
    "The fees were paid by another payment.",
);
pub const SURPLUS: Text = text(
    "Số tiền nộp nhiều hơn số phải nộp.",
    "You paid more than was due.",
);
pub const BY_DECISION: Text = text(
    "Theo quyết định của cơ quan thu phí.",
    "By decision of the office that collected the fees.",
);

pub const AWAITS_APPROVAL: Text = text("Đang chờ duyệt", "Awaiting approval");
pub const UNDER_WAY: Text = text("Đang hoàn tiền", "Being refunded");
pub const BEING_ASKED: Text = text("Đang kiểm tra với ngân hàng", "Checking with the bank");
pub const DONE: Text = text("Đã hoàn tiền", "Refunded");
pub const OTHER_WAY: Text = text(
    "Chưa hoàn được, cán bộ sẽ xử lý cách khác",
    "Not refunded yet; an officer will arrange another way",
);
pub const TURNED_DOWN: Text = text("Không được duyệt", "Not approved");

/// Where a refund stands, as its payer reads it: not every step of an office concerns them.
pub const fn state(state: RefundState) -> Text {
    match state {
        RefundState::Proposed => AWAITS_APPROVAL,
        RefundState::Approved | RefundState::Listed | RefundState::Pending => UNDER_WAY,
        RefundState::Unknown => BEING_ASKED,
        RefundState::Done => DONE,
        RefundState::Failed => OTHER_WAY,
        RefundState::Rejected => TURNED_DOWN,
    }
}

pub const fn cause(cause: RefundCause) -> Text {
    match cause {
        RefundCause::Duplicate => DUPLICATE,
        RefundCause::Surplus => SURPLUS,
        RefundCause::Officer => BY_DECISION,
    }
}

/// A refund in one line, beside the payment that it gives back.
pub fn in_short(language: Language, amount: Vnd, state_of: RefundState) -> String {
    let stands = state(state_of).to(language);
    let amount = amount.localized(language);
    match language {
        Language::Vietnamese => format!("Hoàn {amount}: {stands}"),
        Language::English => format!("Refund of {amount}: {stands}"),
    }
}

/// Over which channel it was paid, and since when it is being refunded.
pub fn paid_over(language: Language, channel: &str, since: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đã thanh toán qua {channel}. Đề nghị hoàn lúc {since}."),
        Language::English => format!("Paid by {channel}. Refund requested {since}."),
    }
}

/// Where the bank transfers it.
pub fn to_account(language: Language, account: &str) -> String {
    match language {
        Language::Vietnamese => format!("Chuyển khoản đến tài khoản {account}."),
        Language::English => format!("By bank transfer to account {account}."),
    }
}

pub fn settled(language: Language, at: &str) -> String {
    match language {
        Language::Vietnamese => format!("Tiền đã được hoàn lúc {at}."),
        Language::English => format!("Refunded {at}."),
    }
}
