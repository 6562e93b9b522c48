//! A root, an authority below it that issues, and a root that nobody trusts; their certificates and lists (RFC 5280).

use std::{collections::BTreeMap, fs, io, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use der::{Decode, pem::LineEnding};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, DistinguishedName,
    DnType, IsCa, Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, RevocationReason,
    RevokedCertParams, SerialNumber,
};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};
use x509_cert::Certificate;

use super::{
    cms,
    subscribers::{SUBSCRIBERS, Status, Subscriber},
};

/// `signing.json` has keys of authorities by other names, under which no list of these is believed.
const FILE: &str = "authorities.json";
const YEAR: Duration = Duration::days(365);
/// `UID` of a subject (RFC 4519).
const USER_ID: [u64; 7] = [0, 9, 2342, 19_200_300, 100, 1, 1];

struct Certified {
    key: KeyPair,
    der: Vec<u8>,
}

/// What is in the file: keys as PEM, certificates as base64 of DER, each under its name.
#[derive(Default, Serialize, Deserialize)]
struct Stored {
    keys: BTreeMap<String, String>,
    certificates: BTreeMap<String, String>,
}

pub(super) struct Issued {
    pub subscriber: &'static Subscriber,
    /// Lower-case hexadecimal.
    pub serial: String,
}

pub(super) struct Authority {
    root: Certified,
    issuing: Certified,
    untrusted: Certified,
    /// In the order of [`SUBSCRIBERS`].
    subscribers: Vec<Certified>,
}

impl Authority {
    pub(super) fn open(folder: Option<&Path>, now: OffsetDateTime) -> io::Result<Self> {
        let file = folder.map(|folder| folder.join(FILE));
        let stored: Stored = match &file {
            Some(file) if file.exists() => serde_json::from_slice(&fs::read(file)?)?,
            _ => Stored::default(),
        };
        let mut maker = Maker { stored, now };
        let root = maker.authority("root", None)?;
        let issuing = maker.authority("issuing", Some(("root", &root)))?;
        let untrusted = maker.authority("untrusted", None)?;
        let subscribers = SUBSCRIBERS
            .iter()
            .map(|subscriber| match subscriber.status {
                Status::Untrusted => maker.subscriber(subscriber, ("untrusted", &untrusted)),
                _ => maker.subscriber(subscriber, ("issuing", &issuing)),
            })
            .collect::<io::Result<_>>()?;
        if let Some(file) = file {
            // Whole or not at all, should the program be killed here.
            let new = file.with_extension("new");
            fs::write(&new, serde_json::to_vec_pretty(&maker.stored)?)?;
            fs::rename(new, file)?;
        }
        Ok(Self {
            root,
            issuing,
            untrusted,
            subscribers,
        })
    }

    /// Signs with a subscriber's key (RFC 5652), the chain included.
    pub(super) fn sign(
        &self,
        subscriber: &Subscriber,
        challenge: &[u8],
        now: OffsetDateTime,
    ) -> Vec<u8> {
        let index = SUBSCRIBERS.iter().position(|other| other == subscriber);
        let certified = &self.subscribers[index.expect("every subscriber is one of the table")];
        let issuer = match subscriber.status {
            Status::Untrusted => &self.untrusted,
            _ => &self.issuing,
        };
        let signed = cms::sign(
            challenge,
            &certified.key,
            [&certified.der, &issuer.der],
            now,
        );
        signed.expect("certificates made by this program can be read")
    }

    /// Certificates of subscribers that the issuing authority issued.
    pub(super) fn issued(&self) -> impl Iterator<Item = Issued> {
        let all = SUBSCRIBERS.iter().zip(&self.subscribers);
        all.filter(|(subscriber, _)| subscriber.status != Status::Untrusted)
            .map(|(subscriber, certified)| Issued {
                subscriber,
                serial: hex::encode(serial(&certified.der)),
            })
    }

    pub(super) fn root_pem(&self) -> String {
        pem("CERTIFICATE", &self.root.der)
    }

    pub(super) fn issuing_pem(&self) -> String {
        pem("CERTIFICATE", &self.issuing.der)
    }

    /// The root has never revoked anything.
    pub(super) fn root_crl(&self, now: OffsetDateTime) -> Vec<u8> {
        list("root", &self.root.key, Vec::new(), now)
    }

