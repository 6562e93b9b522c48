//! A forgotten password, a lost telephone.

use domain::language::{Text, text};

pub const FORGOTTEN: Text = text("Quên mật khẩu", "Forgotten password");
pub const FORGOTTEN_INTRO: Text = text(
    "Nhập tên đăng nhập. Nếu có tài khoản, mã xác thực được gửi đến số điện thoại của tài khoản.",
    "Enter your user name. If there is an account, a code is sent to its telephone number.",
);
pub const OFFICERS_FIRST: Text = text(
    "Cán bộ: nhờ người quản trị của đơn vị cho phép trước.",
    "Officers: ask your unit’s administrator to allow it first.",
);
pub const USER_NAME: Text = text("Tên đăng nhập", "User name");
pub const USER_NAME_HINT: Text = text(
    "Số CMT/CCCD; doanh nghiệp: mã số thuế; cơ quan: thư điện tử công vụ.",
    "Your identity number; enterprises: the tax code; agencies: the official e-mail address.",
);
pub const SEND_CODE: Text = text("Gửi mã xác thực", "Send a code");
pub const SENDING: Text = text("Đang gửi…", "Sending…");
pub const BACK_TO_SIGN_IN: Text = text("Quay lại đăng nhập", "Back to signing in");
pub const CODE_HEADING: Text = text("Nhập mã xác thực", "Enter the code");
pub const SET_NEW_PASSWORD: Text = text("Đặt mật khẩu mới", "Set a new password");
pub const SIGNED_OUT_ELSEWHERE: Text = text(
    "Khi đổi mật khẩu, mọi nơi đang đăng nhập sẽ bị đăng xuất.",
    "With the new password, everybody who is signed in is signed out.",
);
pub const SAVE_PASSWORD: Text = text("Lưu mật khẩu và đăng nhập", "Save the password and sign in");
pub const SAVING: Text = text("Đang lưu…", "Saving…");

pub const LOST_PHONE: Text = text("Mất số điện thoại nhận OTP", "Lost telephone number");
pub const LOST_PHONE_INTRO: Text = text(
    "Đổi số khi bạn không còn dùng số đã đăng ký. Cần thư điện tử đã đăng ký trong tài khoản.",
    "Change the number when you no longer have the one you registered. You need the e-mail address of your account.",
);
pub const LOST_PHONE_WAIT: Text = text(
    "Số mới có hiệu lực sau 72 giờ. Trong thời gian đó, số cũ nhận được thông báo và có thể phản đối.",
    "The new number counts after 72 hours. Until then the old number is told, and can object.",
);
pub const EMAIL: Text = text("Thư điện tử đã đăng ký", "E-mail address of the account");
pub const NO_EMAIL: Text = text(
    "Tài khoản không có thư điện tử?",
    "Has your account no e-mail address?",
);
pub const CALL: Text = text("Gọi", "Call");
pub const OR_BRING_PAPERS: Text = text(
    "hoặc mang giấy tờ tùy thân đến Trung tâm Hành chính công tỉnh để đổi số.",
    "or bring your identity papers to the provincial Public Administration Centre to change the number.",
);
pub const NEW_PHONE: Text = text("Số điện thoại mới", "New telephone number");
pub const NEW_PHONE_HINT: Text = text(
    "Số di động đăng ký chính chủ; mã OTP được gửi đến số này.",
    "A Vietnamese mobile number registered in your own name; a code is sent to it.",
);
pub const NOTED: Text = text("Đã ghi nhận số mới", "The new number has been noted");
pub const NOTED_WHEN: Text = text(
    "Số mới có hiệu lực sau 72 giờ nếu không ai phản đối. Khi đó bạn đăng nhập bằng mật khẩu và mã gửi đến số mới.",
    "It counts after 72 hours unless somebody objects. You can then sign in with your password and a code sent to it.",
);
pub const NOTED_MEANWHILE: Text = text(
    "Cần gấp? Mang giấy tờ tùy thân đến Trung tâm Hành chính công tỉnh.",
    "Is it urgent? Bring your identity papers to the provincial Public Administration Centre.",
);
pub const OBJECT: Text = text(
    "Phản đối đổi số điện thoại",
    "Object to the change of number",
);
pub const OBJECT_INTRO: Text = text(
    "Có người báo mất số điện thoại của bạn và xin đổi sang số khác. Nếu không phải bạn, bấm nút dưới đây: số của bạn được giữ nguyên.",
    "Somebody reported your telephone number lost and asked for another. If it was not you, press the button below: your number stays.",
);
pub const KEEP_MY_NUMBER: Text = text("Giữ nguyên số của tôi", "Keep my number");
pub const OBJECTED: Text = text("Số của bạn được giữ nguyên.", "Your number stays.");
pub const OBJECTED_NEXT: Text = text(
    "Người xin đổi số biết thư điện tử và số giấy tờ của bạn. Nên đổi mật khẩu hộp thư ngay.",
    "Whoever asked knows your e-mail address and identity number. Change the password of your mailbox now.",
);
pub const OBJECTED_HEADING: Text = text("Đã phản đối đổi số", "The objection has been noted");
