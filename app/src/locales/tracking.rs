//! Tracking a dossier without an account.

use domain::{
    dossier::DossierState,
    language::{Text, text},
    payment::OrderState,
};

pub const INTRODUCTION: Text = text(
    "Không cần tài khoản. Trang này không hiển thị tên hay số giấy tờ của ai.",
    "No account is needed. This page shows nobody's name and nobody's numbers.",
);
pub const REFERENCE: Text = text("Mã hồ sơ hoặc số hồ sơ", "Dossier code or running number");
pub const REFERENCE_HINT: Text = text(
    "Ví dụ 000.20.31.H53-200610-0007 hoặc 363815.",
    "For example 000.20.31.H53-200610-0007 or 363815.",
);
pub const PHONE_DIGITS_LABEL: Text = text(
    "Bốn số cuối điện thoại của người nộp",
    "Last four digits of the applicant's phone",
);
pub const PHONE_DIGITS_HINT: Text = text(
    "Số điện thoại đã đăng ký tài khoản.",
    "The phone number that the account was registered with.",
);
pub const TRACK: Text = text("Tra cứu", "Track");
pub const TRACKING: Text = text("Đang tra cứu…", "Looking it up…");
pub const ANOTHER: Text = text("Tra cứu hồ sơ khác", "Track another dossier");
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
    "Enter the dossier code or the running number.",
);
pub const REFERENCE_WRONG: Text = text(
    "Số hồ sơ chỉ gồm chữ số; mã hồ sơ có dạng 000.20.31.H53-200610-0007.",
    "A running number has digits only; a dossier code looks like 000.20.31.H53-200610-0007.",
);
pub const DIGITS_WRONG: Text = text(
    "Nhập đúng bốn chữ số cuối của số điện thoại.",
    "Enter exactly the last four digits of the phone number.",
);

/// What the applicant does next. A fee that is due comes before everything else.
pub const fn next_step(state: DossierState, order: Option<OrderState>) -> Text {
    match order {
        Some(OrderState::Due) if !state.is_final() => {
            return text(
                "Đăng nhập để nộp phí, lệ phí. Cơ quan xử lý hồ sơ sau khi nhận được tiền.",
                "Sign in to pay the fee. The office goes on with the dossier once it is paid.",
            );
        }
        Some(OrderState::InProgress) if !state.is_final() => {
            return text(
                "Một lần thanh toán đang chờ kết quả. Nếu đã bị trừ tiền, không cần nộp lại.",
                "A payment is waiting for its result. If money has left your account, do not pay again.",
            );
        }
        Some(OrderState::NeedsReview) => {
            return text(
                "Số tiền nhận được khác số phải nộp. Cán bộ đang kiểm tra, không cần nộp lại.",
                "The amount received is not the amount due. An officer is looking into it; do not pay again.",
            );
        }
        Some(_) | None => {}
    }
    after(state)
}

const fn after(state: DossierState) -> Text {
    match state {
        DossierState::Draft => text(
            "Đăng nhập, kiểm tra nội dung rồi gửi hồ sơ.",
            "Sign in, check the dossier and send it.",
        ),
        DossierState::Sent => text(
            "Chờ cơ quan tiếp nhận hồ sơ. Chưa cần làm gì thêm.",
            "Wait for the office to receive the dossier. There is nothing to do now.",
        ),
        DossierState::Received | DossierState::Processing => text(
            "Cơ quan đang giải quyết hồ sơ. Chưa cần làm gì thêm.",
            "The office is working on the dossier. There is nothing to do now.",
        ),
        DossierState::NotReceived => text(
            "Hồ sơ không được tiếp nhận. Đăng nhập để xem lý do, rồi nộp hồ sơ mới nếu vẫn cần.",
            "The dossier was not received. Sign in to see why, and file a new one if you still need it.",
        ),
        DossierState::SupplementRequested => text(
            "Cơ quan cần thêm giấy tờ. Đăng nhập để xem yêu cầu và bổ sung hồ sơ.",
            "The office needs more documents. Sign in to see which, and add them.",
        ),
        DossierState::PaymentRequested => text(
            "Cơ quan yêu cầu nộp phí, lệ phí. Đăng nhập để xem khoản phải nộp.",
            "The office asks for a fee. Sign in to see what is due.",
        ),
        DossierState::Withdrawn => text(
            "Người nộp đã rút hồ sơ. Nộp hồ sơ mới nếu vẫn cần.",
            "The applicant withdrew the dossier. File a new one if you still need it.",
        ),
        DossierState::Stopped => text(
            "Hồ sơ dừng xử lý. Liên hệ cơ quan tiếp nhận để biết lý do.",
            "Work on the dossier has stopped. Ask the receiving office why.",
        ),
        DossierState::Finished => text(
            "Hồ sơ đã có kết quả. Đến bộ phận một cửa nhận, mang theo giấy tờ tùy thân.",
            "The result is ready. Collect it at the one-stop desk, and bring your identity papers.",
        ),
        DossierState::Returned => text(
            "Kết quả đã được trả. Không cần làm gì thêm.",
            "The result was handed over. There is nothing more to do.",
        ),
    }
}
