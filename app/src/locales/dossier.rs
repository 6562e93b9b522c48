//! Filing: a new dossier, a draft, a dossier that was sent.

pub use super::procedures::NOT_ONLINE as NOT_FILED_HERE;
use domain::language::{Language, Text, text};

pub const BREADCRUMB: Text = text("Đường dẫn", "Breadcrumb");
pub const FILE_DOSSIER: Text = text("Nộp hồ sơ", "Apply");
pub const PROCEDURE_DETAILS: Text = text("Thông tin thủ tục", "About the procedure");
pub const SAVE_FIRST: Text = text(
    "Bấm “Lưu” để giữ bản nháp. Bạn sửa được cho đến khi gửi.",
    "Save a draft at any time. You can change it until you submit.",
);
pub const SAVE: Text = text("Lưu", "Save");
pub const SAVING: Text = text("Đang lưu…", "Saving…");
pub const SEND: Text = text("Gửi hồ sơ", "Submit application");
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const DELETE_DRAFT: Text = text("Xóa bản nháp", "Delete this draft");
pub const DELETE_DRAFT_FOR_GOOD: Text = text(
    "Nội dung đã nhập và tài liệu đính kèm sẽ bị xóa, không khôi phục được.",
    "Your answers and the documents with them will be deleted for good.",
);
pub const DELETE: Text = text("Xóa", "Delete");
pub const DELETING: Text = text("Đang xóa…", "Deleting…");
pub const NO_CHANGE_AFTER_SENDING: Text = text(
    "Sau khi gửi, nội dung không sửa được nữa.",
    "You cannot change it after you submit.",
);
pub const REVIEW_AND_SEND: Text = text(
    "Xem lại nội dung rồi bấm “Gửi hồ sơ”.",
    "Check your answers, then select “Submit application”.",
);
pub const DOSSIER: Text = text("Hồ sơ", "Application");
pub const FILED_DOSSIERS: Text = text("Hồ sơ của bạn", "Your applications");
pub const RECEIVING_UNIT: Text = text("Đơn vị tiếp nhận", "Receiving office");
pub const CHOOSE_UNIT: Text = text("Chọn đơn vị", "Choose an office");
pub const FEES_AND_CHARGES: Text = text("Phí, lệ phí", "Fees and charges");
pub const SEE_RATES: Text = text("Xem mức thu", "See fee amounts");
pub const PROCEDURE: Text = text("Thủ tục", "Procedure");
pub const NUMBER: Text = text("Số hồ sơ", "Application number");
pub const CODE: Text = text("Mã hồ sơ", "Application code");
pub const UPDATED_ON: Text = text("Cập nhật ngày", "Last updated");
pub const FILED_CONTENT: Text = text("Nội dung đã nộp", "Your answers");
pub const UNDER_REVIEW: Text = text(
    "Số tiền nhận được khác số tiền phải nộp. Cán bộ tài chính sẽ kiểm tra, rồi ghi nhận khoản đã nộp hoặc hoàn lại tiền. Lúc này bạn không cần nộp lại.",
    "The amount we received is not the amount due. A finance officer will check it, then accept or refund the payment. Do not pay again for now.",
);
pub const FOLLOW_HERE: Text = text(
    "Đơn vị tiếp nhận sẽ kiểm tra hồ sơ; theo dõi tại đây.",
    "The receiving office will check it; follow it here.",
);
pub const SEE_HISTORY: Text = text("Xem lịch sử giao dịch", "See the transaction history");

pub fn dossier_number(language: Language, number: i64) -> String {
    format!("{} {number}", DOSSIER.to(language))
}

/// Under which number a dossier was sent.
pub fn sent_under(language: Language, number: i64) -> String {
    match language {
        Language::Vietnamese => format!("Đã gửi hồ sơ. Số hồ sơ của bạn: {number}."),
        Language::English => format!("Application submitted. Your number is {number}."),
    }
}

pub fn saved_on(language: Language, date: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đã lưu bản nháp ngày {date}."),
        Language::English => format!("Draft saved on {date}."),
    }
}
