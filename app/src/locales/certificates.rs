//! Certificates of USB tokens and signing SIMs.

use super::Language;
use crate::api::signatures::{Certificate, SigningDevice};
use domain::language::{Text, text};

pub const CERTIFICATES: Text = text("Chứng thư số", "Certificates");
pub const CERTIFICATES_INTRO: Text = text(
    "Dùng USB ký số hoặc SIM ký số đã gắn để đăng nhập tài khoản này.",
    "You can sign in with a USB token or signing SIM added here.",
);
pub const NO_CERTIFICATES: Text = text(
    "Tài khoản chưa gắn chứng thư số nào.",
    "No certificates added.",
);
pub const ADDED: Text = text("Đã gắn chứng thư số.", "Certificate added.");
pub const REMOVED: Text = text("Đã gỡ chứng thư số.", "Certificate removed.");
pub const UNBIND: Text = text("Gỡ chứng thư số", "Remove");
pub const UNBINDING: Text = text("Đang gỡ…", "Removing…");

/// What leads to binding the certificate of a device.
pub const fn bind(device: SigningDevice) -> Text {
    match device {
        SigningDevice::UsbToken => text("Gắn USB ký số", "Add a USB token"),
        SigningDevice::SigningSim => text("Gắn SIM ký số", "Add a signing SIM"),
    }
}

/// Who issued a certificate, until when it is good, and since when it is bound.
pub fn about(language: Language, certificate: &Certificate) -> String {
    let Certificate {
        issuer,
        good_until,
        since,
        ..
    } = certificate;
    match language {
        Language::Vietnamese => {
            format!("{issuer} cấp, có giá trị đến {good_until}. Gắn từ {since}")
        }
        Language::English => format!("Issued by {issuer}, valid until {good_until}, added {since}"),
    }
}
