//! Ways to sign in besides the password: accounts elsewhere, signatures.

use super::Language;
use crate::api::federated_login::Issuer;
use domain::language::{Text, text};

pub const fn issuer(issuer: Issuer) -> Text {
    match issuer {
        Issuer::National => text(
            "Cổng Dịch vụ công quốc gia",
            "National Public Service Portal",
        ),
        Issuer::Vneid => text("VNeID", "VNeID"),
        Issuer::VietnamPost => text("Bưu điện Việt Nam", "Vietnam Post"),
    }
}

/// Whose account it is, within a sentence.
pub const fn issuer_in_sentence(of: Issuer) -> Text {
    match of {
        Issuer::National => text(
            "Cổng Dịch vụ công quốc gia",
            "the National Public Service Portal",
        ),
        Issuer::Vneid | Issuer::VietnamPost => issuer(of),
    }
}

pub const fn issuer_card(issuer: Issuer) -> Text {
    match issuer {
        Issuer::National => text(
            "Tài khoản cấp bởi Cổng DVC Quốc gia",
            "Account issued by the National Public Service Portal",
        ),
        Issuer::Vneid => text(
            "Tài khoản định danh điện tử VNeID",
            "VNeID electronic identity account",
        ),
        Issuer::VietnamPost => text(
            "Tài khoản cấp bởi Bưu điện Việt Nam",
            "Account issued by Vietnam Post",
        ),
    }
}

pub const fn issuer_needs(issuer: Issuer) -> Text {
    match issuer {
        Issuer::National => text(
            "Bạn được chuyển sang trang của Cổng Dịch vụ công quốc gia rồi quay lại đây.",
            "We will take you to the National Public Service Portal’s page and bring you back.",
        ),
        Issuer::Vneid => text(
            "Dùng ứng dụng VNeID trên điện thoại của bạn.",
            "Use the VNeID app on your phone.",
        ),
        Issuer::VietnamPost => text(
            "Bạn được chuyển sang trang của Bưu điện rồi quay lại đây.",
            "We will take you to Vietnam Post’s page and bring you back.",
        ),
    }
}

pub fn go_to(language: Language, issuer_name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Tiếp tục với {issuer_name}"),
        Language::English => format!("Continue with {issuer_name}"),
    }
}

pub const GOING: Text = text("Đang chuyển trang…", "Taking you there…");

pub const FAILED: Text = text("Đăng nhập chưa thành công", "You were not signed in");
pub const TRY_AGAIN: Text = text("Đăng nhập lại", "Sign in again");

/// Why nobody was signed in, by its name in the address.
pub fn failure(name: &str) -> Text {
    match name {
        "tu-choi" => text(
            "Bạn đã quay lại mà chưa đồng ý đăng nhập. Chưa có gì thay đổi.",
            "You came back without agreeing to sign in. Nothing has changed.",
        ),
        "khong-tra-loi" => text(
            "Nơi cấp tài khoản không trả lời. Thử lại sau ít phút, hoặc đăng nhập bằng cách khác.",
            "The account provider is not responding. Try again in a few minutes, or sign in another way.",
        ),
        "khong-tin-cay" => text(
            "Không xác minh được phản hồi của nơi cấp tài khoản. Thử lại; nếu vẫn lỗi, gọi tổng đài.",
            "We could not verify the provider’s response. Try again; if it keeps happening, call the helpline.",
        ),
        "khong-duoc-vao" => text(
            "Tài khoản này hiện không đăng nhập được. Liên hệ quản trị viên hoặc gọi tổng đài.",
            "You cannot sign in to this account at the moment. Ask your administrator, or call the helpline.",
        ),
        "loi" => text(
            "Hệ thống gặp lỗi và đã ghi nhận. Thử lại sau ít phút.",
            "Something went wrong. We have recorded it. Try again in a few minutes.",
        ),
        "thieu-giay-to" => text(
            "Tài khoản này chưa có số định danh hoặc mã số thuế. Bổ sung ở nơi cấp tài khoản rồi thử lại.",
            "This account has no identity number or tax code yet. Add it on the provider’s site, then try again.",
        ),
        _ => text(
            "Lần đăng nhập này đã hết hạn hoặc được bắt đầu ở trình duyệt khác. Đăng nhập lại.",
            "This sign-in has expired, or was started in another browser. Sign in again.",
        ),
    }
}

pub const LINK: Text = text("Liên kết tài khoản", "Link your accounts");
pub const LINK_TITLE: Text = text(
    "Đã có tài khoản trên cổng với số CCCD/CMND này.",
    "There is already an account with this identity number.",
);
pub const LINK_NEXT: Text = text(
    "Đăng nhập một lần vào tài khoản đó để liên kết. Lần sau bạn vào thẳng, không cần mật khẩu.",
    "Sign in once to link the accounts. Next time you will not need a password.",
);
pub const SIGN_IN_TO_LINK: Text = text("Đăng nhập để liên kết", "Sign in to link");
pub const FORGOT_PASSWORD: Text = text("Quên mật khẩu?", "Forgot your password?");
pub const USER_NAME: Text = text("Tên đăng nhập", "User name");
pub const FULL_NAME: Text = text("Họ và tên", "Full name");
pub const IDENTIFIED_BY: Text = text("Xác minh bởi", "Verified by");

