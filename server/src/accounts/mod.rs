//! Accounts: registration, ways in and back in, sessions, what their owners change.

pub mod address_limit;
pub mod another_password;
pub mod captcha;
pub mod demo;
pub mod entry;
pub mod flow;
pub mod notice;
pub mod officer;
pub mod passkeys;
pub mod password;
pub mod password_recovery;
pub mod phone_recovery;
pub mod registration;
pub mod security;
pub mod session;
pub mod sign_in;
pub mod signature;
pub mod single_sign_on;
pub mod throttle;
pub mod vouched;
