//! Officers and agencies as administrators see them.

use domain::language::{Language, Text, text};

pub const SECTIONS: Text = text("Phần quản trị", "Parts of administration");
pub const OFFICERS: Text = text("Cán bộ", "Officers");
pub const AGENCIES: Text = text("Cơ quan chờ duyệt", "Agencies awaiting approval");

pub const FEE_GAPS: Text = text(
    "Thủ tục chưa có mức phí, lệ phí cho hôm nay",
    "Procedures with no fee set for today",
);
pub const FEE_GAPS_MEAN: Text = text(
    "Người dân không gửi được hồ sơ của các thủ tục này cho đến khi biểu phí được cập nhật.",
    "No one can submit applications for these until their fee rules are updated.",
);

pub const SEARCH_LABEL: Text = text(
    "Họ và tên, đơn vị hoặc số CCCD/CMND",
    "Name, office or identity number",
);
pub const NEW_OFFICER: Text = text("Thêm cán bộ", "Add an officer");
pub const NONE_FOUND: Text = text("Không tìm thấy cán bộ nào.", "No officers found.");
pub const FULL_NAME: Text = text("Họ và tên", "Full name");
pub const IDENTITY_NUMBER: Text = text("Số CCCD/CMND", "Identity number");
pub const UNIT: Text = text("Đơn vị", "Office");
pub const ROLES: Text = text("Vai trò", "Roles");
pub const STANDING: Text = text("Tình trạng", "Status");
pub const AT_WORK: Text = text("Đang làm việc", "Active");
pub const ENDED: Text = text("Đã thu hồi quyền", "Access removed");

pub const NEW_INTRO: Text = text(
    "Người đã có tài khoản công dân dùng tiếp tài khoản đó, với số điện thoại và email của mình. \
     Người chưa có được tạo tài khoản, và nhận tin nhắn hướng dẫn đặt mật khẩu.",
    "A person with a citizen account keeps it. Anyone else gets a new account and a text message on how to set a password.",
);
pub const IDENTITY_NUMBER_HINT: Text = text(
    "9 hoặc 12 chữ số; đây là tên đăng nhập.",
    "9 or 12 digits. This is the user name.",
);
pub const BIRTH_DATE: Text = text("Ngày sinh", "Date of birth");
pub const PHONE: Text = text("Số điện thoại", "Phone number");
pub const PHONE_HINT: Text = text(
    "Số di động nhận mã OTP.",
    "The mobile number for one-time codes.",
);
pub const EMAIL: Text = text("Thư điện tử công vụ", "Official email address");
pub const EMAIL_HINT: Text = text("Có đuôi .gov.vn.", "An address ending in .gov.vn.");
pub const CHOOSE_UNIT: Text = text("Chọn đơn vị", "Choose the office");
pub const ROLES_HINT: Text = text(
    "Một người lập và một người khác duyệt, kể cả khi ai đó có cả hai vai trò.",
    "One person makes a proposal and another approves it, even if someone has both roles.",
);
pub const MAKE: Text = text("Thêm cán bộ này", "Add this officer");
pub const SAVING: Text = text("Đang lưu…", "Saving…");

pub const MADE: Text = text(
    "Đã thêm cán bộ. Người đó được báo bằng tin nhắn và email.",
    "Officer added. We have texted and emailed them.",
);
pub const CHANGED: Text = text(
    "Đã lưu thay đổi, có hiệu lực ngay.",
    "Saved. The change takes effect now.",
);
pub const OFFICER_ENDED: Text = text(
    "Đã thu hồi quyền cán bộ. Mọi phiên đăng nhập của người này đã kết thúc.",
    "Officer access removed. All sessions of the account have ended.",
);
pub const PASSWORD_TAKEN: Text = text(
    "Đã hủy mật khẩu. Người này được báo bấm “Quên mật khẩu?” để đặt mật khẩu mới.",
    "Password cancelled. We have told them to set a new one under “Forgot your password?”.",
);
pub const BREADCRUMB: Text = text("Đường dẫn", "Breadcrumb");
pub const BACK_TO_OFFICERS: Text = text("Danh sách cán bộ", "List of officers");
pub const BACK_TO_OFFICER: Text = text("Quay lại cán bộ này", "Back to this officer");
pub const SINCE: Text = text("Làm việc từ", "Since");
pub const ENDED_AT: Text = text("Thu hồi quyền lúc", "Access removed");
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const HAS_PASSWORD: Text = text("Đã đặt", "Set");
pub const NO_PASSWORD: Text = text("Chưa đặt", "Not set yet");
pub const NO_EMAIL: Text = text("Chưa có", "None yet");
pub const OWN: Text = text(
    "Đây là tài khoản của bạn. Nhờ quản trị viên khác thay đổi.",
    "This is your account. Ask another administrator to change it.",
);
pub const ENDED_NEXT: Text = text(
    "Muốn cấp quyền lại, thêm cán bộ với cùng số CCCD/CMND.",
    "To restore access, add the officer again with the same number.",
);
pub const CHANGE: Text = text("Đổi vai trò hoặc đơn vị", "Change roles or office");
pub const REASON: Text = text("Lý do", "Reason");
pub const REASON_HINT: Text = text(
    "Ví dụ số quyết định. Được ghi vào nhật ký.",
    "For example the number of the decision. It is written to the audit log.",
);
pub const SAVE: Text = text("Lưu thay đổi", "Save the change");
pub const END: Text = text("Thu hồi quyền cán bộ", "Remove officer access");
pub const END_INTRO: Text = text(
    "Người này không vào được trang cán bộ nữa; tài khoản công dân vẫn còn.",
    "They can no longer open officers’ pages. They keep their citizen account.",
);
pub const END_IT: Text = text("Thu hồi quyền", "Remove access");

