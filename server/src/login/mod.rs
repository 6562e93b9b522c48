//! Ways to sign in. All end in [`complete::enter`].

pub mod certificate;
pub mod complete;
pub mod federated;
pub mod passkey;
pub mod password;
pub mod pending_identity;
