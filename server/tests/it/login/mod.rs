//! Ways to sign in.

mod certificate;
mod federated;
mod passkey;
mod password;
