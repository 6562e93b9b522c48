//! Ways back into an account.

mod password;
mod phone;
