//! What may be printed of a text that somebody typed.

use unicode_normalization::UnicodeNormalization;

use crate::fonts::Fonts;

/// The text in NFC, on one line, without characters that are invisible or turn the reading direction (they could make a
/// receipt read differently from what was recorded), and with `�` for each run of characters no font of ours can show.
pub(crate) fn printable(text: &str) -> String {
    let fonts = Fonts::get();
    let mut out = String::with_capacity(text.len());
    for character in text.nfc().filter(|&character| !is_invisible(character)) {
        let shown = if character.is_whitespace() || character.is_control() {
            ' '
        } else if !is_private(character) && fonts.can_show(character) {
            character
        } else {
            char::REPLACEMENT_CHARACTER
        };
        let repeats = matches!(shown, ' ' | char::REPLACEMENT_CHARACTER) && out.ends_with(shown);
        if !repeats {
            out.push(shown);
        }
    }
    out.trim().to_owned()
}

/// Format characters (Unicode category Cf), variation selectors and tags.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Private use: a glyph there means something else in every font, and PDF/A forbids it.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_kept_and_composed() {
        assert_eq!(
            printable("Nguye\u{302}\u{303}n Thi\u{323} Be\u{301}"),
            "Nguyễn Thị Bé"
        );
    }

    #[test]
    fn markup_characters_are_just_characters() {
        let text = r##"#let x = [$"'\]{}<a>_*`@~"##;
        assert_eq!(printable(text), text);
    }

    #[test]
    fn lines_and_controls_become_single_spaces() {
        assert_eq!(
            printable(" Ấp 3,\r\n\txã\u{0} Tân\u{a0}Bình "),
            "Ấp 3, xã Tân Bình"
        );
    }

    #[test]
    fn nothing_can_turn_the_reading_direction_or_hide() {
        assert_eq!(printable("1\u{202e}00\u{200b}0\u{2067}"), "1000");
    }

    #[test]
    fn what_no_font_shows_is_marked_once() {
        assert_eq!(printable("An 👩\u{200d}👩🏽🎉 Bình \u{e000}"), "An � Bình �");
    }
}
