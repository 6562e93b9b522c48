//! Officers and agencies as administrators see them.

use domain::language::{Language, Text, text};

pub const SECTIONS: Text = text("Phần quản trị", "Parts of administration");
pub const OFFICERS: Text = text("Cán bộ", "Officers");
pub const AGENCIES: Text = text("Cơ quan chờ duyệt", "Waiting agencies");

pub const SEARCH_LABEL: Text = text(
    "Họ tên, đơn vị hoặc số giấy tờ",
    "Name, unit or identity number",
);
pub const NEW_OFFICER: Text = text("Thêm cán bộ", "Add an officer");
pub const NONE_FOUND: Text = text("Không tìm thấy cán bộ nào.", "No officers were found.");
pub const FULL_NAME: Text = text("Họ tên", "Full name");
pub const IDENTITY_NUMBER: Text = text("Số CMND/CCCD", "Identity number");
pub const UNIT: Text = text("Đơn vị", "Unit");
pub const ROLES: Text = text("Vai trò", "Roles");
pub const STANDING: Text = text("Tình trạng", "Standing");
pub const AT_WORK: Text = text("Đang làm việc", "At work");
pub const ENDED: Text = text("Đã thôi việc", "Ended");

pub const NEW_INTRO: Text = text(
    "Người đã có tài khoản công dân dùng tiếp tài khoản đó, với số điện thoại và thư điện tử của mình. \
     Người chưa có được tạo tài khoản, và nhận tin nhắn hướng dẫn đặt mật khẩu.",
    "Whoever has a citizen’s account goes on using it, with its own telephone number and e-mail address. \
     For anybody else an account is made, and a text message tells them how to set a password.",
);
pub const IDENTITY_NUMBER_HINT: Text = text(
    "9 hoặc 12 chữ số; đây là tên đăng nhập.",
    "9 or 12 digits. It is what they sign in with.",
);
pub const BIRTH_DATE: Text = text("Ngày sinh", "Date of birth");
pub const PHONE: Text = text("Số điện thoại", "Telephone number");
pub const PHONE_HINT: Text = text(
    "Số di động nhận mã OTP.",
    "The mobile number that gets one-time codes.",
);
pub const EMAIL: Text = text("Thư điện tử công vụ", "Official e-mail address");
pub const EMAIL_HINT: Text = text("Tận cùng là .gov.vn.", "It ends in .gov.vn.");
pub const CHOOSE_UNIT: Text = text("Chọn đơn vị", "Choose the unit");
pub const ROLES_HINT: Text = text(
    "Một người lập và một người khác duyệt, kể cả khi ai đó có cả hai vai trò.",
    "One person makes a proposal and another approves it, even where somebody has both roles.",
);
pub const MAKE: Text = text("Thêm cán bộ này", "Add this officer");
pub const SAVING: Text = text("Đang lưu…", "Saving…");

