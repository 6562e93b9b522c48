//! Refunds as finance officers see them, and the bank's transfer list.

use super::MORE;
use domain::{
    language::{Language, Text, text},
    refund::RefundCause,
};

pub const STATES: Text = text("Trạng thái hoàn phí", "States of refunds");
pub const ALL: Text = text("Tất cả", "All");
pub const NONE_HERE: Text = text(
    "Không có khoản hoàn nào ở đây.",
    "There are no refunds here.",
);
pub const PAYER: Text = text("Người nộp", "Payer");
pub const AMOUNT: Text = text("Số tiền hoàn", "Amount");
pub const WHY: Text = text("Lý do", "Why");
pub const PROPOSED_AT: Text = text("Đề nghị lúc", "Proposed");
pub const SETTLED_AT: Text = text("Hoàn xong lúc", "Settled");
pub const DECIDED_BY: Text = text("Người quyết định", "Decided by");
pub const BY_SYSTEM: Text = text("Hệ thống", "The system");
pub const ATTEMPT: Text = text("Giao dịch", "Payment");
pub const OF_SURPLUS: Text = text("Phần nộp thừa", "Overpayment");
pub const OF_FEES: Text = text("Phần phí", "Fees");
pub const OF_CHARGES: Text = text("Phần lệ phí", "Charges");
pub const WAY: Text = text("Cách hoàn", "How");
pub const THROUGH_PROVIDER: Text = text("Qua nhà cung cấp", "Through the provider");
pub const BY_TRANSFER: Text = text("Ngân hàng chuyển khoản", "By bank transfer");

pub const AFTERWARDS: Text = text("Sau khi hoàn", "Afterwards");
pub const FEE_STAYS_DUE: Text = text("Khoản phí của hồ sơ vẫn phải nộp", "The fees are still due");

pub const DECIDE: Text = text("Quyết định", "Decision");
pub const ACCOUNT: Text = text("Tài khoản nhận tiền", "Account to transfer to");
pub const WHERE_TO: Text = text(
    "Ngân hàng chuyển tiền hoàn vào tài khoản này. Người ghi tài khoản không duyệt.",
    "The bank transfers the refund to this account. Who enters it does not approve the refund.",
);
pub const ANOTHER_ACCOUNT: Text = text(
    "Ghi tài khoản khác thì tài khoản đã ghi không còn hiệu lực.",
    "Another account replaces the one that was entered.",
);
pub const ENTER_ACCOUNT: Text = text("Ghi tài khoản", "Enter account");
pub const ENTERING_ACCOUNT: Text = text("Đang ghi…", "Entering…");
pub const ACCOUNT_NAMED_BY: Text = text("Người ghi tài khoản", "Account entered by");
pub const BANK_BIN: Text = text("Mã BIN ngân hàng", "Bank BIN");
pub const SIX_DIGITS: Text = text(
    "Sáu chữ số, ví dụ 970436.",
    "Six digits, for example 970436.",
);
pub const ACCOUNT_NUMBER: Text = text("Số tài khoản", "Account number");
pub const ACCOUNT_HOLDER: Text = text("Chủ tài khoản", "Account holder");
pub const REASON: Text = text("Lý do không duyệt", "Reason for rejection");

pub const TRANSFERS: Text = text("Danh sách chuyển khoản", "Transfer list");
pub const BATCHES: Text = text(
    "Danh sách ra theo lô có số. Lô chưa có đủ kết quả thì tải lại đúng lô đó; khoản duyệt sau vào lô mới.",
    "The list comes in numbered batches. Until the bank’s results are complete you get the same batch; what is approved later is in \
     a new one.",
);
pub const GET_NEW_BATCH: Text = text("Lập lô mới (Excel)", "Make a new batch (Excel)");
pub const GET_LIST: Text = text("Tải danh sách (CSV)", "Download the list (CSV)");
pub const GET_WORKBOOK: Text = text("Tải danh sách (Excel)", "Download the list (Excel)");
pub const TAKE_RESULTS: Text = text("Kết quả của ngân hàng", "The bank’s results");
pub const CSV_HINT: Text = text(
    "Dán cả dòng đầu: refund_reference,status,bank_transaction,message.",
    "Paste the first line too: refund_reference,status,bank_transaction,message.",
);
pub const TAKE_IN: Text = text("Nhập kết quả", "Import results");
pub const TAKING_IN: Text = text("Đang nhập…", "Importing…");

pub const fn cause(cause: RefundCause) -> Text {
    match cause {
        RefundCause::Duplicate => text("Thanh toán trùng", "Duplicate"),
        RefundCause::Surplus => text("Nộp thừa", "Overpaid"),
        RefundCause::Officer => text("Theo quyết định", "By decision"),
    }
}

pub fn refunds_found(language: Language, total: i64) -> String {
    match (language, total) {
        (Language::Vietnamese, MORE..) => "Hơn 10.000 khoản hoàn".to_owned(),
        (Language::English, MORE..) => "More than 10,000 refunds".to_owned(),
        (Language::Vietnamese, _) => format!("{total} khoản hoàn"),
        (Language::English, 1) => "1 refund".to_owned(),
        (Language::English, _) => format!("{total} refunds"),
    }
}

pub fn refund(language: Language, reference: &str) -> String {
    match language {
        Language::Vietnamese => format!("Hoàn phí {reference}"),
        Language::English => format!("Refund {reference}"),
    }
}

/// What was made of the bank's results.
pub fn taken_in(language: Language, known: &str, unknown: &str) -> String {
    match language {
        Language::Vietnamese => {
            format!("Đã nhập {known} dòng. {unknown} dòng không thuộc danh sách nào.")
        }
        Language::English => {
            format!("{known} rows imported. Rows that are on no list: {unknown}.")
        }
    }
}
