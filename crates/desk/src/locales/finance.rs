//! Attempts as finance officers see them: what happened to them, and what can be done.

use super::MORE;
use app::api::payments::ChannelKind;
use domain::{
    language::{Language, Text, text},
    payment::AttemptState,
};

pub const SECTIONS: Text = text("Các phần của tài chính", "Parts of finance");
pub const ATTEMPTS: Text = text("Giao dịch", "Payments");
pub const REFUNDS: Text = text("Hoàn phí", "Refunds");
pub const CHANNELS: Text = text("Kênh thanh toán", "Payment methods");

pub const NEED_OFFICER: Text = text("Giao dịch cần xử lý", "Payments needing attention");
pub const FOUND: Text = text("Giao dịch tìm thấy", "Payments found");
pub const SEARCH_LABEL: Text = text(
    "Số hồ sơ, mã hồ sơ hoặc mã giao dịch",
    "Application number, application code or payment reference",
);
pub const NOTHING_NEEDED: Text = text("Không có giao dịch nào cần xử lý.", "None need attention.");
pub const NOTHING_FOUND: Text = text("Không tìm thấy giao dịch nào.", "No payments found.");
pub const OLDEST_FIRST: Text = text("Cũ nhất ở trên cùng.", "The oldest are at the top.");

pub const DOSSIER: Text = text("Hồ sơ", "Application");
pub const CHANNEL: Text = text("Kênh", "Method");
pub const KIND: Text = text("Loại", "Kind");
pub const PROVIDER: Text = text("Nhà cung cấp", "Provider");
pub const DUE: Text = text("Phải nộp", "Due");
pub const RECEIVED: Text = text("Đã nhận", "Received");
pub const REFUNDABLE: Text = text("Còn hoàn được", "Left to refund");
pub const STATE: Text = text("Trạng thái", "State");
pub const BEGUN_AT: Text = text("Bắt đầu lúc", "Started");
pub const ASKED_AT: Text = text("Kiểm tra gần nhất", "Last check");
pub const ASKED_NEXT: Text = text("Kiểm tra tiếp", "Next check");
pub const QUESTIONS: Text = text("Số lần kiểm tra", "Checks made");
pub const NEVER: Text = text("Chưa kiểm tra", "Not checked yet");
pub const NOT_PLANNED: Text = text("Không kiểm tra nữa", "No more checks");
pub const NEEDS_OFFICER: Text = text("Cần xử lý", "Needs attention");

pub const EVENTS: Text = text("Diễn biến", "What happened");
pub const ASK_NOW: Text = text("Kiểm tra ngay", "Check now");
pub const ASKING: Text = text("Đang kiểm tra…", "Checking…");

pub const WAITING_CORRECTION: Text = text("Đính chính chờ duyệt", "Correction awaiting approval");
pub const FOUND_PAID: Text = text("Đã nhận tiền", "The money was received");
pub const FOUND_FAILED: Text = text("Không nhận được tiền", "No money was received");
pub const ANOTHER_DECIDES: Text = text(
    "Bạn là người đề nghị, nên một cán bộ khác quyết định.",
    "You proposed it, so another officer decides.",
);
pub const PROPOSED_BY: Text = text("Người đề nghị", "Proposed by");
pub const APPROVE: Text = text("Duyệt", "Approve");
pub const APPROVING: Text = text("Đang duyệt…", "Approving…");
pub const TURN_DOWN: Text = text("Không duyệt", "Reject");
pub const TURNING_DOWN: Text = text("Đang gửi…", "Sending…");

