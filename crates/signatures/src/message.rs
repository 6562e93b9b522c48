//! CMS `SignedData` as far as it is needed (RFC 5652, section 5).
//!
//! Sets are kept as bytes and walked with limits. The types of the `cms` crate sort every set by insertion while reading, which lets
//! somebody else's 64 kB take seconds.

use der::{
    AnyRef, Decode, DecodeValue, Encode, EncodeValue, FixedTag, Header, Length, Reader, Sequence,
    SliceReader, Tag, TagNumber, Tagged, Writer,
    asn1::{ObjectIdentifier, OctetStringRef},
};
use x509_cert::spki::AlgorithmIdentifierRef;

use crate::{SignatureError, algorithm::Digest};

const ID_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ID_SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");

/// A signer's chain, and what else senders put in.
const MOST_CERTIFICATES: usize = 16;
/// CAdES has about a dozen.
const MOST_ATTRIBUTES: usize = 32;

#[derive(Sequence)]
struct ContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT")]
    content: SignedData<'a>,
}

#[derive(Sequence)]
struct SignedData<'a> {
    version: u8,
    digest_algorithms: Set<'a>,
    content: EncapsulatedContentInfo<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    certificates: Option<Set<'a>>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    crls: Option<Set<'a>>,
    signer_infos: Set<'a>,
}

#[derive(Sequence)]
struct EncapsulatedContentInfo<'a> {
    content_type: ObjectIdentifier,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    content: Option<OctetStringRef<'a>>,
}

#[derive(Sequence)]
struct SignerInfo<'a> {
    version: u8,
    identifier: AnyRef<'a>,
    digest_algorithm: AlgorithmIdentifierRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    signed_attributes: Option<Set<'a>>,
    signature_algorithm: AlgorithmIdentifierRef<'a>,
    signature: OctetStringRef<'a>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    unsigned_attributes: Option<Set<'a>>,
}

#[derive(Sequence)]
struct Attribute<'a> {
    name: ObjectIdentifier,
    values: Set<'a>,
}

/// `IssuerAndSerialNumber`.
#[derive(Sequence)]
struct IssuerAndSerial<'a> {
    issuer: AnyRef<'a>,
    serial: AnyRef<'a>,
}

/// How a message names the certificate of its signer.
pub(crate) enum Identifier<'a> {
    /// DER of both.
    IssuerAndSerial(Vec<u8>, Vec<u8>),
    SubjectKeyIdentifier(&'a [u8]),
}

/// A message with exactly one signer.
pub(crate) struct Message<'a> {
    pub certificates: Vec<&'a [u8]>,
    pub identifier: Identifier<'a>,
    pub digest: Digest,
    pub signature_algorithm: AlgorithmIdentifierRef<'a>,
    pub signature: &'a [u8],
    content: Option<&'a [u8]>,
    signed_attributes: Option<Set<'a>>,
}

impl<'a> Message<'a> {
    pub(crate) fn read(der: &'a [u8]) -> Result<Self, SignatureError> {
        let info = ContentInfo::from_der(der)?;
        let data = info.content;
        let infos = data.signer_infos.elements(1);
        let [signer] = infos.map_err(|_| SignatureError::NotOneSigner)?[..] else {
            return Err(SignatureError::NotOneSigner);
        };
        let signer = SignerInfo::from_der(signer)?;
        let identifier = identifier(&signer)?;
        let digest = Digest::of(&signer.digest_algorithm)?;
        let listed = data.digest_algorithms.elements(1)?;
        let [listed] = listed[..] else {
            return Err(SignatureError::Malformed);
        };
        // Section 5.1: where content is data and certificates are plain, the version is that of the signer.
        let consistent = info.content_type == ID_SIGNED_DATA
            && data.content.content_type == ID_DATA
            && data.version == signer.version
            && Digest::of(&AlgorithmIdentifierRef::from_der(listed)?)? == digest;
        if !consistent {
            return Err(SignatureError::Malformed);
        }
        let certificates = data.certificates.map(|set| set.elements(MOST_CERTIFICATES));
        Ok(Self {
            certificates: certificates.transpose()?.unwrap_or_default(),
            identifier,
            digest,
            signature_algorithm: signer.signature_algorithm,
            signature: signer.signature.as_bytes(),
            content: data.content.content.map(|content| content.as_bytes()),
            signed_attributes: signer.signed_attributes,
        })
    }