pub const RESET_PASSWORD: Text = text("Đặt lại mật khẩu", "Reset password");
pub const RESET_PASSWORD_INTRO: Text = text(
    "Kiểm tra đúng người yêu cầu trước. Mật khẩu hiện tại bị hủy, mọi phiên đăng nhập kết thúc. Cán bộ đặt mật khẩu mới bằng mã OTP \
     gửi tới điện thoại của mình.",
    "First make sure who is asking. The current password is cancelled and every session ends. The officer sets a new password with \
     a code that we text to their phone.",
);
pub const RESET_IT: Text = text("Hủy mật khẩu hiện tại", "Cancel current password");

pub const NONE_WAIT: Text = text(
    "Không có cơ quan nào chờ duyệt.",
    "No agencies are awaiting approval.",
);
pub const OLDEST_FIRST: Text = text(
    "Đăng ký sớm nhất ở trên cùng.",
    "The earliest registrations are at the top.",
);
pub const AGENCY: Text = text("Tài khoản cơ quan", "Agency account");
pub const CHECK_FIRST: Text = text(
    "Gọi cho người đăng ký hoặc đơn vị để kiểm tra trước khi duyệt.",
    "Call the person who registered, or their office, before you approve.",
);
pub const DECISION: Text = text("Quyết định", "Decision");
pub const APPROVE: Text = text("Duyệt", "Approve");
pub const REFUSE: Text = text("Từ chối", "Reject");
pub const REGISTERED_BY: Text = text("Người đăng ký", "Registered by");
pub const REGISTERED_AT: Text = text("Đăng ký lúc", "Registered");
pub const REASON_TO_REFUSE: Text = text("Lý do từ chối", "Reason for rejection");
pub const REFUSED_TOLD: Text = text(
    "Được gửi cho người đăng ký.",
    "We will send it to the person who registered.",
);
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const AGENCY_APPROVED: Text = text(
    "Đã duyệt. Cơ quan được báo bằng tin nhắn và email.",
    "Approved. We have texted and emailed the agency.",
);
pub const AGENCY_REFUSED: Text = text(
    "Đã từ chối. Cơ quan được báo lý do.",
    "Rejected. We have told the agency why.",
);

pub fn officers_found(language: Language, total: i64) -> String {
    match (language, total) {
        (Language::Vietnamese, _) => format!("{total} cán bộ"),
        (Language::English, 1) => "1 officer".to_owned(),
        (Language::English, _) => format!("{total} officers"),
    }
}

/// The heading over taking an officer's access back.
pub fn end(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Thu hồi quyền cán bộ của {name}"),
        Language::English => format!("Remove {name}’s officer access"),
    }
}

/// The heading over letting an officer set another password.
pub fn reset_password(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Đặt lại mật khẩu của {name}"),
        Language::English => format!("Reset {name}’s password"),
    }
}

#[cfg(test)]
mod tests {
    use super::PASSWORD_TAKEN;
    use app::locales::labels::FORGOT_PASSWORD;
    use domain::language::Language;

    #[test]
    fn the_link_to_another_password_is_called_as_on_the_page_for_signing_in() {
        for language in Language::ALL {
            let said = PASSWORD_TAKEN.to(language);
            assert!(said.contains(FORGOT_PASSWORD.to(language)), "{said}");
        }
    }
}
