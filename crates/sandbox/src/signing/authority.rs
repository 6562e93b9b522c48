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
    holders::{Fate, HOLDERS, Holder},
};

const FILE: &str = "signing.json";
const YEAR: Duration = Duration::days(365);
/// `UID` of a subject (RFC 4519).
const USER_ID: [u64; 7] = [0, 9, 2342, 19_200_300, 100, 1, 1];

/// A key and the certificate of it.
struct Certified {
    key: KeyPair,
    der: Vec<u8>,
}

/// What is in the file: keys as PEM, certificates as base64 of DER, each under its name.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    keys: BTreeMap<String, String>,
    certificates: BTreeMap<String, String>,
}

/// One holder's certificate, to be shown.
pub(super) struct Issued {
    pub holder: &'static Holder,
    /// Lower-case hexadecimal.
    pub serial: String,
}

/// All authorities and holders.
pub(super) struct Authority {
    root: Certified,
    issuing: Certified,
    untrusted: Certified,
    /// In the order of [`HOLDERS`].
    holders: Vec<Certified>,
}

impl Authority {
    pub(super) fn open(folder: Option<&Path>, now: OffsetDateTime) -> io::Result<Self> {
        let file = folder.map(|folder| folder.join(FILE));
        let kept: Kept = match &file {
            Some(file) if file.exists() => serde_json::from_slice(&fs::read(file)?)?,
            _ => Kept::default(),
        };
        let mut maker = Maker { kept, now };
        let root = maker.authority("root", None)?;
        let issuing = maker.authority("issuing", Some(("root", &root)))?;
        let untrusted = maker.authority("untrusted", None)?;
        let holders = HOLDERS
            .iter()
            .map(|holder| match holder.fate {
                Fate::Foreign => maker.holder(holder, ("untrusted", &untrusted)),
                _ => maker.holder(holder, ("issuing", &issuing)),
            })
            .collect::<io::Result<_>>()?;
        if let Some(file) = file {
            // Whole or not at all, should the program be killed here.
            let new = file.with_extension("new");
            fs::write(&new, serde_json::to_vec_pretty(&maker.kept)?)?;
            fs::rename(new, file)?;
        }
        Ok(Self {
            root,
            issuing,
            untrusted,
            holders,
        })
    }

    /// Signs with a holder's key (RFC 5652), the chain included.
    pub(super) fn sign(&self, holder: &Holder, challenge: &[u8], now: OffsetDateTime) -> Vec<u8> {
        let index = HOLDERS.iter().position(|other| other == holder);
        let certified = &self.holders[index.expect("every holder is one of the table")];
        let issuer = match holder.fate {
            Fate::Foreign => &self.untrusted,
            _ => &self.issuing,
        };
        cms::sign(
            challenge,
            &certified.key,
            [&certified.der, &issuer.der],
            now,
        )
        .expect("certificates made by this program can be read")
    }

    /// Certificates of holders that the issuing authority issued.
    pub(super) fn issued(&self) -> impl Iterator<Item = Issued> {
        let all = HOLDERS.iter().zip(&self.holders);
        all.filter(|(holder, _)| holder.fate != Fate::Foreign)
            .map(|(holder, certified)| Issued {
                holder,
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
            let always = (issued.holder.fate == Fate::Revoked).then_some(now - Duration::DAY);
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
    signed
        .expect("the list ends after it begins")
        .der()
        .to_vec()
}

fn authority_params(name: &str) -> CertificateParams {
    let common_name = match name {
        "root" => "Gốc chứng thực hộp cát",
        "issuing" => "Chứng thực chữ ký số hộp cát",
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

/// Makes what is not kept yet.
struct Maker {
    kept: Kept,
    now: OffsetDateTime,
}

impl Maker {
    fn authority(&mut self, name: &str, by: Option<(&str, &Certified)>) -> io::Result<Certified> {
        let mut params = authority_params(name);
        params.not_before = self.now - Duration::DAY;
        params.not_after = self.now + YEAR * 20;
        self.certified(name, &params, by)
    }

    fn holder(&mut self, holder: &Holder, by: (&str, &Certified)) -> io::Result<Certified> {
        let mut params = CertificateParams::default();
        params.distinguished_name = subject(holder.name, holder.organisation, holder.identity);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![
            KeyUsagePurpose::DigitalSignature,
            KeyUsagePurpose::ContentCommitment,
        ];
        params.use_authority_key_identifier_extension = true;
        params.not_after = match holder.fate {
            Fate::Expired => self.now - Duration::HOUR,
            _ => self.now + YEAR * 3,
        };
        params.not_before = match holder.fate {
            Fate::Expired => self.now - YEAR,
            _ => self.now - Duration::DAY,
        };
        self.certified(holder.slug, &params, Some(by))
    }

    fn certified(
        &mut self,
        name: &str,
        params: &CertificateParams,
        by: Option<(&str, &Certified)>,
    ) -> io::Result<Certified> {
        let kept = (self.kept.keys.get(name), self.kept.certificates.get(name));
        if let (Some(key), Some(certificate)) = kept {
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
        let (names, named) = (&mut self.kept.keys, &mut self.kept.certificates);
        names.insert(name.to_owned(), key.serialize_pem());
        named.insert(name.to_owned(), STANDARD.encode(&der));
        Ok(Certified { key, der })
    }
}