    /// The bytes that the signature is over (section 5.4), once they are known to be about the challenge.
    pub(crate) fn what_is_signed(&self, challenge: &[u8]) -> Result<Vec<u8>, SignatureError> {
        if self.content.is_some_and(|content| content != challenge) {
            return Err(SignatureError::ChallengeMismatch);
        }
        let Some(attributes) = &self.signed_attributes else {
            return Ok(challenge.to_vec());
        };
        let mut attributes = attributes.elements(MOST_ATTRIBUTES)?;
        let content_type = ObjectIdentifier::from_der(value(&attributes, CONTENT_TYPE)?)?;
        let digest = OctetStringRef::from_der(value(&attributes, MESSAGE_DIGEST)?)?;
        if content_type != ID_DATA {
            return Err(SignatureError::Malformed);
        }
        if digest.as_bytes() != self.digest.over(challenge) {
            return Err(SignatureError::ChallengeMismatch);
        }
        // The order of DER, whatever order they were sent in. No encoding is the beginning of another one.
        attributes.sort_unstable();
        let content = attributes.concat();
        let mut signed = Vec::with_capacity(content.len() + 4);
        Header::new(Tag::Set, content.len())?.encode_to_vec(&mut signed)?;
        signed.extend_from_slice(&content);
        Ok(signed)
    }
}

fn identifier<'a>(signer: &SignerInfo<'a>) -> Result<Identifier<'a>, SignatureError> {
    let key_identifier = Tag::ContextSpecific {
        constructed: false,
        number: TagNumber::N0,
    };
    match (signer.version, signer.identifier.tag()) {
        (1, Tag::Sequence) => {
            let named: IssuerAndSerial<'_> = signer.identifier.decode_as()?;
            Ok(Identifier::IssuerAndSerial(
                named.issuer.to_der()?,
                named.serial.to_der()?,
            ))
        }
        (3, tag) if tag == key_identifier => {
            Ok(Identifier::SubjectKeyIdentifier(signer.identifier.value()))
        }
        _ => Err(SignatureError::Malformed),
    }
}

/// The one value of the one attribute of this name (sections 11.1 and 11.2 allow no more).
fn value<'a>(attributes: &[&'a [u8]], name: ObjectIdentifier) -> Result<&'a [u8], SignatureError> {
    let mut found = None;
    for attribute in attributes {
        let attribute = Attribute::from_der(attribute)?;
        if attribute.name == name {
            let values = attribute.values.elements(1)?;
            let ([value], None) = (&values[..], found) else {
                return Err(SignatureError::Malformed);
            };
            found = Some(*value);
        }
    }
    found.ok_or(SignatureError::Malformed)
}

/// The content of a SET OF whose elements have not been looked at.
struct Set<'a>(&'a [u8]);

impl<'a> Set<'a> {
    /// The DER of each element, or an error where there are more than `most`.
    fn elements(&self, most: usize) -> Result<Vec<&'a [u8]>, SignatureError> {
        let mut elements = Vec::new();
        let mut reader = SliceReader::new(self.0)?;
        while !reader.is_finished() {
            if elements.len() == most {
                return Err(SignatureError::Malformed);
            }
            elements.push(reader.tlv_bytes()?);
        }
        Ok(elements)
    }
}

impl FixedTag for Set<'_> {
    const TAG: Tag = Tag::Set;
}

impl<'a> DecodeValue<'a> for Set<'a> {
    fn decode_value<R: Reader<'a>>(reader: &mut R, header: Header) -> der::Result<Self> {
        reader.read_slice(header.length).map(Self)
    }
}

/// Deriving [`Sequence`] asks for it.
impl EncodeValue for Set<'_> {
    fn value_len(&self) -> der::Result<Length> {
        self.0.len().try_into()
    }

    fn encode_value(&self, writer: &mut impl Writer) -> der::Result<()> {
        writer.write(self.0)
    }
}
