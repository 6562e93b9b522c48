//! The fonts, parsed once for the life of the process.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo, FontStyle, FontWeight};
use typst::utils::LazyHash;

/// The text face: Libertinus Serif (SIL Open Font License), in the cuts that have every Vietnamese letter. Its bold
/// italic and semibold italic do not (`ư` and `ơ` are missing), so templates use bold or italic, never both.
const TEXT: &str = "Libertinus Serif";
/// Stands in where the text face has no glyph, Arabic for one.
const STAND_IN: &str = "DejaVu Sans Mono";
const CUTS: [(&str, FontStyle, FontWeight); 4] = [
    (TEXT, FontStyle::Normal, FontWeight::REGULAR),
    (TEXT, FontStyle::Normal, FontWeight::BOLD),
    (TEXT, FontStyle::Italic, FontWeight::REGULAR),
    (STAND_IN, FontStyle::Normal, FontWeight::REGULAR),
];

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

/// The fonts of the templates and the book by which typst chooses among them.
pub(crate) struct Fonts {
    faces: Vec<Font>,
    book: LazyHash<FontBook>,
}

impl Fonts {
    pub(crate) fn get() -> &'static Self {
        &FONTS
    }

    fn load() -> Self {
        let faces: Vec<Font> = typst_assets::fonts()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .filter(|font| {
                let FontInfo {
                    family, variant, ..
                } = font.info();
                CUTS.contains(&(family.as_str(), variant.style, variant.weight))
            })
            .collect();
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Self { faces, book }
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    /// Whether a glyph for this character exists in every cut of one of the two families, so that no weight or slant a
    /// template asks for leaves a hole.
    pub(crate) fn can_show(&self, character: char) -> bool {
        [TEXT, STAND_IN].into_iter().any(|family| {
            self.faces
                .iter()
                .map(Font::info)
                .filter(|info| info.family == family)
                .all(|info| info.coverage.contains(u32::from(character)))
        })
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_vietnamese_letter_with_every_tone_is_in_every_cut_of_the_text_face() {
        let text_faces: Vec<_> = Fonts::get()
            .faces
            .iter()
            .filter(|font| font.info().family == TEXT)
            .collect();
        assert_eq!(text_faces.len(), 3);
        for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
            for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                let letter: String = format!("{vowel}{tone}").nfc().collect();
                let character = letter.chars().next().unwrap();
                assert_eq!(letter.chars().count(), 1, "{letter}");
                for font in &text_faces {
                    assert!(
                        font.info().coverage.contains(u32::from(character)),
                        "{letter}"
                    );
                }
            }
        }
        for character in "đĐ₫–…“”�".chars() {
            assert!(Fonts::get().can_show(character), "{character}");
        }
        assert!(!Fonts::get().can_show('🙂'));
    }
}
