//! Every identity provider with its keys and its memory.

use std::sync::{Mutex, MutexGuard};

use rsa::{RsaPublicKey, pkcs8::DecodePublicKey};

use super::{IdentityProvider, book::Book, people, signer::Signer};
use crate::StartError;

/// The three of one sandbox.
pub(crate) struct Houses {
    national_sso: House,
    vietnam_post: House,
    vneid: House,
}

/// One identity provider at work.
pub(crate) struct House {
    pub(super) protocol: Protocol,
    book: Mutex<Book>,
}

/// How answers are protected.
pub(super) enum Protocol {
    /// OpenID Connect: ID tokens are signed.
    OpenId(Box<Signer>),
    /// VNeID: answers are wrapped for the client's key.
    Wrapped(RsaPublicKey),
}

impl Houses {
    /// Makes the keys. `vneid_client` is VNeID's key for the portal, PEM.
    pub(crate) fn new(vneid_client: &str) -> Result<Self, StartError> {
        let key = RsaPublicKey::from_public_key_pem(vneid_client)
            .map_err(|error| StartError::ClientKey(error.to_string()))?;
        let house = |provider, protocol| House {
            protocol,
            book: Mutex::new(Book::new(people::of(provider))),
        };
        let open_id = |provider| house(provider, Protocol::OpenId(Box::new(Signer::generate())));
        Ok(Self {
            national_sso: open_id(IdentityProvider::NationalSso),
            vietnam_post: open_id(IdentityProvider::VietnamPost),
            vneid: house(IdentityProvider::Vneid, Protocol::Wrapped(key)),
        })
    }

    /// That of `provider`.
    pub(crate) fn of(&self, provider: IdentityProvider) -> &House {
        match provider {
            IdentityProvider::NationalSso => &self.national_sso,
            IdentityProvider::VietnamPost => &self.vietnam_post,
            IdentityProvider::Vneid => &self.vneid,
        }
    }
}

impl House {
    pub(super) fn book(&self) -> MutexGuard<'_, Book> {
        self.book
            .lock()
            .expect("no code panics while it holds the book")
    }

    /// The key of ID tokens, where there are any.
    pub(super) fn signer(&self) -> Option<&Signer> {
        match &self.protocol {
            Protocol::OpenId(signer) => Some(signer),
            Protocol::Wrapped(_) => None,
        }
    }
}
