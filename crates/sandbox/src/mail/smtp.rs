//! The receiving end of SMTP (RFC 5321), small: it keeps every email for the one sandbox it lives in and relays none, so it
//! needs neither passwords nor TLS.

use std::{io, time::Duration};

use smtp_proto::{Error, MAIL_BODY_7BIT, MAIL_BODY_8BITMIME, MailFrom, Request};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufStream},
    net::TcpListener,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::message::ParsedEmail;
use crate::{
    Sandbox,
    arrival::arrive,
    faults::{Fault, Operation},
    world::{Email, Event},
};

/// Bytes of a message, as the answer to EHLO announces.
const LARGEST: usize = 262_144;

/// Recipients of one message; the least that RFC 5321 (4.5.3.1.8) allows.
const MAX_RECIPIENTS: usize = 100;

/// Bytes of a line with its end and a doubled dot (4.5.3.1.6). Commands may be as long: their own limit is a minimum too.
const LONGEST_LINE: usize = 1001;

/// How long a client may take for one line (4.5.3.2.7).
const PATIENCE: Duration = Duration::from_secs(5 * 60);

/// Where the listener cannot take a connection, for want of file handles above all, it waits until some may be free again.
const RECOVERY: Duration = Duration::from_millis(100);

const OK: &str = "250 OK";
const OUT_OF_ORDER: &str = "503 bad sequence of commands";
const SYNTAX: &str = "501 syntax error in parameters";
const UNKNOWN_PARAMETER: &str = "555 parameter not implemented";
const TOO_LARGE: &str = "552 message of more than 256 kB";
const TOO_LONG: &str = "500 line of more than 1000 bytes";

/// Takes connections for ever. Dropping the future ends every session, and with it the emails that have not come whole.
pub(crate) async fn serve(sandbox: Sandbox, listener: TcpListener) {
    let mut sessions = JoinSet::new();
    loop {
        let connection = listener.accept().await;
        // Those that have ended would otherwise be kept until the next connection.
        while sessions.try_join_next().is_some() {}
        match connection {
            Ok((stream, _address)) => {
                let sandbox = sandbox.clone();
                sessions.spawn(async move {
                    if let Err(error) = converse(&sandbox, stream).await {
                        tracing::debug!(%error, "an SMTP session broke off");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "an SMTP connection cannot be taken");
                sleep(RECOVERY).await;
            }
        }
    }
}

/// What a client has said so far of the email to come.
#[derive(Default)]
enum Stage {
    /// Nothing, not even who it is.
    #[default]
    Connected,
    /// It may begin an email.
    Greeted,
    /// An email to these addresses, in lower case.
    Message(Vec<String>),
}

async fn converse(
    sandbox: &Sandbox,
    stream: impl AsyncRead + AsyncWrite + Unpin,
) -> io::Result<()> {
    let mut wire = Wire(BufStream::new(stream));
    let mut stage = Stage::default();
    wire.say("220 sandbox ESMTP").await?;
    loop {
        let Some(line) = wire.line().await? else {
            wire.say(TOO_LONG).await?;
            continue;
        };
        match (Request::parse(&mut line.iter()), &mut stage) {
            (Ok(Request::Quit), _) => return wire.say("221 bye").await,
            (Ok(Request::Data), Stage::Message(to)) if !to.is_empty() => {
                let to = std::mem::take(to);
                stage = Stage::Greeted;
                wire.say("354 end with a dot alone on a line").await?;
                let answer = match wire.message().await? {
                    Ok(message) => take(sandbox, to, &message),
                    Err(refusal) => refusal,
                };
                wire.say(answer).await?;
            }
            (Ok(request), _) => wire.say(answer(&request, &mut stage)).await?,
            (Err(error), _) => wire.say(refusal(&error)).await?,
        }
    }
}

/// Answers a command that only changes the stage.
fn answer(request: &Request<impl AsRef<str>>, stage: &mut Stage) -> &'static str {
    match (request, &mut *stage) {
        (Request::Ehlo { .. }, _) => {
            *stage = Stage::Greeted;
            "250-sandbox\r\n250-8BITMIME\r\n250 SIZE 262144"
        }
        (Request::Helo { .. }, _) => {
            *stage = Stage::Greeted;
            "250 sandbox"
        }
        (Request::Mail { from }, Stage::Greeted) => match unfit(from) {
            Some(refusal) => refusal,
            None => {
                *stage = Stage::Message(Vec::new());
                OK
            }
        },
        (Request::Rcpt { to }, Stage::Message(recipients)) => {
            let address = to.address.as_ref().to_lowercase();
            if address.is_empty() {
                SYNTAX
            } else if to.flags != 0 || to.orcpt.is_some() {
                UNKNOWN_PARAMETER
            } else if recipients.contains(&address) {
                OK
            } else if recipients.len() == MAX_RECIPIENTS {
                "452 too many recipients"
            } else {
                recipients.push(address);
                OK
            }
        }
        (Request::Rset, Stage::Connected) => OK,
        (Request::Rset, _) => {
            *stage = Stage::Greeted;
            OK
        }
        (Request::Noop { .. }, _) => OK,
        (Request::Vrfy { .. }, _) => "252 send a message and see",
        (Request::Mail { .. } | Request::Rcpt { .. } | Request::Data, _) => OUT_OF_ORDER,
        _ => "502 command not implemented",
    }
}

/// Why an email cannot be begun so.
fn unfit<T>(from: &MailFrom<T>) -> Option<&'static str> {
    if from.size > LARGEST {
        Some(TOO_LARGE)
    } else if from.flags & !(MAIL_BODY_7BIT | MAIL_BODY_8BITMIME) != 0 {
        Some(UNKNOWN_PARAMETER)
    } else {
        None
    }
}

