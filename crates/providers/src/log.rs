//! One line in the log for each call of a provider: which, how long, and why it failed.

use std::fmt::Display;
use std::time::Instant;

/// Logs the end of a call that began at `started`. Only the reference tells payments apart; nothing of the payer is written.
pub(crate) fn call(
    provider: &str,
    message: &str,
    reference: &str,
    started: Instant,
    error: Option<&impl Display>,
) {
    let milliseconds = started.elapsed().as_millis();
    match error {
        None => tracing::info!(
            provider,
            message_kind = message,
            reference,
            milliseconds,
            "provider answered"
        ),
        Some(error) => {
            tracing::warn!(provider, message_kind = message, reference, milliseconds, %error, "provider call failed")
        }
    }
}
