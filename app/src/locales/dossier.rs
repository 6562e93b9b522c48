//! Filing: a new dossier, a draft, a dossier that was sent.

use domain::language::{Language, Text, text};

pub const BREADCRUMB: Text = text("Đường dẫn", "Breadcrumb");
pub const FILE_DOSSIER: Text = text("Nộp hồ sơ", "File a dossier");
pub const PROCEDURE_DETAILS: Text = text("Thông tin thủ tục", "About the procedure");
pub const NOT_FILED_HERE: Text = text(
    "Thủ tục này chưa nhận hồ sơ trên cổng. Nộp trực tiếp tại đơn vị thực hiện.",
    "This procedure cannot be filed online yet. File it at the office that carries it out.",
);
pub const SAVE_FIRST: Text = text(
    "Lưu trước, gửi sau: nội dung đã lưu vẫn sửa được cho đến khi gửi.",
    "Save first, send later: what is saved can be changed until it is sent.",
);
pub const SAVE: Text = text("Lưu", "Save");
pub const SAVING: Text = text("Đang lưu…", "Saving…");
pub const SEND: Text = text("Gửi hồ sơ", "Send the dossier");
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const DELETE_DRAFT: Text = text("Xóa hồ sơ nháp", "Delete this draft");
pub const DELETE_DRAFT_FOR_GOOD: Text = text(
    "Nội dung đã nhập và tài liệu kèm theo sẽ bị xóa, không khôi phục được.",
    "What you typed and the documents with it are deleted for good.",
);
pub const DELETE: Text = text("Xóa", "Delete");
pub const DELETING: Text = text("Đang xóa…", "Deleting…");
pub const NO_CHANGE_AFTER_SENDING: Text = text(
    "Sau khi gửi, nội dung không sửa được nữa.",
    "Once it is sent, it cannot be changed.",
);
pub const REVIEW_AND_SEND: Text = text(
    "Xem lại nội dung rồi bấm “Gửi hồ sơ”.",
    "Check what you wrote, then press “Send the dossier”.",
);
pub const DOSSIER: Text = text("Hồ sơ", "Dossier");
pub const FILED_DOSSIERS: Text = text("Hồ sơ đã nộp", "Dossiers filed");
pub const RECEIVING_UNIT: Text = text("Đơn vị tiếp nhận", "Receiving office");
pub const CHOOSE_UNIT: Text = text("Chọn đơn vị", "Choose an office");
pub const FEES_AND_CHARGES: Text = text("Phí, lệ phí", "Fees and charges");
pub const SEE_RATES: Text = text("Xem mức thu", "See the rates");
pub const PROCEDURE: Text = text("Thủ tục", "Procedure");
pub const NUMBER: Text = text("Số hồ sơ", "Running number");
pub const CODE: Text = text("Mã hồ sơ", "Dossier code");
pub const UPDATED_ON: Text = text("Cập nhật ngày", "Last changed");
pub const FILED_CONTENT: Text = text("Nội dung đã nộp", "What was filed");
pub const UNDER_REVIEW: Text = text(
    "Số tiền nhận được khác số phải nộp. Cán bộ đang kiểm tra, không cần nộp lại.",
    "The amount received is not the amount due. An officer is looking into it; do not pay again.",
);
pub const SEE_HISTORY: Text = text("Xem lịch sử giao dịch", "See the transaction history");

pub fn dossier_number(language: Language, number: i64) -> String {
    format!("{} {number}", DOSSIER.to(language))
}

pub fn saved_on(language: Language, date: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đã lưu bản nháp ngày {date}."),
        Language::English => format!("Draft saved on {date}."),
    }
}