fn refusal(error: &Error) -> &'static str {
    match error {
        Error::UnknownCommand => "500 command not recognised",
        Error::UnsupportedParameter { .. } => UNKNOWN_PARAMETER,
        _ => SYNTAX,
    }
}

/// Takes a whole message in, or lets it suffer the fault that was scheduled; the answer.
fn take(sandbox: &Sandbox, to: Vec<String>, message: &[u8]) -> &'static str {
    let Some(email) = ParsedEmail::parse(message) else {
        return "554 not a message: it does not say whom it is from";
    };
    let fault = sandbox.faults().inject_scheduled(Operation::Mail);
    if fault == Some(Fault::Refuse) {
        return "451 under maintenance, try again later";
    }
    let ParsedEmail {
        from,
        subject,
        text,
    } = email;
    let mailed = move |id, at| {
        Event::Mailed(Email {
            id,
            at,
            from: from.clone(),
            to: to.clone(),
            subject: subject.clone(),
            text: text.clone(),
        })
    };
    match arrive(sandbox, fault, mailed) {
        Ok(_id) => OK,
        Err(_) => "452 insufficient system storage",
    }
}

/// The connection as lines. Whatever breaks it, the end and a client's silence included, is an error.
struct Wire<S>(BufStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    async fn say(&mut self, reply: &str) -> io::Result<()> {
        self.0.write_all(reply.as_bytes()).await?;
        self.0.write_all(b"\r\n").await?;
        self.0.flush().await
    }

    /// The next line with its end; `None` where it was too long. A line feed alone ends none (2.3.8): where servers differ in
    /// that, emails can be smuggled inside emails.
    async fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let reading = async {
            let (mut line, mut too_long) = (Vec::new(), false);
            while !line.ends_with(b"\r\n") {
                let byte = self.0.read_u8().await?;
                if line.len() == LONGEST_LINE {
                    too_long = true;
                    // The last byte may be the first half of the line's end.
                    line.drain(..LONGEST_LINE - 1);
                }
                line.push(byte);
            }
            Ok((!too_long).then_some(line))
        };
        match timeout(PATIENCE, reading).await {
            Ok(line) => line,
            Err(elapsed) => {
                self.say("421 waited too long").await?;
                Err(elapsed.into())
            }
        }
    }

    /// The message up to the dot alone on its line, or why it cannot be taken; read to its end in either case, because the
    /// client listens only then.
    async fn message(&mut self) -> io::Result<Result<Vec<u8>, &'static str>> {
        let mut message = Ok(Vec::new());
        loop {
            let line = self.line().await?;
            match (line.as_deref(), &mut message) {
                (Some(b".\r\n"), _) => return Ok(message),
                (None, _) => message = Err(TOO_LONG),
                (Some(_), Err(_)) => {}
                (Some(line), Ok(so_far)) => {
                    // A line that begins with a dot was sent with one more (4.5.2).
                    so_far.extend_from_slice(line.strip_prefix(b".").unwrap_or(line));
                    if so_far.len() > LARGEST {
                        message = Err(TOO_LARGE);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_silent_client_is_told_and_left() {
        let sandbox = Sandbox::new(crate::Config::default()).await.unwrap();
        let (mut client, server) = tokio::io::duplex(1024);
        let began = Instant::now();
        let ended = converse(&sandbox, server).await;

        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert_eq!(began.elapsed(), PATIENCE);
        let mut said = String::new();
        client.read_to_string(&mut said).await.unwrap();
        assert_eq!(said, "220 sandbox ESMTP\r\n421 waited too long\r\n");
    }
}
