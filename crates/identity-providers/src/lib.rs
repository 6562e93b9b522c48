//! Identity providers: those who say who somebody is.
//!
//! What they say differs in protocol and names; none of that leaves this crate: callers see an [`Identity`]. One who says less
//! than who somebody is (no number of papers, no tax code) is refused, as the national portal's own clients do.

mod claims;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod http;
mod identity;
mod national;
mod oidc;
mod vietnam_post;
mod vneid;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

pub use identity::{Identity, Organisation};
pub use national::national;
pub use oidc::Oidc;
pub use vietnam_post::vietnam_post;
pub use vneid::{Vneid, VneidError};

#[derive(Clone)]
pub struct Client {
    /// Address that names the provider; its descriptions and endpoints are below it.
    pub issuer: String,
    pub id: String,
    pub secret: String,
    /// Where browsers come back to.
    pub redirect_url: String,
    /// For whom else the provider's tokens may be, besides us.
    pub other_audiences: Vec<String>,
}

#[async_trait]
pub trait IdentityProvider: Send + Sync {
    /// Where to send a browser, and what to remember until it comes back. `level` is the assurance asked for, 1 to 3.
    ///
    /// # Errors
    /// The provider cannot be reached, or describes itself wrongly.
    async fn begin(&self, level: u8) -> Result<Begun, IdentityError>;

    /// Who came back, given the code that the browser brought. Asks the provider; what the browser says is not believed.
    async fn finish(
        &self,
        expected: &Expected,
        code: &str,
        now: OffsetDateTime,
    ) -> Result<Identity, IdentityError>;

    /// Where to send a browser to sign out at the provider, if that is possible. `id_token` is from [`Identity`].
    async fn logout(&self, id_token: &str, back_to: &str) -> Option<String>;
}

#[derive(Clone, Debug)]
pub struct Begun {
    pub url: String,
    pub expected: Expected,
}

/// What the answer is compared with. Never leaves the server.
#[derive(Clone, Serialize, Deserialize)]
pub struct Expected {
    /// Comes back with the browser (RFC 6749, section 10.12).
    pub state: String,
    /// Comes back inside the ID token (OpenID Connect Core, section 3.1.2.1); empty where there is none.
    pub nonce: String,
    /// Proves to the provider that whoever began asks for the token (RFC 7636); empty where there is none.
    pub code_verifier: String,
}

impl std::fmt::Debug for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Expected(…)")
    }
}

#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The provider cannot be reached, or answers with an error of its own.
    #[error("the identity provider does not answer: {0}")]
    Unavailable(String),
    /// The provider refuses the code: used, too old, or of another.
    #[error("the identity provider refuses the code: {0}")]
    Refused(String),
    /// What the provider said does not hold: signature, issuer, audience, nonce, time or subject.
    #[error("the identity provider's answer does not hold: {0}")]
    Forged(String),
    /// The provider says too little to know who it is.
    #[error("the identity provider names no papers")]
    TooLittle,
}
