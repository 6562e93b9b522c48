//! Whom we trust, what was revoked, and whether a certificate leads there (RFC 5280, sections 5 and 6).

use std::time::Duration;

use rustls_pki_types::{
    CertificateDer, CertificateRevocationListDer, TrustAnchor, UnixTime, pem::PemObject,
};
use time::OffsetDateTime;
use webpki::{
    CertRevocationList, EndEntityCert, Error, ExpirationPolicy, ExtendedKeyUsageValidator,
    KeyPurposeIdIter, OwnedCertRevocationList, RevocationCheckDepth, RevocationOptionsBuilder,
    UnknownStatusPolicy, anchor_from_trusted_cert,
};

use crate::{SignatureError, algorithm, input};

/// A configured certificate or a revocation list cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("neither PEM nor DER of what it should be, or no root among the certificates")
    }
}

impl std::error::Error for Unreadable {}

/// The certification authorities that are trusted.
#[derive(Clone, Debug)]
pub struct Trust {
    anchors: Vec<TrustAnchor<'static>>,
    /// Certificates that help to find a way to an anchor where a signer does not send them.
    between: Vec<CertificateDer<'static>>,
}

impl Trust {
    /// Reads one certificate in DER, or any number in PEM. Those that issued themselves are trusted; the others only help to
    /// find a way from a signer to these. Whether anchors have expired is for whoever configures them.
    ///
    /// # Errors
    /// [`Unreadable`], also where no certificate is a root.
    pub fn read(certificates: &[u8]) -> Result<Self, Unreadable> {
        let mut trust = Self {
            anchors: Vec::new(),
            between: Vec::new(),
        };
        for certificate in der_or_pem::<CertificateDer<'static>>(certificates)? {
            let parsed = EndEntityCert::try_from(&certificate).map_err(|_| Unreadable)?;
            if parsed.issuer() == parsed.subject() {
                let anchor = anchor_from_trusted_cert(&certificate).map_err(|_| Unreadable)?;
                trust.anchors.push(anchor.to_owned());
            } else {
                trust.between.push(certificate);
            }
        }
        if trust.anchors.is_empty() {
            return Err(Unreadable);
        }
        Ok(trust)
    }

    pub(crate) fn vouches_for(
        &self,
        signer: &[u8],
        sent: &[&[u8]],
        crls: &[Crl],
        at: OffsetDateTime,
    ) -> Result<(), SignatureError> {
        let signer = CertificateDer::from(signer);
        let signer = EndEntityCert::try_from(&signer).map_err(reason)?;
        let sent = sent.iter().map(|der| CertificateDer::from(*der));
        let between: Vec<_> = sent.chain(self.between.iter().cloned()).collect();
        let crls: Vec<_> = crls.iter().map(|crl| &crl.0).collect();
        let revocation = RevocationOptionsBuilder::new(&crls)
            .map_err(|_| SignatureError::RevocationUnknown)?
            .with_depth(RevocationCheckDepth::Chain)
            .with_status_policy(UnknownStatusPolicy::Deny)
            .with_expiration_policy(ExpirationPolicy::Enforce)
            .build();
        let seconds = u64::try_from(at.unix_timestamp()).unwrap_or(0);
        signer
            .verify_for_usage(
                algorithm::OF_CERTIFICATES,
                &self.anchors,
                &between,
                UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
                AnyPurpose,
                Some(revocation),
                None,
            )
            .map(|_path| ())
            .map_err(reason)
    }
}

/// A revocation list, read once for many signatures.
#[derive(Debug)]
pub struct Crl(CertRevocationList<'static>);

impl Crl {
    /// Reads a list in DER or PEM. Its signature and its age are judged when it is used; of one authority only the newest list
    /// should be used.
    ///
    /// # Errors
    /// [`Unreadable`], also for delta and indirect lists.
    pub fn read(list: &[u8]) -> Result<Self, Unreadable> {
        let lists = der_or_pem::<CertificateRevocationListDer<'static>>(list)?;
        let [list] = &lists[..] else {
            return Err(Unreadable);
        };
        OwnedCertRevocationList::from_der(list)
            .map(|list| Self(list.into()))
            .map_err(|_| Unreadable)
    }
}

fn der_or_pem<T: PemObject + From<Vec<u8>>>(bytes: &[u8]) -> Result<Vec<T>, Unreadable> {
    if input::is_der(bytes) {
        return Ok(vec![T::from(bytes.to_vec())]);
    }
    T::pem_slice_iter(bytes)
        .collect::<Result<_, _>>()
        .map_err(|_| Unreadable)
}

/// Vietnamese authorities give signers different extended key usages, or none; what counts is the key usage.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

fn reason(error: Error) -> SignatureError {
    match error {
        Error::CertExpired { .. } => SignatureError::Expired,
        Error::CertNotValidYet { .. } => SignatureError::NotYetValid,
        Error::CertRevoked => SignatureError::Revoked,
        Error::CaUsedAsEndEntity => SignatureError::NotForSigning,
        Error::UnknownRevocationStatus
        | Error::CrlExpired { .. }
        | Error::IssuerNotCrlSigner
        | Error::InvalidCrlSignatureForPublicKey
        | Error::UnsupportedCrlSignatureAlgorithmContext(_)
        | Error::UnsupportedCrlSignatureAlgorithmForPublicKeyContext(_) => {
            SignatureError::RevocationUnknown
        }
        Error::UnsupportedSignatureAlgorithmContext(_) => SignatureError::WeakAlgorithm,
        Error::BadDer | Error::BadDerTime | Error::TrailingData(_) => SignatureError::Malformed,
        _ => SignatureError::UnknownIssuer,
    }
}
