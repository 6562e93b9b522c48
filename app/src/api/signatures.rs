//! Signing in, and registering, with a digital signature.

use super::{Empty, FormEndpoint, accounts::SignedIn, endpoints, security};
use serde::{Deserialize, Serialize};

/// What signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SigningDevice {
    /// A USB token, through the program on its owner's computer.
    #[default]
    UsbToken,
    /// A SIM, through the mobile signature service.
    SigningSim,
}

impl SigningDevice {
    /// Where it is signed in with.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::UsbToken => "/dang-nhap/dvc-quoc-gia/usb",
            Self::SigningSim => "/dang-nhap/dvc-quoc-gia/sim",
        }
    }
}

/// With what somebody wants to sign in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignatureInput {
    /// What signs.
    pub device: SigningDevice,
    /// Number of the SIM, for one.
    pub phone: String,
    /// Path of ours to go to afterwards; anything else is ignored.
    pub next: String,
}

/// What is to be signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SignatureRequest {
    /// What signs.
    pub device: SigningDevice,
    /// The bytes to be signed, base64.
    pub challenge: String,
    /// Address of the token's program; empty for a SIM.
    pub signer_url: String,
    /// Shown here and on the telephone, to be compared; empty for a token.
    pub control_code: String,
}

/// A signature.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SignatureAnswer {
    /// CMS SignedData over the challenge, base64 or PEM; empty for a SIM, whose signature comes from its service.
    pub cms: String,
}

/// A certificate that opens the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Certificate {
    /// SHA-256 of it, hexadecimal.
    pub fingerprint: String,
    /// Name in it.
    pub name: String,
    /// Name of the authority that issued it.
    pub issuer: String,
    /// Until when it is good, `dd/mm/yyyy`.
    pub good_until: String,
    /// Since when it opens the account, `dd/mm/yyyy hh:mm`.
    pub since: String,
}

/// The certificates that open the account, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Certificates {
    /// The certificates.
    pub items: Vec<Certificate>,
}

/// Which certificate.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CertificatePath {
    /// SHA-256 of it, hexadecimal.
    pub fingerprint: String,
}

endpoints! {
    /// Asks for a signature.
    BeginSignature: POST "/api/v1/signatures" (()) SignatureInput => SignatureRequest;
    /// The signature that this browser is asked for.
    GetSignatureRequest: GET "/api/v1/signatures/current" (()) Empty => SignatureRequest;
    /// Checks the signature and signs in, or says what is still needed.
    FinishSignature: POST "/api/v1/signatures/current" (()) SignatureAnswer => SignedIn;
    /// The certificates that open the account.
    ListCertificates: GET "/api/v1/account/certificates" (()) Empty => Certificates;
    /// Lets a certificate open the account no more. Needs a recent proof.
    UnbindCertificate: POST "/api/v1/account/certificates/{fingerprint}/unbind" (CertificatePath) Empty => Empty;
}

impl FormEndpoint for BeginSignature {
    fn next(output: &SignatureRequest) -> String {
        format!("{}/ky", output.device.page())
    }
}
impl FormEndpoint for FinishSignature {
    fn next(output: &SignedIn) -> String {
        output.next.clone()
    }
}
impl FormEndpoint for UnbindCertificate {
    fn next(_: &Empty) -> String {
        format!("{}?da-doi=go-chung-thu", security::PAGE)
    }
}
