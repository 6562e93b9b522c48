//! E-mail addresses.

use serde::{Deserialize, Serialize};

use crate::language::{localized_error, text};
use crate::text::{redacted_debug, text_value};
use crate::typed;

/// An e-mail address that can plausibly be written to; only a message that arrives proves it.
///
/// ASCII, at most 254 characters (RFC 5321), the domain in lower case. JSON: a string.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

text_value!(EmailAddress, EmailError);
redacted_debug!(EmailAddress);

/// Why a text is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailError {
    /// Nothing was typed.
    Empty,
    /// More than 254 characters, or more than 64 before the `@`.
    TooLong,
    /// Not of the form `name@domain.vn`.
    Malformed,
}

localized_error!(EmailError {
    Self::Empty => text("Nhập email.", "Enter an email address."),
    Self::TooLong => text("Địa chỉ email quá dài.", "The email address is too long."),
    Self::Malformed => text(
        "Nhập email theo dạng ten@vidu.vn.",
        "Enter an email address such as name@example.vn.",
    ),
});

impl EmailAddress {
    /// Reads an address without what a sentence leaves around it.
    ///
    /// # Errors
    ///
    /// The first rule of [`EmailError`] that is broken.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let typed: String = typed::line(text).chars().map(typed::plain).collect();
        let text = typed
            .strip_prefix("mailto:")
            .unwrap_or(&typed)
            .trim_start_matches('<')
            .trim_end_matches(['.', ',', ';', '>']);
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError::Malformed)?;
        if text.len() > 254 || local.len() > 64 {
            return Err(EmailError::TooLong);
        }
        if !is_local_part(local) || !is_domain(domain) {
            return Err(EmailError::Malformed);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address with its name hidden, for pages: `hxxx@example.vn`.
    #[must_use]
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or_default();
        format!("{local:.1}xxx@{domain}")
    }
}

/// Dot-separated atoms of RFC 5322; quoted local parts exist on paper only.
fn is_local_part(local: &str) -> bool {
    local.split('.').all(|atom| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{}~-".contains(&b))
    })
}

/// At least two labels of letters, digits and inner hyphens; the last is no number.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let Some((_, top)) = domain.rsplit_once('.') else {
        return false;
    };
    domain.split('.').all(is_label)
        && top.len() >= 2
        && top.bytes().any(|b| b.is_ascii_alphabetic())
}
