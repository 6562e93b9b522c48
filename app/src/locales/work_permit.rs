//! Đề nghị cấp giấy phép lao động (Mẫu số 11/PLI, Nghị định 152/2020/NĐ-CP).

use domain::language::{Text, text};

pub const EMPLOYER: Text = text("Người sử dụng lao động", "The employer");
pub const EMPLOYER_NAME: Text = text("Tên doanh nghiệp, tổ chức", "Name of the company");
pub const EMPLOYER_TAX_CODE: Text = text("Mã số thuế", "Tax code (MST)");
pub const EMPLOYER_TAX_CODE_HINT: Text = text(
    "10 chữ số; chi nhánh có thêm 3 chữ số, ví dụ 0100109106-001. Hộ kinh doanh: số định danh 12 chữ số của chủ hộ.",
    "10 digits; a branch has 3 more, for example 0100109106-001. A household business: its owner’s 12-digit personal number.",
);
pub const EMPLOYER_ADDRESS: Text = text("Địa chỉ trụ sở", "Address of the company");
pub const EMPLOYER_PHONE: Text = text("Điện thoại liên hệ", "Phone number of the company");

pub const WORKER: Text = text("Người lao động nước ngoài", "The foreign worker");
pub const WORKER_NAME: Text = text("Họ và tên của người lao động", "Worker’s full name");
pub const WORKER_NAME_HINT: Text = text(
    "Ghi bằng chữ La-tinh, đúng như trong hộ chiếu.",
    "In Latin letters, exactly as in the passport.",
);
pub const WORKER_SEX: Text = text("Giới tính của người lao động", "Worker’s sex");
pub const WORKER_BIRTH_DATE: Text = text("Ngày sinh của người lao động", "Worker’s date of birth");
pub const NATIONALITY: Text = text("Quốc tịch", "Nationality");
pub const NATIONALITY_HINT: Text = text("Ghi như trong hộ chiếu.", "As in the passport.");
pub const PASSPORT_NUMBER: Text = text("Số hộ chiếu", "Passport number");
pub const PASSPORT_ISSUED_ON: Text = text("Ngày cấp hộ chiếu", "Passport issued on");
pub const PASSPORT_EXPIRES_ON: Text = text("Hộ chiếu có giá trị đến ngày", "Passport valid until");

pub const JOB: Text = text("Công việc", "The job");
pub const POSITION: Text = text("Vị trí công việc", "Position");
pub const CHOOSE_POSITION: Text = text("Chọn vị trí", "Choose a position");
pub const MANAGER: Text = text("Nhà quản lý", "Manager");
pub const EXECUTIVE: Text = text("Giám đốc điều hành", "Executive");
pub const EXPERT: Text = text("Chuyên gia", "Expert");
pub const TECHNICAL_WORKER: Text = text("Lao động kỹ thuật", "Technical worker");
pub const JOB_TITLE: Text = text("Chức danh công việc", "Job title");
pub const WORKPLACE: Text = text("Địa điểm làm việc", "Place of work");
pub const ADDRESS_HINT: Text = text(
    "Số nhà, đường hoặc khu công nghiệp, xã, huyện, tỉnh.",
    "House number, street or industrial park, commune, district, province.",
);
pub const PERIOD_FROM: Text = text("Làm việc từ ngày", "Works from");
pub const PERIOD_TO: Text = text("Làm việc đến ngày", "Works until");
pub const PERIOD_NOTE: Text = text(
    "Giấy phép có thời hạn nhiều nhất 2 năm. Xem hạn nộp hồ sơ trong trình tự thực hiện của thủ tục.",
    "A permit lasts at most 2 years. The steps of the procedure say how long before the first day of work to apply.",
);
pub const SALARY: Text = text("Mức lương mỗi tháng (đồng)", "Monthly salary (VND)");

pub const EMPLOYER_NAME_MISSING: Text = text(
    "Nhập tên doanh nghiệp, tổ chức.",
    "Enter the name of the company.",
);
pub const PHONE_WRONG: Text = text(
    "Nhập số điện thoại có 8 đến 15 chữ số.",
    "Enter a phone number with 8 to 15 digits.",
);
pub const NOT_LATIN: Text = text(
    "Ghi họ và tên bằng chữ La-tinh, như trong hộ chiếu.",
    "Write the name in Latin letters, as in the passport.",
);
pub const SEX_MISSING: Text = text(
    "Chọn giới tính của người lao động.",
    "Choose the worker’s sex.",
);
pub const TOO_YOUNG: Text = text(
    "Người lao động nước ngoài phải đủ 18 tuổi.",
    "A foreign worker must be at least 18 years old.",
);
pub const NATIONALITY_MISSING: Text = text("Nhập quốc tịch.", "Enter the nationality.");
pub const PASSPORT_NUMBER_WRONG: Text = text(
    "Số hộ chiếu phải có 5 đến 15 chữ cái không dấu và chữ số.",
    "Passport number must have 5 to 15 letters and digits.",
);
pub const ISSUED_IN_FUTURE: Text = text(
    "Ngày cấp phải từ hôm nay trở về trước.",
    "Issue date must be today or earlier.",
);
pub const EXPIRED: Text = text("Hộ chiếu đã hết hạn.", "The passport has expired.");
pub const POSITION_MISSING: Text = text("Chọn vị trí công việc.", "Choose the position.");
pub const JOB_TITLE_MISSING: Text = text("Nhập chức danh công việc.", "Enter the job title.");
pub const BEGINS_IN_PAST: Text = text(
    "Ngày bắt đầu phải từ hôm nay trở đi.",
    "Start date must be today or later.",
);
pub const ENDS_BEFORE_BEGINNING: Text = text(
    "Ngày kết thúc phải sau ngày bắt đầu.",
    "The last day must be after the first day.",
);
pub const LONGER_THAN_TWO_YEARS: Text = text(
    "Thời hạn làm việc phải từ 2 năm trở xuống.",
    "The period of work must be 2 years or less.",
);
pub const SALARY_WRONG: Text = text(
    "Nhập mức lương bằng số đồng, ví dụ 45.000.000, hoặc để trống.",
    "Enter the salary in whole VND, for example 45,000,000, or leave it empty.",
);
pub const TOO_SHORT: Text = text("Nhập ít nhất 2 ký tự.", "Enter at least 2 characters.");
