//! Numbers and addresses as they may be shown: nothing where what is stored is unreadable, rather than what is stored.

use domain::{contact::EmailAddress, identity::IdentityNumber, phone::PhoneNumber};

/// `079xxxxxx123`.
#[must_use]
pub fn masked_identity_number(stored: &str) -> String {
    IdentityNumber::parse(stored).map_or_else(|_| String::new(), |number| number.masked())
}

/// `xxxxxxxx3456`: letters and digits of an account, the last four of them to be recognised by.
#[must_use]
pub fn masked_account_number(stored: &str) -> String {
    let hidden = stored.chars().count().saturating_sub(4);
    let shown = stored.chars().skip(hidden);
    std::iter::repeat_n('x', hidden).chain(shown).collect()
}

/// `hxxx@example.vn`.
#[must_use]
pub fn masked_email(stored: &str) -> String {
    EmailAddress::parse(stored).map_or_else(|_| String::new(), |address| address.masked())
}

/// `0869xxx603`.
#[must_use]
pub fn masked_phone(stored: &str) -> String {
    PhoneNumber::parse(stored).map_or_else(|_| String::new(), |number| number.masked())
}
