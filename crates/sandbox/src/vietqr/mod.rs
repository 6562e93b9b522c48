//! The treasury's account at a bank that takes VietQR transfers: a banking app, notices to the portal, and an inquiry.
//!
//! The bank knows nothing of a payment before its money comes, so here a payment is a transfer, opened and paid at once.

mod app;
pub(crate) mod inquiry;
pub(crate) mod notice;
mod payload;

use std::io;

use serde_json::json;
use uuid::Uuid;

use crate::{
    Sandbox, outcome,
    provider::Provider,
    world::{Event, Opening, Payment, Verdict},
};

pub(crate) use app::{order, page, pay};

/// What the portal's contents begin with.
const PREFIX: &str = "DVC";
/// Length of the portal's references.
const REFERENCE: usize = 22;

/// The content that a QR code of the portal's carries for a reference.
pub(crate) fn content(reference: &str) -> String {
    format!("{PREFIX}{}", reference.to_ascii_uppercase())
}

/// Letters and digits of a content, in upper case: what is left of it after a bank's cutting.
fn bare(content: &str) -> String {
    let kept = content.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

/// The portal's reference in a content; the content itself where there is none, as nobody knows whose the money is.
fn reference(content: &str) -> String {
    let bare = bare(content);
    let found = bare
        .match_indices(PREFIX)
        .find_map(|(start, _)| bare.get(start + PREFIX.len()..start + PREFIX.len() + REFERENCE));
    found.map_or_else(|| content.to_owned(), str::to_ascii_lowercase)
}

/// Money comes, as often as this is called.
pub(crate) fn transfer(sandbox: &Sandbox, content: &str, amount: u64) -> io::Result<Payment> {
    let now = sandbox.now();
    let token = Uuid::new_v4();
    let opening = Opening {
        token,
        provider: Provider::VietQr,
        reference: reference(content),
        order: token.to_string(),
        amount,
        opened_at: now,
        expires_at: now + sandbox.config().payment_lifetime,
        return_url: String::new(),
        callback_url: None,
        description: content.to_owned(),
        message: json!({}),
    };
    let mut journal = sandbox.journal();
    journal.record(Event::Opened(Box::new(opening)))?;
    outcome::end(sandbox, &mut journal, token, Verdict::Paid, "")?;
    let payment = journal.world.payment(token).cloned();
    Ok(payment.expect("it was opened above"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_found_whatever_the_bank_makes_of_the_content() {
        let mine = "abcdefghij234567klmnop";
        for content in [
            content(mine),
            format!("MBVCB.123.DVC {}-CT tu 0011", mine.to_uppercase()),
            format!("dvc {} {}", &mine[..10], &mine[10..]),
        ] {
            assert_eq!(reference(&content), mine, "{content}");
        }
        assert_eq!(reference("chuyen tien"), "chuyen tien");
        assert_eq!(reference("DVC123"), "DVC123");
    }
}