pub const MADE: Text = text(
    "Đã thêm cán bộ. Người đó được báo bằng tin nhắn và thư điện tử.",
    "The officer was added, and is told by text message and e-mail.",
);
pub const CHANGED: Text = text(
    "Đã lưu thay đổi, có hiệu lực ngay.",
    "The change was saved and counts at once.",
);
pub const OFFICER_ENDED: Text = text(
    "Đã cho thôi việc. Mọi phiên đăng nhập của người này đã kết thúc.",
    "The officer’s work has ended, and so has every session of the account.",
);
pub const PASSWORD_TAKEN: Text = text(
    "Đã hủy mật khẩu cũ. Người này được báo bấm “Quên mật khẩu?” để đặt mật khẩu mới.",
    "The old password was taken. They are told to set another under “Forgot your password?”.",
);
pub const BREADCRUMB: Text = text("Đường dẫn", "Breadcrumb");
pub const BACK_TO_OFFICERS: Text = text("Danh sách cán bộ", "List of officers");
pub const BACK_TO_OFFICER: Text = text("Quay lại cán bộ này", "Back to this officer");
pub const SINCE: Text = text("Làm việc từ", "Since");
pub const ENDED_AT: Text = text("Thôi việc lúc", "Ended");
pub const PASSWORD: Text = text("Mật khẩu", "Password");
pub const HAS_PASSWORD: Text = text("Đã đặt", "Set");
pub const NO_PASSWORD: Text = text("Chưa đặt", "Not set yet");
pub const NO_EMAIL: Text = text("Chưa có", "None yet");
pub const OWN: Text = text(
    "Đây là tài khoản của bạn: người quản trị khác mới đổi được.",
    "This is your own account: only another administrator can change it.",
);
pub const ENDED_NEXT: Text = text(
    "Muốn giao việc lại, thêm cán bộ mới với cùng số giấy tờ.",
    "To appoint them again, add a new officer with the same identity number.",
);
pub const CHANGE: Text = text("Đổi vai trò hoặc đơn vị", "Change roles or unit");
pub const REASON: Text = text("Lý do", "Reason");
pub const REASON_HINT: Text = text(
    "Ví dụ số quyết định. Được ghi vào nhật ký.",
    "For example the number of the decision. It is written to the audit log.",
);
pub const SAVE: Text = text("Lưu thay đổi", "Save the change");
pub const END: Text = text("Cho thôi việc", "End the officer’s work");
pub const END_INTRO: Text = text(
    "Người này không vào được trang cán bộ nữa; tài khoản công dân vẫn còn.",
    "They can no longer open officers’ pages. Their citizen’s account stays.",
);
pub const END_IT: Text = text("Xác nhận thôi việc", "End it");

pub const RESET_PASSWORD: Text = text("Cho đặt lại mật khẩu", "Let them set another password");
pub const RESET_PASSWORD_INTRO: Text = text(
    "Kiểm tra đúng người yêu cầu trước. Mật khẩu cũ bị hủy, mọi phiên đăng nhập kết thúc. Cán bộ đặt mật khẩu mới bằng mã gửi tới \
     điện thoại của mình.",
    "First make sure who is asking. The old password is taken and every session ends. The officer sets another with a code that \
     is sent to their telephone.",
);
pub const RESET_IT: Text = text("Hủy mật khẩu cũ", "Take the old password");

pub const NONE_WAIT: Text = text(
    "Không có cơ quan nào chờ duyệt.",
    "No agencies are waiting.",
);
pub const OLDEST_FIRST: Text = text(
    "Đăng ký sớm nhất ở trên cùng.",
    "Those registered first are at the top.",
);
pub const AGENCY: Text = text("Tài khoản cơ quan", "Agency’s account");
pub const CHECK_FIRST: Text = text(
    "Gọi cho người đăng ký hoặc đơn vị để kiểm tra trước khi duyệt.",
    "Call whoever registered, or the unit, to check before you approve.",
);
pub const DECISION: Text = text("Quyết định", "Decision");
pub const APPROVE: Text = text("Duyệt", "Approve");
pub const REFUSE: Text = text("Từ chối", "Refuse");
pub const REGISTERED_BY: Text = text("Người đăng ký", "Registered by");
pub const REGISTERED_AT: Text = text("Đăng ký lúc", "Registered");
pub const REASON_TO_REFUSE: Text = text("Lý do từ chối", "Reason for refusing");
pub const REFUSED_TOLD: Text = text(
    "Được gửi cho người đăng ký.",
    "It is sent to whoever registered.",
);
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const AGENCY_APPROVED: Text = text(
    "Đã duyệt. Cơ quan được báo bằng tin nhắn và thư điện tử.",
    "Approved. The agency is told by text message and e-mail.",
);
pub const AGENCY_REFUSED: Text = text(
    "Đã từ chối. Cơ quan được báo lý do.",
    "Refused. The agency is told why.",
);

pub fn officers_found(language: Language, total: i64) -> String {
    match (language, total) {
        (Language::Vietnamese, _) => format!("{total} cán bộ"),
        (Language::English, 1) => "1 officer".to_owned(),
        (Language::English, _) => format!("{total} officers"),
    }
}

/// The heading over ending an officer's work.
pub fn end(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Cho {name} thôi việc"),
        Language::English => format!("End the work of {name}"),
    }
}

/// The heading over letting an officer set another password.
pub fn reset_password(language: Language, name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Cho {name} đặt lại mật khẩu"),
        Language::English => format!("Let {name} set another password"),
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
