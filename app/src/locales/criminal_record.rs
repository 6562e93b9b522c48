//! Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp.

use domain::{
    fees::MAX_COPIES,
    language::{Language, Text, text},
};

pub const REQUEST: Text = text("Phiếu cần cấp", "Certificate you need");
pub const FORM_NUMBER: Text = text("Loại phiếu", "Kind of certificate");
pub const FORM_1: Text = text(
    "Phiếu số 1: để nộp cho cơ quan, tổ chức",
    "Form 1 (Phiếu số 1): to give to an agency or organisation",
);
pub const FORM_2: Text = text(
    "Phiếu số 2: để biết lý lịch tư pháp của chính mình",
    "Form 2 (Phiếu số 2): for your own information",
);
pub const PURPOSE: Text = text("Mục đích yêu cầu cấp phiếu", "What you need it for");
pub const PURPOSE_HINT: Text = text(
    "Ví dụ: xin việc làm, xin giấy phép lao động.",
    "For example: a job application, a work permit.",
);
pub const COPIES: Text = text("Số bản cần cấp", "Number of copies");
pub const COPIES_HINT: Text = text(
    "Số bản quyết định mức phí.",
    "The fee depends on the number of copies.",
);
pub const SUBJECT: Text = text("Người được cấp phiếu", "Person the certificate is about");
pub const PERMANENT_ADDRESS: Text = text("Nơi thường trú", "Permanent address");
pub const ADDRESS_HINT: Text = text(
    "Số nhà, đường hoặc ấp, xã, huyện, tỉnh.",
    "House number, street or hamlet, commune, district, province.",
);
pub const CURRENT_ADDRESS: Text = text("Nơi ở hiện tại", "Current address");
pub const CURRENT_ADDRESS_HINT: Text = text(
    "Ghi lại nếu giống nơi thường trú.",
    "Enter it again if it is the same.",
);
pub const REDUCED_GROUP: Text = text("Nhóm được giảm phí", "Group with a reduced fee");
pub const REDUCED_GROUP_HINT: Text = text(
    "Đính kèm giấy tờ chứng minh vào hồ sơ. Nếu thuộc diện miễn phí, nộp tại Bộ phận Một cửa.",
    "Attach proof to your application. If you are exempt from the fee, apply at the one-stop desk.",
);
pub const NO_GROUP: Text = text("Không thuộc nhóm nào", "None of these");
pub const PUPIL: Text = text("Học sinh", "Pupil");
pub const STUDENT: Text = text("Sinh viên", "University student");
pub const PERSON_WITH_MERIT: Text = text(
    "Người có công với cách mạng",
    "Person with meritorious service to the revolution",
);
pub const MARTYR_RELATIVE: Text = text("Thân nhân liệt sĩ", "Relative of a martyr");

pub const FORM_NUMBER_MISSING: Text = text("Chọn loại phiếu.", "Choose the kind of certificate.");
pub const PURPOSE_MISSING: Text = text(
    "Ghi mục đích yêu cầu cấp phiếu.",
    "Enter what you need the certificate for.",
);
pub const PURPOSE_TOO_SHORT: Text = text(
    "Ghi rõ hơn, ít nhất 5 ký tự.",
    "Purpose must have 5 to 200 characters.",
);
pub const GROUP_UNKNOWN: Text = text(
    "Chọn một nhóm trong danh sách.",
    "Choose a group from the list.",
);

pub fn copies_out_of_range(language: Language) -> String {
    match language {
        Language::Vietnamese => format!("Nhập số bản từ 1 đến {MAX_COPIES}."),
        Language::English => format!("Enter a number of copies from 1 to {MAX_COPIES}."),
    }
}
