//! A certification office that works with the `openssl` program: an independent implementation of all that is verified here.

use std::{
    fs,
    path::PathBuf,
    process::Command,
    sync::{Mutex, OnceLock},
};

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
pub struct Office {
    folder: PathBuf,
    /// `openssl ca` wants its books for itself.
    books: Mutex<()>,
    /// For [`Office::judge`], made when first needed.
    lists: OnceLock<Vec<Crl>>,
}

impl Office {
    /// The one office of all tests, which only add to it.
    pub fn get() -> &'static Self {
        static OFFICE: OnceLock<Office> = OnceLock::new();
        OFFICE.get_or_init(Self::open)
    }

    /// An office of one's own, to revoke in.
    pub fn open() -> Self {
        let folder = std::env::temp_dir().join(format!("signatures-{}", Uuid::new_v4()));
        fs::create_dir_all(&folder).expect("a folder");
        let office = Self {
            folder,
            books: Mutex::new(()),
            lists: OnceLock::new(),
        };
        for name in ["root", "issuing", "foreign"] {
            let text = CONFIGURATION
                .replace("{dir}", office.folder.to_str().expect("a path of text"))
                .replace("{name}", name);
            fs::write(office.path(&format!("{name}.cnf")), text).expect("a file");
            fs::write(office.path(&format!("{name}.index")), "").expect("a file");
            fs::write(office.path(&format!("{name}.number")), "01").expect("a file");
        }
        for root in ["root", "foreign"] {
            let subject = format!("/C=VN/CN=Gốc {root}");
            office.key("ec:P-256", root);
            office.openssl(&[
                "req",
                "-new",
                "-x509",
                "-utf8",
                "-days",
                "3650",
                "-extensions",
                "root",
                "-config",
                "root.cnf",
                "-subj",
                &subject,
                "-key",
                &format!("{root}.key"),
                "-out",
                &format!("{root}.pem"),
            ]);
        }
        let subject = "/C=VN/O=Chứng thực/CN=Chứng thực cá nhân";
        office.issue("root", "authority", "ec:P-384", "issuing", subject, &[]);
        office
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    pub fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.path(file)).expect("a file")
    }

    /// Runs `openssl` in the office's folder.
    pub fn openssl(&self, arguments: &[&str]) {
        let _alone =
            (arguments[0] == "ca").then(|| self.books.lock().expect("no test panics here"));
        let mut command = Command::new("openssl");
        let output = command.args(arguments).current_dir(&self.folder).output();
        let output = output.expect("the openssl program is installed");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments:?}: {said}");
    }

    fn key(&self, kind: &str, name: &str) {
        let option = match kind.split_once(':').expect("a kind and its size") {
            ("ec", curve) => format!("ec_paramgen_curve:{curve}"),
            (_, bits) => format!("rsa_keygen_bits:{bits}"),
        };
        let algorithm = if kind.starts_with("ec") { "EC" } else { "RSA" };
        self.openssl(&[
            "genpkey",
            "-algorithm",
            algorithm,
            "-pkeyopt",
            &option,
            "-out",
            &format!("{name}.key"),
        ]);
    }

    /// `{name}.key` and `{name}.pem`, from an authority by a section of the configuration.
    pub fn issue(
        &self,
        authority: &str,
        section: &str,
        kind: &str,
        name: &str,
        subject: &str,
        more: &[&str],
    ) {
        let [key, request, certificate] = ["key", "csr", "pem"].map(|end| format!("{name}.{end}"));
        let configuration = format!("{authority}.cnf");
        self.key(kind, name);
        self.openssl(&[
            "req",
            "-new",
            "-utf8",
            "-config",
            &configuration,
            "-subj",
            subject,
            "-key",
            &key,
            "-out",
            &request,
        ]);
        let mut arguments = vec![
            "ca",
            "-batch",
            "-notext",
            "-utf8",
            "-preserveDN",
            "-config",
            &configuration,
            "-extensions",
            section,
            "-in",
            &request,
            "-out",
            &certificate,
        ];
        arguments.extend(more);
        self.openssl(&arguments);
    }

    pub fn revoke(&self, name: &str) {
        let certificate = format!("{name}.pem");
        self.openssl(&["ca", "-config", "issuing.cnf", "-revoke", &certificate]);
    }

    pub fn crl(&self, authority: &str) -> Crl {
        let configuration = format!("{authority}.cnf");
        let file = format!("{authority}-{}.crl", Uuid::new_v4());
        self.openssl(&["ca", "-config", &configuration, "-gencrl", "-out", &file]);
        Crl::read(&self.read(&file)).expect("a file")
    }

    pub fn crls(&self) -> Vec<Crl> {
        vec![self.crl("root"), self.crl("issuing"), self.crl("foreign")]
    }

    pub fn trust(&self) -> Trust {
        Trust::read(&self.read("root.pem")).expect("a file")
    }

    /// Signs `content` as the named holder, with the issuing authority's certificate beside the holder's if no other is named.
    pub fn sign(&self, content: &[u8], name: &str, more: &[&str]) -> Vec<u8> {
        let [given, made] = ["in", "cms"].map(|end| format!("{}.{end}", Uuid::new_v4()));
        let [key, certificate] = ["key", "pem"].map(|end| format!("{name}.{end}"));
        fs::write(self.path(&given), content).expect("a file");
        let mut arguments = vec![
            "cms",
            "-sign",
            "-binary",
            "-nosmimecap",
            "-outform",
            "DER",
            "-signer",
            &certificate,
            "-inkey",
            &key,
            "-in",
            &given,
            "-out",
            &made,
        ];
        arguments.extend(more);
        if !more.contains(&"-certfile") {
            arguments.extend(["-certfile", "issuing.pem"]);
        }
        self.openssl(&arguments);
        self.read(&made)
    }

    /// What is said of a message now, by an office that has revoked nothing.
    pub fn judge(&self, cms: &[u8]) -> Result<Signer, SignatureError> {
        verify(
            cms,
            CHALLENGE,
            &self.trust(),
            self.lists.get_or_init(|| self.crls()),
            now(),
        )
    }
}

/// A few seconds on: `openssl` and this program look at the clock one after the other.
pub fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc() + Duration::seconds(2)
}
