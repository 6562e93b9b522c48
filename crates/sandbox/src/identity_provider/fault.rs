//! What can go wrong when an identity provider answers at its token endpoint.

use serde::Deserialize;

use super::IdentityProvider;

/// How the answer is wrong. Everything else about it stays right, so that a client which refuses it has checked just this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    /// The ID token has another nonce.
    WrongNonce,
    /// The ID token is signed with a key that is not published, under the name of one that is. VNeID: the wrapped key is
    /// not the one that the data is enciphered with.
    WrongKey,
    /// The ID token has been over for an hour.
    Expired,
    /// The ID token is meant for another client.
    WrongAudience,
    /// The ID token is from another issuer.
    WrongIssuer,
    /// The ID token says `"alg":"none"` and has no signature.
    NoneAlgorithm,
    /// Userinfo tells of another `sub` than the ID token.
    OtherSubject,
    /// There is never an answer.
    Hang,
    /// A bare HTTP 500; the code stays good.
    Http500,
}

impl Fault {
    /// Whether the fault means anything at `provider`.
    pub(super) fn is_known_to(self, provider: IdentityProvider) -> bool {
        provider.speaks_openid() || matches!(self, Self::WrongKey | Self::Hang | Self::Http500)
    }
}

/// A fault that is asked for.
#[derive(Deserialize)]
pub(crate) struct ScheduledFault {
    pub provider: IdentityProvider,
    pub fault: Fault,
    /// How many answers it distorts.
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
}
