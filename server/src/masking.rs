//! Numbers and addresses as they may be shown: nothing where what is stored is unreadable, rather than what is stored.

use domain::{contact::EmailAddress, identity::IdentityNumber, phone::PhoneNumber};

/// `079xxxxxx123`.
#[must_use]
pub fn masked_identity_number(stored: &str) -> String {
    IdentityNumber::parse(stored).map_or_else(|_| String::new(), |number| number.masked())
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
