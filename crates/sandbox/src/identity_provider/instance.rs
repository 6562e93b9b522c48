//! Every identity provider with its keys and its memory.

use std::sync::{Mutex, MutexGuard};

use rsa::{RsaPublicKey, pkcs8::DecodePublicKey};

use super::{IdentityProvider, people, signer::Signer, store::Store};
use crate::StartError;

/// The three of one sandbox.
pub(crate) struct Instances {
    national_sso: Instance,
    vietnam_post: Instance,
    vneid: Instance,
}

/// One identity provider at work.
pub(crate) struct Instance {
    pub(super) protocol: Protocol,
    store: Mutex<Store>,
}

pub(super) enum Protocol {
    /// OpenID Connect: ID tokens are signed.
    OpenId(Box<Signer>),
    /// VNeID: answers are wrapped for the client's key.
    Wrapped(RsaPublicKey),
}

impl Instances {
    /// Makes the keys. `vneid_client` is VNeID's key for the portal, PEM.
    pub(crate) fn new(vneid_client: &str) -> Result<Self, StartError> {
        let key = RsaPublicKey::from_public_key_pem(vneid_client)
            .map_err(|error| StartError::ClientKey(error.to_string()))?;
        let instance = |provider, protocol| Instance {
            protocol,
            store: Mutex::new(Store::new(people::of(provider))),
        };
        let open_id = |provider| instance(provider, Protocol::OpenId(Box::new(Signer::generate())));
        Ok(Self {
            national_sso: open_id(IdentityProvider::NationalSso),
            vietnam_post: open_id(IdentityProvider::VietnamPost),
            vneid: instance(IdentityProvider::Vneid, Protocol::Wrapped(key)),
        })
    }

    pub(crate) fn of(&self, provider: IdentityProvider) -> &Instance {
        match provider {
            IdentityProvider::NationalSso => &self.national_sso,
            IdentityProvider::VietnamPost => &self.vietnam_post,
            IdentityProvider::Vneid => &self.vneid,
        }
    }
}

impl Instance {
    pub(super) fn store(&self) -> MutexGuard<'_, Store> {
        self.store
            .lock()
            .expect("no code panics while it holds the store")
    }

    /// The key of ID tokens, where there are any.
    pub(super) fn signer(&self) -> Option<&Signer> {
        match &self.protocol {
            Protocol::OpenId(signer) => Some(signer),
            Protocol::Wrapped(_) => None,
        }
    }
}