pub const CONFIRM: Text = text("Xác nhận thông tin", "Confirm your details");
pub const CONFIRM_INTRO: Text = text(
    "Thông tin đã xác minh không sửa được ở đây. Nhập phần còn thiếu để tạo tài khoản.",
    "You cannot change verified details here. Fill in the rest to create your account.",
);

pub const BY_TOKEN: Text = text("Đăng nhập bằng USB ký số", "Sign in with a USB token");
pub const BY_TOKEN_INTRO: Text = text(
    "Cắm USB ký số vào máy và mở chương trình ký của nhà cung cấp. Trên điện thoại, dùng SIM ký số hoặc cách khác.",
    "Plug the token into your computer and open its software. On a phone, use a signing SIM or another way.",
);
pub const BEGIN: Text = text("Bắt đầu ký", "Start signing");
pub const BEGINNING: Text = text("Đang chuẩn bị…", "Preparing…");
pub const BY_SIM: Text = text("Đăng nhập bằng SIM ký số", "Sign in with a signing SIM");
pub const BY_SIM_INTRO: Text = text(
    "Yêu cầu ký hiện trên điện thoại có SIM ký số. Bạn nhập mã PIN của SIM trên điện thoại.",
    "A signing request will appear on the phone with the signing SIM. Enter the SIM’s PIN there.",
);
pub const SIM_PHONE: Text = text("Số của SIM ký số", "Number of the signing SIM");
pub const SEND_TO_SIM: Text = text("Gửi yêu cầu ký", "Send the request");
pub const SIGN: Text = text("Ký xác nhận", "Sign");
pub const SIGN_WITH_TOKEN: Text = text("Ký bằng USB ký số", "Sign with the USB token");
pub const SIGNING: Text = text("Đang chờ USB ký số…", "Waiting for the USB token…");
pub const TOKEN_SILENT: Text = text(
    "Không liên lạc được với chương trình của USB ký số. Cắm USB, mở chương trình rồi bấm lại, hoặc ký thủ công ở dưới.",
    "The token’s software is not responding. Plug in the token, open the software and try again, or sign by hand below.",
);
pub const TOKEN_NEEDS_SCRIPTS: Text = text(
    "Ký trực tiếp cần JavaScript. Không có JavaScript thì ký thủ công ở dưới.",
    "Signing directly needs JavaScript. Without it, sign by hand below.",
);
pub const BY_HAND: Text = text("Ký thủ công", "Sign by hand");
pub const CHALLENGE: Text = text("Nội dung cần ký", "What to sign");
pub const CHALLENGE_HINT: Text = text("Ở dạng base64.", "In base64.");
pub const OPEN_TOKEN: Text = text("Mở chương trình của USB ký số", "Open the token’s software");
pub const SIGNATURE: Text = text("Chữ ký", "Signature");
pub const SIGNATURE_HINT: Text = text(
    "Dán chữ ký (CMS) mà chương trình trả về.",
    "Paste the signature (CMS) that the software gave you.",
);
pub const CHECK: Text = text(
    "Kiểm tra chữ ký và đăng nhập",
    "Check the signature and sign in",
);
pub const CHECKING: Text = text("Đang kiểm tra…", "Checking…");
pub const CONTROL_CODE: Text = text("Mã đối chiếu", "Code to compare");
pub const COMPARE: Text = text(
    "Chỉ nhập mã PIN khi điện thoại hiện đúng mã này.",
    "Enter your PIN only if your phone shows the same code.",
);
pub const I_SIGNED: Text = text("Tôi đã ký trên điện thoại", "I have signed on my phone");
pub const BEGIN_AGAIN: Text = text("Bắt đầu lại", "Start again");
pub const IN_DEMO: Text = text("Bản dùng thử: mở", "This is a demonstration. Open the");
pub const DEMO_TOKEN: Text = text("USB ký số thử nghiệm", "test token");
pub const DEMO_SIM: Text = text("SIM thử nghiệm", "test SIM");

pub const LINKED: Text = text("Tài khoản đã liên kết", "Linked accounts");
pub const LINKED_INTRO: Text = text(
    "Bạn có thể đăng nhập cổng bằng các tài khoản này.",
    "You can sign in here with these accounts.",
);
pub const NONE_LINKED: Text = text(
    "Chưa liên kết tài khoản nào.",
    "You have not linked any accounts yet.",
);
pub const NOW_LINKED: Text = text("Đã liên kết tài khoản.", "Account linked.");
pub const UNLINKED: Text = text("Đã hủy liên kết.", "Account unlinked.");
pub const UNLINK: Text = text("Hủy liên kết", "Unlink");
pub const UNLINKING: Text = text("Đang hủy liên kết…", "Unlinking…");

/// Leads to an account elsewhere, to link it.
pub fn link_with(language: Language, issuer_name: &str) -> String {
    match language {
        Language::Vietnamese => format!("Liên kết {issuer_name}"),
        Language::English => format!("Link {issuer_name}"),
    }
}

pub fn linked_since(language: Language, when: &str) -> String {
    match language {
        Language::Vietnamese => format!("Liên kết từ {when}"),
        Language::English => format!("Linked since {when}"),
    }
}
