//! Messages to people: texts, calls, e-mails. Each is a job.

use crate::{
    http::{Error, Result},
    jobs::Done,
    state::AppState,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};

/// Sends e-mails; the connection is made when the first goes out.
pub type Mailer = AsyncSmtpTransport<Tokio1Executor>;

/// Sends a text message.
///
/// # Errors
/// The gateway does not take it.
pub async fn send_sms(app: &AppState, to: &str, text: &str) -> Result<Done> {
    post(app, &app.config.sms_url, to, text).await
}

/// Has a text read out over the telephone.
///
/// # Errors
/// The gateway does not take it.
pub async fn call(app: &AppState, to: &str, text: &str) -> Result<Done> {
    post(app, &app.config.voice_url, to, text).await
}

/// Sends an e-mail. An address that cannot be written to is given up: trying again would not help.
///
/// # Errors
/// The mail server does not take it now.
pub async fn send_email(app: &AppState, to: &str, subject: &str, text: &str) -> Result<Done> {
    let from: Mailbox = app.config.mail_from.parse().map_err(Error::internal)?;
    let Ok(to) = to.parse::<Mailbox>() else {
        tracing::warn!("an e-mail address that cannot be written to");
        return Ok(Done::Finished);
    };
    let message = Message::builder()
        .from(from)
        .to(to)
        .subject(subject)
        .header(ContentType::TEXT_PLAIN)
        .body(text.to_owned())
        .map_err(Error::internal)?;
    match app.mailer.send(message).await {
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
