//! Documents that citizens attach to a dossier: what a file is, told by its content, and what it may be called.

use crate::typed;
use unicode_normalization::char::is_combining_mark;

/// Largest document, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// Most documents of one dossier.
pub const MOST: i64 = 10;
/// Longest side of a picture, in pixels.
pub const LONGEST_SIDE: u64 = 12_000;
/// Most pixels of a picture: an A4 page scanned at 600 dpi has 35 million. Whoever opens a picture needs some bytes for each.
pub const MOST_PIXELS: u64 = 64_000_000;
/// How far into a file its `%PDF-` may stand, in bytes: readers look for it in the first 1,024 (ISO 32000-1, annex H). Scanners
/// and mail programs put a byte order mark, blank lines or a head of their own before it.
pub const BEFORE_PDF: usize = 1_024;
/// Longest name before its ending, in characters. A name beyond it is cut: the file is what was sent, most file systems take 255
/// bytes, and the name stands beside the file at once for its sender to see.
const LONGEST_STEM: usize = 100;

/// What may be attached: what phones and scanners make, and officers' computers open without running anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentType {
    /// PDF.
    Pdf,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// HEIC, the picture format of iPhones.
    Heic,
    /// WebP.
    Webp,
}

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// Its head is broken off, or says nothing of its size.
    Unreadable,
    /// It has more pixels than programs that show it can bear.
    TooManyPixels {
        /// Pixels from left to right.
        width: u64,
        /// Pixels from top to bottom.
        height: u64,
    },
}

impl DocumentType {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Heic, Self::Webp];

    /// What the first bytes of a file say it is. Its name and what a browser says of it count for nothing.
    #[must_use]
    pub fn of(content: &[u8]) -> Option<Self> {
        /// Brands of still HEIC pictures (ISO/IEC 23008-12).
        const HEIC: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"];
        let at = |from: usize, to: usize| content.get(from..to).unwrap_or_default();
        if content.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if content.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if at(4, 8) == b"ftyp" && HEIC.contains(&at(8, 12)) {
            Some(Self::Heic)
        } else if content.starts_with(b"RIFF") && at(8, 12) == b"WEBP" {
            Some(Self::Webp)
        } else if !is_another(content) && holds_pdf(content) {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    /// Reads the size of a picture from its head, and refuses what nobody could open. A PDF has pages instead, and passes.
    ///
    /// # Errors
    /// [`PictureError`].
    pub fn check_picture(self, content: &[u8]) -> Result<(), PictureError> {
        if self == Self::Pdf {
            return Ok(());
        }
        let size = imagesize::blob_size(content).map_err(|_| PictureError::Unreadable)?;
        let side = |pixels| u64::try_from(pixels).unwrap_or(u64::MAX);
        let (width, height) = (side(size.width), side(size.height));
        if width == 0 || height == 0 {
            Err(PictureError::Unreadable)
        } else if width.max(height) > LONGEST_SIDE || width * height > MOST_PIXELS {
            Err(PictureError::TooManyPixels { width, height })
        } else {
            Ok(())
        }
    }

    /// The registered media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Webp => "image/webp",
        }
    }

    /// Endings of file names, the usual one first.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Heic => &["heic", "heif"],
            Self::Webp => &["webp"],
        }
    }

    /// What a document is called after what its sender called it: NFC, no path, nothing invisible or that turns the direction
    /// of reading, at most 105 characters, and an ending that is true.
    #[must_use]
    pub fn name(self, given: &str) -> String {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let visible: String = last
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        let tidied = typed::line(&visible);
        let (stem, ending) = match tidied.rsplit_once('.') {
            Some((stem, ending)) if self.endings().contains(&&*ending.to_lowercase()) => {
                (stem, ending.to_lowercase())
            }
            _ => (tidied.as_str(), self.endings()[0].to_owned()),
        };
        let stem: String = stem
            .trim_start_matches(|letter: char| {
                letter == '.' || letter.is_whitespace() || is_combining_mark(letter)
            })
            .chars()
            .take(LONGEST_STEM)
            .collect();
        let stem = stem.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
        let stem = if stem.is_empty() { "tai-lieu" } else { stem };
        format!("{stem}.{ending}")
    }
}

/// Whether `%PDF-` stands at the beginning, or not far behind it.
fn holds_pdf(content: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let head = &content[..content.len().min(BEFORE_PDF + MARK.len())];
    head.windows(MARK.len()).any(|bytes| bytes == MARK)
}

/// What is a program, an archive or a page to some program, whatever else it holds: nobody's scanner writes that before a PDF.
fn is_another(content: &[u8]) -> bool {
    const BINARY: [&[u8]; 8] = [
        b"MZ",
        b"\x7fELF",
        b"PK\x03\x04",
        b"Rar!",
        b"7z\xbc\xaf",
        b"\x1f\x8b",
        b"\xd0\xcf\x11\xe0",
        b"#!",
    ];
    const BOM: &[u8] = b"\xef\xbb\xbf";
    let text = content.strip_prefix(BOM).unwrap_or(content);
    BINARY.iter().any(|mark| text.starts_with(mark)) || text.trim_ascii_start().starts_with(b"<")
}
