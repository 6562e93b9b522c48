//! Messages to people: texts, calls, e-mails. Each is a job.

use super::HELPLINE;
use crate::{
    http::{Error, Result},
    jobs::{Done, Work},
    state::AppState,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::{self, extension::ClientId},
};
use serde::{Deserialize, Serialize};
use std::{
    error::Error as StdError,
    net::{Ipv4Addr, Ipv6Addr},
    time::Duration,
};
use uuid::Uuid;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    SendSms {
        to: String,
        /// Text without diacritics, which halve a message's length.
        text: String,
    },
    /// A call in which a text is read out.
    Call { to: String, text: String },
    SendEmail {
        to: String,
        subject: String,
        /// Plain text.
        text: String,
    },
}

impl Work for Message {
    const KINDS: &[&str] = &["send_sms", "call", "send_email"];
    const IS_MESSAGE: bool = true;
}

/// # Errors
/// The gateway or the mail server does not take it.
pub async fn send(app: AppState, message: Message) -> Result<Done> {
    let with_helpline = |text: &str| text.replace(HELPLINE, &app.portal.hotline);
    match &message {
        Message::SendSms { to, text } => {
            post(&app, &app.config.sms_url, to, &with_helpline(text)).await
        }
        Message::Call { to, text } => {
            post(&app, &app.config.voice_url, to, &with_helpline(text)).await
        }
        Message::SendEmail { to, subject, text } => {
            send_email(&app, to, subject, &with_helpline(text)).await
        }
    }
}

/// Sends e-mails; the connection is made when the first goes out.
pub type Mailer = AsyncSmtpTransport<Tokio1Executor>;

const MAIL_TIMEOUT: Duration = Duration::from_secs(10);

/// The client of the mail server at `smtp_url`, which greets it by the host of `public_url`: mail servers mistrust a client
/// that calls itself 127.0.0.1.
///
/// # Errors
/// `smtp_url` is no address of a mail server.
pub fn mailer(smtp_url: &str, public_url: &str) -> std::result::Result<Mailer, smtp::Error> {
    Ok(Mailer::from_url(smtp_url)?
        .hello_name(greeting_name(public_url))
        .timeout(Some(MAIL_TIMEOUT))
        .build())
}

/// The host of an address as EHLO names it: a domain or an address literal (RFC 5321, 4.1.3).
fn greeting_name(public_url: &str) -> ClientId {
    let url = public_url.parse::<http::Uri>().unwrap_or_default();
    let host = url.host().unwrap_or("localhost");
    let bare = host.trim_matches(['[', ']']);
    if let Ok(address) = bare.parse::<Ipv4Addr>() {
        ClientId::Ipv4(address)
    } else if let Ok(address) = bare.parse::<Ipv6Addr>() {
        ClientId::Ipv6(address)
    } else {
        ClientId::Domain(host.to_owned())
    }
}

/// `Auto-Submitted: auto-generated` (RFC 3834), so that no absent reader’s program answers and no list takes it for a person’s.
#[derive(Clone, Copy)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn StdError + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn letter(
    from: Mailbox,
    to: Mailbox,
    subject: &str,
    text: &str,
) -> std::result::Result<lettre::Message, lettre::error::Error> {
    let message_id = format!("<{}@{}>", Uuid::new_v4(), from.email.domain());
    lettre::Message::builder()
        .message_id(Some(message_id))
        .header(AutoSubmitted)
        .from(from)
        .to(to)
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(text.to_owned())
}

/// Sends an e-mail. An address that cannot be written to is given up: trying again would not help.
async fn send_email(app: &AppState, to: &str, subject: &str, text: &str) -> Result<Done> {
    let from: Mailbox = app.config.mail_from.parse().map_err(Error::internal)?;
    let Ok(to) = to.parse::<Mailbox>() else {
        tracing::warn!("an e-mail address that cannot be written to");
        return Ok(Done::Finished);
    };
    let message = letter(from, to, subject, text).map_err(Error::internal)?;
    match app.get::<Mailer>().send(message).await {
        Ok(_) => Ok(Done::Finished),
        Err(error) if error.is_permanent() => {
            tracing::warn!("the mail server refuses an e-mail for good");
            Ok(Done::Finished)
        }
        // The error may quote the address.
        Err(error) => Err(Error::internal(format!(
            "the mail server took no e-mail (transient: {}, timeout: {})",
            error.is_transient(),
            error.is_timeout()
        ))),
    }
}

async fn post(app: &AppState, url: &str, to: &str, text: &str) -> Result<Done> {
    let response = app
        .http
        .post(url)
        .json(&serde_json::json!({ "to": to, "text": text }))
        .send()
        .await
        // The address of the gateway is configuration, but the error may quote the request.
        .map_err(|error| Error::internal(error.without_url()))?;
    if !response.status().is_success() {
        return Err(Error::internal(format!(
            "the gateway for messages answered {}",
            response.status()
        )));
    }
    Ok(Done::Finished)
}

#[cfg(test)]
mod tests {
    use super::{greeting_name, letter};

    #[test]
    fn mail_servers_are_greeted_by_the_name_that_citizens_use() {
        for (public_url, name) in [
            ("https://dichvucong.example.vn", "dichvucong.example.vn"),
            (
                "https://dichvucong.example.vn:8443",
                "dichvucong.example.vn",
            ),
            ("http://127.0.0.1:8080", "[127.0.0.1]"),
            ("http://[::1]:8080", "[IPv6:::1]"),
        ] {
            assert_eq!(greeting_name(public_url).to_string(), name, "{public_url}");
        }
    }

    #[test]
    fn an_e_mail_is_known_by_our_domain_and_as_written_by_a_program() {
        let message = letter(
            "Cổng Dịch vụ công <khong-tra-loi@dichvucong.example.vn>"
                .parse()
                .unwrap(),
            "an@example.org".parse().unwrap(),
            "Mã OTP",
            "123456",
        )
        .unwrap();
        let message = String::from_utf8(message.formatted()).unwrap();
        let header = |name: &str| {
            let line = message.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_else(|| panic!("no {name} in {message}"))
        };
        assert!(header("Message-ID: ").ends_with("@dichvucong.example.vn>"));
        assert_eq!(header("Auto-Submitted: "), "auto-generated");
    }
}