pub const CORRECT: Text = text("Đề nghị đính chính", "Propose a correction");
pub const CORRECT_WHY: Text = text(
    "Chỉ đính chính khi có chứng từ của ngân hàng. Một cán bộ khác phải duyệt.",
    "Only correct with evidence from the bank. Another officer must approve.",
);
pub const OUTCOME: Text = text("Theo chứng từ", "What the evidence shows");
pub const AMOUNT: Text = text("Số tiền (đồng)", "Amount in VND");
pub const DIGITS_ONLY: Text = text("Chỉ nhập chữ số.", "Digits only.");
pub const ONLY_IF_PAID: Text = text("Chỉ khi đã nhận tiền.", "Only if the money was received.");
pub const BANK_NUMBER: Text = text(
    "Số giao dịch của ngân hàng",
    "The bank’s transaction number",
);
pub const REASON: Text = text("Lý do, căn cứ", "Reason and source");
pub const PROPOSE: Text = text("Gửi đề nghị", "Propose");
pub const PROPOSING: Text = text("Đang gửi…", "Proposing…");

pub const SENT_FOR_APPROVAL: Text = text(
    "Đã gửi đề nghị, chờ cán bộ khác duyệt.",
    "Sent to another officer for approval.",
);
pub const ACCOUNT_ENTERED: Text = text(
    "Đã ghi tài khoản, chờ cán bộ khác duyệt.",
    "Account entered. Another officer must approve.",
);
pub const APPROVED: Text = text("Đã duyệt.", "Approved.");
pub const REJECTED: Text = text("Đã lưu quyết định không duyệt.", "Rejected.");

pub const DIFFERENCE: Text = text("Xử lý chênh lệch", "Deal with the difference");
pub const DIFFERENCE_WHY: Text = text(
    "Chấp nhận chênh lệch: hồ sơ được tính là đã nộp; phần thiếu không thu nữa, số nộp thừa được đề nghị hoàn. Hoàn hết: người nộp nộp lại từ đầu. Một cán bộ khác phải duyệt.",
    "If you accept the difference, the fees count as paid: what is missing is not collected, what is too much is proposed for refund. If all of it is refunded, the payer pays again. Another officer must approve.",
);
pub const DIFFERENCE_ACCEPTED: Text = text(
    "Chấp nhận số tiền đã nhận",
    "The amount received is accepted",
);
pub const ACCEPT_DIFFERENCE: Text = text(
    "Đề nghị chấp nhận chênh lệch",
    "Propose to accept the difference",
);
pub const AMOUNT_BACK: Text = text("Số tiền hoàn (đồng)", "Amount to refund in VND");
pub const FEE_STAYS_DUE: Text = text(
    "Thu nhầm hồ sơ: hoàn toàn bộ, khoản phí của hồ sơ này vẫn phải nộp",
    "Taken for the wrong application: all of it is refunded and the fees are still due",
);

pub const PROPOSE_REFUND: Text = text("Đề nghị hoàn phí", "Propose a refund");
pub const LOOK_AGAIN: Text = text("Cập nhật số tiền", "Refresh amount");

pub const fn attempt_state(state: AttemptState) -> Text {
    match state {
        AttemptState::Created => text("Đang tạo", "Being created"),
        AttemptState::Pending => text("Đang chờ kết quả", "Waiting for result"),
        AttemptState::Unknown => text("Chưa rõ kết quả", "Result unknown"),
        AttemptState::InFlight => text("Ngân hàng đang xử lý", "Being processed"),
        AttemptState::Paid => text("Đã thanh toán", "Paid"),
        AttemptState::Failed => text("Không thành công", "Failed"),
        AttemptState::Cancelled => text("Người nộp hủy", "Cancelled by payer"),
        AttemptState::Superseded => text("Đã thay bằng lần khác", "Replaced by another"),
        AttemptState::Expired => text("Hết thời gian", "Expired"),
        AttemptState::Duplicate => text("Thanh toán trùng", "Duplicate"),
        AttemptState::AmountMismatch => text("Lệch số tiền", "Wrong amount"),
        AttemptState::Returned => text("Đã hoàn lại", "Given back"),
    }
}

/// What a correction says became of a payment; nothing for a name that no correction has.
pub fn correction_outcome(name: &str) -> Option<Text> {
    match name {
        "paid" => Some(FOUND_PAID),
        "failed" => Some(FOUND_FAILED),
        "accepted" => Some(DIFFERENCE_ACCEPTED),
        _ => None,
    }
}

