//! Who makes a request, and what they may do.

pub mod ceremony;
pub mod known_browser;
pub mod officer;
pub mod passkeys;
pub mod password;
pub mod return_path;
pub mod session;
