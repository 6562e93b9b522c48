//! The algorithms that are accepted: RSA (PKCS #1 v1.5) and ECDSA on P-256 and P-384, with SHA-2 (RFC 5754).

use der::asn1::ObjectIdentifier;
use rustls_pki_types::SignatureVerificationAlgorithm;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use webpki::ring;
use x509_cert::spki::AlgorithmIdentifierRef;

use crate::SignatureError;

type Verifier = &'static dyn SignatureVerificationAlgorithm;

/// What certificates and revocation lists may be signed with.
pub(crate) const OF_CERTIFICATES: &[Verifier] = &[
    ring::ECDSA_P256_SHA256,
    ring::ECDSA_P256_SHA384,
    ring::ECDSA_P384_SHA256,
    ring::ECDSA_P384_SHA384,
    ring::RSA_PKCS1_2048_8192_SHA256,
    ring::RSA_PKCS1_2048_8192_SHA384,
    ring::RSA_PKCS1_2048_8192_SHA512,
];

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const SHA384_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const SHA512_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_WITH_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");

/// A digest of the SHA-2 family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    pub(crate) fn of(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<Self, SignatureError> {
        without_parameters(algorithm)?;
        match algorithm.oid.to_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => Ok(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Ok(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Ok(Self::Sha512),
            _ => Err(SignatureError::WeakAlgorithm),
        }
    }

    pub(crate) fn over(self, content: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(content).to_vec(),
            Self::Sha384 => Sha384::digest(content).to_vec(),
            Self::Sha512 => Sha512::digest(content).to_vec(),
        }
    }
}

/// The verifiers of a signature algorithm together with a digest, one per kind of key. `rsaEncryption` leaves the digest open
/// (RFC 3370, section 3.2); the others name it once more.
pub(crate) fn verifiers(
    algorithm: &AlgorithmIdentifierRef<'_>,
    digest: Digest,
) -> Result<Vec<Verifier>, SignatureError> {
    without_parameters(algorithm)?;
    Ok(match (algorithm.oid, digest) {
        (RSA_ENCRYPTION | SHA256_WITH_RSA, Digest::Sha256) => {
            vec![ring::RSA_PKCS1_2048_8192_SHA256]
        }
        (RSA_ENCRYPTION | SHA384_WITH_RSA, Digest::Sha384) => {
            vec![ring::RSA_PKCS1_2048_8192_SHA384]
        }
        (RSA_ENCRYPTION | SHA512_WITH_RSA, Digest::Sha512) => {
            vec![ring::RSA_PKCS1_2048_8192_SHA512]
        }
        (ECDSA_WITH_SHA256, Digest::Sha256) => {
            vec![ring::ECDSA_P256_SHA256, ring::ECDSA_P384_SHA256]
        }
        (ECDSA_WITH_SHA384, Digest::Sha384) => {
            vec![ring::ECDSA_P256_SHA384, ring::ECDSA_P384_SHA384]
        }
        _ => return Err(SignatureError::WeakAlgorithm),
    })
}

/// None of the accepted algorithms has parameters; some senders write NULL.
fn without_parameters(algorithm: &AlgorithmIdentifierRef<'_>) -> Result<(), SignatureError> {
    match algorithm.parameters {
        Some(parameters) if !parameters.is_null() => Err(SignatureError::Malformed),
        _ => Ok(()),
    }
}