pub const fn kind(kind: ChannelKind) -> Text {
    match kind {
        ChannelKind::Bank => text("Ngân hàng", "Bank"),
        ChannelKind::Wallet => text("Ví điện tử", "E-wallet"),
        ChannelKind::Qr => text("Mã QR", "QR code"),
        ChannelKind::Cash => text("Tiền mặt", "Cash"),
    }
}

/// Nothing for an event that has no words yet.
pub fn event(name: &str) -> Option<Text> {
    Some(match name {
        "create_requested" => text("Yêu cầu tạo giao dịch", "Creation requested"),
        "create_accepted" => text("Nhà cung cấp đã nhận", "Accepted by the provider"),
        "create_refused" => text("Không tạo được", "Could not be created"),
        "create_unanswered" => text("Nhà cung cấp không trả lời", "No answer to creation"),
        "reported_paid" => text("Nhà cung cấp báo đã thanh toán", "Reported as paid"),
        "cash_received" => text("Đã thu tiền mặt", "Cash received"),
        "reported_failed" => text("Nhà cung cấp báo không thành công", "Reported as failed"),
        "reported_cancelled" => text(
            "Nhà cung cấp báo người nộp hủy",
            "Reported as cancelled by payer",
        ),
        "reported_pending" => text(
            "Nhà cung cấp báo chưa có kết quả",
            "Reported as waiting for result",
        ),
        "reported_in_flight" => text(
            "Nhà cung cấp báo tiền đang được xử lý",
            "Reported as being processed",
        ),
        "reported_undecided" => text(
            "Nhà cung cấp báo mã chưa rõ nghĩa",
            "Reported with a code that decides nothing",
        ),
        "superseded" => text("Thay bằng lần khác", "Replaced by another"),
        "payer_returned" => text("Người nộp quay lại cổng", "The payer came back"),
        "expired" => text("Hết thời gian thanh toán", "The time to pay ended"),
        "corrected_paid" => text("Đính chính: đã nhận tiền", "Corrected: money received"),
        "corrected_failed" => text(
            "Đính chính: không nhận được tiền",
            "Corrected: no money received",
        ),
        "difference_accepted" => text("Chấp nhận chênh lệch", "Difference accepted"),
        "returned" => text(
            "Đã hoàn lại toàn bộ, khoản phí vẫn phải nộp",
            "All given back; the fees are still due",
        ),
        "attempt_asked" => text(
            "Cán bộ kiểm tra với nhà cung cấp",
            "An officer checked with the provider",
        ),
        "correction_proposed" => text("Đề nghị đính chính", "Correction proposed"),
        "correction_rejected" => text("Không duyệt đính chính", "Correction rejected"),
        _ => return None,
    })
}

pub fn done_by(language: Language, officer: &str, proposed_by: Option<&str>) -> String {
    match (language, proposed_by) {
        (Language::Vietnamese, None) => format!("Cán bộ: {officer}"),
        (Language::Vietnamese, Some(other)) => format!("{other} đề nghị, {officer} duyệt"),
        (Language::English, None) => format!("Officer: {officer}"),
        (Language::English, Some(other)) => {
            format!("Proposed by {other}, approved by {officer}")
        }
    }
}

pub fn attempts_found(language: Language, total: i64) -> String {
    match (language, total) {
        (Language::Vietnamese, MORE..) => "Hơn 10.000 giao dịch".to_owned(),
        (Language::English, MORE..) => "More than 10,000 payments".to_owned(),
        (Language::Vietnamese, _) => format!("{total} giao dịch"),
        (Language::English, 1) => "1 payment".to_owned(),
        (Language::English, _) => format!("{total} payments"),
    }
}

pub fn attempt(language: Language, reference: &str) -> String {
    match language {
        Language::Vietnamese => format!("Giao dịch {reference}"),
        Language::English => format!("Payment {reference}"),
    }
}
