//! The picture of a code as a PNG: black and white, sharp on every screen, with the quiet zone that readers ask for.

use png::{BitDepth, ColorType, Encoder, EncodingError};
use qrcode::{Color, QrCode};

/// Points of a module's side.
const MODULE: usize = 12;
/// Modules left white around the code (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

pub(super) fn png(code: &QrCode) -> Result<Vec<u8>, EncodingError> {
    let width = code.width();
    let side = (width + 2 * QUIET_ZONE) * MODULE;
    let is_dark = |column: usize, line: usize| {
        let within = |at: usize| {
            (at / MODULE)
                .checked_sub(QUIET_ZONE)
                .filter(|at| *at < width)
        };
        within(column)
            .zip(within(line))
            .is_some_and(|at| code[at] == Color::Dark)
    };
    let points: Vec<u8> = (0..side * side)
        .map(|at| {
            if is_dark(at % side, at / side) {
                0
            } else {
                u8::MAX
            }
        })
        .collect();
    let mut png = Vec::new();
    let side = u32::try_from(side).unwrap_or(u32::MAX);
    let mut encoder = Encoder::new(&mut png, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&points)?;
    writer.finish()?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_the_code_on_white() {
        let code = QrCode::new(b"DVC").expect("a code");
        let png = png(&code).expect("a picture");
        let mut reader = png::Decoder::new(std::io::Cursor::new(&png))
            .read_info()
            .expect("a PNG");
        let mut points = vec![0; reader.output_buffer_size().expect("small")];
        reader.next_frame(&mut points).expect("points");
        let side = (code.width() + 2 * QUIET_ZONE) * MODULE;
        assert_eq!(points.len(), side * side);
        let middle = |module: usize| (QUIET_ZONE + module) * MODULE + MODULE / 2;
        for line in 0..code.width() {
            for column in 0..code.width() {
                let dark = points[middle(line) * side + middle(column)] == 0;
                assert_eq!(dark, code[(column, line)] == Color::Dark, "{column} {line}");
            }
        }
        let quiet = QUIET_ZONE * MODULE;
        assert!(points[..quiet * side].iter().all(|point| *point == u8::MAX));
    }
}
