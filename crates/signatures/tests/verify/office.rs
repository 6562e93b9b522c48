//! A certification office that works with the `openssl` program: an independent implementation of all that is verified here.

use std::{fs, path::PathBuf, process::Command, sync::OnceLock};

use signatures::{Crl, SignatureError, Signer, Trust, verify};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

pub const CHALLENGE: &[u8] = b"dvc-tay-ninh|dang-nhap|5d1c0f0e";
pub const AN: &str = "/C=VN/CN=Nguyễn Văn An/UID=CCCD:072090000017";

/// Every authority's configuration; `{dir}` and `{name}` differ.
const CONFIGURATION: &str = "
[ca]
default_ca = office
[office]
database = {dir}/{name}.index
new_certs_dir = {dir}
certificate = {dir}/{name}.pem
private_key = {dir}/{name}.key
rand_serial = yes
default_md = sha256
default_crl_days = 1
crlnumber = {dir}/{name}.number
crl_extensions = list
default_days = 365
policy = any
unique_subject = no
[any]
countryName = optional
organizationName = optional
commonName = optional
serialNumber = optional
userId = optional
[req]
distinguished_name = nobody
string_mask = utf8only
utf8 = yes
[nobody]
[list]
authorityKeyIdentifier = keyid
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[authority]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
certificatePolicies = 1.2.3.4
authorityInfoAccess = OCSP;URI:http://ocsp.example.vn
crlDistributionPoints = URI:http://crl.example.vn/issuing.crl
[mailer]
keyUsage = nonRepudiation
extendedKeyUsage = emailProtection, clientAuth
subjectKeyIdentifier = hash
[plain]
subjectKeyIdentifier = hash
[cipher]
keyUsage = critical, keyEncipherment
subjectKeyIdentifier = hash
";

/// Root `root`, issuing authority `issuing`, another root `foreign` that nobody trusts, each with a list of what it revoked.
/// Gone with its folder when it is dropped.
pub struct Office {
    folder: PathBuf,
    /// For [`Office::judge`], made when first needed.
    lists: OnceLock<Vec<Crl>>,
}

impl Drop for Office {
    fn drop(&mut self) {
        let _left_to_the_system = fs::remove_dir_all(&self.folder);
    }
}

impl Office {
    pub fn open() -> Self {
        let folder = std::env::temp_dir().join(format!("signatures-{}", Uuid::new_v4()));
        fs::create_dir_all(&folder).expect("a folder");
        let lists = OnceLock::new();
        let office = Self { folder, lists };
        for name in ["root", "issuing", "foreign"] {
            let text = CONFIGURATION
                .replace("{dir}", office.folder.to_str().expect("a path of text"))
                .replace("{name}", name);
            office.write(&format!("{name}.cnf"), text.as_bytes());
            office.write(&format!("{name}.index"), b"");
            office.write(&format!("{name}.number"), b"01");
        }
        for root in ["root", "foreign"] {
            office.key("ec:P-256", root);
            let request = format!(
                "req -new -x509 -utf8 -days 3650 -extensions root -config root.cnf -key {root}.key -out {root}.pem"
            );
            office.openssl(&request, &["-subj", &format!("/C=VN/CN=Gốc {root}")]);
        }
        let subject = "/C=VN/O=Chứng thực/CN=Chứng thực cá nhân";
        office.issue("root", "authority", "ec:P-384", "issuing", subject, "");
        office
    }

    pub fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.join(file)).expect("a file that openssl made")
    }

    fn write(&self, file: &str, content: &[u8]) {
        fs::write(self.folder.join(file), content).expect("space for a file");
    }

    /// Runs `openssl` in the office's folder with words, and with arguments that may have spaces.
    fn openssl(&self, words: &str, more: &[&str]) {
        let mut command = Command::new("openssl");
        command.args(words.split_whitespace()).args(more);
        let output = command.current_dir(&self.folder).output();
        let output = output.expect("the openssl program is installed");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {words} {more:?}: {said}");
    }

    fn key(&self, kind: &str, name: &str) {
        let options = match kind.split_once(':').expect("a kind and its size") {
            ("ec", curve) => format!("-algorithm EC -pkeyopt ec_paramgen_curve:{curve}"),
            (_, bits) => format!("-algorithm RSA -pkeyopt rsa_keygen_bits:{bits}"),
        };
        self.openssl(&format!("genpkey {options} -out {name}.key"), &[]);
    }

    /// `{name}.key` and `{name}.pem`, from an authority by a section of the configuration.
    pub fn issue(
        &self,
        authority: &str,
        section: &str,
        kind: &str,
        name: &str,
        subject: &str,
        options: &str,
    ) {
        self.key(kind, name);
        let request =
            format!("req -new -utf8 -config {authority}.cnf -key {name}.key -out {name}.csr");
        self.openssl(&request, &["-subj", subject]);
        let issue = format!(
            "ca -batch -notext -utf8 -preserveDN -config {authority}.cnf -extensions {section} -in {name}.csr -out {name}.pem {options}"
        );
        self.openssl(&issue, &[]);
    }

    /// A person's certificate as good as any, with a P-256 key.
    pub fn signer(&self, name: &str) {
        self.issue("issuing", "signer", "ec:P-256", name, AN, "");
    }

    pub fn revoke(&self, authority: &str, name: &str) {
        let revoke = format!("ca -config {authority}.cnf -revoke {name}.pem");
        self.openssl(&revoke, &[]);
    }

    pub fn crl(&self, authority: &str) -> Crl {
        let list = format!("ca -config {authority}.cnf -gencrl -out {authority}.crl");
        self.openssl(&list, &[]);
        Crl::read(&self.read(&format!("{authority}.crl"))).expect("a list in PEM")
    }

    pub fn crls(&self) -> Vec<Crl> {
        ["root", "issuing", "foreign"]
            .map(|name| self.crl(name))
            .into()
    }

    pub fn trust(&self) -> Trust {
        Trust::read(&self.read("root.pem")).expect("a root in PEM")
    }

    /// Signs `content` as the named holder, with the issuing authority's certificate beside the holder's if no other is named.
    pub fn sign(&self, content: &[u8], name: &str, options: &str) -> Vec<u8> {
        self.write("content", content);
        let beside = match options.contains("-certfile") {
            true => "",
            false => "-certfile issuing.pem",
        };
        let sign = format!(
            "cms -sign -binary -nosmimecap -outform DER -signer {name}.pem -inkey {name}.key {beside} -in content -out cms {options}"
        );
        self.openssl(&sign, &[]);
        self.read("cms")
    }

    /// What is said of a message now, by an office that has revoked nothing.
    pub fn judge(&self, cms: &[u8]) -> Result<Signer, SignatureError> {
        let crls = self.lists.get_or_init(|| self.crls());
        verify(cms, CHALLENGE, &self.trust(), crls, now())
    }
}

/// A few seconds on: `openssl` and this program look at the clock one after the other.
pub fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc() + Duration::seconds(2)
}
