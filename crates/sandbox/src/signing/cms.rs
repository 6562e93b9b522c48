//! What tokens and SIMs give: detached CMS `SignedData` with signed attributes (RFC 5652, section 5).

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{
        CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo,
        SignerInfos,
    },
};
use der::{
    Any, Decode, Encode, EncodeValue, Tagged,
    asn1::{ObjectIdentifier, OctetString, SetOfVec, UtcTime},
};
use rcgen::{KeyPair, SigningKey};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use x509_cert::{Certificate, attr::Attribute, spki::AlgorithmIdentifierOwned};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const ECDSA_WITH_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// Signs with a P-256 key; `chain` begins with the signer's certificate.
pub(super) fn sign(
    challenge: &[u8],
    key: &KeyPair,
    chain: [&[u8]; 2],
    at: OffsetDateTime,
) -> der::Result<Vec<u8>> {
    let [signer, issuer] = chain.map(Certificate::from_der);
    let signer = signer?;
    let digest = Sha256::digest(challenge);
    // UTCTime is for years before 2050 (section 11.3); the sandbox's clock goes ten years ahead at most.
    let at = std::time::Duration::from_secs(at.unix_timestamp().unsigned_abs());
    let attributes = SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, &DATA)?,
        attribute(MESSAGE_DIGEST, &OctetString::new(&digest[..])?)?,
        attribute(SIGNING_TIME, &UtcTime::from_unix_duration(at)?)?,
    ])?;
    let signature = key
        .sign(&attributes.to_der()?)
        .expect("a P-256 key signs whatever there is");
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: signer.tbs_certificate.issuer.clone(),
            serial_number: signer.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: algorithm(SHA256),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm(ECDSA_WITH_SHA256),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let certificates = vec![
        CertificateChoices::Certificate(signer),
        CertificateChoices::Certificate(issuer?),
    ];
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![algorithm(SHA256)])?,
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: DATA,
            econtent: None,
        },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![info])?,
    };
    ContentInfo {
        content_type: SIGNED_DATA,
        content: Any::encode_from(&data)?,
    }
    .to_der()
}

fn attribute(oid: ObjectIdentifier, value: &(impl Tagged + EncodeValue)) -> der::Result<Attribute> {
    let values = SetOfVec::try_from(vec![Any::encode_from(value)?])?;
    Ok(Attribute { oid, values })
}

fn algorithm(oid: ObjectIdentifier) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned {
        oid,
        parameters: None,
    }
}
