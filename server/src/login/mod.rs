//! Ways to sign in. All end in [`complete::enter`].

pub mod certificate;
pub mod complete;
pub mod federated;
pub mod form_post;
pub mod passkey;
pub mod password;
pub mod pending_identity;

use domain::language::{Text, text};

/// What to do where somebody else's service does not answer.
const TRY_ANOTHER_WAY: Text = text(
    "Thử lại sau ít phút, hoặc đăng nhập bằng cách khác.",
    "Try again in a few minutes, or sign in another way.",
);
