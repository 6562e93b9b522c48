//! A forgotten password, a lost telephone.

use domain::language::{Text, text};

pub const FORGOTTEN: Text = text("Quên mật khẩu", "Reset your password");
pub const FORGOTTEN_INTRO: Text = text(
    "Nhập tên đăng nhập. Nếu tài khoản tồn tại, mã OTP được gửi đến số điện thoại của tài khoản.",
    "Enter your user name. If the account exists, we will send a code to its phone number.",
);
pub const OFFICERS_FIRST: Text = text(
    "Cán bộ cần quản trị viên của đơn vị cho phép trước.",
    "Officers: ask your office’s administrator to allow it first.",
);
pub const USER_NAME: Text = text("Tên đăng nhập", "User name");
pub const USER_NAME_HINT: Text = text(
    "Cá nhân: số CCCD/CMND. Doanh nghiệp: mã số thuế. Cơ quan: thư điện tử công vụ.",
    "People: identity number. Businesses: tax code. Agencies: official email.",
);
pub const SEND_CODE: Text = text("Gửi mã OTP", "Send a code");
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const BACK_TO_SIGN_IN: Text = text("Quay lại đăng nhập", "Back to sign-in");
pub const CODE_HEADING: Text = text("Nhập mã OTP", "Enter the code");
pub const SET_NEW_PASSWORD: Text = text("Đặt mật khẩu mới", "Set a new password");
pub const SIGNED_OUT_ELSEWHERE: Text = text(
    "Các thiết bị khác sẽ bị đăng xuất.",
    "This signs you out on all other devices.",
);
pub const SAVE_PASSWORD: Text = text("Lưu mật khẩu và đăng nhập", "Save password and sign in");
pub const SAVING: Text = text("Đang lưu…", "Saving…");

pub const LOST_PHONE: Text = text("Mất số điện thoại nhận OTP", "Lost phone number");
pub const LOST_PHONE_INTRO: Text = text(
    "Đổi số khi bạn không còn dùng số đã đăng ký. Cần email đã đăng ký trong tài khoản.",
    "Change the number when you no longer have the one you registered. You need the email address of your account.",
);
pub const LOST_PHONE_WAIT: Text = text(
    "Số mới có hiệu lực sau 72 giờ. Số cũ được báo và có thể hủy yêu cầu.",
    "The new number takes effect after 72 hours. We will tell the old number, which can cancel the change.",
);
pub const EMAIL: Text = text("Email đã đăng ký", "Email address of the account");
pub const NO_EMAIL: Text = text("Tài khoản không có email?", "No email on your account?");
pub const CALL: Text = text("Gọi", "Call");
pub const OR_BRING_PAPERS: Text = text(
    "hoặc mang giấy tờ tùy thân đến Trung tâm Hành chính công tỉnh để đổi số.",
    "or bring your identity card to the provincial Public Administration Centre to change the number.",
);
pub const NEW_PHONE: Text = text("Số điện thoại mới", "New phone number");
pub const NEW_PHONE_HINT: Text = text(
    "Số di động đăng ký chính chủ; mã OTP được gửi đến số này.",
    "A Vietnamese mobile number in your name. We will text you a code.",
);
pub const NOTED: Text = text("Đã nhận yêu cầu đổi số", "We have received your request");
pub const NOTED_WHEN: Text = text(
    "Số mới có hiệu lực sau 72 giờ nếu yêu cầu không bị hủy. Khi đó bạn đăng nhập bằng mật khẩu và mã OTP gửi đến số mới.",
    "The new number takes effect after 72 hours unless the request is cancelled. You can then sign in with your password and a code sent to it.",
);
pub const NOTED_MEANWHILE: Text = text(
    "Cần gấp? Mang giấy tờ tùy thân đến Trung tâm Hành chính công tỉnh.",
    "Need it sooner? Bring your identity card to the provincial Public Administration Centre.",
);
pub const OBJECT: Text = text(
    "Hủy yêu cầu đổi số điện thoại",
    "Cancel the phone number change",
);
pub const OBJECT_INTRO: Text = text(
    "Có người xin đổi số điện thoại của bạn sang số khác. Nếu không phải bạn, bấm nút dưới đây.",
    "Someone asked us to replace your phone number. If this was not you, select the button below.",
);
pub const KEEP_MY_NUMBER: Text = text("Giữ nguyên số của tôi", "Keep my number");
pub const OBJECTED: Text = text("Số của bạn được giữ nguyên.", "We have kept your number.");
pub const OBJECTED_NEXT: Text = text(
    "Người yêu cầu biết email và số CCCD/CMND của bạn. Hãy đổi mật khẩu email ngay.",
    "The person who asked knows your email and identity number. Change your email password now.",
);
pub const OBJECTED_HEADING: Text = text("Đã hủy yêu cầu đổi số", "Change cancelled");
