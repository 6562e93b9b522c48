//! What the owner of an account changes.

mod settings;
