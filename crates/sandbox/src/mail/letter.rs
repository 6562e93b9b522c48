//! From the message on the wire to what its reader sees.

use std::io;

use mail_parser::{Addr, MessageParser};
use uuid::Uuid;

use crate::{
    Sandbox,
    arrival::arrive,
    faults::Fault,
    world::{Event, Mail},
};

/// What a reader sees of a message.
#[derive(Debug, PartialEq)]
pub(super) struct Letter {
    /// `Name <address>`, or the address alone.
    from: String,
    subject: String,
    text: String,
}

impl Letter {
    /// Decodes a message; `None` where it has no header or does not say whom it is from, which RFC 5322 demands.
    pub(super) fn parse(message: &[u8]) -> Option<Self> {
        let message = MessageParser::default().parse(message)?;
        let from = sender(message.from()?.first()?)?;
        let subject = message.subject().unwrap_or_default().to_owned();
        let text = message.body_text(0).unwrap_or_default();
        let text = text.replace("\r\n", "\n").trim_end().to_owned();
        Some(Self {
            from,
            subject,
            text,
        })
    }

    /// Lets the letter arrive in the mailboxes of `to`.
    pub(super) fn arrive(
        self,
        sandbox: &Sandbox,
        fault: Option<Fault>,
        to: Vec<String>,
    ) -> io::Result<Uuid> {
        arrive(sandbox, fault, move |id, at| {
            Event::Mailed(Mail {
                id,
                at,
                from: self.from.clone(),
                to: to.clone(),
                subject: self.subject.clone(),
                text: self.text.clone(),
            })
        })
    }
}

fn sender(from: &Addr<'_>) -> Option<String> {
    let address = from.address()?;
    Some(match from.name() {
        Some(name) => format!("{name} <{address}>"),
        None => address.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::Letter;

    #[test]
    fn header_and_body_are_decoded_whatever_their_encoding() {
        for message in [
            "From: a@cong.vn\r\nSubject: =?utf-8?B?TcOjIHjDoWMgdGjhu7Fj?=\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nĐộ dài\r\nhai dòng\r\n",
            "From: <a@cong.vn>\r\nSubject: =?utf-8?Q?M=C3=A3_x=C3=A1c?=\r\n =?utf-8?Q?_th=E1=BB=B1c?=\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
             xJDhu5kgZMOgaQ0KaGFpIGTDsm5n\r\n",
        ] {
            let expected = Letter {
                from: "a@cong.vn".to_owned(),
                subject: "Mã xác thực".to_owned(),
                text: "Độ dài\nhai dòng".to_owned(),
            };
            assert_eq!(Letter::parse(message.as_bytes()), Some(expected));
        }
    }

    #[test]
    fn markup_alone_is_read_as_text() {
        let message = "From: a@cong.vn\r\nContent-Type: text/html\r\n\r\n<p>123456</p>\r\n";
        let letter = Letter::parse(message.as_bytes()).expect("a letter");
        assert_eq!(
            (letter.subject.as_str(), letter.text.as_str()),
            ("", "123456")
        );
    }

    #[test]
    fn what_names_no_sender_is_no_letter() {
        for message in ["", "\r\n\r\n", "xin chào", "Subject: a\r\n\r\nb\r\n"] {
            assert_eq!(Letter::parse(message.as_bytes()), None, "{message:?}");
        }
    }
}
