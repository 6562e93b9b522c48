//! Who signed a challenge: for signing in and registering with a USB token or a signing SIM.
//!
//! A token answers a challenge with CMS `SignedData` (RFC 5652), the challenge inside it or apart from it. [`verify`] says whose
//! certificate signed it, or why that proves nothing. Pure: no I/O, no clock; the caller brings the time and the revocation
//! lists. Challenges must be random and taken once: what is signed is only worth what the challenge is.
//!
//! Certificate chains, validity, revocation and every signature are judged by `rustls-webpki`. Parsing needs DER, not BER, and is
//! strict: whatever is not covered by the signature has only one accepted spelling.

#![warn(missing_docs)]

mod algorithm;
mod certificate;
mod chain;
mod error;
mod holder;
mod input;
mod message;

use std::fmt;

use domain::{identity::IdentityNumber, tax_code::TaxCode};
use time::OffsetDateTime;

pub use chain::{Crl, Trust, Unreadable};
pub use error::SignatureError;
pub use input::MAX_BYTES;

use certificate::SignerCertificate;
use message::Message;

/// Whom a certificate was given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A person, also one who signs for an organisation.
    Person(IdentityNumber),
    /// An organisation itself.
    Organisation(TaxCode),
}

/// Who signed, as the certificate says.
#[derive(Clone, PartialEq, Eq)]
pub struct Signer {
    /// Identity number or tax code.
    pub holder: Holder,
    /// The common name; empty where there is none.
    pub name: String,
    /// Where a person works, or the organisation's name.
    pub organisation: Option<String>,
    /// Serial number of the certificate in lower-case hexadecimal, unique with its issuer.
    pub serial: String,
    /// Common name of the certification authority.
    pub issuer: String,
    /// When the certificate expires.
    pub not_after: OffsetDateTime,
    /// SHA-256 of the certificate, in lower-case hexadecimal.
    pub fingerprint: String,
}

/// Tells nothing about a person, so that a log line cannot leak it by accident.
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("serial", &self.serial)
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// Proves that whoever holds a trusted certificate signed `challenge`, and says who that is.
///
/// `cms` is DER, PEM or base64, at most [`MAX_BYTES`]. `crls` must have one list, not older than its `nextUpdate`, of every
/// authority between the signer and the anchor, the anchor included.
///
/// # Errors
/// The first reason found why nothing is proved; see [`SignatureError`].
pub fn verify(
    cms: &[u8],
    challenge: &[u8],
    trust: &Trust,
    crls: &[Crl],
    at: OffsetDateTime,
) -> Result<Signer, SignatureError> {
    let der = input::read(cms)?;
    let message = Message::read(&der)?;
    let signed = message.what_is_signed(challenge)?;
    let signer = SignerCertificate::find(&message)?;
    signer.may_sign()?;
    signer.has_signed(&signed, &message)?;
    trust.vouches_for(signer.der, &message.certificates, crls, at)?;
    signer.describe()
}
