//! Why a signature proves nothing.

use std::{borrow::Cow, error::Error, fmt};

use domain::language::{Language, Localized, Text, text};

/// Why a signature proves nothing. Citizens read its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignatureError {
    /// Not CMS `SignedData` in DER, or in PEM or base64 of that.
    Malformed,
    /// More than [`crate::MAX_BYTES`].
    TooLarge,
    /// No signer, several, or the signer's certificate is missing.
    NotOneSigner,
    /// What is signed is not the challenge, such as a signature made for another one.
    ChallengeMismatch,
    /// The signature was not made with the certificate's key, or what is signed was changed.
    WrongSignature,
    /// No chain leads from the certificate to a trust anchor.
    UnknownIssuer,
    /// A certificate of the chain has expired.
    Expired,
    /// A certificate of the chain is not valid yet.
    NotYetValid,
    /// A certificate of the chain was revoked.
    Revoked,
    /// There is no revocation list of an issuer, or it is out of date or not signed by it.
    RevocationUnknown,
    /// The certificate is not for signing, or is that of an authority.
    NotForSigning,
    /// The subject has neither an identity number nor a tax code, or several that contradict each other.
    NoIdentity,
    /// MD5, SHA-1, RSA below 2048 bits, or an algorithm that is not accepted here.
    WeakAlgorithm,
}

impl SignatureError {
    /// Stable code for problems, logs and counting.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::NotOneSigner => "not_one_signer",
            Self::ChallengeMismatch => "challenge_mismatch",
            Self::WrongSignature => "wrong_signature",
            Self::UnknownIssuer => "unknown_issuer",
            Self::Expired => "expired",
            Self::NotYetValid => "not_yet_valid",
            Self::Revoked => "revoked",
            Self::RevocationUnknown => "revocation_unknown",
            Self::NotForSigning => "not_for_signing",
            Self::NoIdentity => "no_identity",
            Self::WeakAlgorithm => "weak_algorithm",
        }
    }

    const fn words(self) -> Text {
        match self {
            Self::Malformed => text(
                "Không đọc được chữ ký số. Hãy sao chép lại toàn bộ.",
                "The digital signature cannot be read. Copy all of it again.",
            ),
            Self::TooLarge => text("Chữ ký số quá lớn.", "The digital signature is too large."),
            Self::NotOneSigner => text(
                "Cần đúng một người ký, kèm chứng thư số của người ký.",
                "There must be exactly one signer, with the signer’s certificate.",
            ),
            Self::ChallengeMismatch => text(
                "Chữ ký số này không phải cho lần đăng nhập này. Hãy ký lại.",
                "This digital signature is not for this attempt. Sign again.",
            ),
            Self::WrongSignature => text(
                "Chữ ký số không đúng. Hãy ký lại.",
                "The digital signature is wrong. Sign again.",
            ),
            Self::UnknownIssuer => text(
                "Chứng thư số không do tổ chức chứng thực được công nhận cấp.",
                "The certificate was not issued by a recognised certification authority.",
            ),
            Self::Expired => text(
                "Chứng thư số đã hết hạn. Hãy gia hạn với tổ chức đã cấp.",
                "The certificate has expired. Renew it with its issuer.",
            ),
            Self::NotYetValid => text(
                "Chứng thư số chưa có hiệu lực.",
                "The certificate is not valid yet.",
            ),
            Self::Revoked => text(
                "Chứng thư số đã bị thu hồi. Hãy liên hệ tổ chức đã cấp.",
                "The certificate was revoked. Contact its issuer.",
            ),
            Self::RevocationUnknown => text(
                "Chưa kiểm tra được chứng thư số có bị thu hồi hay không. Hãy thử lại sau ít phút.",
                "Whether the certificate was revoked cannot be checked now. Try again in a few minutes.",
            ),
            Self::NotForSigning => text(
                "Chứng thư số này không dùng để ký.",
                "This certificate is not for signing.",
            ),
            Self::NoIdentity => text(
                "Chứng thư số không ghi số CCCD, CMND hoặc mã số thuế.",
                "The certificate has no identity number and no tax code.",
            ),
            Self::WeakAlgorithm => text(
                "Chữ ký số dùng thuật toán không còn an toàn hoặc không được hỗ trợ.",
                "The digital signature uses an algorithm that is weak or not supported.",
            ),
        }
    }
}

impl Localized for SignatureError {
    fn localized(&self, language: Language) -> Cow<'static, str> {
        self.words().localized(language)
    }
}

/// For logs: the Vietnamese words, as with the portal's other errors.
impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words().to(Language::Vietnamese))
    }
}

impl Error for SignatureError {}

/// Whatever cannot be read is malformed; where, no citizen can do anything about.
impl From<der::Error> for SignatureError {
    fn from(_: der::Error) -> Self {
        Self::Malformed
    }
}