    /// Lists what was revoked, by serial number, and the certificate that always was.
    pub(super) fn issuing_crl(
        &self,
        revoked: &BTreeMap<String, OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Vec<u8> {
        let listed = self.issued().filter_map(|issued| {
            let always =
                (issued.subscriber.status == Status::Revoked).then_some(now - Duration::DAY);
            let at = revoked.get(&issued.serial).copied().or(always)?;
            let serial = hex::decode(&issued.serial).expect("written as hexadecimal above");
            Some(RevokedCertParams {
                serial_number: SerialNumber::from(serial),
                revocation_time: at,
                reason_code: Some(RevocationReason::KeyCompromise),
                invalidity_date: None,
            })
        });
        list("issuing", &self.issuing.key, listed.collect(), now)
    }
}

/// PEM (RFC 7468).
pub(super) fn pem(label: &'static str, der: &[u8]) -> String {
    der::pem::encode_string(label, LineEnding::LF, der).expect("these labels are valid")
}

fn serial(der: &[u8]) -> Vec<u8> {
    let certificate = Certificate::from_der(der);
    let certificate = certificate.expect("certificates made by this program can be read");
    let serial = certificate.tbs_certificate.serial_number;
    serial.as_bytes().to_vec()
}

/// Good for a day, as those of the Vietnamese authorities.
fn list(
    name: &str,
    key: &KeyPair,
    revoked_certs: Vec<RevokedCertParams>,
    now: OffsetDateTime,
) -> Vec<u8> {
    let number = u64::try_from(now.unix_timestamp()).expect("it is later than 1970");
    let list = CertificateRevocationListParams {
        this_update: now,
        next_update: now + Duration::DAY,
        crl_number: SerialNumber::from(number),
        issuing_distribution_point: None,
        revoked_certs,
        key_identifier_method: KeyIdMethod::Sha256,
    };
    let signed = list.signed_by(&Issuer::new(authority_params(name), key));
    let signed = signed.expect("the list ends after it begins");
    signed.der().to_vec()
}

fn authority_params(name: &str) -> CertificateParams {
    let common_name = match name {
        "root" => "Gốc chứng thực thử nghiệm",
        "issuing" => "Chứng thực chữ ký số thử nghiệm",
        _ => "Gốc không ai công nhận",
    };
    let mut params = CertificateParams::default();
    params.distinguished_name = subject(common_name, None, None);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    params
}

fn subject(
    common_name: &str,
    organisation: Option<&str>,
    identity: Option<&str>,
) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "VN");
    if let Some(organisation) = organisation {
        name.push(DnType::OrganizationName, organisation);
    }
    name.push(DnType::CommonName, common_name);
    if let Some(identity) = identity {
        name.push(DnType::CustomDnType(USER_ID.to_vec()), identity);
    }
    name
}

struct Maker {
    stored: Stored,
    now: OffsetDateTime,
}

impl Maker {
    fn authority(&mut self, name: &str, by: Option<(&str, &Certified)>) -> io::Result<Certified> {
        let mut params = authority_params(name);
        params.not_before = self.now - Duration::DAY;
        params.not_after = self.now + YEAR * 20;
        self.certified(name, &params, by)
    }

    fn subscriber(
        &mut self,
        subscriber: &Subscriber,
        by: (&str, &Certified),
    ) -> io::Result<Certified> {
        let mut params = CertificateParams::default();
        params.distinguished_name = subject(
            subscriber.name,
            subscriber.organisation,
            subscriber.identity,
        );
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![
            KeyUsagePurpose::DigitalSignature,
            KeyUsagePurpose::ContentCommitment,
        ];
        params.use_authority_key_identifier_extension = true;
        (params.not_before, params.not_after) = match subscriber.status {
            Status::Expired => (self.now - YEAR, self.now - Duration::HOUR),
            _ => (self.now - Duration::DAY, self.now + YEAR * 3),
        };
        self.certified(subscriber.slug, &params, Some(by))
    }

    fn certified(
        &mut self,
        name: &str,
        params: &CertificateParams,
        by: Option<(&str, &Certified)>,
    ) -> io::Result<Certified> {
        let stored = (
            self.stored.keys.get(name),
            self.stored.certificates.get(name),
        );
        if let (Some(key), Some(certificate)) = stored {
            return Ok(Certified {
                key: KeyPair::from_pem(key).map_err(io::Error::other)?,
                der: STANDARD.decode(certificate).map_err(io::Error::other)?,
            });
        }
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let certificate = match by {
            None => params.self_signed(&key),
            Some((name, by)) => {
                params.signed_by(&key, &Issuer::new(authority_params(name), &by.key))
            }
        };
        let der = certificate.map_err(io::Error::other)?.der().to_vec();
        let (names, named) = (&mut self.stored.keys, &mut self.stored.certificates);
        names.insert(name.to_owned(), key.serialize_pem());
        named.insert(name.to_owned(), STANDARD.encode(&der));
        Ok(Certified { key, der })
    }
}
