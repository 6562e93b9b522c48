//! Tracking a dossier without an account.

use super::dossier::UNDER_REVIEW;
use domain::{
    dossier::DossierState,
    language::{Text, text},
    payment::OrderState,
};

pub const INTRODUCTION: Text = text(
    "Không cần tài khoản. Trang này không hiển thị họ và tên hay số CCCD/CMND.",
    "You do not need an account. This page shows no names or identity numbers.",
);
pub const REFERENCE: Text = text(
    "Mã hồ sơ hoặc số hồ sơ",
    "Application code or application number",
);
pub const REFERENCE_HINT: Text = text(
    "Ví dụ 000.20.31.H53-200610-0007 hoặc 363815.",
    "For example 000.20.31.H53-200610-0007 or 363815.",
);
pub const PHONE_DIGITS_LABEL: Text = text(
    "Bốn số cuối điện thoại của người nộp",
    "Last four digits of the applicant’s phone number",
);
pub const PHONE_DIGITS_HINT: Text = text(
    "Số điện thoại đã đăng ký tài khoản.",
    "The phone number that the account was registered with.",
);
pub const TRACK: Text = text("Tra cứu", "Track");
pub const TRACKING: Text = text("Đang tra cứu…", "Searching…");
pub const ANOTHER: Text = text("Tra cứu hồ sơ khác", "Track another application");
pub const EXPIRED: Text = text(
    "Kết quả tra cứu chỉ giữ trong một giờ. Nhập lại để xem.",
    "A result is kept for one hour only. Enter the details again.",
);
pub const HISTORY: Text = text("Quá trình xử lý", "Progress");
pub const NEXT: Text = text("Việc cần làm tiếp theo", "What to do next");
pub const PAY: Text = text("Đăng nhập và thanh toán", "Sign in and pay");
pub const NOTHING_TO_PAY: Text = text("Chưa có khoản phải nộp", "Nothing to pay so far");

pub const REFERENCE_MISSING: Text = text(
    "Nhập mã hồ sơ hoặc số hồ sơ.",
    "Enter the application code or the application number.",
);
pub const REFERENCE_WRONG: Text = text(
    "Số hồ sơ chỉ gồm chữ số; mã hồ sơ phải có dạng 000.20.31.H53-200610-0007.",
    "An application number must have digits only; an application code must look like 000.20.31.H53-200610-0007.",
);
pub const DIGITS_WRONG: Text = text(
    "Nhập đúng bốn chữ số cuối của số điện thoại.",
    "Enter the last four digits of the phone number.",
);

/// What the applicant does next. A fee that is due comes before everything else.
pub const fn next_step(state: DossierState, order: Option<OrderState>) -> Text {
    match order {
        Some(OrderState::Due) if !state.is_final() => {
            return text(
                "Đăng nhập để nộp phí, lệ phí. Cơ quan xử lý tiếp sau khi bạn nộp.",
                "Sign in to pay the fees. The office will continue once you have paid.",
            );
        }
        Some(OrderState::InProgress) if !state.is_final() => {
            return text(
                "Một lần thanh toán đang chờ kết quả. Nếu đã bị trừ tiền, bạn không cần nộp lại.",
                "A payment is waiting for its result. If money has left your account, do not pay again.",
            );
        }
        Some(OrderState::NeedsReview) => {
            return UNDER_REVIEW;
        }
        Some(_) | None => {}
    }
    after(state)
}

const fn after(state: DossierState) -> Text {
    match state {
        DossierState::Draft => text(
            "Đăng nhập, kiểm tra nội dung rồi gửi hồ sơ.",
            "Sign in, check your answers and submit the application.",
        ),
        DossierState::Sent => text(
            "Chờ cơ quan tiếp nhận hồ sơ. Bạn chưa cần làm gì thêm.",
            "Wait for the office to accept the application. You do not need to do anything.",
        ),
        DossierState::Received | DossierState::Processing => text(
            "Cơ quan đang giải quyết hồ sơ. Bạn chưa cần làm gì thêm.",
            "The office is processing your application. You do not need to do anything.",
        ),
        DossierState::NotReceived => text(
            "Hồ sơ không được tiếp nhận. Hỏi đơn vị tiếp nhận để biết lý do, rồi nộp hồ sơ mới nếu vẫn cần.",
            "The application was not accepted. Ask the receiving office why, and apply again if you still need it.",
        ),
        DossierState::SupplementRequested => text(
            "Cơ quan cần thêm giấy tờ. Hỏi đơn vị tiếp nhận để biết cần bổ sung gì.",
            "The office needs more documents. Ask the receiving office which ones.",
        ),
        DossierState::PaymentRequested => text(
            "Cơ quan yêu cầu nộp phí, lệ phí. Đăng nhập để xem khoản phải nộp.",
            "The office asks for fees. Sign in to see what is due.",
        ),
        DossierState::Withdrawn => text(
            "Người nộp đã rút hồ sơ. Nộp hồ sơ mới nếu vẫn cần.",
            "The applicant withdrew the application. Apply again if you still need it.",
        ),
        DossierState::Stopped => text(
            "Hồ sơ dừng xử lý. Hỏi đơn vị tiếp nhận để biết lý do.",
            "The office has stopped processing the application. Ask the receiving office why.",
        ),
        DossierState::Finished => text(
            "Hồ sơ đã có kết quả. Đến Bộ phận Một cửa nhận, mang theo giấy tờ tùy thân.",
            "The result is ready. Collect it at the one-stop desk, and bring your identity card.",
        ),
        DossierState::Returned => text(
            "Kết quả đã được trả. Bạn không cần làm gì thêm.",
            "The result was collected. You do not need to do anything else.",
        ),
    }
}
