//! QR codes.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::DocumentError;

/// A QR code as SVG, with the quiet zone of four modules that ISO/IEC 18004 asks for. Level M still reads with a crease
/// through a printed page.
pub(crate) fn svg_of_url(url: &str) -> Result<String, DocumentError> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M)
        .map_err(|_| DocumentError::UnusableCheckUrl)?;
    Ok(code
        .render::<svg::Color>()
        .quiet_zone(true)
        .module_dimensions(1, 1)
        .build())
}
