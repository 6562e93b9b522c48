//! The certificate of the signer (RFC 5280).

use der::{
    Decode, Encode, Sequence,
    asn1::{ObjectIdentifier, UintRef},
};
use rustls_pki_types::CertificateDer;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use webpki::{EndEntityCert, Error};
use x509_cert::{
    Certificate,
    ext::pkix::{BasicConstraints, KeyUsage, SubjectKeyIdentifier},
};

use crate::{
    SignatureError, Signer, algorithm,
    holder::{self, COMMON_NAME, ORGANISATION},
    message::{Identifier, Message},
};

/// Names are sorted by insertion while they are read, so that large ones take long. Certificates have about 2 kB.
const MOST_BYTES: usize = 8 * 1024;

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const LEAST_RSA_BITS: usize = 2048;

/// `RSAPublicKey` (RFC 8017, appendix A.1.1).
#[derive(Sequence)]
struct RsaPublicKey<'a> {
    modulus: UintRef<'a>,
    exponent: UintRef<'a>,
}

/// The certificate that a message names as its signer's. Nothing is proved yet.
pub(crate) struct SignerCertificate<'a> {
    pub der: &'a [u8],
    parsed: Certificate,
}

impl<'a> SignerCertificate<'a> {
    pub(crate) fn find(message: &Message<'a>) -> Result<Self, SignatureError> {
        for der in &message.certificates {
            if der.len() > MOST_BYTES {
                return Err(SignatureError::Malformed);
            }
            let parsed = Certificate::from_der(der)?;
            if is_named(&parsed, &message.identifier)? {
                return Ok(Self { der, parsed });
            }
        }
        Err(SignatureError::NotOneSigner)
    }

    /// Key usage, where there is one, and that it is no authority's certificate. Purposes (extended key usage) are not
    /// looked at: Vietnamese authorities differ in them.
    pub(crate) fn may_sign(&self) -> Result<(), SignatureError> {
        let tbs = &self.parsed.tbs_certificate;
        let usage = tbs.get::<KeyUsage>()?;
        let signs =
            usage.is_none_or(|(_, usage)| usage.digital_signature() || usage.non_repudiation());
        let is_authority = tbs
            .get::<BasicConstraints>()?
            .is_some_and(|(_, constraints)| constraints.ca);
        if signs && !is_authority {
            Ok(())
        } else {
            Err(SignatureError::NotForSigning)
        }
    }

    /// That the key of this certificate made the message's signature over `signed`.
    pub(crate) fn has_signed(
        &self,
        signed: &[u8],
        message: &Message<'_>,
    ) -> Result<(), SignatureError> {
        self.key_is_strong()?;
        let verifiers = algorithm::verifiers(&message.signature_algorithm, message.digest)?;
        let der = CertificateDer::from(self.der);
        let certificate = EndEntityCert::try_from(&der).map_err(|_| SignatureError::Malformed)?;
        for verifier in verifiers {
            match certificate.verify_signature(verifier, signed, message.signature) {
                Ok(()) => return Ok(()),
                // Another kind of key than this verifier is for.
                Err(Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_)) => {}
                Err(_) => return Err(SignatureError::WrongSignature),
            }
        }
        Err(SignatureError::WeakAlgorithm)
    }

    /// The verifiers refuse a short RSA key without saying why.
    fn key_is_strong(&self) -> Result<(), SignatureError> {
        let key = &self.parsed.tbs_certificate.subject_public_key_info;
        if key.algorithm.oid != RSA_ENCRYPTION {
            return Ok(());
        }
        let key = RsaPublicKey::from_der(key.subject_public_key.raw_bytes())?;
        let modulus = key.modulus.as_bytes();
        let leading = modulus.first().map_or(0, |byte| byte.leading_zeros());
        if modulus.len() * 8 - leading as usize >= LEAST_RSA_BITS {
            Ok(())
        } else {
            Err(SignatureError::WeakAlgorithm)
        }
    }

    pub(crate) fn describe(&self) -> Result<Signer, SignatureError> {
        let tbs = &self.parsed.tbs_certificate;
        let first = |name, attribute| holder::texts(name, attribute).next();
        let not_after = tbs.validity.not_after.to_unix_duration().as_secs();
        let not_after = i64::try_from(not_after).map_err(|_| SignatureError::Malformed)?;
        Ok(Signer {
            holder: holder::of(&tbs.subject).ok_or(SignatureError::NoIdentity)?,
            name: first(&tbs.subject, COMMON_NAME).unwrap_or_default(),
            organisation: first(&tbs.subject, ORGANISATION),
            serial: hex::encode(tbs.serial_number.as_bytes()),
            issuer: first(&tbs.issuer, COMMON_NAME).unwrap_or_else(|| tbs.issuer.to_string()),
            not_after: OffsetDateTime::from_unix_timestamp(not_after)
                .map_err(|_| SignatureError::Malformed)?,
            fingerprint: hex::encode(Sha256::digest(self.der)),
        })
    }
}

fn is_named(certificate: &Certificate, identifier: &Identifier<'_>) -> der::Result<bool> {
    let tbs = &certificate.tbs_certificate;
    Ok(match identifier {
        Identifier::IssuerAndSerial(issuer, serial) => {
            tbs.issuer.to_der()? == *issuer && tbs.serial_number.to_der()? == *serial
        }
        Identifier::SubjectKeyIdentifier(wanted) => tbs
            .get::<SubjectKeyIdentifier>()?
            .is_some_and(|(_, found)| found.0.as_bytes() == *wanted),
    })
}
