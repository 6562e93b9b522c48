//! The message that carries a code.

use crate::notifications::{delivery::Message, sms};
use app::api::verifications::CodeMethod;
use domain::{language::Language, one_time_code::OneTimeCode};

/// The message to a number or an e-mail address, in a language.
pub(super) fn code_message(
    method: CodeMethod,
    to: &str,
    code: &OneTimeCode,
    language: Language,
) -> Message {
    let (to, code) = (to.to_owned(), code.as_str());
    match (method, language) {
        (CodeMethod::Sms, Language::Vietnamese) => sms(
            &to,
            &format!(
                "{code} là mã xác thực của bạn trên Cổng dịch vụ công Tây Ninh. Mã có hiệu lực 5 phút. \
                 Không đưa mã này cho bất kỳ ai."
            ),
        ),
        (CodeMethod::Sms, Language::English) => sms(
            &to,
            &format!(
                "{code} is your code for Tay Ninh Public Services. It is valid for 5 minutes. \
                 Do not give it to anybody."
            ),
        ),
        (CodeMethod::Voice, Language::Vietnamese) => Message::Call {
            to,
            text: format!(
                "Mã xác thực Cổng dịch vụ công Tây Ninh là: {0}. Nhắc lại: {0}.",
                read_out(code)
            ),
        },
        (CodeMethod::Voice, Language::English) => Message::Call {
            to,
            text: format!(
                "Your code for Tay Ninh Public Services is: {0}. Again: {0}.",
                read_out(code)
            ),
        },
        (CodeMethod::Email, Language::Vietnamese) => Message::SendEmail {
            to,
            subject: "Mã xác thực của Cổng dịch vụ công Tây Ninh".to_owned(),
            text: format!(
                "Mã xác thực của bạn là {code}.\n\nMã có hiệu lực 5 phút. Không đưa mã này cho bất kỳ ai, kể cả người tự xưng \
                 là cán bộ.\n\nNếu bạn không yêu cầu mã, không cần làm gì."
            ),
        },
        (CodeMethod::Email, Language::English) => Message::SendEmail {
            to,
            subject: "Your code for Tay Ninh Public Services".to_owned(),
            text: format!(
                "Your code is {code}.\n\nIt is valid for 5 minutes. Do not give it to anybody, not even to somebody who says \
                 they are an officer.\n\nIf you did not ask for a code, there is nothing to do."
            ),
        },
    }
}

/// A code digit by digit, with pauses.
fn read_out(code: &str) -> String {
    let digits: Vec<String> = code.chars().map(String::from).collect();
    digits.join(", ")
}
