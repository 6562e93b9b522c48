//! From the message on the wire to what its reader sees.

use mail_parser::{Addr, MessageParser};

#[derive(Debug, PartialEq)]
pub(super) struct ParsedEmail {
    /// `Name <address>`, or the address alone.
    pub from: String,
    pub subject: String,
    pub text: String,
}

impl ParsedEmail {
    /// Decodes a message; `None` where it has no header or does not say whom it is from, which RFC 5322 demands.
    pub(super) fn parse(message: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(message)?;
        let text = message.body_text(0).unwrap_or_default();
        Some(Self {
            from: sender(message.from()?.first()?)?,
            subject: message.subject().unwrap_or_default().to_owned(),
            text: text.replace("\r\n", "\n").trim_end().to_owned(),
        })
    }
}

fn sender(from: &Addr<'_>) -> Option<String> {
    let address = from.address()?;
    let named = from.name().map(|name| format!("{name} <{address}>"));
    Some(named.unwrap_or_else(|| address.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::ParsedEmail;

    #[test]
    fn header_and_body_are_decoded_whatever_their_encoding() {
        for message in [
            "From: a@cong.vn\r\nSubject: =?utf-8?B?TcOjIHjDoWMgdGjhu7Fj?=\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nĐộ dài\r\nhai dòng\r\n",
            "From: <a@cong.vn>\r\nSubject: =?utf-8?Q?M=C3=A3_x=C3=A1c?=\r\n =?utf-8?Q?_th=E1=BB=B1c?=\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
             xJDhu5kgZMOgaQ0KaGFpIGTDsm5n\r\n",
        ] {
            let expected = ParsedEmail {
                from: "a@cong.vn".to_owned(),
                subject: "Mã xác thực".to_owned(),
                text: "Độ dài\nhai dòng".to_owned(),
            };
            assert_eq!(ParsedEmail::parse(message.as_bytes()), Some(expected));
        }
    }

    #[test]
    fn markup_alone_is_read_as_text() {
        let message = "From: a@cong.vn\r\nContent-Type: text/html\r\n\r\n<p>123456</p>\r\n";
        let email = ParsedEmail::parse(message.as_bytes()).expect("an email");
        assert_eq!(email.subject, "");
        assert_eq!(email.text, "123456");
    }

    #[test]
    fn what_names_no_sender_is_no_email() {
        for message in ["", "\r\n\r\n", "xin chào", "Subject: a\r\n\r\nb\r\n"] {
            assert_eq!(ParsedEmail::parse(message.as_bytes()), None, "{message:?}");
        }
    }
}
