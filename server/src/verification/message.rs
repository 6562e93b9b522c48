//! The message that carries a code. It says what the code is for, so that a caller who asks for it is found out.

use crate::notifications::{delivery::Message, email, sms};
use app::api::verifications::{CodeMethod, VerificationKind};
use domain::{
    language::{Language, Text, text},
    one_time_code::OneTimeCode,
};

/// The message to a number or an e-mail address, in a language.
pub(super) fn code_message(
    kind: VerificationKind,
    method: CodeMethod,
    to: &str,
    code: &OneTimeCode,
    language: Language,
) -> Message {
    let (purpose, code) = (purpose(kind).to(language), code.as_str());
    match (method, language) {
        (CodeMethod::Sms, Language::Vietnamese) => sms(
            to,
            &format!(
                "{code} là mã OTP để {purpose} trên Cổng Dịch vụ công tỉnh Tây Ninh. Mã có hiệu lực 5 phút. \
                 Không cung cấp cho bất kỳ ai."
            ),
        ),
        (CodeMethod::Sms, Language::English) => sms(
            to,
            &format!(
                "{code} is your code to {purpose} Tây Ninh Public Services. It expires in 5 minutes. \
                 Do not share it with anyone."
            ),
        ),
        (CodeMethod::Voice, Language::Vietnamese) => Message::Call {
            to: to.to_owned(),
            text: format!(
                "Mã OTP để {purpose} trên Cổng Dịch vụ công tỉnh Tây Ninh là: {0}. Nhắc lại: {0}. \
                 Không cung cấp cho bất kỳ ai.",
                read_out(code)
            ),
        },
        (CodeMethod::Voice, Language::English) => Message::Call {
            to: to.to_owned(),
            text: format!(
                "Your code to {purpose} Tây Ninh Public Services is: {0}. Again: {0}. \
                 Do not share it with anyone.",
                read_out(code)
            ),
        },
        (CodeMethod::Email, Language::Vietnamese) => email(
            to,
            &format!("Mã OTP để {purpose}"),
            &format!(
                "{code} là mã OTP để {purpose} trên Cổng Dịch vụ công tỉnh Tây Ninh.\n\nMã có hiệu lực 5 phút. \
                 Không cung cấp cho bất kỳ ai, kể cả người tự xưng là cán bộ.\n\nNếu bạn không yêu cầu mã, bạn không cần \
                 làm gì."
            ),
            language,
        ),
        (CodeMethod::Email, Language::English) => email(
            to,
            &format!("Your code to {purpose} Tây Ninh Public Services"),
            &format!(
                "{code} is your code to {purpose} Tây Ninh Public Services.\n\nIt expires in 5 minutes. Do not share it \
                 with anyone, not even someone who says they are an officer.\n\nIf you did not ask for a code, you do not \
                 need to do anything."
            ),
            language,
        ),
    }
}

/// What a code is for, in front of the portal's name.
const fn purpose(kind: VerificationKind) -> Text {
    match kind {
        VerificationKind::Registration => text("đăng ký tài khoản", "register with"),
        VerificationKind::SignIn => text("đăng nhập", "sign in to"),
        VerificationKind::PasswordRecovery => text("đặt lại mật khẩu", "reset your password for"),
        VerificationKind::PhoneRecovery
        | VerificationKind::PhoneReplacement
        | VerificationKind::PhoneChange => {
            text("đổi số điện thoại", "change your phone number with")
        }
        VerificationKind::EmailChange => text("đổi email", "change your email address with"),
    }
}

/// A code digit by digit, with pauses.
fn read_out(code: &str) -> String {
    let digits: Vec<String> = code.chars().map(String::from).collect();
    digits.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{CodeMethod, Language, Message, OneTimeCode, VerificationKind, code_message};

    #[test]
    fn a_code_and_what_it_is_for_fit_into_one_text_message() {
        let code = OneTimeCode::parse("123456").unwrap();
        for kind in [
            VerificationKind::Registration,
            VerificationKind::SignIn,
            VerificationKind::PasswordRecovery,
            VerificationKind::PhoneRecovery,
            VerificationKind::PhoneReplacement,
            VerificationKind::PhoneChange,
            VerificationKind::EmailChange,
        ] {
            for language in Language::ALL {
                let message = code_message(kind, CodeMethod::Sms, "0900000017", &code, language);
                let Message::SendSms { text, .. } = message else {
                    panic!("a text message");
                };
                assert!(text.is_ascii() && text.len() <= 160, "{text}");
            }
        }
    }
}
