//! Accounts: registration, sign-in, sessions.

pub mod captcha;
pub mod demo;
pub mod flow;
pub mod officer;
pub mod password;
pub mod registration;
pub mod session;
pub mod sign_in;
pub mod throttle;
