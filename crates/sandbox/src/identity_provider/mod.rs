//! Identity providers as the portal meets them: the national single sign-on and the account of Vietnam Post, which speak
//! OpenID Connect, and VNeID, which does not quite.
//!
//! They know one client, the portal, and keep everything in memory: a restart forgets sessions and makes new keys, as
//! rotating them would.

mod authorize;
mod claims;
mod client;
mod control;
mod cookie;
mod discovery;
mod envelope;
mod fault;
mod id_token;
mod instance;
mod level;
mod logout;
mod page;
mod parameters;
mod people;
mod person;
mod refusal;
mod signer;
mod store;
mod token;
mod userinfo;

use serde::Deserialize;

pub(crate) use authorize::{decide, show};
pub(crate) use control::{add_person, clear_faults, schedule_fault};
pub(crate) use discovery::{document, keys};
pub(crate) use instance::{Instance, Instances};
pub(crate) use logout::answer as log_out;
pub(crate) use token::answer as give_token;
pub(crate) use userinfo::answer as tell_user;

use crate::config::Config;

/// One identity provider that the sandbox plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum IdentityProvider {
    NationalSso,
    VietnamPost,
    Vneid,
}

impl IdentityProvider {
    pub(crate) const ALL: [Self; 3] = [Self::NationalSso, Self::VietnamPost, Self::Vneid];

    /// The name people know it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NationalSso => "Cổng Dịch vụ công quốc gia",
            Self::VietnamPost => "Bưu điện Việt Nam",
            Self::Vneid => "VNeID",
        }
    }

    /// Path below which all its addresses distortion.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::NationalSso => "/sandbox/national-sso",
            Self::VietnamPost => "/sandbox/vietnam-post",
            Self::Vneid => "/sandbox/vneid",
        }
    }

    /// Whether it signs ID tokens, and so takes nonces, proof keys and logouts.
    pub(crate) fn speaks_openid(self) -> bool {
        self != Self::Vneid
    }

    /// Its name in tokens, and the beginning of its addresses.
    fn issuer(self, config: &Config) -> String {
        format!("{}{}", config.public_url, self.path())
    }
}
