//! Ways back into an account whose password or telephone is lost.

pub mod password;
pub mod phone;
