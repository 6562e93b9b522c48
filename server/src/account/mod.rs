//! What the owner of an account sees and changes of it.

pub mod certificates;
pub mod change_password;
pub mod demonstration;
pub mod identity_number;
pub mod links;
pub mod passkeys;
pub mod sessions;
pub mod settings;
