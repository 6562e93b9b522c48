//! Signing in with an account elsewhere.

use super::{
    Empty, FormEndpoint, endpoints, security, sessions::Method, signatures::SigningDevice,
};
use serde::{Deserialize, Serialize};

/// Who issued the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Issuer {
    /// The national portal.
    National,
    /// VNeID, the ministry of public security's.
    Vneid,
    /// Vietnam Post.
    VietnamPost,
}

impl Issuer {
    /// Every issuer, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Vneid, Self::National, Self::VietnamPost];

    /// Its name in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Vneid => "vneid",
            Self::VietnamPost => "vietnam-post",
        }
    }

    /// How somebody who signed in there proved who they are.
    #[must_use]
    pub const fn method(self) -> Method {
        match self {
            Self::National => Method::National,
            Self::Vneid => Method::Vneid,
            Self::VietnamPost => Method::VietnamPost,
        }
    }

    /// The issuer of a method.
    #[must_use]
    pub fn of(method: Method) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|issuer| issuer.method() == method)
    }
}

/// Ways to sign in that depend on others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LoginMethods {
    /// Issuers whose accounts this portal takes, in the order in which they are offered.
    pub issuers: Vec<Issuer>,
    /// What signatures it takes.
    pub devices: Vec<SigningDevice>,
}

/// Names an issuer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct IssuerPath {
    /// Who issued the account.
    pub issuer: Issuer,
}

/// Where to go after signing in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct FederatedLoginInput {
    /// Path of ours; anything else is ignored.
    pub next: String,
}

/// A page elsewhere to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Elsewhere {
    /// Its address.
    pub url: String,
}

/// An account elsewhere that leads into this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LinkedIdentity {
    /// Who issued it.
    pub issuer: Issuer,
    /// Since when, `dd/mm/yyyy hh:mm`.
    pub since: String,
}

/// Accounts elsewhere that lead into this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LinkedIdentities {
    /// The accounts.
    pub items: Vec<LinkedIdentity>,
}

endpoints! {
    /// Ways to sign in that depend on others.
    ListLoginMethods: GET "/api/v1/login-methods" (()) Empty => LoginMethods;
    /// Begins to sign in with an account elsewhere.
    BeginFederatedLogin: POST "/api/v1/federated-logins/{issuer}" (IssuerPath) FederatedLoginInput => Elsewhere;
    /// Accounts elsewhere that lead into this one.
    ListLinkedIdentities: GET "/api/v1/account/identities" (()) Empty => LinkedIdentities;
    /// Lets an account elsewhere lead here no more. Needs a recent proof.
    UnlinkIdentity: POST "/api/v1/account/identities/{issuer}/unlink" (IssuerPath) Empty => Empty;
}

impl FormEndpoint for BeginFederatedLogin {
    fn next(output: &Elsewhere) -> String {
        output.url.clone()
    }
}
impl FormEndpoint for UnlinkIdentity {
    fn next(_: &Empty) -> String {
        format!("{}?da-doi=huy-lien-ket", security::PAGE)
    }
}
