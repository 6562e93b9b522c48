//! The message that carries a code. It says what the code is for, so that a caller who asks for it is found out.

use crate::notifications::{delivery::Message, email, sms};
use app::{
    api::verifications::{CodeMethod, VerificationKind},
    portal::Portal,
};
use domain::{
    language::{Language, Text, text},
    one_time_code::OneTimeCode,
    without_diacritics,
};

/// Characters of one text message in the alphabet of GSM 03.38, which has all of ours.
const ONE_MESSAGE: usize = 160;

/// The message to a number or an e-mail address, in a language.
pub(super) fn code_message(
    portal: &Portal,
    kind: VerificationKind,
    method: CodeMethod,
    to: &str,
    code: &OneTimeCode,
    language: Language,
) -> Message {
    let (purpose, code) = (purpose(kind).to(language), code.as_str());
    match (method, language) {
        (CodeMethod::Sms, Language::Vietnamese) => text_message(
            portal,
            to,
            code,
            &format!(
                "{code} là mã OTP để {purpose} trên Dịch vụ công Tây Ninh. Mã có hiệu lực 5 phút. \
                 Không cung cấp cho bất kỳ ai."
            ),
        ),
        (CodeMethod::Sms, Language::English) => text_message(
            portal,
            to,
            code,
            &format!(
                "{code} is your code to {purpose} Tây Ninh Public Services. It expires in 5 minutes. Do not share it."
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

/// A text message with a last line by which telephones fill the code in by themselves, and on our pages only (WICG, “Origin-bound
/// one-time codes delivered via SMS”). Where the two do not fit into one message the words are what people need.
fn text_message(portal: &Portal, to: &str, code: &str, words: &str) -> Message {
    let words = without_diacritics(words);
    let url = portal.public_url.parse::<http::Uri>().unwrap_or_default();
    let bound = format!("{words}\n@{} #{code}", url.host().unwrap_or_default());
    let fits = url.host().is_some() && bound.chars().count() <= ONE_MESSAGE;
    sms(to, if fits { &bound } else { &words })
}

/// A code digit by digit, with pauses.
fn read_out(code: &str) -> String {
    let digits: Vec<String> = code.chars().map(String::from).collect();
    digits.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{
        CodeMethod, Language, Message, ONE_MESSAGE, OneTimeCode, Portal, VerificationKind,
        code_message,
    };

    /// Those whose codes go to a telephone.
    const KINDS: [VerificationKind; 5] = [
        VerificationKind::Registration,
        VerificationKind::SignIn,
        VerificationKind::PasswordRecovery,
        VerificationKind::PhoneReplacement,
        VerificationKind::PhoneChange,
    ];

    fn portal(public_url: &str) -> Portal {
        Portal {
            public_url: public_url.to_owned(),
            ..Portal::default()
        }
    }

    #[test]
    fn a_text_message_says_what_the_code_is_for_and_ends_with_what_telephones_fill_in() {
        let code = OneTimeCode::from_number(4_217).expect("six digits");
        for (public_url, last) in [
            (
                "https://dichvucong.tayninh.gov.vn",
                Some("@dichvucong.tayninh.gov.vn #004217"),
            ),
            (
                "https://dichvucong.tayninh.gov.vn:8443",
                Some("@dichvucong.tayninh.gov.vn #004217"),
            ),
            ("https://dvc.example.vn", Some("@dvc.example.vn #004217")),
            ("http://127.0.0.1:8080", Some("@127.0.0.1 #004217")),
            ("http://localhost:8080", Some("@localhost #004217")),
            (
                "https://mot-cong-dich-vu-cong-co-ten-rat-dai-nhu-the-nay.tayninh.gov.vn",
                None,
            ),
            ("", None),
        ] {
            for (kind, language) in KINDS
                .map(|kind| Language::ALL.map(|language| (kind, language)))
                .concat()
            {
                let portal = portal(public_url);
                let method = CodeMethod::Sms;
                let message = code_message(&portal, kind, method, "0900000017", &code, language);
                let Message::SendSms { text, .. } = message else {
                    panic!("a text message");
                };
                assert!(text.is_ascii() && text.len() <= ONE_MESSAGE, "{text}");
                let mut lines = text.lines();
                let words = lines.next().expect("words");
                assert!(
                    words.starts_with("004217") && words.ends_with('.'),
                    "{text}"
                );
                assert_eq!((lines.next(), lines.next()), (last, None), "{text}");
            }
        }
    }

    #[test]
    fn only_text_messages_have_that_line() {
        let code = OneTimeCode::from_number(4_217).expect("six digits");
        let portal = portal("https://dvc.example.vn");
        for method in [CodeMethod::Voice, CodeMethod::Email] {
            for language in Language::ALL {
                let kind = VerificationKind::SignIn;
                let to = "an@example.vn";
                let message = code_message(&portal, kind, method, to, &code, language);
                let said = format!("{message:?}");
                assert!(!said.contains("@dvc.example.vn"), "{said}");
            }
        }
    }
}
